// The in-process link between js/polyfill and the host, and what only this engine can offer it.
library({
  get sessionTasks() {
    return { last: 0, waiting: new Map() };
  },
  // `attach` of js/polyfill/document.js lies in the handover
  attachPolyfill() {
    const attach = $.handover[0]($);
    const link = ($.sessionLink = { send: (text) => $.h.session_send(text), onmessage: null });
    $.sessionAdapter = {
      queueTask(f) {
        const id = ++$.sessionTasks.last;
        $.sessionTasks.waiting.set(id, f);
        $.h.session_task(id);
      },
      fire(target, event) {
        const e = $.impl(event);
        e.isTrusted = true;
        $.dispatch(target, $.impl(target), event, e);
      },
      hasAudio(element) {
        const { id } = $.impl(element);
        return $.h.media_get(id, "ready_state") === 0 ? undefined : $.h.media_has_audio(id);
      },
      play: (element) => $.playInternally(element),
      watchOutput: (context, f) => $.watchOutput(context, f),
      interruptContext: (context) => $.interruptContext(context),
      endInterruption: (context, resume) => $.endInterruption(context, resume),
      setTrackMuted: (track, muted) => $.setTrackMuted(track, muted),
      endTrack: (track) => $.endTrack(track),
      outputOf: (sinkId) => $.outputOf(sinkId),
    };
    $.watch = attach($.global, link, $.sessionAdapter);
  },
  // a part's function lies in the handover
  watchPart() {
    const part = $.handover[0]($);
    // Anew for each part: messages about the guard that came before the first part that heeds them are lost.
    $.sessionLink.guard = JSON.parse($.h.session_guard());
    $.watch(part);
  },
  runSessionTask(id) {
    const f = $.sessionTasks.waiting.get(id);
    $.sessionTasks.waiting.delete(id);
    f();
  },
  // a media element that came from another document; `trackMedia` is the polyfill's
  mediaCame(id) {
    const element = $.wrap(id);
    // The element keeps the prototype of the realm that made it, so it may be the first one here.
    $.prototypeOf("HTMLMediaElement");
    $.sessionAdapter.trackMedia?.(element);
  },
  deliverSession(text) {
    $.sessionLink.onmessage(text);
  },
  sessionAttribute(name) {
    return $.global.navigator.audioSession[name];
  },
});
