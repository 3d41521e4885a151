// Constraints: what a page gives, as the IDL converts it. https://w3c.github.io/mediacapture-main/#mediatrackconstraints
//
// The IDL's unions are converted here; what comes out is plain data that crosses to the host as JSON.
library({
  get constrainable() {
    const kinds = {
      long: "width height sampleRate sampleSize channelCount",
      double: "aspectRatio frameRate latency",
      string: "facingMode resizeMode deviceId groupId",
      boolean: "autoGainControl noiseSuppression voiceIsolation backgroundBlur",
      either: "echoCancellation",
    };
    const found = {};
    for (const kind in kinds) for (const name of kinds[kind].split(" ")) found[name] = kind;
    return found;
  },
  trackConstraints(given) {
    const wanted = $.constraintSet(given);
    if (given?.advanced !== undefined) wanted.advanced = $.sequence(given.advanced, $.constraintSet);
    return wanted;
  },
  constraintSet(given) {
    if (given != null && typeof given !== "object" && typeof given !== "function")
      throw new $.TypeError("The constraints are not an object.");
    const wanted = {};
    for (const name of Object.keys($.constrainable).sort()) {
      const value = given?.[name];
      if (value !== undefined) wanted[name] = $.constraint($.constrainable[name], value);
    }
    return wanted;
  },
  constraint(kind, value) {
    const isObject = value !== null && typeof value === "object";
    if (!isObject) return value === null ? {} : $.constrainedValue(kind, value);
    if (kind === "string" && typeof value[Symbol.iterator] === "function") return $.constrainedValue(kind, value);
    const wanted = {};
    const parts = kind === "long" || kind === "double" ? ["max", "min", "exact", "ideal"] : ["exact", "ideal"];
    for (const part of parts) if (value[part] !== undefined) wanted[part] = $.constrainedValue(kind, value[part]);
    return wanted;
  },
  constrainedValue(kind, value) {
    switch (kind) {
      case "long":
        return $.integer(value, 32, 0, 2);
      case "double":
        return $.double(value);
      case "boolean":
        return !!value;
      case "either":
        return typeof value === "boolean" ? value : $.str(value);
    }
    return value !== null && typeof value === "object" && typeof value[Symbol.iterator] === "function"
      ? $.sequence(value, $.str)
      : $.str(value);
  },
  copyConstraints(constraints) {
    return $.pageParse(JSON.stringify(constraints));
  },
  overconstrained(name) {
    return new $.OverconstrainedError(name, `The constraint ${name} cannot be satisfied.`);
  },
});
