// https://html.spec.whatwg.org/multipage/media.html#texttrack
define(
  `
enum TextTrackMode { "disabled", "hidden", "showing" };
enum TextTrackKind { "subtitles", "captions", "descriptions", "chapters", "metadata" };
[Exposed=Window]
interface TextTrack : EventTarget {
  readonly attribute TextTrackKind kind;
  readonly attribute DOMString label;
  readonly attribute DOMString language;
  readonly attribute DOMString id;
  readonly attribute DOMString inBandMetadataTrackDispatchType;
  attribute TextTrackMode mode;
  readonly attribute TextTrackCueList? cues;
  readonly attribute TextTrackCueList? activeCues;
  undefined addCue(TextTrackCue cue);
  undefined removeCue(TextTrackCue cue);
  attribute EventHandler oncuechange;
};
`,
  class {
    get kind() {
      return impl.element ? impl.element.kind : impl.kind;
    }
    get label() {
      return impl.element ? impl.element.label : impl.label;
    }
    get language() {
      return impl.element ? impl.element.srclang : impl.language;
    }
    get id() {
      return impl.element ? impl.element.id : "";
    }
    get inBandMetadataTrackDispatchType() {
      return "";
    }
    get mode() {
      return impl.mode;
    }
    set mode(value) {
      $.setTextTrackMode(impl, value);
    }
    get cues() {
      return impl.mode === "disabled" ? null : (impl.allCues ??= $.cueList(() => impl.cues));
    }
    get activeCues() {
      return impl.mode === "disabled"
        ? null
        : (impl.activeCues ??= $.cueList(() => impl.cues.filter((cue) => $.impl(cue).active)));
    }
    addCue(cue) {
      $.addCue(impl, this, cue);
    }
    removeCue(cue) {
      $.removeCue(impl, this, cue);
    }
  },
);
