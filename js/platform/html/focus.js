// Focus, as far as one document goes. https://html.spec.whatwg.org/#focus
library({
  // elements that can have the focus without a tabindex; https://html.spec.whatwg.org/#focusable-area
  focusableByDefault(impl) {
    const { is } = impl;
    const has = (name) => $.h.has_attribute(impl.id, name);
    if (is.HTMLInputElement) return $.inputType(impl) !== "hidden";
    if (is.HTMLButtonElement || is.HTMLSelectElement || is.HTMLTextAreaElement || is.HTMLIFrameElement) return true;
    if (is.HTMLAnchorElement || is.HTMLAreaElement) return has("href");
    if (is.HTMLMediaElement) return has("controls");
    if (is.HTMLElement && $.h.local_name(impl.id) === "summary") return $.is($.wrap($.h.parent(impl.id)), "HTMLDetailsElement");
    return is.HTMLElement === true && ["true", "plaintext-only"].includes($.contentEditable(impl));
  },
  canFocus(impl) {
    if (!$.h.is_connected(impl.id) || $.h.is_disabled(impl.id)) return false;
    for (let id = impl.id; id !== null; id = $.h.parent_element(id))
      if ($.h.has_attribute(id, "inert") || $.h.has_attribute(id, "hidden")) return false;
    if ($.parseInteger($.h.get_attribute(impl.id, "tabindex") ?? "") === null && !$.focusableByDefault(impl)) return false;
    // what is not rendered has no focus; an area is where its image is
    return impl.is.HTMLAreaElement === true || $.h.check_visibility(impl.id, false, true);
  },
  // https://html.spec.whatwg.org/#focusing-steps, #focus-update-steps; the host knows which element has the focus
  focus(impl) {
    const { id } = impl;
    if ($.h.active_element() === id || !$.canFocus(impl)) return;
    const from = $.loseFocus(id);
    $.h.set_focused(id, $.showsFocus(impl));
    $.valueAtFocus(impl);
    const element = $.wrap(id);
    $.fireFocus(element, "focus", from, false);
    if ($.h.active_element() === id) $.fireFocus(element, "focusin", from, true);
  },
  // https://drafts.csswg.org/selectors-4/#the-focus-visible-pseudo: where one types, and unless a pointer was last used
  showsFocus(impl) {
    const isTyped = impl.is.HTMLInputElement ? !$.TEXTLESS.test($.inputType(impl)) : impl.is.HTMLTextAreaElement;
    return !$.lastInput.isPointer || isTyped === true || (impl.is.HTMLElement === true && $.wrap(impl.id).isContentEditable);
  },
  get TEXTLESS() {
    return /^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/;
  },
  get lastInput() {
    return { isPointer: false };
  },
  blur(impl) {
    if ($.h.active_element() === impl.id) $.loseFocus(null);
  },
  // the element that had the focus, after its events; `next` is the id of the one that gets it
  loseFocus(next) {
    const id = $.h.active_element();
    if (id === null) return null;
    $.h.set_focused(null, true);
    const element = $.wrap(id);
    const to = $.wrap(next);
    $.commitEdit(element, $.impl(element));
    $.fireFocus(element, "blur", to, false);
    $.fireFocus(element, "focusout", to, true);
    return element;
  },
  fireFocus(element, type, relatedTarget, bubbles) {
    $.fire(element, type, { bubbles, composed: true, relatedTarget, view: $.global, detail: 0 }, "FocusEvent");
  },
  // a user's edits end in a change event when the focus leaves. https://html.spec.whatwg.org/#change-and-input-events
  valueAtFocus(impl) {
    if (impl.is.HTMLInputElement || impl.is.HTMLTextAreaElement) impl.valueAtFocus = $.textOf(impl);
  },
  commitEdit(element, impl) {
    if (impl.edited && impl.valueAtFocus !== undefined && impl.valueAtFocus !== $.textOf(impl))
      $.fire(element, "change", { bubbles: true }, "Event");
    impl.valueAtFocus = undefined;
  },
  // https://html.spec.whatwg.org/#dialog-focusing-steps: what asks for the focus, else the first that can have it
  focusFirst(element, impl, onlyAutofocus) {
    const inside = [element, ...element.querySelectorAll("*")].map($.impl);
    const wanted =
      inside.find((i) => $.h.has_attribute(i.id, "autofocus") && $.canFocus(i)) ??
      (onlyAutofocus ? undefined : inside.find((i) => $.canFocus(i)));
    if (wanted !== undefined) $.focus(wanted);
  },
  // the host calls this when the document is ready. https://html.spec.whatwg.org/#flush-autofocus-candidates
  flushAutofocus() {
    if ($.h.active_element() !== null) return;
    const candidate = $.wrapAll($.h.select($.documentId, "[autofocus]"))
      .map($.impl)
      .find((i) => $.canFocus(i));
    if (candidate !== undefined) $.focus(candidate);
  },
});
