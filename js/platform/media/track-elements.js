// The tracks of <track> elements: in which list they are, and their files.
// https://html.spec.whatwg.org/multipage/media.html#sourcing-out-of-band-text-tracks
library({
  // the host's word: children of a media element came or went
  trackElementsChanged(id) {
    const element = $.wrap(id);
    const media = $.impl(element);
    const before = media.trackElements ?? [];
    const now = (media.trackElements = $.wrapAll($.h.child_elements(id, "track")));
    for (const gone of before) {
      if (now.includes(gone)) continue;
      $.deactivateCues($.impl($.elementTextTrack(gone)));
      $.announceTrack(element.textTracks, "removetrack", $.elementTextTrack(gone));
    }
    const come = now.filter((each) => !before.includes(each));
    for (const each of come) {
      $.announceTrack(element.textTracks, "addtrack", $.elementTextTrack(each));
      $.loadTextTrack($.impl($.elementTextTrack(each)));
    }
    if (come.length > 0)
      $.queueTask(() => {
        $.selectTextTracks(media);
      });
  },
  // https://html.spec.whatwg.org/multipage/media.html#honor-user-preferences-for-automatic-text-track-selection
  selectTextTracks(media) {
    const tracks = $.wrapAll($.h.child_elements(media.id, "track")).map((element) => $.impl($.elementTextTrack(element)));
    const isChosen = (track) => track.element.default && track.mode === "disabled";
    // 1. - 2.
    for (const kinds of [["subtitles", "captions"], ["descriptions"]]) {
      const candidates = tracks.filter((track) => kinds.includes(track.element.kind));
      const first = candidates.some((track) => track.mode === "showing") ? undefined : candidates.find(isChosen);
      if (first !== undefined) $.setTextTrackMode(first, "showing");
    }
    // 3.
    for (const track of tracks)
      if (["chapters", "metadata"].includes(track.element.kind) && isChosen(track)) $.setTextTrackMode(track, "hidden");
  },
  // the host's word: `src` was set, changed or removed
  trackSourceChanged(id) {
    const track = $.impl($.elementTextTrack($.wrap(id)));
    if (track.url !== null && track.url === $.trackUrl(track)) return;
    for (const cue of track.cues.splice(0)) Object.assign($.impl(cue), { track: null, active: false });
    track.url = null;
    const load = ++track.load;
    if (track.readiness !== 1) {
      $.loadTextTrack(track);
      return;
    }
    // https://html.spec.whatwg.org/multipage/media.html#track-url: the load under way fails, and the next one begins then
    $.queueTask(() => {
      if (load !== track.load) return;
      track.readiness = 3;
      $.fire(track.element, "error");
      $.loadTextTrack(track);
    });
  },
  // https://html.spec.whatwg.org/multipage/media.html#track-url
  trackUrl(track) {
    return $.h.get_attribute($.impl(track.element).id, "src") ? track.element.src : "";
  },
  // https://html.spec.whatwg.org/multipage/media.html#start-the-track-processing-model
  loadTextTrack(track) {
    // 2. - 3.
    if (track.mode === "disabled" || $.mediaOfTextTrack(track) === null || track.url !== null) return;
    // 7.
    track.url = $.trackUrl(track);
    const load = ++track.load;
    // 5. a stable state
    Promise.resolve().then(() => {
      const media = $.mediaOfTextTrack(track);
      if (load !== track.load || media === null) return;
      // 6.
      track.readiness = 1;
      // 9. - 10.
      $.h.track_fetch($.impl(track.element).id, load, track.url, $.h.get_attribute(media.id, "crossorigin"));
    });
  },
  // the host's word, in a task; `text` is null when there is none
  trackFetched(id, load, text) {
    const element = $.wrap(id);
    const track = $.impl($.elementTextTrack(element));
    if (load !== track.load) return;
    const cues = text === null ? null : $.parseWebVTT(text);
    if (cues === null) {
      track.readiness = 3;
      $.fire(element, "error");
      return;
    }
    const media = $.mediaOfTextTrack(track);
    for (const slots of cues) {
      slots.track = track.self;
      slots.order = track.lastCue = (track.lastCue ?? 0) + 1;
      const cue = $.create("VTTCue", slots);
      track.cues.push(cue);
      if (media !== null) (media.newCues ??= new Set()).add(cue);
    }
    $.sortCues(track.self);
    track.readiness = 2;
    if (media !== null && track.mode !== "disabled") $.cuesChanged(media);
    $.fire(element, "load");
  },
});
