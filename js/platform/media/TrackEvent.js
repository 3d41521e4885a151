// https://html.spec.whatwg.org/multipage/media.html#trackevent
define(
  `
[Exposed=Window]
interface TrackEvent : Event {
  constructor(DOMString type, optional TrackEventInit eventInitDict = {});
  readonly attribute (VideoTrack or AudioTrack or TextTrack)? track;
};
dictionary TrackEventInit : EventInit { (VideoTrack or AudioTrack or TextTrack)? track = null; };
`,
  class {
    construct(type, init) {
      const track = init.track ?? null;
      if (track !== null && !["VideoTrack", "AudioTrack", "TextTrack"].some((name) => $.is(track, name)))
        throw new $.TypeError("member track is not of type VideoTrack, AudioTrack or TextTrack.");
      $.initEvent(impl, type, init);
      impl.track = track;
    }
    get track() {
      return impl.track;
    }
  },
);
