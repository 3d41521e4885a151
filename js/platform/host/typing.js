// Typing: keys edit the text of controls and of editable elements. https://w3c.github.io/input-events/
library({
  // https://w3c.github.io/uievents/#legacy-key-models
  keyCodeOf(key) {
    if (/^[a-z\d ]$/i.test(key)) return key.toUpperCase().charCodeAt(0);
    return $.KEY_CODES[key] ?? 0;
  },
  get KEY_CODES() {
    const named = { Backspace: 8, Tab: 9, Enter: 13, Shift: 16, Control: 17, Alt: 18, Pause: 19, CapsLock: 20, Escape: 27 };
    const moves = { PageUp: 33, PageDown: 34, End: 35, Home: 36, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
    const others = { Insert: 45, Delete: 46, Meta: 91, ";": 186, "=": 187, ",": 188, "-": 189, ".": 190, "/": 191, "`": 192 };
    const codes = { ...named, ...moves, ...others, "[": 219, "\\": 220, "]": 221, "'": 222 };
    for (let i = 1; i <= 12; i++) codes[`F${i}`] = 111 + i;
    return codes;
  },
  isTextControl(element) {
    return element.localName === "textarea" || (element.localName === "input" && !$.TEXTLESS.test(element.type));
  },
  // true when the page lets the edit happen
  mayEdit(target, inputType, data, targetRanges) {
    const init = { bubbles: true, cancelable: true, composed: true, inputType, data, targetRanges };
    return $.fire(target, "beforeinput", init, "InputEvent");
  },
  edited(target, inputType, data) {
    $.fire(target, "input", { bubbles: true, composed: true, inputType, data }, "InputEvent");
  },
  // [what a key does, the text that it brings]; undefined for a key that edits nothing
  editOf(key, isRich, isShifted) {
    if (key.length === 1) return ["insertText", key];
    if (key === "Backspace") return ["deleteContentBackward", null];
    if (key === "Delete") return ["deleteContentForward", null];
    if (key === "Enter") return [isRich && !isShifted ? "insertParagraph" : "insertLineBreak", null];
    return undefined;
  },
  editControl(control, key) {
    const impl = $.impl(control);
    if ($.h.has_attribute(impl.id, "readonly")) return;
    let [from, to] = $.textSelection(impl);
    const text = $.textOf(impl);
    const edit = $.editOf(key, false, false);
    if (edit === undefined) return $.moveCaret(control, impl, key, from, to);
    const [kind, data] = edit;
    const inserted = kind === "insertLineBreak" ? "\n" : (data ?? "");
    if (kind === "deleteContentBackward" && from === to) from = Math.max(0, from - 1);
    if (kind === "deleteContentForward" && from === to) to = Math.min(text.length, to + 1);
    if (inserted === "" && from === to) return;
    if (!$.mayEdit(control, kind, data, [])) return;
    const most = $.parseInteger($.h.get_attribute(impl.id, "maxlength") ?? "");
    if (inserted !== "" && most !== null && most >= 0 && text.length - (to - from) >= most) return;
    $.setValueOf(control, text.slice(0, from) + inserted + text.slice(to));
    impl.selection = [from + inserted.length, from + inserted.length, "none"];
    $.edited(control, kind, data);
  },
  // the place of the caret after a key, in a text of that length; undefined for a key that does not move it
  caretAfter(key, from, to, length) {
    if (key === "ArrowLeft") return from === to ? Math.max(0, from - 1) : from;
    if (key === "ArrowRight") return from === to ? Math.min(length, to + 1) : to;
    if (key === "Home") return 0;
    return key === "End" ? length : undefined;
  },
  moveCaret(control, impl, key, from, to) {
    const at = $.caretAfter(key, from, to, $.textOf(impl).length);
    if (at !== undefined) $.setSelection(control, impl, at, at, "none");
  },
  selectEverything(target) {
    if ($.isTextControl(target)) $.setSelection(target, $.impl(target), 0, $.textOf($.impl(target)).length, "none");
    else if (target.isContentEditable) $.global.document.getSelection().selectAllChildren(target);
  },
  // https://w3c.github.io/editing/docs/execCommand/ as far as typing goes. AD-HOC: at the end of a heading comes a heading
  editRich(host, key, isShifted) {
    const selection = $.global.document.getSelection();
    if (!host.contains(selection.anchorNode)) selection.collapse(host, 0);
    const edit = $.editOf(key, true, isShifted);
    if (edit === undefined) return $.moveRichCaret(selection, key);
    const [kind, data] = edit;
    $.intoText(selection);
    const range = selection.getRangeAt(0);
    if (kind.startsWith("delete") && range.collapsed) $.growByCharacter(range, kind);
    if (!$.mayEdit(host, kind, data, [$.exposedStaticRange(range)])) return;
    const isEmpty = range.collapsed;
    if (!isEmpty) range.deleteContents();
    if (kind === "insertText") $.insertTyped(selection, range, data);
    else if (kind === "insertParagraph") $.splitBlock(host, selection, range);
    else if (kind === "insertLineBreak") {
      const br = $.global.document.createElement("br");
      range.insertNode(br);
      selection.collapse(br.parentNode, $.placeOf(br) + 1);
    } else if (isEmpty && kind === "deleteContentBackward") $.joinBlocks(host, selection, range);
    else {
      selection.collapse(range.startContainer, range.startOffset);
      $.keepOpen($.blockAround(range.startContainer, host) ?? host);
    }
    $.edited(host, kind, data);
  },
  exposedStaticRange(range) {
    const { startContainer, startOffset, endContainer, endOffset } = range;
    return new ($.exposed("StaticRange"))({ startContainer, startOffset, endContainer, endOffset });
  },
  // a caret before or behind a text is in the text
  intoText(selection) {
    if (!selection.isCollapsed) return;
    let node = selection.anchorNode;
    let offset = selection.anchorOffset;
    while (node.nodeType !== 3) {
      const before = offset > 0 ? node.childNodes[offset - 1] : null;
      const after = offset < node.childNodes.length ? node.childNodes[offset] : null;
      const isEntered = after?.nodeType === 1 && after.localName !== "br" && after.isContentEditable === true;
      if (before?.nodeType === 3) {
        node = before;
        offset = before.data.length;
      } else if (after?.nodeType === 3 || isEntered) {
        node = after;
        offset = 0;
      } else break;
    }
    if (node !== selection.anchorNode) selection.collapse(node, offset);
  },
  growByCharacter(range, kind) {
    const { startContainer, startOffset } = range;
    if (startContainer.nodeType !== 3) return;
    if (kind === "deleteContentForward") range.setEnd(startContainer, Math.min(startContainer.data.length, startOffset + 1));
    else range.setStart(startContainer, Math.max(0, startOffset - 1));
  },
  insertTyped(selection, range, data) {
    const { startContainer, startOffset } = range;
    if (startContainer.nodeType === 3) {
      startContainer.insertData(startOffset, data);
      return selection.collapse(startContainer, startOffset + data.length);
    }
    const text = $.global.document.createTextNode(data);
    const after = startOffset < startContainer.childNodes.length ? startContainer.childNodes[startOffset] : null;
    startContainer.insertBefore(text, after);
    if (after !== null && after.localName === "br" && after.nextSibling === null) after.remove();
    selection.collapse(text, data.length);
  },
  blockAround(node, host) {
    for (let each = node; each !== null && each !== host; each = each.parentNode)
      if (/^(?:p|div|li|h[1-6]|pre|blockquote|dd|dt)$/.test(each.localName ?? "")) return each;
    return null;
  },
  // an empty block has a line
  keepOpen(block) {
    if (block.textContent === "" && block.querySelector("br, img") === null) block.append($.global.document.createElement("br"));
  },
  splitBlock(host, selection, range) {
    const block = $.blockAround(range.startContainer, host);
    const inside = block ?? host;
    range.setEnd(inside, inside.childNodes.length);
    const next = block?.cloneNode(false) ?? $.global.document.createElement("div");
    next.removeAttribute("id");
    next.append(range.extractContents());
    if (block === null) host.append(next);
    else {
      block.after(next);
      $.keepOpen(block);
    }
    next.normalize();
    $.keepOpen(next);
    selection.collapse(next, 0);
    $.intoText(selection);
  },
  joinBlocks(host, selection, range) {
    const block = $.blockAround(range.startContainer, host);
    const before = block?.previousElementSibling ?? null;
    if (before === null || before.parentNode === null) return;
    if (before.lastChild?.localName === "br") before.lastChild.remove();
    const place = before.childNodes.length;
    while (block.firstChild !== null) before.append(block.firstChild);
    block.remove();
    selection.collapse(before, place);
    $.intoText(selection);
    $.keepOpen(before);
  },
  placeOf(node) {
    let place = 0;
    for (let each = node.previousSibling; each !== null; each = each.previousSibling) place++;
    return place;
  },
  moveRichCaret(selection, key) {
    $.intoText(selection);
    const { anchorNode, anchorOffset } = selection;
    if (anchorNode.nodeType !== 3) return;
    const at = $.caretAfter(key, anchorOffset, anchorOffset, anchorNode.data.length);
    if (at !== undefined) selection.collapse(anchorNode, at);
  },
  // https://html.spec.whatwg.org/#sequential-focus-navigation. AD-HOC: not into shadow trees and frames
  moveFocus(from, isBackward) {
    const { document } = $.global;
    const all = [
      ...document.querySelectorAll(
        "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable], audio[controls], video[controls]",
      ),
    ].filter((each) => each === from || (each.tabIndex >= 0 && $.canFocus($.impl(each))));
    const order = (each) => each.tabIndex || 65536;
    all.sort((a, b) => order(a) - order(b));
    const at = all.indexOf(from);
    const next = isBackward ? (at < 0 ? all.at(-1) : all.at(at - 1)) : all.at(at + 1);
    if (next === undefined || (isBackward && at === 0) || (!isBackward && at === all.length - 1)) return from.blur?.();
    if (next.localName === "input" && $.isTextControl(next)) $.selectEverything(next);
    next.focus();
  },
});
