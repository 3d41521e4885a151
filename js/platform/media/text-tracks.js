// Text tracks and their cues. https://html.spec.whatwg.org/multipage/media.html#timed-text-tracks
library({
  textTrackList(media) {
    media.addedTextTracks ??= [];
    return (media.textTrackList ??= $.create("TextTrackList", { media }));
  },
  // The tracks of <track> children in tree order, then the ones that script added.
  textTracksOf(impl) {
    // a source buffer has none
    if (impl.media.id === undefined) return [];
    const children = $.wrapAll($.h.child_elements(impl.media.id, "track"));
    return [...children.map((element) => $.elementTextTrack(element)), ...(impl.media.addedTextTracks ?? [])];
  },
  newTextTrack(slots) {
    const impl = { cues: [], allCues: null, activeCues: null, ...slots };
    impl.self = $.create("TextTrack", impl);
    return impl.self;
  },
  // https://html.spec.whatwg.org/multipage/media.html#dom-media-addtexttrack
  addTextTrack(media, element, kind, label, language) {
    const list = element.textTracks;
    const track = $.newTextTrack({ media, kind, label, language, mode: "hidden" });
    media.addedTextTracks.push(track);
    $.announceTrack(list, "addtrack", track);
    return track;
  },
  elementTextTrack(element) {
    return ($.impl(element).track ??= $.newTextTrack({ element, mode: "disabled", readiness: 0, url: null, load: 0 }));
  },
  setTextTrackMode(impl, mode) {
    if (impl.mode === mode) return;
    impl.mode = mode;
    if (mode === "disabled") $.deactivateCues(impl);
    const media = $.mediaOfTextTrack(impl);
    if (media === null) return;
    if (impl.element) $.loadTextTrack(impl);
    $.textTracksDiffer(media);
    $.cuesChanged(media);
  },
  // several changes at a time make one event. https://html.spec.whatwg.org/multipage/media.html#pending-text-track-change-notification-flag
  textTracksDiffer(media) {
    if (!media.textTrackList || media.textTracksDiffer) return;
    media.textTracksDiffer = true;
    $.queueTask(() => {
      media.textTracksDiffer = false;
      $.fire(media.textTrackList, "change");
    });
  },
  mediaOfTextTrack(impl) {
    if (!impl.element) return impl.media;
    const parent = impl.element.parentNode;
    return $.is(parent, "HTMLMediaElement") ? $.impl(parent) : null;
  },
  cueList(look) {
    return $.create("TextTrackCueList", { look });
  },
  // https://html.spec.whatwg.org/multipage/media.html#dom-texttrack-addcue
  addCue(impl, track, cue) {
    const slots = $.impl(cue);
    if (slots.track !== null) $.removeCue($.impl(slots.track), slots.track, cue);
    slots.track = track;
    slots.order = impl.lastCue = (impl.lastCue ?? 0) + 1;
    impl.cues.push(cue);
    $.sortCues(track);
    const media = $.mediaOfTextTrack(impl);
    if (media === null) return;
    (media.newCues ??= new Set()).add(cue);
    if (impl.mode !== "disabled") $.cuesChanged(media);
  },
  // https://html.spec.whatwg.org/multipage/media.html#dom-texttrack-removecue
  removeCue(impl, track, cue) {
    const at = impl.cues.indexOf(cue);
    if (at < 0) throw new $.DOMException("The cue is not in this track's list of cues.", "NotFoundError");
    impl.cues.splice(at, 1);
    Object.assign($.impl(cue), { track: null, active: false });
  },
  // https://html.spec.whatwg.org/multipage/media.html#text-track-cue-order
  sortCues(track) {
    const order = (a, b) => a.startTime - b.startTime || (a.endTime === b.endTime ? a.order - b.order : b.endTime - a.endTime);
    $.impl(track).cues.sort((a, b) => order($.impl(a), $.impl(b)));
  },
  cueMoved(track) {
    if (track === null) return;
    $.sortCues(track);
    const media = $.mediaOfTextTrack($.impl(track));
    if (media !== null && $.impl(track).mode !== "disabled") $.cuesChanged(media);
  },
  cueEnd(value) {
    if (Number.isNaN(value) || value === -Infinity) throw new $.TypeError(`The end time ${value} is no time.`);
    return value;
  },
  numberOrAuto(value) {
    if (typeof value === "number") return $.double(value);
    if (value === "auto") return value;
    const number = typeof value === "string" ? NaN : +value;
    if (!Number.isFinite(number)) throw new $.TypeError(`'${value}' is neither a number nor auto.`);
    return number;
  },
  percentage(value) {
    if (value < 0 || value > 100) throw new $.DOMException(`The value ${value} is outside the range [0, 100].`, "IndexSizeError");
    return value;
  },
});
