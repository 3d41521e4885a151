// Helpers of AudioNodes: making them, the rules for their channels, and the connections between them.
// https://webaudio.github.io/web-audio-api/#AudioNode
//
// The host's objects panic on what the standard forbids, so everything is checked here before it gets there.
library({
  // a wrapper that is gone takes its handle with it; what still sounds goes on until it ends
  get audioGarbage() {
    return new FinalizationRegistry((id) => {
      $.h.audio_free(id);
    });
  },
  // sources that were started and have not ended, by number: their `ended` event is still to come
  get audioSources() {
    return new Map();
  },
  audioNode(name, context, options = {}) {
    return new ($.exposed(name))(context, options);
  },
  // inputs, outputs, channelCount, channelCountMode and channelInterpretation where they are not 1, 1, 2, max, speakers
  get audioShapes() {
    const source = { inputs: 0 };
    const clamped = { channelCountMode: "clamped-max" };
    return {
      AudioBufferSourceNode: source,
      ConstantSourceNode: source,
      OscillatorNode: source,
      MediaElementAudioSourceNode: source,
      MediaStreamAudioSourceNode: source,
      MediaStreamTrackAudioSourceNode: source,
      ConvolverNode: clamped,
      DynamicsCompressorNode: clamped,
      PannerNode: clamped,
      StereoPannerNode: clamped,
      AudioDestinationNode: { outputs: 0, channelCountMode: "explicit" },
      MediaStreamAudioDestinationNode: { outputs: 0, channelCountMode: "explicit" },
      ChannelMergerNode: { channelCount: 1, channelCountMode: "explicit" },
      ChannelSplitterNode: { channelCountMode: "explicit", channelInterpretation: "discrete" },
      ScriptProcessorNode: { channelCountMode: "explicit" },
    };
  },
  // fills a node's slots; `own` goes to the host's constructor as it is, `shape` says what differs from $.audioShapes
  initAudioNode(node, impl, name, context, options, own = {}, shape = {}) {
    const ctx = $.impl(context);
    Object.assign(
      impl,
      {
        kind: name,
        context,
        ctx,
        inputs: 1,
        outputs: 1,
        channelCount: 2,
        channelCountMode: "max",
        channelInterpretation: "speakers",
        links: [],
      },
      $.audioShapes[name],
      shape,
    );
    const given = {};
    const checks = {
      channelCount: $.checkChannelCount,
      channelCountMode: $.checkChannelCountMode,
      channelInterpretation: $.checkChannelInterpretation,
    };
    for (const [key, check] of Object.entries(checks))
      if (options[key] !== undefined) {
        check(impl, options[key]);
        given[key] = impl[key] = options[key];
      }
    impl.id = $.h.audio_node(ctx.id, name, JSON.stringify({ ...own, ...given }));
    $.audioGarbage.register(node, impl.id);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audionode-channelcount
  checkChannelCount(impl, count) {
    const { kind } = impl;
    const refuse = (name, why) => {
      throw new $.DOMException(`${kind}.channelCount cannot be ${count}: ${why}`, name);
    };
    if (kind === "AudioDestinationNode") {
      if (impl.ctx.offline && count !== impl.channelCount)
        refuse("InvalidStateError", "an OfflineAudioContext's destination is fixed.");
      if (count > impl.maxChannelCount) refuse("IndexSizeError", `it must be between 1 and ${impl.maxChannelCount}.`);
    }
    if (count < 1 || count > 32) refuse("NotSupportedError", "it must be between 1 and 32.");
    if ($.audioShapes[kind]?.channelCountMode === "clamped-max" && count > 2) refuse("NotSupportedError", "it must be 1 or 2.");
    if ((kind === "ChannelMergerNode" || kind === "ChannelSplitterNode") && count !== impl.channelCount)
      refuse("InvalidStateError", "it is fixed.");
    if (kind === "ScriptProcessorNode" && count !== impl.channelCount) refuse("NotSupportedError", "it is fixed.");
  },
  // https://webaudio.github.io/web-audio-api/#dom-audionode-channelcountmode
  checkChannelCountMode(impl, mode) {
    const { kind } = impl;
    const refuse = (name) => {
      throw new $.DOMException(`${kind}.channelCountMode cannot be ${mode}.`, name);
    };
    if ($.audioShapes[kind]?.channelCountMode === "clamped-max" && mode === "max") refuse("NotSupportedError");
    if (mode === impl.channelCountMode) return;
    if (kind === "ChannelMergerNode" || kind === "ChannelSplitterNode" || (kind === "AudioDestinationNode" && impl.ctx.offline))
      refuse("InvalidStateError");
    if (kind === "ScriptProcessorNode") refuse("NotSupportedError");
  },
  // https://webaudio.github.io/web-audio-api/#dom-audionode-channelinterpretation
  checkChannelInterpretation(impl, value) {
    if (impl.kind === "ChannelSplitterNode" && value !== impl.channelInterpretation)
      throw new $.DOMException("ChannelSplitterNode.channelInterpretation is fixed.", "InvalidStateError");
  },
  audioDestination(context, ctx) {
    const maxChannelCount = ctx.offline ? ctx.channels : 2; // a stereo device
    const impl = {
      id: $.h.audio_destination(ctx.id),
      kind: "AudioDestinationNode",
      context,
      ctx,
      inputs: 1,
      outputs: 0,
      links: [],
      maxChannelCount,
    };
    const shape = { channelCount: maxChannelCount, channelCountMode: "explicit", channelInterpretation: "speakers" };
    const node = $.create("AudioDestinationNode", Object.assign(impl, shape));
    $.audioGarbage.register(node, impl.id);
    return node;
  },

  // connections ----------------------------------------------------------------------------------------------------
  audioPort(value, count, what) {
    const index = $.integer(value, 32, 0, 0);
    if (index >= count) throw new $.DOMException(`The ${what} ${index} does not exist: there are ${count}.`, "IndexSizeError");
    return index;
  },
  audioTarget(destination) {
    if (!$.is(destination, "AudioNode") && !$.is(destination, "AudioParam"))
      throw new $.TypeError("parameter 1 is not of type 'AudioNode' or 'AudioParam'.");
    return $.impl(destination);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audionode-connect
  connectAudio(impl, destination, output, input) {
    const target = $.audioTarget(destination);
    if (target.ctx !== impl.ctx)
      throw new $.DOMException("Cannot connect to a node or parameter of another context.", "InvalidAccessError");
    output = $.audioPort(output ?? 0, impl.outputs, "output");
    const toParam = target.is.AudioParam === true;
    input = toParam ? 0 : $.audioPort(input ?? 0, target.inputs, "input");
    // a second connection between the same ports is no other
    if (!impl.links.some((l) => l.target === target && l.output === output && l.input === input)) {
      if (toParam) $.h.audio_connect_param(impl.id, output, target.node, target.name);
      else $.h.audio_connect(impl.id, output, target.id, input);
      impl.links.push({ target, output, input, keep: destination });
    }
    return toParam ? undefined : destination;
  },
  // https://webaudio.github.io/web-audio-api/#dom-audionode-disconnect and its overloads
  disconnectAudio(impl, destination, output, input) {
    let gone;
    if (destination === undefined) gone = impl.links;
    else if (destination === null || typeof destination !== "object") {
      const index = $.audioPort(destination, impl.outputs, "output");
      gone = impl.links.filter((l) => l.output === index);
    } else {
      const target = $.audioTarget(destination);
      if (output !== undefined) output = $.audioPort(output, impl.outputs, "output");
      if (input !== undefined && !target.is.AudioParam) input = $.audioPort(input, target.inputs, "input");
      gone = impl.links.filter(
        (l) => l.target === target && (output === undefined || l.output === output) && (input === undefined || l.input === input),
      );
      if (gone.length === 0)
        throw new $.DOMException("The node is not connected to the given destination.", "InvalidAccessError");
    }
    for (const { target, output, input } of gone) {
      if (target.is.AudioParam) $.h.audio_disconnect_param(impl.id, output, target.node, target.name);
      else $.h.audio_disconnect(impl.id, output, target.id, input);
    }
    impl.links = impl.links.filter((l) => !gone.includes(l));
  },

  // scheduled sources -----------------------------------------------------------------------------------------------
  audioTimeArgument(value, name) {
    if (value < 0) throw new $.RangeError(`${name} must not be negative: ${value}.`);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioscheduledsourcenode-start
  startSource(node, impl, when, offset = -1, duration = -1) {
    if (impl.started) throw new $.DOMException("start() was called before.", "InvalidStateError");
    impl.started = true;
    if (impl.ctx.state !== "closed" && !impl.ctx.closing) $.audioSources.set(impl.id, node);
    $.h.audio_start(impl.id, when, offset, duration);
    if (!impl.ctx.offline) $.startAudioWhenAllowed(impl.context, impl.ctx);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioscheduledsourcenode-stop
  stopSource(impl, when) {
    if (!impl.started) throw new $.DOMException("start() was not called before.", "InvalidStateError");
    $.audioTimeArgument(when, "when");
    if (!impl.ended) $.h.audio_stop(impl.id, when);
  },
  audioEnded(id) {
    const source = $.audioSources.get(id);
    if (source === undefined) return;
    $.audioSources.delete(id);
    $.impl(source).ended = true;
    $.fire(source, "ended");
  },
  float32(array) {
    if ($.byteKind(array) !== "Float32Array") throw new $.TypeError("The provided value is not of type 'Float32Array'.");
    return array;
  },
  // the host takes samples as one ArrayBuffer of 32-bit floats
  handFloats(values) {
    $.handover[0] = Float32Array.from(values).buffer;
  },
});
