// https://html.spec.whatwg.org/multipage/media.html#audiotrack
define(
  `
[Exposed=Window]
interface AudioTrack {
  readonly attribute DOMString id;
  readonly attribute DOMString kind;
  readonly attribute DOMString label;
  readonly attribute DOMString language;
  attribute boolean enabled;
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
    get enabled() {
      return impl.enabled;
    }
    set enabled(value) {
      $.enableMediaTrack(impl, value, false);
    }
  },
);
