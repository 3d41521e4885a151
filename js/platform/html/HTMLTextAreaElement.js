// https://html.spec.whatwg.org/#htmltextareaelement
define(
  `
[Exposed=Window]
interface HTMLTextAreaElement : HTMLElement {
  attribute DOMString autocomplete;
  attribute unsigned long cols;
  [Reflect] attribute DOMString dirName;
  [Reflect] attribute boolean disabled;
  attribute long maxLength;
  attribute long minLength;
  [Reflect] attribute DOMString name;
  [Reflect] attribute DOMString placeholder;
  [Reflect] attribute boolean readOnly;
  [Reflect] attribute boolean required;
  attribute unsigned long rows;
  [Reflect] attribute DOMString wrap;
  readonly attribute DOMString type;
  attribute DOMString defaultValue;
  [LegacyNullToEmptyString] attribute DOMString value;
  readonly attribute unsigned long textLength;
  undefined select();
  attribute unsigned long selectionStart;
  attribute unsigned long selectionEnd;
  attribute DOMString selectionDirection;
  undefined setRangeText(DOMString replacement, optional any start, optional any end, optional any selectionMode = "preserve");
  undefined setSelectionRange(unsigned long start, unsigned long end, optional DOMString direction);
};
HTMLTextAreaElement includes FormAssociated;
HTMLTextAreaElement includes Labelable;
`,
  class {
    get autocomplete() {
      return h.get_attribute(impl.id, "autocomplete") ?? "";
    }
    set autocomplete(value) {
      h.set_attribute(impl.id, "autocomplete", value);
    }
    get cols() {
      return $.reflectNumber(impl, "cols", 20, "unsigned long", true);
    }
    set cols(value) {
      $.setNumber(impl, "cols", value || 20, 0, 20);
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
    get rows() {
      return $.reflectNumber(impl, "rows", 2, "unsigned long", true);
    }
    set rows(value) {
      $.setNumber(impl, "rows", value || 2, 0, 2);
    }
    get type() {
      return "textarea";
    }
    get defaultValue() {
      return h.child_text(impl.id);
    }
    set defaultValue(value) {
      h.set_text_content(impl.id, value);
    }
    get value() {
      return $.textAreaValue(impl);
    }
    set value(value) {
      $.setTextAreaValue(impl, value);
    }
    get textLength() {
      return $.textAreaValue(impl).length;
    }
    select() {
      $.setSelection(this, impl, 0, Infinity, "none");
    }
    get selectionStart() {
      return $.textSelection(impl)[0];
    }
    set selectionStart(value) {
      $.setSelectionStart(this, impl, value);
    }
    get selectionEnd() {
      return $.textSelection(impl)[1];
    }
    set selectionEnd(value) {
      $.setSelectionEnd(this, impl, value);
    }
    get selectionDirection() {
      return $.textSelection(impl)[2];
    }
    set selectionDirection(value) {
      $.setSelectionDirection(this, impl, value);
    }
    setRangeText(replacement, start, end, selectionMode) {
      $.setRangeText(this, impl, replacement, start, end, selectionMode, arguments.length);
    }
    setSelectionRange(start, end, direction) {
      $.setSelection(this, impl, start, end, direction ?? "none");
    }
  },
);

library({
  // the API value: line breaks as U+000A. https://html.spec.whatwg.org/#concept-textarea-raw-value
  textAreaValue(impl) {
    return (impl.dirty ? impl.value : $.h.child_text(impl.id)).replace(/\r\n?/g, "\n");
  },
  setTextAreaValue(impl, value) {
    const before = $.textAreaValue(impl);
    impl.value = value;
    impl.dirty = true;
    impl.edited = false;
    const after = $.textAreaValue(impl);
    if (after !== before) impl.selection = [after.length, after.length, "none"];
  },
});
