// ScriptProcessorNodes: the renderer waits while a block of samples is processed by the page, in a task.
library({
  get audioProcessors() {
    return new Map();
  },
  // https://webaudio.github.io/web-audio-api/#dom-baseaudiocontext-createscriptprocessor
  newScriptProcessor(context, bufferSize, inputs, outputs) {
    const refuse = (why) => {
      throw new $.DOMException(why, "IndexSizeError");
    };
    if (bufferSize !== 0 && ![256, 512, 1024, 2048, 4096, 8192, 16384].includes(bufferSize))
      refuse(`bufferSize ${bufferSize} is not 0 or a power of two between 256 and 16384.`);
    if (inputs === 0 && outputs === 0) refuse("There must be input or output channels.");
    if (inputs > 32 || outputs > 32) refuse("There can be at most 32 channels either way.");
    const impl = { bufferSize: bufferSize || 1024, outputChannels: outputs };
    const node = $.create("ScriptProcessorNode", impl);
    // AD-HOC: the renderer's node has at least one input channel, and so does this one
    $.initAudioNode(
      node,
      impl,
      "ScriptProcessorNode",
      context,
      {},
      { bufferSize: impl.bufferSize, inputs: Math.max(1, inputs), outputs: Math.max(1, outputs) },
      { channelCount: Math.max(1, inputs) },
    );
    impl.inputChannels = inputs;
    impl.listenerAdded = (type) => {
      if (type !== "audioprocess" || $.audioProcessors.has(impl.id)) return;
      $.audioProcessors.set(impl.id, node);
      $.h.audio_process(impl.id);
    };
    return node;
  },
  // the input's samples lie in the handover, and the output's are laid there
  processAudio(id, playbackTime, channels) {
    const node = $.audioProcessors.get(id);
    if (node === undefined) {
      $.handover[0] = new ArrayBuffer(0);
      return;
    }
    const impl = $.impl(node);
    const { bufferSize, outputChannels, ctx } = impl;
    const samples = $.handover[0];
    const data = [];
    for (let i = 0; i < channels; i++) data.push(new Float32Array(samples.slice(i * bufferSize * 4, (i + 1) * bufferSize * 4)));
    const inputBuffer = $.newAudioBuffer(channels, bufferSize, ctx.rate);
    $.impl(inputBuffer).data = data;
    const outputBuffer = $.newAudioBuffer(Math.max(1, outputChannels), bufferSize, ctx.rate);
    $.fire(node, "audioprocess", { playbackTime, inputBuffer, outputBuffer }, "AudioProcessingEvent");
    const whole = new Float32Array(Math.max(1, outputChannels) * bufferSize);
    $.bufferData($.impl(outputBuffer)).forEach((channel, i) => {
      whole.set(channel, i * bufferSize);
    });
    $.handover[0] = whole.buffer;
  },
});
