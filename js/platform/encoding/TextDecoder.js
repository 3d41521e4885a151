// https://encoding.spec.whatwg.org/#interface-textdecoder
define(
  `
[Exposed=*]
interface TextDecoder {
  constructor(optional DOMString label = "utf-8", optional TextDecoderOptions options = {});
  readonly attribute DOMString encoding;
  readonly attribute boolean fatal;
  readonly attribute boolean ignoreBOM;
  any decode(optional any input, optional TextDecodeOptions options = {});
};
dictionary TextDecoderOptions { boolean fatal = false; boolean ignoreBOM = false; };
dictionary TextDecodeOptions { boolean stream = false; };
`,
  class {
    construct(label, options) {
      $.initDecoder(this, impl, label, options);
    }
    get encoding() {
      return impl.encoding;
    }
    get fatal() {
      return impl.fatal;
    }
    get ignoreBOM() {
      return impl.ignoreBOM;
    }
    decode(input, options) {
      const buffer = input === undefined ? new ArrayBuffer(0) : $.bufferSource(input);
      const { stream } = options;
      if (impl.encoding === "utf-8" && !stream && !impl.streaming && !impl.fatal && !impl.ignoreBOM) return $.utf8Text(buffer);
      impl.streaming = stream;
      $.handover[0] = buffer;
      return $.uncrossed(h.decode_stream(impl.number, stream));
    }
  },
);
