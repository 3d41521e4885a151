// https://html.spec.whatwg.org/#htmlmeterelement
define(
  `
[Exposed=Window]
interface HTMLMeterElement : HTMLElement {
  attribute double value;
  attribute double min;
  attribute double max;
  attribute double low;
  attribute double high;
  attribute double optimum;
};
HTMLMeterElement includes Labelable;`,
  class {
    get value() {
      return $.meter(impl).value;
    }
    set value(value) {
      h.set_attribute(impl.id, "value", `${value}`);
    }
    get min() {
      return $.meter(impl).min;
    }
    set min(value) {
      h.set_attribute(impl.id, "min", `${value}`);
    }
    get max() {
      return $.meter(impl).max;
    }
    set max(value) {
      h.set_attribute(impl.id, "max", `${value}`);
    }
    get low() {
      return $.meter(impl).low;
    }
    set low(value) {
      h.set_attribute(impl.id, "low", `${value}`);
    }
    get high() {
      return $.meter(impl).high;
    }
    set high(value) {
      h.set_attribute(impl.id, "high", `${value}`);
    }
    get optimum() {
      return $.meter(impl).optimum;
    }
    set optimum(value) {
      h.set_attribute(impl.id, "optimum", `${value}`);
    }
  },
);

library({
  // https://html.spec.whatwg.org/#the-meter-element: every number is kept inside the ones before it
  meter(impl) {
    const number = (name, fallback) => $.reflectNumber(impl, name, fallback, "double", false);
    const within = (value, low, high) => Math.min(Math.max(value, low), high);
    const min = number("min", 0);
    const max = Math.max(number("max", 1), min);
    const low = within(number("low", min), min, max);
    const high = within(number("high", max), low, max);
    return {
      min,
      max,
      low,
      high,
      value: within(number("value", 0), min, max),
      optimum: within(number("optimum", (min + max) / 2), min, max),
    };
  },
});
