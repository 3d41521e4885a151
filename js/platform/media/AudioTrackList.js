// https://html.spec.whatwg.org/multipage/media.html#audiotracklist
define(
  `
[Exposed=Window]
interface AudioTrackList : EventTarget {
  readonly attribute unsigned long length;
  getter AudioTrack (unsigned long index);
  AudioTrack? getTrackById(DOMString id);
  attribute EventHandler onchange;
  attribute EventHandler onaddtrack;
  attribute EventHandler onremovetrack;
};
`,
  class {
    get length() {
      return $.tracksOf(impl).length;
    }
    getTrackById(id) {
      return $.tracksOf(impl).find((track) => $.impl(track).trackId === id) ?? null;
    }
    static $length(impl) {
      return $.tracksOf(impl).length;
    }
    static $item(impl, i) {
      return $.tracksOf(impl)[i];
    }
  },
);
