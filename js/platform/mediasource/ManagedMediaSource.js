// https://w3c.github.io/media-source/#managedmediasource-interface
define(
  `
[Exposed=Window]
interface ManagedMediaSource : MediaSource {
  constructor();
  readonly attribute boolean streaming;
  attribute EventHandler onstartstreaming;
  attribute EventHandler onendstreaming;
};
`,
  class {
    construct() {
      $.constructMediaSource(this, impl, true);
    }
    get streaming() {
      return h.source_get(impl.number, "streaming");
    }
  },
);
