// Making blobs and files, and reading their parts.
library({
  newBlob(buffer, type) {
    return $.create("Blob", { buffer, type });
  },
  newFile(buffer, type, name, lastModified) {
    return $.create("File", { buffer, type, name, lastModified });
  },
  // https://w3c.github.io/FileAPI/#constructorBlob step 3: any character outside of U+0020..U+007E makes it empty
  blobType(type) {
    return /[^ -~]/.test(type) ? "" : type.toLowerCase();
  },
  // a sequence<BlobPart> as buffers and strings
  blobParts(parts) {
    return $.sequence(parts, (part) => {
      if ($.is(part, "Blob")) return $.impl(part).buffer;
      if ($.isBufferSource(part)) return $.bytesOf(part);
      return $.usv(part);
    });
  },
  // https://w3c.github.io/FileAPI/#process-blob-parts
  blobBytes(parts, endings) {
    const buffers = parts.map((part) => {
      if (typeof part !== "string") return part;
      return $.utf8(endings === "native" ? part.replace(/\r\n?/g, "\n") : part);
    });
    return buffers.length === 0 ? new ArrayBuffer(0) : $.concat(buffers);
  },
  // the text of a stream of UTF-8
  textStream(stream) {
    const decoder = new ($.exposed("TextDecoderStream"))();
    const { readable, writable } = decoder;
    $.quiet($.pipe($.impl(stream), $.impl(writable), {}));
    return readable;
  },
  // https://w3c.github.io/FileAPI/#blob-get-stream
  streamOfBytes(buffer) {
    let at = 0;
    return $.readableOfBytes({
      start: undefined,
      pull(controller) {
        const chunk = buffer.slice(at, (at += 65536));
        const slots = $.impl(controller);
        if (chunk.byteLength > 0) $.enqueueBytes(slots, new Uint8Array(chunk));
        if (at < buffer.byteLength) return;
        $.closeByteController(slots);
        if (slots.pendingPullIntos.length > 0) $.respondToRead(slots, 0);
      },
      cancel: undefined,
    });
  },
});
