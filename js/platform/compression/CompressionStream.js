// https://compression.spec.whatwg.org/#compression-stream
define(
  `
[Exposed=*]
interface CompressionStream {
  constructor(CompressionFormat format);
  readonly attribute ReadableStream readable;
  readonly attribute WritableStream writable;
};
enum CompressionFormat { "deflate", "deflate-raw", "gzip" };`,
  class {
    construct(format) {
      impl.transform = $.newCompression(format, true);
    }
    get readable() {
      return impl.transform.readable;
    }
    get writable() {
      return impl.transform.writable;
    }
  },
);
library({
  // a transform of bytes by the host's zlib
  newCompression(format, compresses) {
    const number = $.h.open_compression(format, compresses);
    const put = (controller) => {
      if ($.handover[0].byteLength > 0) controller.enqueue(new Uint8Array($.handover[0]));
    };
    return $.newTransform(
      (chunk, controller) => {
        $.handover[0] = $.bufferSource(chunk);
        $.h.compress(number);
        put(controller);
      },
      (controller) => {
        $.h.end_compression(number);
        put(controller);
      },
    );
  },
});
