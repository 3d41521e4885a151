// Minimum, maximum and step of an input element. https://html.spec.whatwg.org/#the-min-and-max-attributes and
// https://html.spec.whatwg.org/#the-step-attribute
library({
  get stepDefaults() {
    return {
      date: [1, 86400000],
      month: [1, 1],
      week: [1, 604800000],
      time: [60, 1000],
      "datetime-local": [60, 1000],
      number: [1, 1],
      range: [1, 1],
    };
  },
  minimum(impl, type) {
    const text = $.h.get_attribute(impl.id, "min");
    return (text === null ? null : $.valueToNumber(type, text)) ?? (type === "range" ? 0 : null);
  },
  maximum(impl, type) {
    const text = $.h.get_attribute(impl.id, "max");
    return (text === null ? null : $.valueToNumber(type, text)) ?? (type === "range" ? 100 : null);
  },
  // https://html.spec.whatwg.org/#concept-input-step; null when any value will do
  allowedStep(impl, type) {
    if (!(type in $.stepDefaults)) return null;
    const [fallback, scale] = $.stepDefaults[type];
    const text = $.h.get_attribute(impl.id, "step");
    if (text === null) return fallback * scale;
    if ($.lower(text) === "any") return null;
    const number = $.parseFloat(text);
    return (
      (number === null || number <= 0
        ? fallback
        : type === "number" || type === "range"
          ? number
          : Math.max(1, Math.round(number))) * scale
    );
  },
  // https://html.spec.whatwg.org/#concept-input-min-zero
  stepBase(impl, type) {
    for (const name of ["min", "value"]) {
      const text = $.h.get_attribute(impl.id, name);
      const number = text === null ? null : $.valueToNumber(type, text);
      if (number !== null) return number;
    }
    return type === "week" ? -259200000 : 0;
  },
  // True when `number` is off the grid of steps, allowing for what a double cannot hold.
  stepMismatch(number, step, base) {
    const steps = (number - base) / step;
    return Math.abs(steps - Math.round(steps)) > 1e-9 * Math.max(1, Math.abs(steps));
  },
  // https://html.spec.whatwg.org/#dom-input-stepup
  stepInput(impl, n) {
    const type = $.syncType(impl);
    const fail = (why) => {
      throw new $.DOMException(why, "InvalidStateError");
    };
    if (!(type in $.stepDefaults)) fail(`an input element of type '${type}' does not step`); // 1
    const step = $.allowedStep(impl, type);
    if (step === null) fail("the input element has no allowed value step"); // 2
    const min = $.minimum(impl, type),
      max = $.maximum(impl, type),
      base = $.stepBase(impl, type);
    if (min !== null && max !== null && min > max) return; // 3
    if (min !== null && max !== null && base + Math.ceil((min - base) / step) * step > max) return; // 4
    const before = $.valueToNumber(type, $.inputValue(impl)) ?? 0; // 5
    let value = before; // 6
    if ($.stepMismatch(value, step, base)) {
      // 7
      const steps = (value - base) / step;
      value = base + (n > 0 ? Math.ceil(steps) : Math.floor(steps)) * step;
    } else value += n * step;
    if (min !== null && value < min) value = base + Math.ceil((min - base) / step - 1e-9) * step; // 8
    if (max !== null && value > max) value = base + Math.floor((max - base) / step + 1e-9) * step; // 9
    if ((n > 0 && value < before) || (n < 0 && value > before)) return; // 10
    $.setInputValue(impl, $.numberToValue(type, +value.toPrecision(15))); // 11, 12
  },
});
