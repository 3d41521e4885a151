// https://drafts.csswg.org/cssom/#namespacedef-css and https://drafts.csswg.org/css-conditional-3/#the-css-namespace
globals({
  get CSS() {
    const { escape, supports, registerProperty } = {
      escape(ident) {
        if (arguments.length < 1) $.few(0, 1, "escape", "CSS");
        return $.escapeIdentifier($.str(ident));
      },
      supports(property, value = undefined) {
        if (arguments.length < 1) $.few(0, 1, "supports", "CSS");
        return arguments.length < 2
          ? $.h.css_supports($.str(property))
          : $.h.css_supports_declaration($.cssName($.str(property)), $.str(value));
      },
      // https://drafts.css-houdini.org/css-properties-values-api/#the-registerproperty-function
      // AD-HOC: a registered property takes any value, and is inherited
      registerProperty(definition) {
        if (arguments.length < 1) $.few(0, 1, "registerProperty", "CSS");
        $.registerProperty($.dictionary(definition, "PropertyDefinition"));
      },
    };
    const css = { __proto__: $.objects };
    let highlights;
    Object.defineProperty(css, "highlights", {
      get: () => (highlights ??= $.create("HighlightRegistry", { entries: new Map() })),
      enumerable: true,
      configurable: true,
    });
    for (const [name, value] of Object.entries({ escape, supports, registerProperty }))
      Object.defineProperty(css, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(css, Symbol.toStringTag, { value: "CSS", configurable: true });
    return css;
  },
});

library({
  get registeredProperties() {
    return new Set();
  },
  registerProperty({ name, syntax, initialValue }) {
    if (!/^--./.test(name)) throw new $.DOMException("Custom property names must start with '--'.", "SyntaxError");
    if ($.registeredProperties.has(name))
      throw new $.DOMException("The name provided has already been registered.", "InvalidModificationError");
    if (syntax !== "*" && initialValue === undefined)
      throw new $.DOMException("An initial value must be provided if the syntax is not '*'", "SyntaxError");
    $.registeredProperties.add(name);
    if (initialValue !== undefined) $.h.css_register(name, initialValue);
  },
  // https://drafts.csswg.org/cssom/#serialize-an-identifier
  escapeIdentifier(text) {
    let result = "";
    for (let i = 0; i < text.length; i++) {
      const c = text[i],
        code = text.charCodeAt(i);
      const digit = code >= 0x30 && code <= 0x39;
      if (code === 0) result += "\uFFFD";
      else if (code < 0x20 || code === 0x7f || (digit && (i === 0 || (i === 1 && text[0] === "-"))))
        result += `\\${code.toString(16)} `;
      else if (i === 0 && c === "-" && text.length === 1) result += "\\-";
      else if (code >= 0x80 || c === "-" || c === "_" || digit || /[A-Za-z]/.test(c)) result += c;
      else result += `\\${c}`;
    }
    return result;
  },
});
