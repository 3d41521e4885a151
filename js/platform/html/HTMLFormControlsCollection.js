// https://html.spec.whatwg.org/#htmlformcontrolscollection
define(`
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface HTMLFormControlsCollection : HTMLCollection {
  readonly attribute unsigned long length;
  Element? item(unsigned long index);
  any namedItem(DOMString name);
};`, class {
  get length() { return $.controlsOf(impl).length; }
  item(index) { return $.controlsOf(impl)[index] ?? null; }
  namedItem(name) { return $.namedControl(impl, name) ?? null; }
  static $length(impl) { return $.controlsOf(impl).length; }
  static $item(impl, i) { return $.controlsOf(impl)[i]; }
  static $names(impl) { return $.controlNames(impl); }
  static $named(impl, name) { return $.namedControl(impl, name); }
});
define(`
[Exposed=Window]
interface RadioNodeList : NodeList {
  readonly attribute unsigned long length;
  Node? item(unsigned long index);
  attribute DOMString value;
};`, class {
  get length() { return $.radioItems(impl).length; }
  item(index) { return $.radioItems(impl)[index] ?? null; }
  // https://html.spec.whatwg.org/#dom-radionodelist-value
  get value() {
    const checked = $.radioItems(impl).find((e) => $.isRadio(e) && $.h.is_checked($.impl(e).id));
    return checked === undefined ? "" : $.inputValue($.impl(checked));
  }
  set value(value) {
    const found = $.radioItems(impl).find((e) => $.isRadio(e) && $.inputValue($.impl(e)) === value);
    if (found !== undefined) $.h.set_checked($.impl(found).id, true);
  }
  static $length(impl) { return $.radioItems(impl).length; }
  static $item(impl, i) { return $.radioItems(impl)[i]; }
});

library({
  // the controls of a form, or of the fieldset that is in `impl.fieldset`
  controlsOf(impl) {
    return impl.fieldset === undefined ? $.formControls(impl.form) : $.wrapAll($.h.fieldset_controls(impl.fieldset));
  },
  controlNames(impl) {
    const names = new Set();
    for (const element of $.controlsOf(impl)) for (const name of ["id", "name"]) names.add($.h.get_attribute($.impl(element).id, name));
    names.delete(null);
    names.delete("");
    return [...names];
  },
  // https://html.spec.whatwg.org/#dom-htmlformcontrolscollection-nameditem
  namedControl(impl, name) {
    if (name === "") return undefined;
    const found = $.controlsOf(impl).filter((e) => $.hasName(e, name));
    return found.length > 1 ? $.create("RadioNodeList", { form: impl.form, fieldset: impl.fieldset, name }) : found[0];
  },
  radioItems(impl) {
    return $.controlsOf(impl).filter((e) => $.hasName(e, impl.name));
  },
  isRadio(element) {
    return $.is(element, "HTMLInputElement") && $.inputType($.impl(element)) === "radio";
  },
});
