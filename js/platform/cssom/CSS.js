// https://drafts.csswg.org/cssom/#namespacedef-css and https://drafts.csswg.org/css-conditional-3/#the-css-namespace
globals({
  get CSS() {
    const { escape, supports } = {
      escape(ident) {
        if (arguments.length < 1) $.few(0, 1, "escape", "CSS");
        return $.escapeIdentifier($.str(ident));
      },
      supports(property, value = undefined) {
        if (arguments.length < 1) $.few(0, 1, "supports", "CSS");
        return arguments.length < 2 ? $.supportsCondition($.str(property)) : $.supportsDeclaration($.str(property), $.str(value));
      },
    };
    const css = {};
    for (const [name, value] of [["escape", escape], ["supports", supports]]) Object.defineProperty(css, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(css, Symbol.toStringTag, { value: "CSS", configurable: true });
    return css;
  },
});

library({
  // https://drafts.csswg.org/cssom/#serialize-an-identifier
  escapeIdentifier(text) {
    let result = "";
    for (let i = 0; i < text.length; i++) {
      const c = text[i], code = text.charCodeAt(i);
      const digit = code >= 0x30 && code <= 0x39;
      if (code === 0) result += "\uFFFD";
      else if (code < 0x20 || code === 0x7f || (digit && (i === 0 || (i === 1 && text[0] === "-")))) result += `\\${code.toString(16)} `;
      else if (i === 0 && c === "-" && text.length === 1) result += "\\-";
      else if (code >= 0x80 || c === "-" || c === "_" || digit || /[A-Za-z]/.test(c)) result += c;
      else result += `\\${c}`;
    }
    return result;
  },
  // AD-HOC: a known property supports any value that parses as one
  supportsDeclaration(property, value) {
    const name = $.cssName(property);
    if (!name.startsWith("--") && $.h.css_property(name) !== name) return false;
    const parsed = JSON.parse($.h.css_declarations(`${name}: ${value}`));
    return parsed.length > 0 && !parsed[0][2];
  },
  // https://drafts.csswg.org/css-conditional-3/#typedef-supports-condition
  supportsCondition(text) {
    const clean = text.trim();
    if (/^not\s/i.test(clean)) return !$.supportsCondition(clean.slice(3));
    for (const word of ["and", "or"]) {
      const parts = $.splitCondition(clean, word);
      if (parts.length > 1) return word === "and" ? parts.every((p) => $.supportsCondition(p)) : parts.some((p) => $.supportsCondition(p));
    }
    const selector = /^selector\((.*)\)$/is.exec(clean);
    if (selector !== null) { try { $.h.select_one($.documentId, selector[1]); return true; } catch { return false; } }
    const inner = /^\((.*)\)$/s.exec(clean);
    const bare = inner === null ? clean : inner[1].trim();
    const declaration = /^([\w-]+)\s*:\s*(.+)$/s.exec(bare);
    if (declaration !== null) return $.supportsDeclaration(declaration[1], declaration[2]);
    return inner !== null && /^[(n]/.test(bare) ? $.supportsCondition(bare) : false;
  },
  splitCondition(text, word) {
    const parts = [];
    let depth = 0, start = 0;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === "(") depth++;
      else if (text[i] === ")") depth--;
      else if (depth === 0 && new RegExp(`^\\s${word}\\s`, "i").test(text.slice(i))) { parts.push(text.slice(start, i)); start = i + word.length + 2; i = start - 1; }
    }
    return [...parts, text.slice(start)];
  },
});
