// https://html.spec.whatwg.org/#htmlprogresselement
define(
  `
[Exposed=Window]
interface HTMLProgressElement : HTMLElement {
  attribute double value;
  attribute double max;
  readonly attribute double position;
};
HTMLProgressElement includes Labelable;`,
  class {
    // https://html.spec.whatwg.org/#dom-progress-value
    get value() {
      return Math.min($.reflectNumber(impl, "value", 0, "double", true), this.max);
    }
    set value(value) {
      h.set_attribute(impl.id, "value", `${value}`);
    }
    get max() {
      return $.reflectNumber(impl, "max", 1, "double", true);
    }
    set max(value) {
      if (value > 0) h.set_attribute(impl.id, "max", `${value}`);
    }
    get position() {
      return h.has_attribute(impl.id, "value") ? this.value / this.max : -1;
    }
  },
);
