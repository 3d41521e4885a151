// https://html.spec.whatwg.org/multipage/media.html#htmltrackelement
define(
  `
[Exposed=Window]
interface HTMLTrackElement : HTMLElement {
  attribute DOMString kind;
  [ReflectURL] attribute USVString src;
  [Reflect] attribute DOMString srclang;
  [Reflect] attribute DOMString label;
  [Reflect] attribute boolean default;
  const unsigned short NONE = 0;
  const unsigned short LOADING = 1;
  const unsigned short LOADED = 2;
  const unsigned short ERROR = 3;
  readonly attribute unsigned short readyState;
  readonly attribute TextTrack track;
};
`,
  class {
    get kind() {
      return $.enumerated(
        impl,
        "kind",
        ["subtitles", "captions", "descriptions", "chapters", "metadata"],
        "subtitles",
        "metadata",
      );
    }
    set kind(value) {
      h.set_attribute(impl.id, "kind", value);
    }
    get readyState() {
      return $.impl($.elementTextTrack(this)).readiness;
    }
    get track() {
      return $.elementTextTrack(this);
    }
  },
);
