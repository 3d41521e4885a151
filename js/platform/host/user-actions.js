// Actions of a user on a page: clicks, typing, keys. The embedder calls these as tasks.
library({
  // The reason why the user cannot act on an element at the moment; "" when nothing is in the way.
  notActionable(id, action) {
    const element = $.wrap(id);
    if (action === "userPress") return "";
    if (!element.checkVisibility() || $.global.getComputedStyle(element).visibility !== "visible") return "the element is not visible";
    if ($.h.is_disabled(id)) return "the element is disabled";
    return action === "userFill" && element.readOnly ? "the element is read-only" : "";
  },
  // https://html.spec.whatwg.org/multipage/interaction.html#tracking-user-activation is kept by the host, which was told before
  userClick(id) {
    const element = $.wrap(id);
    const mouse = { bubbles: true, cancelable: true, composed: true, view: $.global, detail: 1, button: 0, buttons: 0 };
    const pressed = { ...mouse, buttons: 1 };
    const pointer = { pointerId: 1, pointerType: "mouse", isPrimary: true };
    $.fire(element, "pointerover", { ...mouse, ...pointer }, "PointerEvent");
    $.fire(element, "mouseover", mouse, "MouseEvent");
    $.fire(element, "pointermove", { ...mouse, ...pointer }, "PointerEvent");
    $.fire(element, "mousemove", mouse, "MouseEvent");
    const allowed = $.fire(element, "pointerdown", { ...pressed, ...pointer, pressure: 0.5 }, "PointerEvent");
    if (allowed && $.fire(element, "mousedown", pressed, "MouseEvent")) $.focusNearest(element);
    $.fire(element, "pointerup", { ...mouse, ...pointer }, "PointerEvent");
    if (allowed) $.fire(element, "mouseup", mouse, "MouseEvent");
    $.fire(element, "click", { ...mouse, ...pointer }, "PointerEvent");
  },
  // the element itself or the nearest ancestor that takes the focus; where there is none the focus goes
  focusNearest(element) {
    const { document } = $.global;
    for (let e = element; $.is(e, "HTMLElement"); e = e.parentElement) {
      if (e.tabIndex >= 0 || e.isContentEditable) return e.focus();
    }
    if ($.is(document.activeElement, "HTMLElement") && document.activeElement !== document.body) document.activeElement.blur();
  },
  userFill(id, text) {
    const element = $.wrap(id);
    const name = element.localName;
    if (name === "input" && /^(?:button|checkbox|file|hidden|image|radio|reset|submit)$/.test(element.type)) return `an input of type ${element.type} cannot be filled`;
    if (name !== "input" && name !== "textarea" && name !== "select" && !element.isContentEditable) return "the element is no input, textarea or select, and not editable";
    element.focus();
    if (name === "input" || name === "textarea" || name === "select") element.value = text;
    else element.textContent = text;
    $.fire(element, "input", { bubbles: true, composed: true, inputType: "insertText", data: text }, name === "select" ? "Event" : "InputEvent");
    $.fire(element, "change", { bubbles: true });
  },
  userPress(id, key) {
    const element = $.wrap(id);
    element.focus();
    const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key === " " ? "Space" : key;
    const init = { bubbles: true, cancelable: true, composed: true, view: $.global, key, code };
    const target = $.global.document.activeElement ?? element;
    if ($.fire(target, "keydown", init, "KeyboardEvent")) {
      if (key.length === 1 || key === "Enter") $.fire(target, "keypress", init, "KeyboardEvent");
      $.keyDefault(target, key);
    }
    $.fire(target, "keyup", init, "KeyboardEvent");
  },
  keyDefault(target, key) {
    const isText = target.localName === "textarea" || (target.localName === "input" && !/^(?:button|checkbox|file|image|radio|reset|submit)$/.test(target.type));
    if (isText && (key.length === 1 || key === "Backspace")) {
      target.value = key === "Backspace" ? target.value.slice(0, -1) : target.value + key;
      $.fire(target, "input", { bubbles: true, composed: true, inputType: key === "Backspace" ? "deleteContentBackward" : "insertText", data: key.length === 1 ? key : null }, "InputEvent");
    } else if (key === "Enter" && target.localName === "input" && target.form) $.submitImplicitly($.impl(target).id);
    else if ((key === "Enter" && /^(?:button|a|summary)$/.test(target.localName)) || (key === " " && /^(?:button|summary)$|^input$/.test(target.localName) && !isText)) target.click();
  },
});
