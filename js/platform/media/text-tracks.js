// Text tracks and their cues. https://html.spec.whatwg.org/multipage/media.html#timed-text-tracks
// FIXME: no file of a <track> is loaded, and cues fire no events: who asks for either is told on the notimplemented channel.
library({
  textTrackList(media) {
    media.addedTextTracks ??= [];
    return (media.textTrackList ??= $.create("TextTrackList", { media }));
  },
  // those of <track> children in tree order, then those that script added
  textTracksOf(impl) {
    const children = $.wrapAll($.h.child_elements(impl.media.id, "track"));
    return [...children.map((element) => element.track), ...impl.media.addedTextTracks];
  },
  newTextTrack(slots) {
    const impl = { cues: [], allCues: null, activeCues: null, ...slots };
    const track = $.create("TextTrack", impl);
    $.watchCueEvents(impl);
    return track;
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
    return $.newTextTrack({ element, mode: "disabled" });
  },
  setTextTrackMode(impl, mode) {
    if (impl.mode === mode) return;
    impl.mode = mode;
    if (impl.element && mode !== "disabled") $.missing("loading the file of a <track>");
    const media = $.mediaOfTextTrack(impl);
    if (media?.textTrackList) $.queueTask(() => { $.fire(media.textTrackList, "change"); });
  },
  mediaOfTextTrack(impl) {
    if (!impl.element) return impl.media;
    const parent = impl.element.parentNode;
    return $.is(parent, "HTMLMediaElement") ? $.impl(parent) : null;
  },
  watchCueEvents(impl) {
    impl.listenerAdded = (type) => {
      if (type === "enter" || type === "exit" || type === "cuechange") $.missing(`the ${type} event of text tracks`);
    };
  },
  cueList(look) {
    return $.create("TextTrackCueList", { look });
  },
  activeCues(impl) {
    const media = $.mediaOfTextTrack(impl);
    if (media === null) return [];
    const now = $.h.media_get(media.id, "current_time");
    return impl.cues.filter((cue) => $.impl(cue).startTime <= now && now < $.impl(cue).endTime);
  },
  // https://html.spec.whatwg.org/multipage/media.html#dom-texttrack-addcue
  addCue(impl, track, cue) {
    const slots = $.impl(cue);
    if (slots.track !== null) $.removeCue($.impl(slots.track), slots.track, cue);
    slots.track = track;
    impl.cues.push(cue);
    $.sortCues(track);
  },
  // https://html.spec.whatwg.org/multipage/media.html#dom-texttrack-removecue
  removeCue(impl, track, cue) {
    const at = impl.cues.indexOf(cue);
    if (at < 0) throw new $.DOMException("The cue is not in this track's list of cues.", "NotFoundError");
    impl.cues.splice(at, 1);
    $.impl(cue).track = null;
  },
  // https://html.spec.whatwg.org/multipage/media.html#text-track-cue-order
  sortCues(track) {
    if (track !== null) $.impl(track).cues.sort((a, b) => $.impl(a).startTime - $.impl(b).startTime || $.impl(b).endTime - $.impl(a).endTime || 0);
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
