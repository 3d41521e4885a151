// https://html.spec.whatwg.org/multipage/media.html#videotrack
define(
  `
[Exposed=Window]
interface VideoTrack {
  readonly attribute DOMString id;
  readonly attribute DOMString kind;
  readonly attribute DOMString label;
  readonly attribute DOMString language;
  attribute boolean selected;
};
`,
  class {
    get id() {
      return impl.trackId;
    }
    get kind() {
      return impl.kind;
    }
    get label() {
      return impl.label;
    }
    get language() {
      return impl.language;
    }
    get selected() {
      return impl.enabled;
    }
    set selected(value) {
      $.enableMediaTrack(impl, value, true);
    }
  },
);
