// Conversions from JavaScript values to IDL types. https://webidl.spec.whatwg.org/#js-type-mapping
library({
  // https://tc39.es/ecma262/#sec-object-type
  isObject(value) {
    return (typeof value === "object" && value !== null) || typeof value === "function";
  },
  // https://webidl.spec.whatwg.org/#abstract-opdef-converttoint; mode 0: modulo, 1: [EnforceRange], 2: [Clamp]
  integer(value, bits, signed, mode) {
    let x = +value;
    const upper = bits === 64 ? Number.MAX_SAFE_INTEGER : signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
    const lower = !signed ? 0 : bits === 64 ? Number.MIN_SAFE_INTEGER : -(2 ** (bits - 1));
    if (mode === 1) {
      if (!Number.isFinite(x)) throw new $.TypeError("Value is not a finite number");
      x = Math.trunc(x);
      if (x < lower || x > upper) throw new $.TypeError(`Value is outside the range [${lower}, ${upper}]`);
      return x + 0;
    }
    if (mode === 2) {
      if (Number.isNaN(x)) return 0;
      x = Math.min(Math.max(x, lower), upper);
      const floor = Math.floor(x);
      return x - floor === 0.5 ? floor + (floor % 2 !== 0 ? 1 : 0) : Math.round(x);
    }
    if (bits === 32) return signed ? x | 0 : x >>> 0;
    if (!Number.isFinite(x)) return 0;
    x = Math.trunc(x);
    if (bits === 64) return Number(signed ? BigInt.asIntN(64, BigInt(x)) : BigInt.asUintN(64, BigInt(x)));
    x %= 2 ** bits;
    if (x < 0) x += 2 ** bits;
    return signed && x >= 2 ** (bits - 1) ? x - 2 ** bits : x + 0;
  },
  double(value) {
    const x = +value;
    if (!Number.isFinite(x)) throw new $.TypeError("The provided double value is non-finite.");
    return x;
  },
  // https://webidl.spec.whatwg.org/#js-float
  float(value) {
    const x = Math.fround(value);
    if (!Number.isFinite(x)) throw new $.TypeError("The provided float value is non-finite.");
    return x;
  },
  // https://webidl.spec.whatwg.org/#create-sequence-from-iterable
  sequence(value, convert) {
    const found = [];
    // a list gives its items, whatever the page has made of how lists are walked
    if (Array.isArray(value) && Reflect.getPrototypeOf(value) === Array.prototype && !Object.hasOwn(value, Symbol.iterator)) {
      for (let i = 0; i < value.length; i++) $.append(found, convert(value[i]));
      return found;
    }
    const method = value !== null && (typeof value === "object" || typeof value === "function") ? value[Symbol.iterator] : null;
    if (typeof method !== "function") throw new $.TypeError("The provided value cannot be converted to a sequence.");
    const iterator = Reflect.apply(method, value, []);
    const { next } = iterator;
    for (;;) {
      const step = Reflect.apply(next, iterator, []);
      if (!$.isObject(step)) throw new $.TypeError("An iterator's result is not an object.");
      if (step.done) return found;
      $.append(found, convert(step.value));
    }
  },
  instance(value, name) {
    if (!$.is(value, name) && !($.mayBeElsewhere.has(name) && $.isElsewhere(value, name)))
      throw new $.TypeError(`The provided value is not of type '${name}'.`);
    return value;
  },
  // the interfaces whose operations take what lives in another document
  get mayBeElsewhere() {
    return new Set(["Node", "Element", "Event"]);
  },
  enumeration(value, values, name) {
    const text = $.str(value);
    if (!values.includes(text)) throw new $.TypeError(`The provided value '${text}' is not a valid enum value of type ${name}.`);
    return text;
  },
  callback(value, lenient) {
    if (typeof value === "function") return value;
    if (lenient) return typeof value === "object" ? value : null;
    throw new $.TypeError("The provided value is not of type 'Function'.");
  },
  callbackInterface(value, name) {
    if (value === null || (typeof value !== "object" && typeof value !== "function"))
      throw new $.TypeError(`The provided value is not of type '${name}'.`);
    return value;
  },
  dictionary(value, name) {
    return ($.converters[name] ??= $.compiled("dictionary", name)($, $.h))(value);
  },
  get converters() {
    return {};
  },
  // An object of ours, or a list of such, as a page is to get it. Ours inherit nothing.
  shown(value) {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) for (let i = 0; i < value.length; i++) $.shown(value[i]);
    else if (Object.getPrototypeOf(value) === null) {
      Object.setPrototypeOf(value, $.objects);
      for (const key of Object.keys(value)) $.shown(value[key]);
    }
    return value;
  },
  // [Replaceable]: the first assignment shadows the attribute
  replace(object, name, value) {
    Object.defineProperty(object ?? $.global, name, { value, writable: true, enumerable: true, configurable: true });
  },
});
library({
  // a value that the host asked for, left on the global object by a script of its own
  takeResult() {
    const { __result: result } = $.global;
    delete $.global.__result;
    return result;
  },
});
