// Writing text with line breaks as elements. https://html.spec.whatwg.org/#the-innertext-idl-attribute
library({
  // https://html.spec.whatwg.org/#rendered-text-fragment
  renderedText(text) {
    const fragment = $.wrap($.h.create_fragment($.documentId));
    text.split(/\r\n|\n|\r/).forEach((line, at) => {
      if (at > 0) fragment.appendChild($.newElement("br"));
      if (line !== "") fragment.appendChild($.wrap($.h.create_text($.documentId, line)));
    });
    return fragment;
  },
  setInnerText(element, value) {
    element.textContent = "";
    element.appendChild($.renderedText(value));
  },
  // https://html.spec.whatwg.org/#dom-outertext
  setOuterText(element, impl, value) {
    const parent = element.parentNode;
    if (parent === null) throw new $.DOMException("The element has no parent.", "NoModificationAllowedError");
    const { nextSibling: next, previousSibling: previous } = element;
    const fragment = $.renderedText(value);
    if (fragment.firstChild === null) fragment.appendChild($.wrap($.h.create_text($.documentId, "")));
    parent.insertBefore(fragment, element);
    parent.removeChild(element);
    if (next !== null) $.mergeWithNextText(next.previousSibling);
    if (previous !== null) $.mergeWithNextText(previous);
  },
  mergeWithNextText(node) {
    const next = node?.nextSibling;
    if (!$.is(node, "Text") || !$.is(next, "Text")) return;
    node.textContent += next.textContent;
    next.parentNode.removeChild(next);
  },
});
