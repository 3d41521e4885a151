// https://html.spec.whatwg.org/#htmlinputelement
define(
  `
[Exposed=Window]
interface HTMLInputElement : HTMLElement {
  [Reflect] attribute DOMString accept;
  [Reflect] attribute boolean alpha;
  [Reflect] attribute DOMString alt;
  attribute DOMString autocomplete;
  [Reflect=checked] attribute boolean defaultChecked;
  attribute boolean checked;
  [ReflectEnum=(limited-srgb, display-p3)] attribute DOMString colorSpace;
  [Reflect] attribute DOMString dirName;
  [Reflect] attribute boolean disabled;
  attribute FileList? files;
  attribute USVString formAction;
  attribute DOMString formEnctype;
  attribute DOMString formMethod;
  [Reflect] attribute boolean formNoValidate;
  [Reflect] attribute DOMString formTarget;
  attribute unsigned long height;
  attribute boolean indeterminate;
  readonly attribute HTMLDataListElement? list;
  [Reflect] attribute DOMString max;
  attribute long maxLength;
  [Reflect] attribute DOMString min;
  attribute long minLength;
  [Reflect] attribute boolean multiple;
  [Reflect] attribute DOMString name;
  [Reflect] attribute DOMString pattern;
  [Reflect] attribute DOMString placeholder;
  [Reflect] attribute boolean readOnly;
  [Reflect] attribute boolean required;
  attribute unsigned long size;
  [ReflectURL] attribute USVString src;
  [Reflect] attribute DOMString step;
  attribute DOMString type;
  [Reflect=value] attribute DOMString defaultValue;
  [LegacyNullToEmptyString] attribute DOMString value;
  attribute object? valueAsDate;
  attribute unrestricted double valueAsNumber;
  attribute unsigned long width;
  undefined stepUp(optional long n = 1);
  undefined stepDown(optional long n = 1);
  undefined select();
  attribute unsigned long? selectionStart;
  attribute unsigned long? selectionEnd;
  attribute DOMString? selectionDirection;
  undefined setRangeText(DOMString replacement, optional any start, optional any end, optional any selectionMode = "preserve");
  undefined setSelectionRange(unsigned long start, unsigned long end, optional DOMString direction);
  undefined showPicker();
  [Reflect] attribute DOMString align;
  [Reflect] attribute DOMString useMap;
};
HTMLInputElement includes FormAssociated;
HTMLInputElement includes Labelable;
HTMLInputElement includes PopoverTargetAttributes;
`,
  class {
    get autocomplete() {
      return h.get_attribute(impl.id, "autocomplete") ?? "";
    }
    set autocomplete(value) {
      h.set_attribute(impl.id, "autocomplete", value);
    }
    get checked() {
      return h.is_checked(impl.id);
    }
    set checked(value) {
      h.set_checked(impl.id, value);
    }
    get files() {
      return $.syncType(impl) === "file" ? (impl.files ??= $.create("FileList", { files: [] })) : null;
    }
    set files(value) {
      if (value !== null && $.syncType(impl) === "file") impl.files = value;
    }
    get formAction() {
      return h.get_attribute(impl.id, "formaction") ? $.reflectURL(impl, "formaction") : h.document_url();
    }
    set formAction(value) {
      h.set_attribute(impl.id, "formaction", value);
    }
    get formEnctype() {
      return $.enumerated(impl, "formenctype", $.enctypes, "", $.enctypes[0]);
    }
    set formEnctype(value) {
      h.set_attribute(impl.id, "formenctype", value);
    }
    get formMethod() {
      return $.enumerated(impl, "formmethod", $.formMethods, "", "get");
    }
    set formMethod(value) {
      h.set_attribute(impl.id, "formmethod", value);
    }
    get height() {
      return $.syncType(impl) === "image" ? $.reflectNumber(impl, "height", 0, "unsigned long", false) : 0;
    }
    set height(value) {
      $.setNumber(impl, "height", value, 0, 0);
    }
    get indeterminate() {
      return h.is_indeterminate(impl.id);
    }
    set indeterminate(value) {
      h.set_indeterminate(impl.id, value);
    }
    get list() {
      const listed = !["hidden", "password", "checkbox", "radio", "file", "submit", "image", "reset", "button"].includes(
        $.syncType(impl),
      );
      return listed && h.has_attribute(impl.id, "list") ? $.wrap(h.datalist(impl.id)) : null;
    }
    get maxLength() {
      return $.reflectNumber(impl, "maxlength", -1, "long", true);
    }
    set maxLength(value) {
      $.setNumber(impl, "maxlength", value, 0, -1);
    }
    get minLength() {
      return $.reflectNumber(impl, "minlength", -1, "long", true);
    }
    set minLength(value) {
      $.setNumber(impl, "minlength", value, 0, -1);
    }
    get size() {
      return $.reflectNumber(impl, "size", 20, "unsigned long", true);
    }
    set size(value) {
      $.setNumber(impl, "size", value, 1, 20);
    }
    get type() {
      return $.syncType(impl);
    }
    set type(value) {
      $.syncType(impl);
      h.set_attribute(impl.id, "type", value);
      $.syncType(impl);
    }
    get value() {
      return $.inputValue(impl);
    }
    set value(value) {
      $.setInputValue(impl, value);
    }
    // https://html.spec.whatwg.org/#dom-input-valueasdate
    get valueAsDate() {
      const ms = $.valueToDate($.syncType(impl), $.inputValue(impl));
      return ms === null ? null : new Date(ms);
    }
    set valueAsDate(value) {
      const type = $.syncType(impl);
      if (!["date", "month", "week", "time"].includes(type))
        throw new $.DOMException("This input element does not support Date values.", "InvalidStateError");
      if (value !== null && !(value instanceof Date)) throw new $.TypeError("The provided value is not a Date.");
      const ms = value === null ? NaN : value.getTime();
      $.setInputValue(impl, Number.isNaN(ms) ? "" : $.dateToValue(type, ms));
    }
    // https://html.spec.whatwg.org/#dom-input-valueasnumber
    get valueAsNumber() {
      return $.valueToNumber($.syncType(impl), $.inputValue(impl)) ?? NaN;
    }
    set valueAsNumber(value) {
      if (value === Infinity || value === -Infinity) throw new $.TypeError("The provided value is infinite.");
      const type = $.syncType(impl);
      if (!(type in $.stepDefaults))
        throw new $.DOMException("This input element does not support Number values.", "InvalidStateError");
      $.setInputValue(impl, Number.isNaN(value) ? "" : $.numberToValue(type, value));
    }
    get width() {
      return $.syncType(impl) === "image" ? $.reflectNumber(impl, "width", 0, "unsigned long", false) : 0;
    }
    set width(value) {
      $.setNumber(impl, "width", value, 0, 0);
    }
    stepUp(n) {
      $.stepInput(impl, n);
    }
    stepDown(n) {
      $.stepInput(impl, -n);
    }
    select() {
      if ($.selectable(impl)) $.setSelection(this, impl, 0, Infinity, "none");
    }
    get selectionStart() {
      return $.selectable(impl) ? $.textSelection(impl)[0] : null;
    }
    set selectionStart(value) {
      $.setSelectionStart(this, impl, value ?? 0);
    }
    get selectionEnd() {
      return $.selectable(impl) ? $.textSelection(impl)[1] : null;
    }
    set selectionEnd(value) {
      $.setSelectionEnd(this, impl, value ?? 0);
    }
    get selectionDirection() {
      return $.selectable(impl) ? $.textSelection(impl)[2] : null;
    }
    set selectionDirection(value) {
      $.setSelectionDirection(this, impl, value ?? "none");
    }
    setRangeText(replacement, start, end, selectionMode) {
      $.setRangeText(this, impl, replacement, start, end, selectionMode, arguments.length);
    }
    setSelectionRange(start, end, direction) {
      $.requireSelectable(impl);
      $.setSelection(this, impl, start, end, direction ?? "none");
    }
    showPicker() {
      if (h.is_disabled(impl.id) || h.has_attribute(impl.id, "readonly"))
        throw new $.DOMException("The input element is not mutable.", "InvalidStateError");
      $.missing("HTMLInputElement.showPicker");
    }
  },
);
