// Reading a blob in steps.
library({
  // https://w3c.github.io/FileAPI/#readOperation; the bytes are at hand, so each step is a task of its own
  readBlob(reader, impl, blob, convert) {
    if (impl.state === 1) throw new $.DOMException("The object is already busy reading Blobs.", "InvalidStateError");
    const { buffer, type } = $.impl(blob);
    const size = buffer.byteLength;
    impl.state = 1;
    impl.result = null;
    impl.error = null;
    const reading = ++impl.reading;
    const step = (f) =>
      $.queueTask(() => {
        if (impl.reading === reading) f();
      });
    step(() => $.fireProgress(reader, "loadstart", 0, size));
    if (size > 0) step(() => $.fireProgress(reader, "progress", size, size));
    step(() => {
      impl.state = 2;
      try {
        impl.result = convert(buffer, type);
      } catch (error) {
        impl.error = error;
      }
      $.fireProgress(reader, impl.error === null ? "load" : "error", size, size);
      if (impl.state !== 1) $.fireProgress(reader, "loadend", size, size);
    });
  },
});
