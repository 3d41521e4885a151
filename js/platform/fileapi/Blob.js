// https://w3c.github.io/FileAPI/#blob-section; `impl.buffer` holds the bytes, which never change
define(
  `
enum EndingType { "transparent", "native" };
[Exposed=(Window,Worker)]
interface Blob {
  constructor(optional any blobParts, optional any options);
  readonly attribute unsigned long long size;
  readonly attribute DOMString type;
  Blob slice(optional [Clamp] long long start, optional [Clamp] long long end, optional DOMString contentType);
  ReadableStream stream();
  ReadableStream textStream();
  Promise<USVString> text();
  Promise<ArrayBuffer> arrayBuffer();
  Promise<Uint8Array> bytes();
};
dictionary BlobPropertyBag { DOMString type = ""; EndingType endings = "transparent"; };
`,
  class {
    construct(blobParts, options) {
      // the arguments in their order: parts are read before the options are
      const parts = blobParts === undefined ? [] : $.blobParts(blobParts);
      const { endings, type } = $.dictionary(options, "BlobPropertyBag");
      impl.buffer = $.blobBytes(parts, endings);
      impl.type = $.blobType(type);
    }
    get size() {
      return impl.buffer.byteLength;
    }
    get type() {
      return impl.type;
    }
    // https://w3c.github.io/FileAPI/#slice-blob
    slice(start, end, contentType) {
      const size = impl.buffer.byteLength;
      const place = (at, missing) => (at === undefined ? missing : at < 0 ? Math.max(size + at, 0) : Math.min(at, size));
      const from = place(start, 0),
        to = place(end, size);
      return $.newBlob(impl.buffer.slice(from, Math.max(from, to)), $.blobType(contentType ?? ""));
    }
    stream() {
      return $.streamOfBytes(impl.buffer);
    }
    textStream() {
      return $.textStream($.streamOfBytes(impl.buffer));
    }
    text() {
      return $.utf8Text(impl.buffer);
    }
    arrayBuffer() {
      return impl.buffer.slice(0);
    }
    bytes() {
      return new Uint8Array(impl.buffer.slice(0));
    }
  },
);
