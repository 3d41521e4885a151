// https://html.spec.whatwg.org/multipage/media.html#texttracklist
define(
  `
[Exposed=Window]
interface TextTrackList : EventTarget {
  readonly attribute unsigned long length;
  getter TextTrack (unsigned long index);
  TextTrack? getTrackById(DOMString id);
  attribute EventHandler onchange;
  attribute EventHandler onaddtrack;
  attribute EventHandler onremovetrack;
};
`,
  class {
    get length() {
      return $.textTracksOf(impl).length;
    }
    getTrackById(id) {
      return $.textTracksOf(impl).find((track) => track.id === id) ?? null;
    }
    static $length(impl) {
      return $.textTracksOf(impl).length;
    }
    static $item(impl, i) {
      return $.textTracksOf(impl)[i];
    }
  },
);
