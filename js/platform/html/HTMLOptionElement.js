// https://html.spec.whatwg.org/#htmloptionelement
define(
  `
[Exposed=Window]
interface HTMLOptionElement : HTMLElement {
  [Reflect] attribute boolean disabled;
  readonly attribute HTMLFormElement? form;
  attribute DOMString label;
  [Reflect=selected] attribute boolean defaultSelected;
  attribute boolean selected;
  attribute DOMString value;
  attribute DOMString text;
  readonly attribute long index;
};`,
  class {
    get form() {
      const select = h.option_select(impl.id);
      return select === null ? null : $.wrap(h.form_owner(select));
    }
    get label() {
      return h.get_attribute(impl.id, "label") || h.option_text(impl.id);
    }
    set label(value) {
      h.set_attribute(impl.id, "label", value);
    }
    get selected() {
      return h.is_selected(impl.id);
    }
    set selected(value) {
      h.set_selected(impl.id, value);
    }
    get value() {
      return $.optionValue(impl.id);
    }
    set value(value) {
      h.set_attribute(impl.id, "value", value);
    }
    get text() {
      return h.option_text(impl.id);
    }
    set text(value) {
      h.set_text_content(impl.id, value);
    }
    get index() {
      const select = h.option_select(impl.id);
      return select === null ? 0 : Math.max(0, $.idList(h.options(select)).indexOf(impl.id));
    }
  },
);

globals({
  // https://html.spec.whatwg.org/#dom-option
  get Option() {
    const Option = function (text = "", value = undefined, defaultSelected = false, selected = false) {
      if (!new.target) throw new $.TypeError("Constructor Option requires 'new'");
      const option = $.newElement("option");
      const impl = $.impl(option);
      if ((text = $.str(text)) !== "") h.set_text_content(impl.id, text);
      if (value !== undefined) h.set_attribute(impl.id, "value", $.str(value));
      if (defaultSelected) h.set_attribute(impl.id, "selected", "");
      if (selected !== defaultSelected) h.set_selected(impl.id, !!selected);
      return option;
    };
    return $.legacyFactory(Option, "Option", "HTMLOptionElement");
  },
});
