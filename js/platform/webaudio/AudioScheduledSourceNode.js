// https://webaudio.github.io/web-audio-api/#AudioScheduledSourceNode
define(
  `
[Exposed=Window]
interface AudioScheduledSourceNode : AudioNode {
  attribute EventHandler onended;
  undefined start(optional double when = 0);
  undefined stop(optional double when = 0);
};
`,
  class {
    start(when) {
      if (impl.started) throw new $.DOMException("start() was called before.", "InvalidStateError");
      $.audioTimeArgument(when, "when");
      $.startSource(this, impl, when);
    }
    stop(when) {
      $.stopSource(impl, when);
    }
  },
);
