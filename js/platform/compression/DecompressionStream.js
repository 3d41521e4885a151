// https://compression.spec.whatwg.org/#decompression-stream
define(
  `
[Exposed=*]
interface DecompressionStream {
  constructor(CompressionFormat format);
  readonly attribute ReadableStream readable;
  readonly attribute WritableStream writable;
};`,
  class {
    construct(format) {
      impl.transform = $.newCompression(format, false);
    }
    get readable() {
      return impl.transform.readable;
    }
    get writable() {
      return impl.transform.writable;
    }
  },
);
