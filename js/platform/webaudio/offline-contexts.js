// Rendering as fast as possible into a buffer. https://webaudio.github.io/web-audio-api/#OfflineAudioContext
//
// The host suspends the renderer at the frames that it is told before rendering starts and, once it is told of one, at every
// render quantum: so a page may ask for the next suspension while it handles one.
library({
  initOfflineContext(context, impl, options) {
    const { numberOfChannels: channels, length } = options;
    const { rate } = $.audioBufferSlots(channels, length, options.sampleRate);
    $.checkRenderSize(options.renderSizeHint);
    const id = $.h.audio_offline_context(channels, length, rate);
    $.audioGarbage.register(context, id);
    Object.assign(impl, {
      id,
      rate,
      channels,
      length,
      offline: true,
      state: "suspended",
      suspensions: new Map(),
      frame: 0,
      phase: "new",
    });
  },
  refuseOffline(why) {
    throw new $.DOMException(why, "InvalidStateError");
  },
  // https://webaudio.github.io/web-audio-api/#dom-offlineaudiocontext-startrendering
  startRendering(context, impl) {
    // 1.
    $.checkAudioActive();
    if (impl.phase !== "new") $.refuseOffline("startRendering() was called before, or the context is closed.");
    impl.phase = "rendering";
    $.audioContexts.set(impl.id, context);
    return new Promise((resolve, reject) => {
      impl.rendering = { resolve, reject };
      $.queueTask(() => {
        if (impl.phase !== "rendering") return;
        $.setAudioState(context, impl, "running");
        $.h.audio_render(impl.id, [...impl.suspensions.keys()].join(" "));
      });
    });
  },
  // https://webaudio.github.io/web-audio-api/#dom-offlineaudiocontext-suspend
  suspendOffline(impl, time) {
    $.checkAudioActive();
    if (impl.phase === "closed") $.refuseOffline("The context is closed.");
    if (time < 0) $.refuseOffline(`suspendTime must not be negative: ${time}.`);
    // 5. - 6. a frame is rounded up to the start of a quantum
    const frame = Math.ceil((time * impl.rate) / 128 - 1e-9) * 128;
    if (frame >= impl.length) $.refuseOffline(`suspendTime ${time} is not before the end of rendering.`);
    if (impl.phase !== "new" && frame <= impl.frame && !(impl.frame === 0 && !impl.begun))
      $.refuseOffline(`suspendTime ${time} has passed.`);
    if (impl.suspensions.has(frame)) $.refuseOffline(`A suspension at ${time} was asked for before.`);
    return new Promise((resolve, reject) => {
      impl.suspensions.set(frame, { resolve, reject });
      if (impl.begun) $.h.audio_suspend_at(impl.id, frame);
    });
  },
  audioSuspended(id, frame) {
    const context = $.audioContexts.get(id);
    const impl = $.impl(context);
    impl.begun = true;
    impl.frame = frame;
    const suspension = impl.suspensions.get(frame);
    impl.suspensions.delete(frame);
    $.setAudioState(context, impl, "suspended");
    suspension.resolve();
  },
  // https://webaudio.github.io/web-audio-api/#dom-offlineaudiocontext-resume
  resumeOffline(context, impl) {
    $.checkAudioActive();
    if (impl.phase === "new") $.refuseOffline("Rendering was not started.");
    if (impl.phase === "closed") $.refuseOffline("The context is closed.");
    return new Promise((resolve) => {
      $.h.audio_resume_offline(impl.id);
      $.queueTask(() => {
        resolve(undefined);
        if (impl.phase === "rendering") $.setAudioState(context, impl, "running");
      });
    });
  },
  // https://webaudio.github.io/web-audio-api/#dom-offlineaudiocontext-close
  closeOffline(context, impl) {
    $.checkAudioActive();
    if (impl.phase === "closed") $.refuseOffline("The context is closed.");
    return new Promise((resolve) => {
      $.endOffline(context, impl);
      $.h.audio_close(impl.id);
      impl.rendering?.reject(new $.DOMException("The context was closed.", "InvalidStateError"));
      $.queueTask(resolve);
    });
  },
  endOffline(context, impl) {
    impl.phase = "closed";
    impl.frame = impl.length;
    $.audioContexts.delete(impl.id);
    for (const [, { reject }] of impl.suspensions) reject(new $.DOMException("Rendering ended before.", "InvalidStateError"));
    impl.suspensions.clear();
    $.setAudioState(context, impl, "closed");
  },
  // https://webaudio.github.io/web-audio-api/#begin-offline-rendering
  audioRendered(id, buffer) {
    const context = $.audioContexts.get(id);
    const impl = $.impl(context);
    const renderedBuffer = $.hostAudioBuffer(buffer, impl.channels, impl.length, impl.rate);
    $.endOffline(context, impl);
    $.forgetSources(impl);
    impl.rendering.resolve(renderedBuffer);
    $.queueTask(() => {
      $.fire(context, "complete", { renderedBuffer }, "OfflineAudioCompletionEvent");
    });
  },
});
