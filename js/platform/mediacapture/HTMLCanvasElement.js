// https://w3c.github.io/mediacapture-fromelement/#html-canvas-element-media-capture-extensions
define(
  `
partial interface HTMLCanvasElement {
  MediaStream captureStream(optional double frameRequestRate);
};`,
  class {
    captureStream(frameRequestRate) {
      if (frameRequestRate < 0) throw new $.DOMException(`The frame rate ${frameRequestRate} is negative.`, "NotSupportedError");
      const number = h.create_video_track(this.width, this.height, frameRequestRate ?? 60);
      return $.newStream([$.newTrack(number, {}, this)]);
    }
  },
);
