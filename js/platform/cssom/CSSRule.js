// The rules of style sheets: style rules, and at-rules with those inside. https://drafts.csswg.org/cssom/#css-rules
define(
  `
[Exposed=Window]
interface CSSRule {
  attribute CSSOMString cssText;
  readonly attribute CSSRule? parentRule;
  readonly attribute CSSStyleSheet? parentStyleSheet;
  readonly attribute unsigned short type;
  const unsigned short STYLE_RULE = 1;
  const unsigned short CHARSET_RULE = 2;
  const unsigned short IMPORT_RULE = 3;
  const unsigned short MEDIA_RULE = 4;
  const unsigned short FONT_FACE_RULE = 5;
  const unsigned short PAGE_RULE = 6;
  const unsigned short KEYFRAMES_RULE = 7;
  const unsigned short KEYFRAME_RULE = 8;
  const unsigned short MARGIN_RULE = 9;
  const unsigned short NAMESPACE_RULE = 10;
  const unsigned short COUNTER_STYLE_RULE = 11;
  const unsigned short SUPPORTS_RULE = 12;
};`,
  class {
    get cssText() {
      return $.ruleText(impl);
    }
    set cssText(value) {}
    get parentRule() {
      return impl.parent;
    }
    get parentStyleSheet() {
      return impl.sheet.self ?? null;
    }
    get type() {
      return $.ruleTypes[impl.kind] ?? 0;
    }
  },
);
define(
  `
[Exposed=Window]
interface CSSStyleRule : CSSRule {
  attribute CSSOMString selectorText;
  [SameObject, PutForwards=cssText] readonly attribute CSSStyleDeclaration style;
};`,
  class {
    get selectorText() {
      return impl.selector;
    }
    set selectorText(value) {
      if (!h.is_selector(value)) return;
      impl.selector = value;
      $.sheetChanged(impl.sheet);
    }
    get style() {
      return $.create("CSSStyleDeclaration", { rule: this, text: null, list: [] });
    }
  },
);
// https://drafts.csswg.org/cssom/#the-cssimportrule-interface; AD-HOC: script does not see the imported sheet
define(
  `
[Exposed=Window]
interface CSSImportRule : CSSRule {
  readonly attribute USVString href;
  [SameObject, PutForwards=mediaText] readonly attribute MediaList media;
  readonly attribute CSSStyleSheet? styleSheet;
  readonly attribute CSSOMString? layerName;
};`,
  class {
    get href() {
      return impl.href;
    }
    get media() {
      return $.create("MediaList", { list: $.mediaQueries(impl.mediaText) });
    }
    get styleSheet() {
      return null;
    }
    get layerName() {
      return impl.layer;
    }
  },
);
// https://drafts.csswg.org/cssom/#the-cssgroupingrule-interface
define(
  `
[Exposed=Window]
interface CSSGroupingRule : CSSRule {
  [SameObject] readonly attribute CSSRuleList cssRules;
  unsigned long insertRule(CSSOMString rule, optional unsigned long index = 0);
  undefined deleteRule(unsigned long index);
};`,
  class {
    get cssRules() {
      return $.create("CSSRuleList", { of: impl });
    }
    insertRule(rule, index) {
      return $.insertRule(impl, rule, index);
    }
    deleteRule(index) {
      $.deleteRule(impl, index);
    }
  },
);
// https://drafts.csswg.org/css-conditional-3/#the-cssconditionrule-interface
define(
  `
[Exposed=Window]
interface CSSConditionRule : CSSGroupingRule { readonly attribute CSSOMString conditionText; };
`,
  class {
    get conditionText() {
      return impl.condition;
    }
  },
);
define(
  `
[Exposed=Window]
interface CSSMediaRule : CSSConditionRule {
  [SameObject, PutForwards=mediaText] readonly attribute MediaList media;
  readonly attribute boolean matches;
};`,
  class {
    get media() {
      return $.create("MediaList", { list: $.mediaQueries(impl.condition) });
    }
    get matches() {
      return h.media_matches(impl.condition);
    }
  },
);
define(
  `
[Exposed=Window]
interface CSSSupportsRule : CSSConditionRule { readonly attribute boolean matches; };
`,
  class {
    get matches() {
      return h.css_supports(impl.condition);
    }
  },
);
// https://drafts.csswg.org/css-cascade-5/#the-csslayerblockrule-interface
define(
  `
[Exposed=Window]
interface CSSLayerBlockRule : CSSGroupingRule { readonly attribute CSSOMString name; };
`,
  class {
    get name() {
      return impl.condition;
    }
  },
);
define(
  `
[Exposed=Window]
interface CSSLayerStatementRule : CSSRule { readonly attribute FrozenArray<CSSOMString> nameList; };
`,
  class {
    get nameList() {
      return (impl.names ??= Object.freeze(impl.condition.split(",").map((name) => name.trim())));
    }
  },
);

library({
  get ruleTypes() {
    return {
      style: 1,
      import: 3,
      media: 4,
      "font-face": 5,
      page: 6,
      keyframes: 7,
      "-webkit-keyframes": 7,
      keyframe: 8,
      namespace: 10,
      "counter-style": 11,
      supports: 12,
    };
  },
  // the interface of a rule; at-rules that have no part in the cascade are rules and no more
  ruleInterface({ kind, rules }) {
    if (kind === "layer") return rules === undefined ? "CSSLayerStatementRule" : "CSSLayerBlockRule";
    return (
      {
        style: "CSSStyleRule",
        import: "CSSImportRule",
        media: "CSSMediaRule",
        supports: "CSSSupportsRule",
        keyframes: "CSSKeyframesRule",
        "-webkit-keyframes": "CSSKeyframesRule",
        keyframe: "CSSKeyframeRule",
        "font-face": "CSSFontFaceRule",
      }[kind] ?? "CSSRule"
    );
  },
  parseRules(sheet, parent, text) {
    return JSON.parse($.h.css_rules(text)).map((described) => $.makeRule(sheet, parent, described));
  },
  makeRule(sheet, parent, described) {
    const impl = { ...described, sheet, parent };
    const rule = (impl.self = $.create($.ruleInterface(described), impl));
    if (described.kind.endsWith("keyframes")) {
      const own = $.impl(rule);
      own.rules = $.keyframeRulesOf(own, described.source);
      delete own.source;
    }
    if (described.rules !== undefined) $.impl(rule).rules = described.rules.map((inner) => $.makeRule(sheet, rule, inner));
    return rule;
  },
  // https://drafts.csswg.org/cssom/#serialize-a-css-rule
  ruleText(impl) {
    if (impl.source !== undefined) return impl.source;
    if (impl.rules !== undefined)
      return `@${impl.kind}${impl.condition === "" ? "" : ` ${impl.condition}`} {\n${impl.rules.map((rule) => `  ${$.ruleText($.impl(rule))}\n`).join("")}}`;
    // OPTIMIZATION: libraries insert rules one by one, and the sheet's text is made of all of them each time
    if (impl.writtenFrom !== impl.text) {
      const text = $.declarationsText(JSON.parse($.h.css_declarations(impl.text)));
      impl.writtenFrom = impl.text;
      impl.written = impl.nested ? `${text} ${impl.nested}`.trim() : text;
    }
    return `${impl.selector} { ${impl.written}${impl.written === "" ? "" : " "}}`;
  },
  ruleChanged(rule, text) {
    $.impl(rule).text = text;
    $.sheetChanged($.impl(rule).sheet);
  },
});
