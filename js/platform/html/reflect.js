// Reflecting content attributes in IDL attributes: what the generated accessors and the hand-written ones share.
// https://html.spec.whatwg.org/#reflecting-content-attributes-in-idl-attributes
library({
  reflectURL(impl, name) {
    const value = $.h.get_attribute(impl.id, name);
    return value === null ? "" : ($.h.resolve_url(value) ?? value);
  },
  reflectEnum(impl, name, known) {
    return $.enumerated(impl, name, known, known[0], known[0]);
  },
  // limited to only known values: `missing` is what an absent attribute reads as, `invalid` what an unknown value does
  enumerated(impl, name, known, missing, invalid) {
    const value = $.h.get_attribute(impl.id, name);
    if (value === null) return missing;
    const keyword = $.lower(value);
    return known.includes(keyword) ? keyword : invalid;
  },
  lower(text) {
    return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  },
  // `positive`: only numbers above zero for an unsigned long or a double, none below zero for a long
  reflectNumber(impl, name, fallback, type, positive) {
    const value = $.h.get_attribute(impl.id, name);
    if (value === null) return fallback;
    if (type === "double") {
      const number = $.parseFloat(value);
      return number === null || (positive && number <= 0) ? fallback : number;
    }
    const number = $.parseInteger(value);
    const lowest = type === "long" ? (positive ? 0 : -(2 ** 31)) : positive ? 1 : 0;
    return number === null || number < lowest || number > 2 ** 31 - 1 ? fallback : number;
  },
  // https://html.spec.whatwg.org/#clamped-to-the-range
  reflectClamped(impl, name, fallback, low, high) {
    const text = $.h.get_attribute(impl.id, name);
    const number = text === null ? null : $.parseInteger(text);
    return number === null || number < 0 ? fallback : Math.min(Math.max(number, low), high);
  },
  // a number that must be at least `low`; what an unsigned long cannot reflect becomes the fallback
  setNumber(impl, name, value, low, fallback) {
    if (value < low) throw new $.DOMException(`The value provided (${value}) is less than ${low}.`, "IndexSizeError");
    $.h.set_attribute(impl.id, name, `${value > 2 ** 31 - 1 ? fallback : value}`);
  },
  setOrRemove(impl, name, value) {
    if (value === null) $.h.remove_attribute(impl.id, name);
    else $.h.set_attribute(impl.id, name, value);
  },
  // https://html.spec.whatwg.org/#rules-for-parsing-integers
  parseInteger(text) {
    const found = /^[\t\n\f\r ]*([+-]?\d+)/.exec(text);
    return found === null ? null : +found[1] + 0;
  },
  // https://html.spec.whatwg.org/#rules-for-parsing-floating-point-number-values
  parseFloat(text) {
    const found = /^[\t\n\f\r ]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/.exec(text);
    const number = found === null ? NaN : +found[1];
    return Number.isFinite(number) ? number + 0 : null;
  },
  // https://html.spec.whatwg.org/#valid-floating-point-number
  validFloat(text) {
    const number = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? +text : NaN;
    return Number.isFinite(number) ? number : null;
  },
  // https://html.spec.whatwg.org/#cors-settings-attributes
  crossOrigin(impl) {
    return $.enumerated(impl, "crossorigin", ["anonymous", "use-credentials"], null, "anonymous");
  },
  // reflects an element through the attribute that has its ID; https://html.spec.whatwg.org/#explicitly-set-attr-element
  attributeElement(impl, name) {
    const explicit = impl.attributeElements?.[name];
    if (explicit) return explicit;
    const id = $.h.get_attribute(impl.id, name);
    return id ? $.wrap($.h.element_by_id_near(impl.id, id)) : null;
  },
  setAttributeElement(impl, name, element) {
    (impl.attributeElements ??= {})[name] = element;
    $.setOrRemove(impl, name, element === null ? null : "");
  },
});
