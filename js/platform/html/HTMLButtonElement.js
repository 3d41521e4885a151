// https://html.spec.whatwg.org/#htmlbuttonelement
define(
  `
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
  attribute DOMString type;
  [Reflect] attribute DOMString value;
};
HTMLButtonElement includes FormAssociated;
HTMLButtonElement includes Labelable;
HTMLButtonElement includes PopoverTargetAttributes;
`,
  class {
    get command() {
      return $.buttonCommand(impl);
    }
    set command(value) {
      h.set_attribute(impl.id, "command", value);
    }
    get commandForElement() {
      return $.attributeElement(impl, "commandfor");
    }
    set commandForElement(value) {
      $.setAttributeElement(impl, "commandfor", value);
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
    get type() {
      return $.buttonType(impl);
    }
    set type(value) {
      h.set_attribute(impl.id, "type", value);
    }
  },
);

library({
  // https://html.spec.whatwg.org/#attr-button-type: "auto" when the attribute says nothing that is known
  buttonState(impl) {
    return $.enumerated(impl, "type", ["submit", "reset", "button"], "auto", "auto");
  },
  // https://html.spec.whatwg.org/#dom-button-type
  buttonType(impl) {
    const state = $.buttonState(impl);
    // 5.
    if (state !== "auto") return state;
    // 1., 4. A button that commands something submits only when it says so.
    return $.h.has_attribute(impl.id, "command") || $.h.has_attribute(impl.id, "commandfor") ? "button" : "submit";
  },
  // https://html.spec.whatwg.org/#dom-button-command; names that start with -- are the page's own
  buttonCommand(impl) {
    const value = $.h.get_attribute(impl.id, "command");
    if (value === null) return "";
    if (value.startsWith("--")) return value;
    const known = ["toggle-popover", "show-popover", "hide-popover", "close", "request-close", "show-modal"];
    return $.enumerated(impl, "command", known, "", "");
  },
});
