// https://html.spec.whatwg.org/multipage/media.html#videotracklist
define(
  `
[Exposed=Window]
interface VideoTrackList : EventTarget {
  readonly attribute unsigned long length;
  getter VideoTrack (unsigned long index);
  VideoTrack? getTrackById(DOMString id);
  readonly attribute long selectedIndex;
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
    get selectedIndex() {
      return $.tracksOf(impl).findIndex((track) => $.impl(track).enabled);
    }
    static $length(impl) {
      return $.tracksOf(impl).length;
    }
    static $item(impl, i) {
      return $.tracksOf(impl)[i];
    }
  },
);
