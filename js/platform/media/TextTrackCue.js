// https://html.spec.whatwg.org/multipage/media.html#texttrackcue
define(
  `
[Exposed=Window]
interface TextTrackCue : EventTarget {
  readonly attribute TextTrack? track;
  attribute DOMString id;
  attribute double startTime;
  attribute unrestricted double endTime;
  attribute boolean pauseOnExit;
  attribute EventHandler onenter;
  attribute EventHandler onexit;
};
`,
  class {
    get track() {
      return impl.track;
    }
    get id() {
      return impl.cueId;
    }
    set id(value) {
      impl.cueId = value;
    }
    get startTime() {
      return impl.startTime;
    }
    set startTime(value) {
      impl.startTime = value;
      $.cueMoved(impl.track);
    }
    get endTime() {
      return impl.endTime;
    }
    set endTime(value) {
      impl.endTime = $.cueEnd(value);
      $.cueMoved(impl.track);
    }
    get pauseOnExit() {
      return impl.pauseOnExit;
    }
    set pauseOnExit(value) {
      impl.pauseOnExit = value;
    }
  },
);
