// The page's side of audio worklets: modules that are added, and nodes whose samples a processor makes.
// https://webaudio.github.io/web-audio-api/#AudioWorklet-concepts
library({
  // promises of addModule(), by the host's number for the job
  get workletJobs() {
    return new Map();
  },
  // nodes that their processors keep alive, by number
  get workletNodes() {
    return new Map();
  },
  // https://html.spec.whatwg.org/multipage/worklets.html#dom-worklet-addmodule
  addWorkletModule(impl, moduleURL, credentials) {
    // 3. - 4.
    const parts = $.urlParts(moduleURL, $.h.base_url());
    if (parts === null) throw new $.DOMException(`'${moduleURL}' is no URL.`, "SyntaxError");
    return new Promise((resolve, reject) => {
      $.workletJobs.set($.h.audio_worklet_module(impl.ctx.id, parts[0], credentials), { resolve, reject });
    });
  },
  workletAdded(job, name, message) {
    const { resolve, reject } = $.workletJobs.get(job);
    $.workletJobs.delete(job);
    if (name === "") resolve();
    else reject(name === "AbortError" ? new $.DOMException(message, name) : $.namedError(name, message));
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioworkletnode-audioworkletnode
  initWorkletNode(node, impl, context, name, options) {
    const refuse = (why, error) => {
      throw new $.DOMException(why, error);
    };
    // 1. - 2.
    const descriptors = JSON.parse($.h.audio_worklet_descriptors($.impl(context).id, name));
    if (descriptors === null) refuse(`No AudioWorkletProcessor '${name}' is registered.`, "InvalidStateError");
    // https://webaudio.github.io/web-audio-api/#configuring-channels-with-audioworkletnodeoptions
    const { numberOfInputs, numberOfOutputs, outputChannelCount, processorOptions } = options;
    let parameterData;
    if (options.parameterData !== undefined) {
      parameterData = {};
      for (const key of Object.keys(options.parameterData)) parameterData[key] = $.double(options.parameterData[key]);
    }
    if (numberOfInputs === 0 && numberOfOutputs === 0) refuse("There must be an input or an output.", "NotSupportedError");
    // AD-HOC: more would only cost memory
    if (numberOfInputs > 64 || numberOfOutputs > 64)
      refuse("There can be 64 inputs and 64 outputs at the most.", "NotSupportedError");
    if (outputChannelCount !== undefined) {
      if (outputChannelCount.some((count) => count === 0 || count > 32))
        refuse("Every output has 1 to 32 channels.", "NotSupportedError");
      if (outputChannelCount.length !== numberOfOutputs)
        refuse("outputChannelCount needs a value for each output.", "IndexSizeError");
    }
    // 6. - 8.; the structured clone refuses what cannot cross before anything is made
    const { channelCount, channelCountMode, channelInterpretation } = options;
    const shape = { channelCount, channelCountMode, channelInterpretation };
    const passed = { ...shape, numberOfInputs, numberOfOutputs, outputChannelCount, parameterData, processorOptions };
    for (const key of Object.keys(passed)) if (passed[key] === undefined) delete passed[key];
    const text = $.serialize(passed);
    const own = { numberOfInputs, numberOfOutputs, processor: name };
    if (outputChannelCount !== undefined) own.outputChannelCount = outputChannelCount;
    $.initAudioNode(node, impl, "AudioWorkletNode", context, options, own, { inputs: numberOfInputs, outputs: numberOfOutputs });
    // 9. - 10.
    const entries = new Map();
    for (const { name: key, defaultValue, minValue, maxValue, automationRate } of descriptors) {
      const param = $.newParam(node, impl, key, defaultValue, minValue, maxValue, automationRate);
      if (parameterData && Object.hasOwn(parameterData, key))
        $.h.audio_param_set(impl.id, key, Math.min(Math.max(Math.fround(parameterData[key]), minValue), maxValue));
      entries.set(key, param);
    }
    impl.parameters = $.create("AudioParamMap", { entries });
    // 5., 11. - 12.
    $.workletNodes.set(impl.id, node);
    impl.port = $.newPort($.h.audio_worklet_processor(impl.id, text));
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioworkletnode-onprocessorerror
  workletEnded(id, message) {
    const node = $.workletNodes.get(id);
    $.workletNodes.delete(id);
    if (message === "") return;
    $.h.console("error", `AudioWorkletProcessor: ${message}`, "[]", "", 0, 0);
    if (node !== undefined) $.fire(node, "processorerror", { message }, "ErrorEvent");
  },
});
