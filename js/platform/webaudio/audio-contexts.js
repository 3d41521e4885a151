// AudioContexts: their state, promises and events. https://webaudio.github.io/web-audio-api/#AudioContext
//
// `impl.state` is what the page reads. Rendering itself is the host's: audio_run and audio_halt start and stop its clock.
// "interrupted" is the user agent's: it lasts until $.endInterruption, and resume() is pending meanwhile.
library({
  // contexts that are not closed, by number; they live as long as they may be heard
  get audioContexts() {
    return new Map();
  },
  get audioLatencies() {
    return { interactive: 0.01, balanced: 0.025, playback: 0.1 };
  },
  // https://webaudio.github.io/web-audio-api/#dom-audiocontext-audiocontext
  initAudioContext(context, impl, options) {
    // 1.
    $.checkAudioActive();
    const rate = options.sampleRate === undefined ? 0 : Math.fround(options.sampleRate);
    if (options.sampleRate !== undefined) $.checkSampleRate(rate);
    let latency = options.latencyHint;
    if (typeof latency !== "number")
      latency = $.audioLatencies[$.enumeration(latency, ["balanced", "interactive", "playback"], "AudioContextLatencyCategory")];
    latency = Math.min(Math.max($.double(latency), 0), 1);
    const sink = options.sinkId === undefined ? "" : $.audioSink(options.sinkId);
    $.checkRenderSize(options.renderSizeHint);
    impl.id = $.h.audio_context(rate);
    impl.rate = $.h.audio_rate(impl.id);
    impl.baseLatency = (Math.max(1, Math.ceil((latency * impl.rate) / 128)) * 128) / impl.rate;
    if (typeof sink === "object") $.h.audio_give_speaker(impl.id, false);
    Object.assign(impl, { state: "suspended", sink, suspendedByUser: false, interrupted: false, closing: false, resuming: [] });
    $.audioContexts.set(impl.id, context);
    $.audioGarbage.register(context, impl.id);
    // 10.
    if (typeof sink === "string" && sink !== "" && $.findOutput(sink) === undefined)
      $.queueTask(() => {
        $.fire(context, "error");
      });
    else $.startAudioWhenAllowed(context, impl);
  },
  checkSampleRate(rate) {
    if (!(rate >= 3000 && rate <= 768000))
      throw new $.DOMException(`The sample rate ${rate} is outside the range [3000, 768000].`, "NotSupportedError");
  },
  // INTEROP: every size is rendered in quanta of 128 frames, as browsers do so far
  checkRenderSize(hint) {
    if (typeof hint !== "number") {
      $.enumeration(hint, ["default", "hardware"], "AudioContextRenderSizeCategory");
      return;
    }
    if (hint < 1 || hint > 768000) throw new $.DOMException(`A render size of ${hint} is not supported.`, "NotSupportedError");
  },
  // what was allowed to start once always is
  mayStartAudio(impl) {
    return (impl.mayStart ||= $.h.audio_allowed_to_start());
  },
  // https://webaudio.github.io/web-audio-api/#allowed-to-start
  startAudioWhenAllowed(context, impl) {
    if (impl.suspendedByUser || impl.interrupted || impl.state !== "suspended" || impl.starting || !$.mayStartAudio(impl)) return;
    impl.starting = true;
    $.queueTask(() => {
      impl.starting = false;
      if (!impl.suspendedByUser && !impl.closing && !impl.interrupted) $.runAudio(context, impl);
    });
  },
  runAudio(context, impl) {
    if (!$.h.audio_run(impl.id)) return;
    for (const { resolve } of impl.resuming.splice(0)) resolve();
    $.setAudioState(context, impl, "running");
  },
  setAudioState(context, impl, state) {
    if (impl.state === state) return;
    impl.state = state;
    $.queueTask(() => {
      $.fire(context, "statechange");
    });
  },
  // https://html.spec.whatwg.org/#fully-active, of the document that the context is of
  checkAudioActive() {
    if (!$.h.is_shown()) throw new $.DOMException("The document is not fully active.", "InvalidStateError");
  },
  checkAudioOpen(impl) {
    if (impl.closing || impl.state === "closed") throw new $.DOMException("The AudioContext is closed.", "InvalidStateError");
  },
  // https://webaudio.github.io/web-audio-api/#dom-audiocontext-resume
  resumeAudio(context, impl) {
    // 1.
    $.checkAudioActive();
    // 2.
    $.checkAudioOpen(impl);
    // 3.
    impl.suspendedByUser = false;
    return new Promise((resolve, reject) => {
      impl.resuming.push({ resolve, reject });
      // 4.
      if (!$.mayStartAudio(impl)) return;
      if (impl.interrupted) {
        $.setAudioState(context, impl, "interrupted");
        return;
      }
      // 5. - 7.; a suspend() that came meanwhile is served after this
      $.queueTask(() => {
        if (!impl.closing && !impl.interrupted) $.runAudio(context, impl);
      });
    });
  },
  // https://webaudio.github.io/web-audio-api/#dom-audiocontext-suspend
  suspendAudio(context, impl) {
    // 1.
    $.checkAudioActive();
    // 2.
    $.checkAudioOpen(impl);
    return new Promise((resolve) => {
      // 4. - 6.
      impl.suspendedByUser = true;
      $.h.audio_halt(impl.id);
      $.queueTask(() => {
        resolve(undefined);
        if (!impl.suspendedByUser || impl.closing) return;
        $.h.audio_halt(impl.id);
        $.setAudioState(context, impl, "suspended");
      });
    });
  },
  // https://webaudio.github.io/web-audio-api/#dom-audiocontext-close
  closeAudio(context, impl) {
    // 1.
    $.checkAudioActive();
    // 2.
    $.checkAudioOpen(impl);
    return new Promise((resolve) => {
      // 3. - 4.
      impl.closing = true;
      $.h.audio_close(impl.id);
      $.audioContexts.delete(impl.id);
      $.queueTask(() => {
        for (const { reject } of impl.resuming.splice(0))
          reject(new $.DOMException("The AudioContext was closed.", "InvalidStateError"));
        resolve(undefined);
        $.setAudioState(context, impl, "closed");
        $.forgetSources(impl);
      });
    });
  },

  // nothing of a context that is closed will end or be processed any more
  forgetSources(impl) {
    for (const map of [$.audioSources, $.audioProcessors])
      for (const [id, node] of map) if ($.impl(node).ctx === impl) map.delete(id);
  },

  // https://webaudio.github.io/web-audio-api/#dom-audiocontext-sinkid
  audioSink(sinkId) {
    if (sinkId === null || typeof sinkId !== "object") return $.str(sinkId);
    return $.create("AudioSinkInfo", { type: $.enumeration($.required(sinkId, "type"), ["none"], "AudioSinkType") });
  },
  required(dictionary, key) {
    const value = dictionary[key];
    if (value === undefined) throw new $.TypeError(`required member ${key} is undefined`);
    return value;
  },
  // https://webaudio.github.io/web-audio-api/#dom-audiocontext-setsinkid-sinkid
  async setAudioSink(context, impl, sinkId) {
    // 1. - 2.
    $.checkAudioActive();
    $.checkAudioOpen(impl);
    // https://webaudio.github.io/web-audio-api/#sink-identifier-validation-steps
    if (!$.h.may_select_speaker())
      throw new $.DOMException("The document is not allowed to use speaker-selection.", "NotAllowedError");
    const sink = $.audioSink(sinkId);
    // 3.
    if (sink === impl.sink || (typeof sink === "object" && typeof impl.sink === "object")) return;
    await new Promise((resolve) => {
      $.queueTask(resolve);
    });
    // INTEROP: as in Chromium a context that is closed meanwhile is found closed, whatever the identifier
    $.checkAudioOpen(impl);
    if (typeof sink === "string") $.checkSink(sink);
    // 9. - 12.
    const wasRunning = impl.state === "running";
    if (wasRunning) $.showAudioState(context, impl, "suspended");
    impl.sink = sink;
    $.h.audio_give_speaker(impl.id, typeof sink === "string");
    $.fire(context, "sinkchange");
    if (wasRunning && impl.state === "suspended" && !impl.suspendedByUser && !impl.closing && !impl.interrupted)
      $.showAudioState(context, impl, "running");
  },
  showAudioState(context, impl, state) {
    impl.state = state;
    $.fire(context, "statechange");
  },

  // The seams for js/polyfill; each is called in a task.
  watchOutput(context, f) {
    const impl = $.impl(context);
    impl.watcher = f;
    $.h.audio_watch(impl.id);
  },
  audioOutput(id, sounds) {
    const context = $.audioContexts.get(id);
    if (context !== undefined) $.impl(context).watcher(sounds);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audiocontextstate-interrupted
  interruptContext(context) {
    const impl = $.impl(context);
    if (impl.closing || impl.interrupted) return;
    impl.interrupted = true;
    if (impl.state !== "running" && !impl.starting) return;
    $.h.audio_halt(impl.id);
    $.setAudioState(context, impl, "interrupted");
  },
  endInterruption(context, resume) {
    const impl = $.impl(context);
    if (impl.closing || !impl.interrupted) return;
    impl.interrupted = false;
    if (resume && !impl.suspendedByUser && (impl.resuming.length > 0 || impl.state === "interrupted")) $.runAudio(context, impl);
    else if (impl.state === "interrupted") $.setAudioState(context, impl, "suspended");
  },
});
