// Reflecting content attributes in IDL attributes: what the generated accessors and the hand-written ones share.
// https://html.spec.whatwg.org/#reflecting-content-attributes-in-idl-attributes
library({
  reflectURL(impl, name) {
    const value = $.h.get_attribute(impl.id, name);
    return value === null ? "" : ($.h.resolve_for(impl.id, value) ?? value);
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
  // reflects an element through the attribute that has its ID; https://html.spec.whatwg.org/#get-the-attr-associated-element
  attributeElement(impl, name) {
    const explicit = impl.attributeElements?.get(name);
    if (explicit) return $.isInReach(impl, explicit) ? explicit : null;
    const id = $.h.get_attribute(impl.id, name);
    return id ? $.wrap($.h.element_by_id_near(impl.id, id)) : null;
  },
  // the same for several elements, in the array that the last look gave if nothing has changed.
  // https://html.spec.whatwg.org/#get-the-attr-associated-elements
  attributeElementList(impl, name) {
    const explicit = impl.attributeElements?.get(name);
    const value = $.h.get_attribute(impl.id, name);
    let found = null;
    if (explicit) found = explicit.filter((element) => $.isInReach(impl, element));
    else if (value !== null) {
      const ids = value.split(/[\t\n\f\r ]+/).filter((id) => id !== "");
      found = ids.map((id) => $.wrap($.h.element_by_id_near(impl.id, id))).filter((element) => element !== null);
    }
    const last = (impl.attributeLists ??= new Map()).get(name);
    if (found === null) impl.attributeLists.delete(name);
    else if (last === undefined || last.length !== found.length || !found.every((element, i) => element === last[i]))
      impl.attributeLists.set(name, Object.freeze(found));
    else return last;
    return found;
  },
  // an element or an array of them
  setAttributeElement(impl, name, value) {
    $.setOrRemove(impl, name, value === null ? null : "");
    const explicit = (impl.attributeElements ??= new Map());
    if (value === null) explicit.delete(name);
    else explicit.set(name, value);
  },
  // the content attribute changed by itself
  forgetAttributeElement(impl, name) {
    impl.attributeElements.delete($.lower(name));
  },
  // true when an element is in the tree of another or in one around it
  isInReach(impl, element) {
    const root = $.h.root($.impl(element).id, false);
    for (let at = $.h.root(impl.id, false); ; at = $.h.root($.h.shadow_host(at), false)) {
      if (at === root) return true;
      if (!$.implOf(at).is.ShadowRoot) return false;
    }
  },
});
