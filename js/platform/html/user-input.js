// What a user does to a control, on behalf of the host: typing, choosing an option. The events are trusted.
// https://html.spec.whatwg.org/#common-input-element-events
library({
  // replaces a text control's value, as `page.fill` does
  fill(id, text) {
    const element = $.wrap(id);
    const impl = $.impl(element);
    if (!impl.is.HTMLInputElement && !impl.is.HTMLTextAreaElement) {
      if (!element.isContentEditable) throw new $.TypeError(`<${$.h.local_name(id)}> cannot be filled: it is no text control`);
      $.focus(impl);
      element.textContent = text;
      return void $.fire(element, "input", { bubbles: true, composed: true }, "Event");
    }
    if ($.h.is_disabled(id) || $.h.has_attribute(id, "readonly")) throw new $.TypeError(`<${$.h.local_name(id)}> cannot be filled: it is disabled or read-only`);
    $.focus(impl);
    if (impl.is.HTMLTextAreaElement) $.setTextAreaValue(impl, text); else $.setInputValue(impl, text);
    impl.edited = true;
    $.fire(element, "input", { bubbles: true, composed: true, data: text, inputType: "insertText" }, "InputEvent");
    $.fire(element, "change", { bubbles: true }, "Event");
    impl.valueAtFocus = $.textOf(impl);
  },
  // chooses options of a select by value or label; the values that are selected then, separated by newlines
  selectOptions(id, wanted) {
    const element = $.wrap(id);
    const values = JSON.parse(wanted);
    const chosen = $.idList($.h.options(id)).filter((o) => values.includes($.optionValue(o)) || values.includes($.wrap(o).label));
    if (!$.h.has_attribute(id, "multiple")) chosen.splice(1);
    $.h.select_only(id, chosen.join(" "));
    $.fire(element, "input", { bubbles: true, composed: true }, "Event");
    $.fire(element, "change", { bubbles: true }, "Event");
    return chosen.map((o) => $.optionValue(o)).join("\n");
  },
  userClick(id) {
    const element = $.wrap(id);
    const impl = $.impl(element);
    if ($.canFocus(impl)) $.focus(impl); else if ($.focused !== null) $.loseFocus(null);
    $.click(element, impl, true);
  },
});
