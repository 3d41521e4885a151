// https://drafts.csswg.org/cssom/#extensions-to-the-window-interface
define(`
partial interface Window {
  [NewObject] CSSStyleDeclaration getComputedStyle(Element elt, optional CSSOMString? pseudoElt);
};`, class {
  getComputedStyle(elt, pseudoElt) { return $.create("CSSStyleDeclaration", { computed: $.impl(elt).id, pseudo: pseudoElt ? `${pseudoElt}` : "" }); }
});

library({
  // resolved values, worked out anew whenever somebody looks. AD-HOC: pseudo-elements have none
  computedStyles(impl) {
    return impl.pseudo.startsWith(":") ? {} : JSON.parse($.h.computed_styles(impl.computed));
  },
  computedValue(impl, name) {
    const values = $.computedStyles(impl);
    if (name in values) return values[name];
    // a property that the cascade does not know: what the style attribute says
    const inline = JSON.parse($.h.css_declarations($.h.get_attribute(impl.computed, "style") ?? "")).find((d) => d[0] === name);
    if (inline !== undefined) return inline[1];
    const initial = { "animation-name": "none", "pointer-events": "auto", transform: "none", "transition-duration": "0s", "animation-duration": "0s", "transition-delay": "0s", "animation-delay": "0s", filter: "none", content: "normal", "user-select": "auto", "flex-direction": "row" };
    return Object.keys(values).length > 0 ? initial[name] : undefined;
  },
});
