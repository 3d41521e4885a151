// The legacy factory function of audio elements. https://html.spec.whatwg.org/multipage/media.html#dom-audio
globals({
  get Audio() {
    const Audio = function (src = undefined) {
      if (!new.target) throw new $.TypeError("Constructor Audio requires 'new'");
      const text = src === undefined ? undefined : $.str(src);
      const element = $.global.document.createElement("audio");
      const { id } = $.impl(element);
      $.h.set_attribute(id, "preload", "auto");
      if (text !== undefined) $.h.set_attribute(id, "src", text);
      return element;
    };
    return $.legacyFactory(Audio, "Audio", "HTMLAudioElement");
  },
});
