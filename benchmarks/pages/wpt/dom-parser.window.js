// META: title=DOMParser
for (const type of ["text/html", "application/xhtml+xml", "image/svg+xml"]) {
  test(() => {
    const source = `<svg xmlns="http://www.w3.org/2000/svg">${"<g><path/></g>".repeat(COUNT)}</svg>`;
    const parsed = new DOMParser().parseFromString(source, type);
    assert_equals(parsed.contentType, type);
    assert_equals(parsed.querySelectorAll("g > path").length, COUNT);
    assert_equals(parsed.querySelector("g").namespaceURI, "http://www.w3.org/2000/svg");
  }, type);
}

test(() => {
  const parsed = new DOMParser().parseFromString("<a><b></a>", "text/xml");
  assert_equals(parsed.getElementsByTagName("parsererror").length, 1);
}, "What is not well-formed");
