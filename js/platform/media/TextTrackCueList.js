// https://html.spec.whatwg.org/multipage/media.html#texttrackcuelist; `impl.look` gives the cues as they are now
define(
  `
[Exposed=Window]
interface TextTrackCueList {
  readonly attribute unsigned long length;
  getter TextTrackCue (unsigned long index);
  TextTrackCue? getCueById(DOMString id);
};
`,
  class {
    get length() {
      return impl.look().length;
    }
    getCueById(id) {
      return (id !== "" && impl.look().find((cue) => $.impl(cue).cueId === id)) || null;
    }
    static $length(impl) {
      return impl.look().length;
    }
    static $item(impl, i) {
      return impl.look()[i];
    }
  },
);
