// https://encoding.spec.whatwg.org/#interface-textencoder
define(
  `
[Exposed=*]
interface TextEncoder {
  constructor();
  readonly attribute DOMString encoding;
  Uint8Array encode(optional any input = "");
  TextEncoderEncodeIntoResult encodeInto(any source, Uint8Array destination);
};
dictionary TextEncoderEncodeIntoResult { unsigned long long read; unsigned long long written; };
`,
  class {
    construct() {}
    get encoding() {
      return "utf-8";
    }
    encode(input) {
      return new Uint8Array($.utf8(`${input}`));
    }
    // https://encoding.spec.whatwg.org/#dom-textencoder-encodeinto
    encodeInto(source, destination) {
      const text = $.usv(source);
      if ($.byteKind(destination) !== "Uint8Array")
        throw new $.TypeError("Failed to execute 'encodeInto' on 'TextEncoder': parameter 2 is not of type 'Uint8Array'.");
      let read = 0,
        written = 0;
      const room = $.viewLength(destination);
      for (const character of text) {
        const code = character.codePointAt(0);
        const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (written + size > room) break;
        written += size;
        read += character.length;
      }
      destination.set(new Uint8Array($.utf8(text.slice(0, read))));
      return { read, written };
    }
  },
);
