// https://drafts.csswg.org/cssom/#extensions-to-the-window-interface
define(
  `
partial interface Window {
  [NewObject] CSSStyleDeclaration getComputedStyle(Element elt, optional CSSOMString? pseudoElt);
};`,
  class {
    getComputedStyle(elt, pseudoElt) {
      if ($.impl(elt) === undefined) return $.realmOf(elt).global.getComputedStyle(elt, pseudoElt);
      return $.create("CSSStyleDeclaration", { computed: $.impl(elt).id, pseudo: pseudoElt ? `${pseudoElt}` : "" });
    }
  },
);

library({
  // resolved values, worked out anew whenever somebody looks. AD-HOC: pseudo-elements have none
  computedStyles(impl) {
    return impl.pseudo.startsWith(":") ? {} : JSON.parse($.h.computed_styles(impl.computed));
  },
  computedValue(impl, property) {
    const isLogical = /inline|block|start|end|webkit|word-wrap/.test(property) && !impl.pseudo.startsWith(":");
    const name = isLogical ? $.h.css_physical(impl.computed, property) : property;
    // OPTIMIZATION: only what depends on it asks for the layout
    if (
      /^(?:width|height|font-size|transform|(?:transform|perspective)-origin|(?:padding|margin)-(?:top|right|bottom|left)|border-(?:top|right|bottom|left)-width)$/.test(
        name,
      ) &&
      !impl.pseudo.startsWith(":")
    ) {
      const used = $.h.used_value(impl.computed, name);
      if (used !== null) return used;
    }
    const values = $.computedStyles(impl);
    if (name in values) return values[name];
    if (Object.keys(values).length === 0) return undefined;
    const found = $.h.cascaded_value(impl.computed, name);
    if (found !== null) return found;
    return $.h.css_initial(name) || undefined;
  },
});
