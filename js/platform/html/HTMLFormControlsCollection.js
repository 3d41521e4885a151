// https://html.spec.whatwg.org/#htmlformcontrolscollection
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface HTMLFormControlsCollection : HTMLCollection {
  any namedItem(DOMString name);
};`,
  class {
    namedItem(name) {
      return $.namedControl(impl, name) ?? null;
    }
    static $length(impl) {
      return $.items(impl).length;
    }
    static $item(impl, index) {
      return $.itemAt(impl, index);
    }
    static $names(impl) {
      return $.namedItems(impl).map((pair) => pair[1]);
    }
    static $named(impl, name) {
      return $.namedControl(impl, name);
    }
  },
);
define(
  `
[Exposed=Window]
interface RadioNodeList : NodeList {
  attribute DOMString value;
};`,
  class {
    // https://html.spec.whatwg.org/#dom-radionodelist-value
    get value() {
      const checked = $.radiosOf(impl).find((radio) => h.is_checked(radio.id));
      return checked === undefined ? "" : $.inputValue(checked);
    }
    set value(value) {
      const found = $.radiosOf(impl).find((radio) => $.inputValue(radio) === value);
      if (found !== undefined) h.set_checked(found.id, true);
    }
    static $length(impl) {
      return $.items(impl).length;
    }
    static $item(impl, index) {
      return $.itemAt(impl, index);
    }
  },
);

library({
  // https://html.spec.whatwg.org/#dom-htmlformcontrolscollection-nameditem
  namedControl(impl, name) {
    if (name === "") return undefined;
    const among = () =>
      $.items(impl)
        .filter((id) => $.hasName(+id, name))
        .join(" ");
    const found = among();
    if (found === "") return undefined;
    return found.includes(" ") ? $.create("RadioNodeList", $.computed(among)) : $.wrap(+found);
  },
  // the slots of the radio buttons in a list
  radiosOf(impl) {
    return $.items(impl)
      .map((id) => $.implOf(+id))
      .filter((e) => e.is.HTMLInputElement && $.inputType(e) === "radio");
  },
});
