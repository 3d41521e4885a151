// The selection inside text controls. https://html.spec.whatwg.org/#textFieldSelection
library({
  textOf(impl) {
    return impl.is.HTMLTextAreaElement ? $.textAreaValue(impl) : $.inputValue(impl);
  },
  selectable(impl) {
    return impl.is.HTMLTextAreaElement === true || ["text", "search", "tel", "url", "password"].includes($.syncType(impl));
  },
  requireSelectable(impl) {
    if (!$.selectable(impl))
      throw new $.DOMException(
        `The input element's type ('${$.inputType(impl)}') does not support selection.`,
        "InvalidStateError",
      );
  },
  textSelection(impl) {
    const [start, end, direction] = impl.selection ?? [0, 0, "none"];
    const { length } = $.textOf(impl);
    return [Math.min(start, length), Math.min(end, length), direction];
  },
  // https://html.spec.whatwg.org/#set-the-selection-range
  setSelection(element, impl, start, end, direction) {
    const { length } = $.textOf(impl);
    const before = $.textSelection(impl);
    end = Math.min(end, length); // 3; 1 and 2 are the callers'
    start = Math.min(start, end);
    impl.selection = [start, end, direction === "forward" || direction === "backward" ? direction : "none"]; // 4
    // 5
    if (impl.selection.some((value, at) => value !== before[at]))
      $.queueTask(() => $.fire(element, "select", { bubbles: true }, "Event"));
  },
  setSelectionStart(element, impl, start) {
    $.requireSelectable(impl);
    const [, end, direction] = $.textSelection(impl);
    $.setSelection(element, impl, start, Math.max(end, start), direction);
  },
  setSelectionEnd(element, impl, end) {
    $.requireSelectable(impl);
    const [start, , direction] = $.textSelection(impl);
    $.setSelection(element, impl, start, end, direction);
  },
  setSelectionDirection(element, impl, direction) {
    $.requireSelectable(impl);
    const [start, end] = $.textSelection(impl);
    $.setSelection(element, impl, start, end, direction);
  },
  // https://html.spec.whatwg.org/#dom-textarea/input-setrangetext
  setRangeText(element, impl, replacement, start, end, mode, count) {
    $.requireSelectable(impl); // 1; 2 is done where the value is set
    let [from, to] = $.textSelection(impl); // 3
    if (count === 2) throw new $.TypeError("setRangeText takes one argument, three or four.");
    if (count > 2) {
      from = $.integer(start, 32, false, 0);
      to = $.integer(end, 32, false, 0);
    }
    mode = $.enumeration(mode ?? "preserve", ["select", "start", "end", "preserve"], "SelectionMode");
    if (from > to) throw new $.DOMException("The start is after the end.", "IndexSizeError"); // 4
    const text = $.textOf(impl);
    from = Math.min(from, text.length); // 5
    to = Math.min(to, text.length); // 6
    let [selectionStart, selectionEnd, direction] = $.textSelection(impl); // 7, 8
    const value = text.slice(0, from) + replacement + text.slice(to); // 9, 10
    if (impl.is.HTMLTextAreaElement) $.setTextAreaValue(impl, value);
    else $.setInputValue(impl, value);
    const newEnd = from + replacement.length; // 11, 12
    // 13
    if (mode === "select") {
      selectionStart = from;
      selectionEnd = newEnd;
    } else if (mode === "start") selectionStart = selectionEnd = from;
    else if (mode === "end") selectionStart = selectionEnd = newEnd;
    else {
      const delta = replacement.length - (to - from);
      const shift = (at, edge) => (at > to ? at + delta : at > from ? edge : at);
      selectionStart = shift(selectionStart, from);
      selectionEnd = shift(selectionEnd, newEnd);
    }
    $.setSelection(element, impl, selectionStart, selectionEnd, direction); // 14
  },
});
