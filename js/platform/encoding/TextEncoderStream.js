// https://encoding.spec.whatwg.org/#interface-textencoderstream
define(
  `
[Exposed=*]
interface TextEncoderStream {
  constructor();
  readonly attribute DOMString encoding;
  readonly attribute ReadableStream readable;
  readonly attribute WritableStream writable;
};`,
  class {
    construct() {
      let held = "";
      impl.transform = $.newTransform(
        (chunk, controller) => {
          let text = held + chunk;
          held = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : "";
          text = text.slice(0, text.length - held.length);
          if (text !== "") controller.enqueue(new Uint8Array($.utf8(text)));
        },
        (controller) => {
          if (held !== "") controller.enqueue(new Uint8Array([0xef, 0xbf, 0xbd]));
        },
      );
    }
    get encoding() {
      return "utf-8";
    }
    get readable() {
      return impl.transform.readable;
    }
    get writable() {
      return impl.transform.writable;
    }
  },
);
