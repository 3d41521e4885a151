// https://drafts.csswg.org/cssom/#the-cssstyledeclaration-interface
//
// A block of declarations has its text somewhere: in a style attribute, in a rule, or nowhere (computed styles).
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface CSSStyleDeclaration {
  [CEReactions] attribute CSSOMString cssText;
  readonly attribute unsigned long length;
  getter CSSOMString item(unsigned long index);
  CSSOMString getPropertyValue(CSSOMString property);
  CSSOMString getPropertyPriority(CSSOMString property);
  undefined setProperty(CSSOMString property, [LegacyNullToEmptyString] CSSOMString value, optional [LegacyNullToEmptyString] CSSOMString priority = "");
  CSSOMString removeProperty(CSSOMString property);
  readonly attribute CSSRule? parentRule;
};`,
  class {
    get cssText() {
      return impl.computed === undefined ? $.declarationsText($.declarations(impl)) : "";
    }
    set cssText(value) {
      $.mayWriteStyle(impl);
      $.writeDeclarations(impl, JSON.parse(h.css_declarations(value)));
    }
    get length() {
      return $.styleNames(impl).length;
    }
    item(index) {
      return $.styleNames(impl)[index] ?? "";
    }
    getPropertyValue(property) {
      return $.styleValue(impl, $.cssName(property));
    }
    getPropertyPriority(property) {
      if (impl.computed !== undefined) return "";
      const name = $.cssName(property);
      const parts = $.longhands(name);
      const list = $.declarations(impl);
      return (parts.length > 0 ? parts : [name]).every((n) => list.some((d) => d[0] === n && d[2])) ? "important" : "";
    }
    setProperty(property, value, priority) {
      const name = $.cssName(property);
      $.mayWriteStyle(impl);
      if (!name.startsWith("--") && h.css_property(name) !== name) return;
      if (priority !== "" && $.lower(priority) !== "important") return;
      $.setStyle(impl, name, value, priority !== "");
    }
    removeProperty(property) {
      const name = $.cssName(property);
      $.mayWriteStyle(impl);
      const value = $.styleValue(impl, name);
      $.setStyle(impl, name, "", false);
      return value;
    }
    get parentRule() {
      return impl.rule ?? null;
    }
    static $length(impl) {
      return $.styleNames(impl).length;
    }
    static $item(impl, index) {
      return $.styleNames(impl)[index];
    }
    static $names(impl) {
      return $.styleAttributes;
    }
    static $named(impl, name) {
      const property = $.styleProperty(name);
      return property === null ? undefined : $.styleValue(impl, property);
    }
    static $set(impl, name, value) {
      const property = $.styleProperty(name);
      if (property === null) return false;
      $.mayWriteStyle(impl);
      $.setStyle(impl, property, value === null ? "" : $.str(value), false);
    }
  },
);

// https://drafts.csswg.org/cssom/#the-elementcssinlinestyle-mixin
define(
  `
