// META: title=URL
for (let index = 0; index < COUNT; index += 1) {
  test(() => {
    const url = new URL(`../a%20b/./c?x=${index}#y`, "https://user:pass@example.org:8080/one/two/three");
    assert_equals(url.href, `https://user:pass@example.org:8080/one/a%20b/c?x=${index}#y`);
    assert_equals(url.origin, "https://example.org:8080");
    assert_equals(url.searchParams.get("x"), String(index));
  }, `Relative to a base, ${index}`);
}

for (const [input, href] of [
  ["HTTP://EXAMPLE.org:80/%7e", "http://example.org/%7e"],
  ["https://faß.example/", "https://xn--fa-hia.example/"],
  ["http://0x7f.1/", "http://127.0.0.1/"],
  ["http://[::1]:0080/", "http://[::1]/"],
  ["mailto:x@y", "mailto:x@y"],
]) {
  test(() => assert_equals(new URL(input).href, href), input);
}

for (const input of ["http://", "//x", "http://a b/", "http://[::1"]) {
  test(() => {
    assert_false(URL.canParse(input));
    assert_equals(URL.parse(input), null);
  }, `Not a URL: ${input}`);
}

test(() => {
  const parameters = new URLSearchParams("b=2&a=1&b=3+4");
  parameters.sort();
  assert_equals(parameters.toString(), "a=1&b=2&b=3+4");
  assert_array_equals(parameters.getAll("b"), ["2", "3 4"]);
}, "URLSearchParams");
