// https://w3c.github.io/mediacapture-fromelement/#html-media-element-media-capture-extensions
define(
  `
partial interface HTMLMediaElement {
  MediaStream captureStream();
};`,
  class {
    captureStream() {
      const stream = $.newStream([]);
      const { id } = $.impl(stream);
      $.capturedStreams.set(id, new WeakRef(stream));
      h.media_capture(impl.id, id);
      $.impl(stream).handed = true;
      return stream;
    }
  },
);
