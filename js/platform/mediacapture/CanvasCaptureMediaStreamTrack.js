// https://w3c.github.io/mediacapture-fromelement/#the-canvascapturemediastreamtrack
define(
  `
[Exposed=Window]
interface CanvasCaptureMediaStreamTrack : MediaStreamTrack {
  readonly attribute HTMLCanvasElement canvas;
  undefined requestFrame();
};`,
  class {
    get canvas() {
      return impl.canvas;
    }
    // AD-HOC: nothing is painted, so no frame is captured
    requestFrame() {}
  },
);
