// https://encoding.spec.whatwg.org/#interface-textdecoderstream
define(
  `
[Exposed=*]
interface TextDecoderStream {
  constructor(optional DOMString label = "utf-8", optional TextDecoderOptions options = {});
  readonly attribute DOMString encoding;
  readonly attribute boolean fatal;
  readonly attribute boolean ignoreBOM;
  readonly attribute ReadableStream readable;
  readonly attribute WritableStream writable;
};`,
  class {
    construct(label, options) {
      // the decoder lives as long as the two streams, which may outlive this object
      const holder = {};
      $.initDecoder(holder, impl, label, options);
      holder.number = impl.number;
      const decode = (buffer, stream, controller) => {
        $.handover[0] = buffer;
        const text = $.uncrossed($.h.decode_stream(holder.number, stream));
        if (text !== "") controller.enqueue(text);
      };
      impl.transform = $.newTransform(
        (chunk, controller) => decode($.bufferSource(chunk), true, controller),
        (controller) => decode(new ArrayBuffer(0), false, controller),
      );
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
    get readable() {
      return impl.transform.readable;
    }
    get writable() {
      return impl.transform.writable;
    }
  },
);
