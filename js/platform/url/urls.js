// Helpers of URL, URLSearchParams and Location.
library({
  urlParts(url, base = undefined) {
    const text = $.h.parse_url(url, base === undefined ? null : base);
    return text === null ? null : text.split("\n");
  },
  // the absolute form of what a page gave, seen from its document; null when it does not parse
  absolute(url) {
    const parts = $.urlParts($.str(url), $.h.base_url());
    return parts === null ? null : parts[0];
  },
  urlReplace(impl, parts) {
    impl.parts = parts;
    if (impl.searchParams) $.impl(impl.searchParams).list = $.parseUrlencoded(parts[9].slice(1));
  },
  urlAssign(impl, name, value) {
    const parts = $.h.set_url_component(impl.parts[0], name, value).split("\n");
    if (name === "search") $.urlReplace(impl, parts);
    else impl.parts = parts;
  },
  // https://url.spec.whatwg.org/#concept-urlsearchparams-update
  updateParams(impl) {
    if (impl.url)
      impl.url.parts = $.h.set_url_component(impl.url.parts[0], "search", $.serializeUrlencoded(impl.list)).split("\n");
  },
  // https://url.spec.whatwg.org/#concept-urlencoded-parser
  parseUrlencoded(text) {
    const list = [];
    if (text === "") return list;
    for (const pair of text.split("&")) {
      if (pair === "") continue;
      const at = pair.indexOf("=");
      list.push(at < 0 ? [$.percentDecode(pair), ""] : [$.percentDecode(pair.slice(0, at)), $.percentDecode(pair.slice(at + 1))]);
    }
    return list;
  },
  percentDecode(text) {
    text = text.replaceAll("+", " ");
    if (!text.includes("%")) return text;
    try {
      return decodeURIComponent(text);
    } catch {}
    // a stray "%", or bytes that are not UTF-8
    const bytes = [];
    for (let i = 0; i < text.length; i++) {
      const hex = text[i] === "%" && /^[0-9a-fA-F]{2}/.exec(text.slice(i + 1, i + 3));
      if (hex) {
        bytes.push(parseInt(hex[0], 16));
        i += 2;
      } else {
        const character = String.fromCodePoint(text.codePointAt(i));
        bytes.push(...new Uint8Array($.utf8(character)));
        i += character.length - 1;
      }
    }
    // a byte order mark stays: https://encoding.spec.whatwg.org/#utf-8-decode-without-bom
    return $.utf8Text(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]).buffer);
  },
  // https://url.spec.whatwg.org/#concept-urlencoded-serializer
  serializeUrlencoded(list) {
    const encode = (text) =>
      encodeURIComponent(text.toWellFormed()).replace(/[!~'()]|%20/g, (c) =>
        c === "%20" ? "+" : `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    return list.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  },
});
