// https://html.spec.whatwg.org/#htmlbuttonelement
define(`
[Exposed=Window]
interface HTMLButtonElement : HTMLElement {
  attribute DOMString command;
  attribute Element? commandForElement;
  [Reflect] attribute boolean disabled;
  attribute USVString formAction;
  attribute DOMString formEnctype;
  attribute DOMString formMethod;
  [Reflect] attribute boolean formNoValidate;
  [Reflect] attribute DOMString formTarget;
  [Reflect] attribute DOMString name;
  [ReflectEnum=(submit, reset, button)] attribute DOMString type;
  [Reflect] attribute DOMString value;
};
HTMLButtonElement includes FormAssociated;
HTMLButtonElement includes Labelable;
HTMLButtonElement includes PopoverTargetAttributes;
`, class {
  get command() { return $.buttonCommand(impl); }
  set command(value) { h.set_attribute(impl.id, "command", value); }
  get commandForElement() { return $.attributeElement(impl, "commandfor"); }
  set commandForElement(value) { $.setAttributeElement(impl, "commandfor", value); }
  get formAction() { return h.get_attribute(impl.id, "formaction") ? $.reflectURL(impl, "formaction") : h.document_url(); }
  set formAction(value) { h.set_attribute(impl.id, "formaction", value); }
  get formEnctype() { return $.enumerated(impl, "formenctype", $.enctypes, "", $.enctypes[0]); }
  set formEnctype(value) { h.set_attribute(impl.id, "formenctype", value); }
  get formMethod() { return $.enumerated(impl, "formmethod", $.formMethods, "", "get"); }
  set formMethod(value) { h.set_attribute(impl.id, "formmethod", value); }
});

library({
  // https://html.spec.whatwg.org/#dom-button-command; names that start with -- are the page's own
  buttonCommand(impl) {
    const value = $.h.get_attribute(impl.id, "command");
    if (value === null) return "";
    if (value.startsWith("--")) return value;
    const known = ["toggle-popover", "show-popover", "hide-popover", "close", "request-close", "show-modal"];
    return $.enumerated(impl, "command", known, "", "");
  },
});
