// https://html.spec.whatwg.org/#htmlelement
define(
  `
[Exposed=Window]
interface HTMLElement : Element {
  [Reflect] attribute DOMString title;
  [Reflect] attribute DOMString lang;
  attribute boolean translate;
  [ReflectEnum=("", ltr, rtl, auto)] attribute DOMString dir;
  attribute any hidden;
  [Reflect] attribute boolean inert;
  undefined click();
  [Reflect] attribute DOMString accessKey;
  readonly attribute DOMString accessKeyLabel;
  attribute boolean draggable;
  attribute boolean spellcheck;
  attribute DOMString writingSuggestions;
  attribute DOMString autocapitalize;
  attribute boolean autocorrect;
  [LegacyNullToEmptyString] attribute DOMString innerText;
  [LegacyNullToEmptyString] attribute DOMString outerText;
  ElementInternals attachInternals();
  undefined showPopover(optional any options = {});
  undefined hidePopover();
  boolean togglePopover(optional any options = {});
  attribute DOMString? popover;
};
HTMLElement includes GlobalEventHandlers;
HTMLElement includes ElementContentEditable;
HTMLElement includes HTMLOrSVGElement;
`,
  class {
    get translate() {
      for (let id = impl.id; id !== null; id = h.parent_element(id)) {
        const value = h.get_attribute(id, "translate");
        const keyword = value === null ? null : $.lower(value);
        if (keyword === "" || keyword === "yes") return true;
        if (keyword === "no") return false;
      }
      return true;
    }
    set translate(value) {
      h.set_attribute(impl.id, "translate", value ? "yes" : "no");
    }
    // https://html.spec.whatwg.org/#dom-hidden
    get hidden() {
      const value = h.get_attribute(impl.id, "hidden");
      return value === null ? false : $.lower(value) === "until-found" ? "until-found" : true;
    }
    /** @param {any} value */
    set hidden(value) {
      if (typeof value === "string" && $.lower(value) === "until-found") h.set_attribute(impl.id, "hidden", "until-found");
      else if (value === undefined || value === null || value === false || value === "" || value === 0 || Number.isNaN(value))
        h.remove_attribute(impl.id, "hidden");
      else h.set_attribute(impl.id, "hidden", "");
    }
    click() {
      $.click(this, impl);
    }
    get accessKeyLabel() {
      return "";
    }
    get draggable() {
      const value = $.enumerated(impl, "draggable", ["true", "false"], null, null);
      return value === null
        ? impl.is.HTMLImageElement === true || (impl.is.HTMLAnchorElement === true && h.has_attribute(impl.id, "href"))
        : value === "true";
    }
    set draggable(value) {
      h.set_attribute(impl.id, "draggable", `${value}`);
    }
    get spellcheck() {
      for (let id = impl.id; id !== null; id = h.parent_element(id)) {
        const value = h.get_attribute(id, "spellcheck");
        const keyword = value === null ? null : $.lower(value);
        if (keyword === "" || keyword === "true") return true;
        if (keyword === "false") return false;
      }
      return true;
    }
    set spellcheck(value) {
      h.set_attribute(impl.id, "spellcheck", `${value}`);
    }
    get writingSuggestions() {
      for (let id = impl.id; id !== null; id = h.parent_element(id)) {
        const value = h.get_attribute(id, "writingsuggestions");
        if (value !== null) return $.lower(value) === "false" ? "false" : "true";
      }
      return "true";
    }
    set writingSuggestions(value) {
      h.set_attribute(impl.id, "writingsuggestions", value);
    }
    get autocapitalize() {
      return $.autocapitalize(impl);
    }
    set autocapitalize(value) {
      h.set_attribute(impl.id, "autocapitalize", value);
    }
    get autocorrect() {
      if (["url", "email", "password"].includes(impl.is.HTMLInputElement && $.inputType(impl))) return false;
      return $.enumerated(impl, "autocorrect", ["on", "", "off"], "on", "on") !== "off";
    }
    set autocorrect(value) {
      h.set_attribute(impl.id, "autocorrect", value ? "on" : "off");
    }
    get innerText() {
      return h.inner_text(impl.id);
    }
    set innerText(value) {
      $.setInnerText(this, value);
    }
    get outerText() {
      return h.inner_text(impl.id);
    }
    set outerText(value) {
      $.setOuterText(this, impl, value);
    }
    attachInternals() {
      return $.attachInternals(this, impl);
    }
    showPopover(options) {
      $.showPopover(this, impl, false);
    }
    hidePopover() {
      $.hidePopover(this, impl, true, false);
    }
    // https://html.spec.whatwg.org/#dom-togglepopover
    togglePopover(options) {
      const force =
        typeof options === "boolean" ? options : options === null || options === undefined ? undefined : options.force;
      if (impl.popoverOpen && force !== true) $.hidePopover(this, impl, true, false);
      else if (!impl.popoverOpen && (force === undefined || force)) $.showPopover(this, impl, false);
      else $.checkPopover(impl, impl.popoverOpen === true);
      return impl.popoverOpen === true;
    }
    get popover() {
      return $.enumerated(impl, "popover", ["auto", "manual", "hint"], null, "manual") ?? null;
    }
    set popover(value) {
      $.setOrRemove(impl, "popover", value);
    }
  },
);

library({
  // https://html.spec.whatwg.org/#own-autocapitalization-hint
  autocapitalize(impl) {
    const value = $.h.get_attribute(impl.id, "autocapitalize");
    if (value === null || value === "") {
      const owner = [
        "HTMLButtonElement",
        "HTMLFieldSetElement",
        "HTMLInputElement",
        "HTMLOutputElement",
        "HTMLSelectElement",
        "HTMLTextAreaElement",
      ].some((n) => impl.is[n])
        ? $.h.form_owner(impl.id)
        : null;
      return owner === null ? "" : $.autocapitalize($.impl($.wrap(owner)));
    }
    const keyword = $.lower(value);
    return keyword === "none" || keyword === "off"
      ? "none"
      : keyword === "words" || keyword === "characters"
        ? keyword
        : "sentences";
  },
});
