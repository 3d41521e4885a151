// The global scope of an audio worklet: its processors are registered, made and run here, in a realm of their own.
// https://webaudio.github.io/web-audio-api/#AudioWorkletGlobalScope
library({
  get workletScope() {
    return { rate: 0, frame: null, port: null, pending: null, constructors: new Map(), processors: new Map() };
  },
  startWorkletScope(rate, port) {
    $.workletScope.rate = rate;
    $.workletScope.port = $.adoptPort(port);
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioworkletglobalscope-registerprocessor
  registerProcessor(name, constructor) {
    const { constructors } = $.workletScope;
    const refuse = (why) => {
      throw new $.DOMException(why, "NotSupportedError");
    };
    // 1. - 2.
    if (name === "") refuse("A processor needs a name.");
    if (constructors.has(name)) refuse(`A processor '${name}' is registered already.`);
    // 3. - 5.
    try {
      Reflect.construct(Object, [], constructor);
    } catch {
      throw new $.TypeError("The processor is not a constructor.");
    }
    const { prototype } = constructor;
    if (prototype === null || typeof prototype !== "object") throw new $.TypeError("The processor's prototype is not an object.");
    // 6. - 7.
    const given = constructor.parameterDescriptors;
    const descriptors = given === undefined ? [] : $.sequence(given, $.parameterDescriptor);
    if (new Set(descriptors.map((d) => d.name)).size < descriptors.length) refuse("Two parameters have the same name.");
    // 8. - 9.
    constructors.set(name, constructor);
    $.h.worklet_registered(name, JSON.stringify(descriptors));
  },
  // https://webaudio.github.io/web-audio-api/#AudioParamDescriptor
  parameterDescriptor(value) {
    if (value === null || typeof value !== "object") throw new $.TypeError("A parameter descriptor is not an object.");
    if (value.name === undefined) throw new $.TypeError("A parameter descriptor needs a name.");
    const number = (key, initial) => Math.fround(value[key] === undefined ? initial : $.double(value[key]));
    const [defaultValue, minValue, maxValue] = [
      number("defaultValue", 0),
      number("minValue", -$.FLT_MAX),
      number("maxValue", $.FLT_MAX),
    ];
    if (!(defaultValue >= minValue && defaultValue <= maxValue))
      throw new $.DOMException(
        `The default of ${$.str(value.name)} is not between its least and its greatest value.`,
        "InvalidStateError",
      );
    const automationRate =
      value.automationRate === undefined ? "a-rate" : $.enumeration(value.automationRate, ["a-rate", "k-rate"], "AutomationRate");
    return { name: $.str(value.name), defaultValue, minValue, maxValue, automationRate };
  },
  // https://webaudio.github.io/web-audio-api/#dom-audioworkletglobalscope-currentframe
  workletFrame() {
    return $.workletScope.frame ?? $.h.worklet_frame();
  },
  // Runs a processor's steps; answers with the text of their error, or null when all went well.
  workletErrors(steps) {
    try {
      return steps() ?? null;
    } catch (error) {
      try {
        return `${error}`;
      } catch {
        return "the processor failed";
      }
    }
  },
  // the last steps of https://webaudio.github.io/web-audio-api/#dom-audioworkletnode-audioworkletnode
  makeProcessor(id, name, port, options) {
    const scope = $.workletScope;
    scope.pending = $.adoptPort(port);
    const error = $.workletErrors(() => {
      scope.processors.set(id, new (scope.constructors.get(name))($.deserialize(options)));
    });
    scope.pending = null;
    return error;
  },
  // One render quantum. The handover has the samples of the inputs' channels, one after the other, then those of the parameters;
  // `shape` is JSON: channels of each input, of each output, [name, length] of each parameter. The outputs' are laid there.
  // Returns whether the processor keeps itself alive, or what its error says.
  // https://webaudio.github.io/web-audio-api/#rendering-a-graph
  runProcessor(id, frame, shape) {
    const scope = $.workletScope;
    scope.frame = frame;
    const processor = scope.processors.get(id);
    const [inputs, outputs, parameters] = JSON.parse(shape);
    const given = $.handover[0];
    let at = 0;
    const take = (length) => new Float32Array(given, (at += length * 4) - length * 4, length);
    const channels = (count) => Object.freeze(Array.from({ length: count }, () => take(128)));
    const heard = Object.freeze(inputs.map(channels));
    const values = Object.freeze(Object.fromEntries(parameters.map(([name, length]) => [name, take(length)])));
    const made = new Float32Array(128 * outputs.reduce((sum, count) => sum + count, 0));
    let to = 0;
    const sounds = Object.freeze(
      outputs.map((count) => Object.freeze(Array.from({ length: count }, () => made.subarray(to, (to += 128))))),
    );
    let goesOn = false;
    const error = $.workletErrors(() => {
      const { process } = processor;
      if (typeof process !== "function") throw new $.TypeError("The processor has no process().");
      goesOn = !!Reflect.apply(process, processor, [heard, sounds, values]);
    });
    scope.frame = null;
    $.handover[0] = error === null && !made.buffer.detached ? made.buffer : new ArrayBuffer(0);
    return error ?? goesOn;
  },
  dropProcessor(id) {
    $.workletScope.processors.delete(id);
  },
});
