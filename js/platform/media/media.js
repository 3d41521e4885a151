// Helpers of media elements: the promises of play(), objects made from what the host says, and the audio session's seams.
library({
  get playPromises() {
    return { last: 0, pending: new Map() };
  },
  playMedia(id) {
    const number = ++$.playPromises.last;
    return new Promise((resolve, reject) => {
      $.playPromises.pending.set(number, { resolve, reject });
      $.h.media_play(id, number);
    });
  },
  // the host settles promises, given by number; no name: they are fulfilled
  settlePlay(numbers, name, message) {
    for (const number of numbers.split(" ")) {
      const { resolve, reject } = $.playPromises.pending.get(+number);
      $.playPromises.pending.delete(+number);
      if (name === "") resolve();
      else reject(new $.DOMException(message, name));
    }
  },
  // for the session's resume steps: whatever the autoplay policy says
  playInternally(element) {
    $.h.media_play_internally($.impl(element).id);
  },
  // for <source media>; a page that replaces matchMedia decides here too
  mediaQueryMatches(query) {
    return $.global.matchMedia(query).matches;
  },
  timeRanges(text) {
    return $.create("TimeRanges", { ranges: JSON.parse(text) });
  },
  // the same object for as long as it is the same error
  mediaError(impl) {
    const text = $.h.media_error(impl.id);
    if (text === null) return null;
    const { serial, code, message } = JSON.parse(text);
    if (impl.error?.serial !== serial) impl.error = { serial, object: $.create("MediaError", { code, message }) };
    return impl.error.object;
  },
  // https://html.spec.whatwg.org/multipage/media.html#dom-media-srcobject
  setSrcObject(impl, provider) {
    if (provider === null) $.h.media_set_provider(impl.id, "", 0, "");
    else if ($.is(provider, "MediaStream")) $.h.media_set_provider(impl.id, "stream", $.impl(provider).id, "");
    else if ($.is(provider, "MediaSource")) $.h.media_set_provider(impl.id, "source", $.impl(provider).number, "");
    else if ($.is(provider, "Blob")) {
      $.handover[0] = $.impl(provider).buffer;
      $.h.media_set_provider(impl.id, "blob", 0, provider.type);
    } else throw new $.TypeError("The provided value is neither a MediaStream, a MediaSource nor a Blob.");
    impl.srcObject = provider;
  },
});