interface mixin ElementCSSInlineStyle {
  [SameObject, PutForwards=cssText] readonly attribute CSSStyleDeclaration style;
};
HTMLElement includes ElementCSSInlineStyle;
SVGElement includes ElementCSSInlineStyle;
MathMLElement includes ElementCSSInlineStyle;
`,
  class {
    get style() {
      return $.create("CSSStyleDeclaration", { id: impl.id, text: null, list: [] });
    }
  },
);

library({
  get styleAttributes() {
    return JSON.parse($.h.css_attributes());
  },
  get styleProperties() {
    return new Map();
  },
  // the property behind an IDL attribute such as backgroundColor, null when there is none
  styleProperty(name) {
    let found = $.styleProperties.get(name);
    if (found === undefined) $.styleProperties.set(name, (found = /^[a-zA-Z-]+$/.test(name) ? $.h.css_property(name) : null));
    return found;
  },
  cssName(property) {
    if (property.startsWith("--")) return property;
    const name = $.lower(property);
    return name.startsWith("-webkit-") ? ($.h.css_property(name) ?? name) : name;
  },
  longhands(name) {
    const text = $.h.css_longhands(name);
    return text === "" ? [] : text.split(" ");
  },
  mayWriteStyle(impl) {
    if (impl.computed !== undefined || impl.descriptors !== undefined)
      throw new $.DOMException("These styles are computed, and therefore read-only.", "NoModificationAllowedError");
  },
  // the declarations: [name, value, important]
  declarations(impl) {
    if (impl.descriptors !== undefined) return impl.descriptors;
    const text = impl.rule === undefined ? ($.h.get_attribute(impl.id, "style") ?? "") : $.impl(impl.rule).text;
    if (text !== impl.text) {
      impl.text = text;
      impl.list = text === "" ? [] : JSON.parse($.h.css_declarations(text));
    }
    return impl.list;
  },
  // https://drafts.csswg.org/cssom/#serialize-a-css-declaration-block
  declarationsText(list) {
    const parts = [];
    const done = new Set();
    for (const [name, value, important] of list) {
      if (done.has(name)) continue;
      const shorthand = $.shorthandOf(name);
      if (shorthand !== null) {
        const longhands = $.longhands(shorthand);
        const found = longhands.map((n) => list.find((d) => d[0] === n));
        if (found.every((d) => d !== undefined && d[2] === important)) {
          longhands.forEach((n) => done.add(n));
          parts.push(
            `${shorthand}: ${$.h.css_collapse(JSON.stringify(found.map((d) => d[1])))}${important ? " !important" : ""};`,
          );
          continue;
        }
      }
      parts.push(`${name}: ${value}${important ? " !important" : ""};`);
    }
    return parts.join(" ");
  },
  shorthandOf(name) {
    const side = /^(margin|padding|scroll-margin|scroll-padding)-(?:top|right|bottom|left)$/.exec(name);
    if (side !== null) return side[1];
    const border = /^border-(?:top|right|bottom|left)-(width|style|color)$/.exec(name);
    if (border !== null) return `border-${border[1]}`;
    if (/^(?:top|right|bottom|left)$/.test(name)) return "inset";
    return name.startsWith("overflow-") && name.length === 10
      ? "overflow"
      : name === "row-gap" || name === "column-gap"
        ? "gap"
        : null;
  },
  writeDeclarations(impl, list) {
    const text = $.declarationsText(list);
    impl.text = text;
    impl.list = list;
    if (impl.rule === undefined) $.h.set_attribute(impl.id, "style", text);
    else $.ruleChanged(impl.rule, text);
  },
  styleNames(impl) {
    return impl.computed === undefined ? $.declarations(impl).map((d) => d[0]) : Object.keys($.computedStyles(impl));
  },
  // https://drafts.csswg.org/cssom/#dom-cssstyledeclaration-getpropertyvalue
  styleValue(impl, name) {
    const find =
      impl.computed === undefined ? (n) => $.declarations(impl).find((d) => d[0] === n)?.[1] : (n) => $.computedValue(impl, n);
    const direct = find(name);
    if (direct !== undefined) return direct;
    const parts = $.longhands(name);
    if (parts.length === 0) return (impl.computed === undefined && impl.text ? $.h.css_part(impl.text, name) : null) ?? "";
    const values = parts.map(find);
    return values.includes(undefined) ? "" : $.h.css_collapse(JSON.stringify(values));
  },
  // https://drafts.csswg.org/cssom/#set-a-css-declaration; a value that is no value at all changes nothing
  setStyle(impl, name, value, important) {
    const parts = $.longhands(name);
    const names = parts.length > 0 ? parts : [name];
    const list = $.declarations(impl).slice();
    if (value.trim() === "") {
      const kept = list.filter((d) => !names.includes(d[0]));
      if (kept.length < list.length) $.writeDeclarations(impl, kept);
      return;
    }
    const parsed = JSON.parse($.h.css_declarations(`${name}: ${value}`));
    if (parsed.length !== names.length || parsed.some((d) => d[2])) return;
    for (const [n, v] of parsed) {
      const at = list.findIndex((d) => d[0] === n);
      if (at < 0) list.push([n, v, important]);
      else list[at] = [n, v, important];
    }
    $.writeDeclarations(impl, list);
  },
});
