// Elements under the pointer, and the events that they get when it comes and goes.
library({
  // the elements under the pointer, innermost first
  get hovered() {
    return [];
  },
  // https://w3c.github.io/uievents/#events-mouseevent-event-order
  hoverAt(id, point) {
    const element = $.wrap(id);
    $.lastInput.isPointer = true;
    // what was removed from under the pointer hears nothing, and the pointer is over what it was in
    const before = $.hovered.filter((each) => each.isConnected);
    const wasInside = before.length === $.hovered.length;
    const now = $.elementsAround(element);
    $.hovered = now;
    const mouse = $.mouseInit(0, point);
    const pointer = { ...mouse, ...$.mousePointer, button: -1 };
    const from = before.length > 0 ? before[0] : null;
    if (from !== element) {
      $.cross(before, now, wasInside, pointer, "pointer", "PointerEvent");
      $.cross(before, now, wasInside, mouse, "mouse", "MouseEvent");
    } else if (!wasInside) {
      $.fire(element, "pointerover", pointer, "PointerEvent");
      $.fire(element, "mouseover", mouse, "MouseEvent");
    }
    $.fire(element, "pointermove", pointer, "PointerEvent");
    $.fire(element, "mousemove", mouse, "MouseEvent");
  },
  // an element with all that it is in, innermost first, out of shadow trees too
  elementsAround(element) {
    const found = [];
    for (let e = element; e; e = e.parentElement ?? $.hostAround(e)) found.push(e);
    return found;
  },
  cross(before, now, wasInside, init, kind, type) {
    const from = before.length > 0 ? before[0] : null;
    const [to] = now;
    const leaving = { ...init, relatedTarget: to };
    const entering = { ...init, relatedTarget: from };
    const silent = { bubbles: false, cancelable: false, composed: false };
    if (from !== null && wasInside) $.fire(from, `${kind}out`, leaving, type);
    for (const each of before) if (!now.includes(each)) $.fire(each, `${kind}leave`, { ...leaving, ...silent }, type);
    $.fire(to, `${kind}over`, entering, type);
    for (let at = now.length - 1; at >= 0; at--)
      if (!before.includes(now[at])) $.fire(now[at], `${kind}enter`, { ...entering, ...silent }, type);
  },
});
