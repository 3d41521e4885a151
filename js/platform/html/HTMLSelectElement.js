// https://html.spec.whatwg.org/#htmlselectelement
define(
  `
[Exposed=Window]
interface HTMLSelectElement : HTMLElement {
  attribute DOMString autocomplete;
  [Reflect] attribute boolean disabled;
  [Reflect] attribute boolean multiple;
  [Reflect] attribute DOMString name;
  [Reflect] attribute boolean required;
  [Reflect] attribute unsigned long size;
  readonly attribute DOMString type;
  [SameObject] readonly attribute HTMLOptionsCollection options;
  attribute unsigned long length;
  getter HTMLOptionElement? item(unsigned long index);
  HTMLOptionElement? namedItem(DOMString name);
  undefined add(any element, optional any before = null);
  undefined remove(optional any index);
  [SameObject] readonly attribute HTMLCollection selectedOptions;
  attribute long selectedIndex;
  attribute DOMString value;
  undefined showPicker();
};
HTMLSelectElement includes FormAssociated;
HTMLSelectElement includes Labelable;
`,
  class {
    get autocomplete() {
      return h.get_attribute(impl.id, "autocomplete") ?? "";
    }
    set autocomplete(value) {
      h.set_attribute(impl.id, "autocomplete", value);
    }
    get type() {
      return h.has_attribute(impl.id, "multiple") ? "select-multiple" : "select-one";
    }
    get options() {
      return $.create("HTMLOptionsCollection", $.optionsSlots(impl, this));
    }
    get length() {
      return $.optionsOf(impl).length;
    }
    set length(value) {
      $.resizeOptions(this, impl, value);
    }
    item(index) {
      return $.wrapAll(h.options(impl.id))[index] ?? null;
    }
    namedItem(name) {
      return $.namedOption(impl, name) ?? null;
    }
    add(element, before) {
      $.addOption(this, impl, element, before);
    }
    // the overload without arguments removes the select element itself
    remove(index) {
      if (arguments.length === 0) this.parentNode?.removeChild(this);
      else $.removeOption(impl, $.integer(index, 32, true, 0));
    }
    get selectedOptions() {
      return $.liveCollection(() => h.selected_options(impl.id));
    }
    get selectedIndex() {
      return $.selectedIndex(impl);
    }
    set selectedIndex(value) {
      $.selectAt(impl, value);
    }
    // https://html.spec.whatwg.org/#dom-select-value
    get value() {
      const [selected] = $.idList(h.selected_options(impl.id));
      return selected === undefined ? "" : $.optionValue(selected);
    }
    set value(value) {
      $.selectValue(impl, value);
    }
    showPicker() {
      $.missing("HTMLSelectElement.showPicker");
    }
    static $length(impl) {
      return $.optionsOf(impl).length;
    }
    static $item(impl, index) {
      return $.wrapAll($.h.options(impl.id))[index];
    }
    static $set(impl, key, value) {
      return $.setOptionAt($.wrap(impl.id), impl, key, value);
    }
  },
);
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface HTMLOptionsCollection : HTMLCollection {
  attribute unsigned long length;
  Element? namedItem(DOMString name);
  undefined add(any element, optional any before = null);
  undefined remove(long index);
  attribute long selectedIndex;
};`,
  class {
    get length() {
      return $.items(impl).length;
    }
    set length(value) {
      $.resizeOptions(impl.element, impl.select, value);
    }
    namedItem(name) {
      return $.namedOption(impl.select, name) ?? null;
    }
    add(element, before) {
      $.addOption(impl.element, impl.select, element, before);
    }
    remove(index) {
      $.removeOption(impl.select, index);
    }
    get selectedIndex() {
      return impl.element.selectedIndex;
    }
    set selectedIndex(value) {
      $.selectAt(impl.select, value);
    }
    static $length(impl) {
      return $.items(impl).length;
    }
    static $item(impl, index) {
      return $.itemAt(impl, index);
    }
    static $names(impl) {
      return $.optionNames(impl.select);
    }
    static $named(impl, name) {
      return $.namedOption(impl.select, name);
    }
    static $set(impl, key, value) {
      return $.setOptionAt(impl.element, impl.select, key, value);
    }
  },
);
