// Cues while their media plays. https://html.spec.whatwg.org/multipage/media.html#time-marches-on
library({
  // tracks with cues that count, in the order of the list
  shownTextTracks(media) {
    return $.textTracksOf({ media })
      .map($.impl)
      .filter((track) => track.mode !== "disabled");
  },
  // script has changed tracks or cues
  cuesChanged(media) {
    if (!media.followsCues) {
      media.followsCues = true;
      $.h.media_cue_alarm(media.id, Infinity);
    }
    if ($.h.media_get(media.id, "show_poster") || $.h.media_get(media.id, "seeking")) return;
    $.timeMarchesOn(media, $.h.media_get(media.id, "current_time"), true);
  },
  // the host's word: playback has come to `position` (seconds), by playing or else by a jump
  mediaTime(id, position, played) {
    $.timeMarchesOn($.impl($.wrap(id)), position, played);
  },
  // the media is gone. https://html.spec.whatwg.org/multipage/media.html#text-track-cue-active-flag
  cuesReset(id) {
    const media = $.impl($.wrap(id));
    for (const track of $.textTracksOf({ media })) $.deactivateCues($.impl(track));
    media.lastCueTime = 0;
  },
  deactivateCues(track) {
    for (const cue of track.cues) $.impl(cue).active = false;
  },
  timeMarchesOn(media, position, played) {
    const tracks = $.shownTextTracks(media);
    // the clock may be a rounding error behind a position that a timer was set for
    if (played && position < media.lastCueTime && media.lastCueTime - position < 0.001) position = media.lastCueTime;
    // 1. - 3.
    const all = tracks.flatMap((track) => track.cues.map((cue) => ({ cue, track, slots: $.impl(cue) })));
    const isCurrent = ({ startTime, endTime }) => startTime <= position && position < endTime;
    const last = media.lastCueTime ?? 0;
    media.lastCueTime = position;
    // 4. - 5.
    const isNew = (cue) => media.newCues?.has(cue) ?? false;
    // INTEROP: a cue that ends before it starts is missed when its start is passed
    const isPassed = ({ startTime, endTime }) => startTime >= last && startTime <= position && endTime <= position;
    // AD-HOC: a cue without length at just the last position was missed then, and is not again
    const isRepeated = ({ startTime, missedAt }) => startTime === last && missedAt === last;
    const isMissed = ({ cue, slots }) => played && isPassed(slots) && !isRepeated(slots) && !isCurrent(slots) && !isNew(cue);
    const changed = [];
    all.forEach(({ cue, track, slots }, order) => {
      const [current, missed] = [isCurrent(slots), isMissed({ cue, slots })];
      // 10. - 12.
      if (missed || (current && !slots.active)) changed.push({ cue, track, slots, order, type: "enter", time: slots.startTime });
      if (missed || (!current && slots.active))
        changed.push({ cue, track, slots, order, type: "exit", time: Math.max(slots.startTime, slots.endTime) });
      // 17.
      slots.active = current;
      slots.missedAt = missed ? position : undefined;
    });
    media.newCues?.clear();
    $.h.media_cue_alarm(media.id, $.nextCueTime(all, position));
    // 7.
    if (changed.length === 0) return;
    // 8.
    if (played && changed.some(({ slots, type }) => type === "exit" && slots.pauseOnExit)) $.h.media_pause_internally(media.id);
    // 13. - 14.
    changed.sort((a, b) => a.time - b.time || a.order - b.order || (a.type < b.type ? -1 : 1));
    for (const { cue, type } of changed)
      $.queueTask(() => {
        $.fire(cue, type);
      });
    // 15. - 16.
    for (const track of tracks) {
      if (!changed.some((each) => each.track === track)) continue;
      $.queueTask(() => {
        $.fire(track.self, "cuechange");
        if (track.element) $.fire(track.element, "cuechange");
      });
    }
  },
  nextCueTime(all, position) {
    let next = Infinity;
    for (const { slots } of all) {
      if (slots.startTime > position) next = Math.min(next, slots.startTime);
      if (slots.endTime > position) next = Math.min(next, slots.endTime);
    }
    return next;
  },
});
