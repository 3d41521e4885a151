// META: title=TextEncoder, TextDecoder, atob and btoa
test(() => {
  const text = "z\u00df\u6c34\u{1d11e} ".repeat(COUNT);
  const bytes = new TextEncoder().encode(text);
  assert_equals(bytes.length, 11 * COUNT);
  assert_equals(new TextDecoder().decode(bytes), text);
}, "UTF-8, there and back");

test(() => {
  assert_equals(new TextDecoder().decode(new Uint8Array([0x61, 0xff, 0x62])), "a\ufffdb");
  assert_equals(new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])), "a");
}, "What is no UTF-8");

for (const label of ["windows-1252", "utf-16le", "shift_jis"]) {
  test(() => assert_equals(new TextDecoder(label.toUpperCase()).encoding, label), label);
}

test(() => {
  assert_equals(btoa("any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
  assert_equals(atob(" YW55 "), "any");
  assert_throws_dom("InvalidCharacterError", () => btoa("\u6c34"));
  assert_throws_dom("InvalidCharacterError", () => atob("a"));
}, "atob and btoa");
