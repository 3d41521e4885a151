// Actions of a user on a page with pointer and keys. The embedder calls these as tasks.
library({
  // https://html.spec.whatwg.org/multipage/interaction.html#tracking-user-activation is kept by the host, which was told before
  userClick(id) {
    const point = $.pointOn(id);
    const met = $.metBy(id, point);
    $.hoverAt(met, point);
    $.clickOnce($.wrap(met), 1, point);
  },
  userDoubleClick(id) {
    const point = $.pointOn(id);
    const met = $.metBy(id, point);
    const element = $.wrap(met);
    $.hoverAt(met, point);
    $.clickOnce(element, 1, point);
    $.clickOnce(element, 2, point);
    $.fire(element, "dblclick", $.mouseInit(2, point), "MouseEvent");
  },
  userHover(id) {
    const point = $.pointOn(id);
    $.hoverAt($.metBy(id, point), point);
  },
  // the middle of an element, worked out when an event is asked for it; `pointOf` fills it in
  pointOn(id) {
    return { id, x: undefined, y: undefined };
  },
  // AD-HOC: what is in front of an element is looked for in shadow trees only; else the element itself is met
  metBy(id, point) {
    if ($.h.shadow_root(id) === null) return id;
    const { x, y } = $.pointOf({ point });
    return $.h.element_inside(id, x, y);
  },
  get mousePointer() {
    return { pointerId: 1, pointerType: "mouse", isPrimary: true };
  },
  mouseInit(detail, point) {
    return { bubbles: true, cancelable: true, composed: true, view: $.global, detail, button: 0, buttons: 0, point };
  },
  // `count`: how often it was clicked by now, in quick succession
  clickOnce(element, count, point) {
    const mouse = $.mouseInit(count, point);
    const pressed = { ...mouse, buttons: 1 };
    const pointer = $.mousePointer;
    const allowed = $.fire(element, "pointerdown", { ...pressed, ...pointer, pressure: 0.5 }, "PointerEvent");
    let slid = false;
    if (allowed && $.fire(element, "mousedown", pressed, "MouseEvent")) {
      $.focusNearest(element);
      slid = $.isSlider(element) && $.slideTo(element, $.sliderValueAt(element, $.pointOf({ point })));
    }
    $.fire(element, "pointerup", { ...mouse, ...pointer }, "PointerEvent");
    if (allowed) $.fire(element, "mouseup", mouse, "MouseEvent");
    if (slid) $.fire(element, "change", { bubbles: true }, "Event");
    $.fire(element, "click", { ...mouse, ...pointer }, "PointerEvent");
  },
  isSlider(element) {
    return element.localName === "input" && element.type === "range" && !element.matches(":disabled");
  },
  // the value of a slider whose thumb, of 16 pixels, is at a point
  sliderValueAt(element, { x }) {
    const [left, , width] = $.numbersOf($.h.layout_rects($.impl(element).id).split(",")[0] || "0 0 0 0");
    const part = Math.min(1, Math.max(0, (x - left - 8) / (width - 16))) || 0;
    const [least, most] = $.sliderRange(element);
    return least + part * (most - least);
  },
  sliderRange(element) {
    const least = Number(element.min || 0);
    return [least, Math.max(least, Number(element.max || 100))];
  },
  // true when the value is another one then; `input` has been fired
  slideTo(element, value) {
    const before = element.value;
    $.setValueOf(element, String(value));
    if (element.value === before) return false;
    $.fire(element, "input", { bubbles: true, composed: true }, "Event");
    return true;
  },
  // how far a key moves a slider
  keyStep(element, key) {
    const [least, most] = $.sliderRange(element);
    const step = element.step === "any" ? (most - least) / 100 : Number(element.step) || 1;
    const page = Math.max(step, (most - least) / 10);
    const moves = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step, PageUp: page, PageDown: -page };
    return { ...moves, Home: least - most, End: most - least }[key];
  },
  // the element itself or the nearest ancestor that takes the focus; where there is none the focus goes
  focusNearest(element) {
    const { document } = $.global;
    for (let e = element; e; e = e.parentElement ?? $.hostAround(e)) {
      if ($.canFocus($.impl(e))) return e.focus();
    }
    if ($.is(document.activeElement, "HTMLElement") && document.activeElement !== document.body) document.activeElement.blur();
  },
  // the host of the shadow tree whose outermost element this is
  hostAround(element) {
    const root = $.h.root($.impl(element).id, false);
    return $.implOf(root).is.ShadowRoot ? $.wrap($.h.shadow_host(root)) : null;
  },
  // `text`: a key, and before it those that are held, as in Control+Shift+a
  userPress(id, text) {
    const element = $.wrap(id);
    element.focus();
    $.lastInput.isPointer = false;
    const parts = text.length === 1 ? [text] : text.replace(/\+\+$/, "+Plus").split("+");
    const key = parts.at(-1) === "Plus" ? "+" : parts.at(-1);
    const held = parts.slice(0, -1);
    const modifiers = {};
    for (const name of held) $.fireKey("keydown", element, name, $.hold(modifiers, name, true));
    $.pressKey(element, key, modifiers);
    for (const name of held.reverse()) $.fireKey("keyup", element, name, $.hold(modifiers, name, false));
  },
  // sets what an event says of a key that is held
  hold(modifiers, name, isHeld) {
    modifiers[{ Control: "ctrlKey", Shift: "shiftKey", Alt: "altKey", Meta: "metaKey" }[name]] = isHeld;
    return modifiers;
  },
  fireKey(type, element, key, modifiers) {
    const code = `${key}Left`;
    const keyCode = $.keyCodeOf(key);
    const init = { bubbles: true, cancelable: true, composed: true, view: $.global, key, code, ...modifiers };
    Object.assign(init, { keyCode, which: keyCode });
    return $.fire($.global.document.activeElement ?? element, type, init, "KeyboardEvent");
  },
  pressKey(element, key, modifiers) {
    const code = /^[a-z]$/i.test(key)
      ? `Key${key.toUpperCase()}`
      : /^\d$/.test(key)
        ? `Digit${key}`
        : key === " "
          ? "Space"
          : key;
    const init = { bubbles: true, cancelable: true, composed: true, view: $.global, key, code, ...modifiers };
    const keyCode = $.keyCodeOf(key);
    const pressed = { ...init, keyCode, which: keyCode };
    const target = $.global.document.activeElement ?? element;
    if ($.fire(target, "keydown", pressed, "KeyboardEvent")) {
      const isTyped = !modifiers.ctrlKey && !modifiers.altKey && !modifiers.metaKey;
      const character = key === "Enter" ? 13 : key.length === 1 ? key.charCodeAt(0) : 0;
      const typed = { ...init, keyCode: character, charCode: character, which: character };
      const lets = !isTyped || character === 0 || $.fire(target, "keypress", typed, "KeyboardEvent");
      if (isTyped && lets) $.keyDefault(target, key, modifiers.shiftKey === true);
      else if (lets && /^a$/i.test(key) && (modifiers.ctrlKey || modifiers.metaKey)) $.selectEverything(target);
    }
    $.fire($.global.document.activeElement ?? target, "keyup", pressed, "KeyboardEvent");
  },
  // Sets the value of a control past accessors that the page has put on the element, as React does.
  setValueOf(element, value) {
    const impl = $.impl(element);
    if (impl.is.HTMLTextAreaElement) $.setTextAreaValue(impl, value);
    else if (impl.is.HTMLInputElement) $.setInputValue(impl, value);
    else $.selectValue(impl, value);
  },
  keyDefault(target, key, isShifted) {
    const isText = $.isTextControl(target);
    const step = $.isSlider(target) ? $.keyStep(target, key) : undefined;
    if (key === "Tab") $.moveFocus(target, isShifted);
    else if (step !== undefined) {
      if ($.slideTo(target, Number(target.value) + step)) $.fire(target, "change", { bubbles: true }, "Event");
    } else if (key === "Enter" && target.localName === "input" && target.form) $.submitImplicitly($.impl(target).id);
    else if (isText && (key !== "Enter" || target.localName === "textarea")) $.editControl(target, key);
    else if (target.isContentEditable === true) $.editRich(target, key, isShifted);
    else if (
      (key === "Enter" && /^(?:button|a|summary)$/.test(target.localName)) ||
      (key === " " && /^(?:button|summary)$|^input$/.test(target.localName) && !isText)
    )
      target.click();
  },
});
