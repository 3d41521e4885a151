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
  // https://w3c.github.io/FileAPI/#process-blob-parts
  blobBytes(parts, endings, name) {
    if (parts === undefined) return new ArrayBuffer(0);
    if (
      parts === null ||
      (typeof parts !== "object" && typeof parts !== "function") ||
      typeof parts[Symbol.iterator] !== "function"
    )
      throw new $.TypeError(`Failed to construct '${name}': The provided value cannot be converted to a sequence.`);
    const buffers = [];
    for (const part of parts) {
      if ($.is(part, "Blob")) buffers.push($.impl(part).buffer);
      else if ($.isBufferSource(part)) buffers.push($.bytesOf(part));
      else {
        const text = `${part}`;
        buffers.push($.utf8(endings === "native" ? text.replace(/\r\n?/g, "\n") : text));
      }
    }
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
    return $.readableFrom({
      pull(controller) {
        const chunk = buffer.slice(at, (at += 65536));
        if (chunk.byteLength > 0) controller.enqueue(new Uint8Array(chunk));
        if (at >= buffer.byteLength) controller.close();
      },
    });
  },
});
