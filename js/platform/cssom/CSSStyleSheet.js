// Style sheets with their style rules. https://drafts.csswg.org/cssom/#css-style-sheets
// AD-HOC: at-rules are not represented, and what script changes in a sheet takes effect through its style element.
define(`
[Exposed=Window]
interface StyleSheet {
  readonly attribute CSSOMString type;
  readonly attribute USVString? href;
  readonly attribute (Element or ProcessingInstruction)? ownerNode;
  readonly attribute CSSStyleSheet? parentStyleSheet;
  readonly attribute DOMString? title;
  [SameObject, PutForwards=mediaText] readonly attribute MediaList media;
  attribute boolean disabled;
};`, class {
  get type() { return "text/css"; }
  get href() { return impl.owner && $.impl(impl.owner).is.HTMLLinkElement ? impl.owner.href : null; }
  get ownerNode() { return impl.owner ?? null; }
  get parentStyleSheet() { return null; }
  get title() { return impl.owner ? ($.h.get_attribute($.impl(impl.owner).id, "title") || null) : null; }
  get media() { return $.create("MediaList", { list: $.mediaQueries(impl.owner ? ($.h.get_attribute($.impl(impl.owner).id, "media") ?? "") : (impl.mediaText ?? "")) }); }
  get disabled() { return impl.disabled ?? false; }
  set disabled(value) { impl.disabled = value; }
});
define(`
[Exposed=Window]
interface CSSStyleSheet : StyleSheet {
  constructor(optional CSSStyleSheetInit options = {});
  readonly attribute CSSRule? ownerRule;
  [SameObject] readonly attribute CSSRuleList cssRules;
  unsigned long insertRule(CSSOMString rule, optional unsigned long index = 0);
  undefined deleteRule(unsigned long index);
  Promise<CSSStyleSheet> replace(USVString text);
  undefined replaceSync(USVString text);
  [SameObject] readonly attribute CSSRuleList rules;
  long addRule(optional DOMString selector = "undefined", optional DOMString style = "undefined", optional unsigned long index);
  undefined removeRule(optional unsigned long index = 0);
};
dictionary CSSStyleSheetInit {
  DOMString baseURL = null;
  (MediaList or DOMString) media = "";
  boolean disabled = false;
};`, class {
  construct(options) {
    Object.assign(impl, { rules: [], text: "", disabled: options.disabled, mediaText: typeof options.media === "string" ? options.media : options.media.mediaText });
  }
  get ownerRule() { return null; }
  get cssRules() { return $.create("CSSRuleList", { sheet: impl }); }
  get rules() { return this.cssRules; }
  insertRule(rule, index) {
    const list = $.sheetRules(impl);
    if (index > list.length) throw new $.DOMException("The index provided is larger than the number of rules.", "IndexSizeError");
    const [made] = $.parseRules(impl, rule);
    if (made === undefined) {
      if (!/^\s*@/.test(rule)) throw new $.DOMException("Failed to parse the rule.", "SyntaxError");
      list.splice(index, 0, $.create("CSSRule", { sheet: impl, source: rule }));
    } else list.splice(index, 0, made);
    $.sheetChanged(impl);
    return index;
  }
  deleteRule(index) {
    const list = $.sheetRules(impl);
    if (index >= list.length) throw new $.DOMException("The index provided is larger than the number of rules.", "IndexSizeError");
    list.splice(index, 1);
    $.sheetChanged(impl);
  }
  async replace(text) { $.replaceSheet(impl, text); return this; }
  replaceSync(text) { $.replaceSheet(impl, text); }
  addRule(selector, style, index) {
    this.insertRule(`${selector} { ${style} }`, index === undefined ? $.sheetRules(impl).length : index);
    return -1;
  }
  removeRule(index) { this.deleteRule(index); }
});
define(`
[Exposed=Window]
interface CSSRuleList {
  getter CSSRule? item(unsigned long index);
  readonly attribute unsigned long length;
};`, class {
  item(index) { return $.sheetRules(impl.sheet)[index] ?? null; }
  get length() { return $.sheetRules(impl.sheet).length; }
  static $length(impl) { return $.sheetRules(impl.sheet).length; }
  static $item(impl, index) { return $.sheetRules(impl.sheet)[index]; }
});
define(`
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
  const unsigned short MARGIN_RULE = 9;
  const unsigned short NAMESPACE_RULE = 10;
};`, class {
  get cssText() { return impl.selector === undefined ? impl.source : $.ruleText(impl); }
  set cssText(value) {}
  get parentRule() { return null; }
  get parentStyleSheet() { return impl.sheet.self ?? null; }
  get type() { return impl.selector === undefined ? 0 : 1; }
});
define(`
[Exposed=Window]
interface CSSStyleRule : CSSRule {
  attribute CSSOMString selectorText;
  [SameObject, PutForwards=cssText] readonly attribute CSSStyleDeclaration style;
};`, class {
  get selectorText() { return impl.selector; }
  set selectorText(value) { impl.selector = value; $.sheetChanged(impl.sheet); }
  get style() { return $.create("CSSStyleDeclaration", { rule: this, text: null, list: [] }); }
});
define(`
[Exposed=Window]
interface StyleSheetList {
  getter CSSStyleSheet? item(unsigned long index);
  readonly attribute unsigned long length;
};`, class {
  item(index) { return $.sheetsIn(impl.root)[index] ?? null; }
  get length() { return $.sheetsIn(impl.root).length; }
  static $length(impl) { return $.sheetsIn(impl.root).length; }
  static $item(impl, index) { return $.sheetsIn(impl.root)[index]; }
});

library({
  // the sheet of a style or link element
  createSheet(owner) {
    const impl = { owner, rules: null, text: null };
    return (impl.self = $.create("CSSStyleSheet", impl));
  },
  sheetsIn(root) {
    return $.wrapAll($.h.style_sheets(root)).map((element) => element.sheet).filter((sheet) => sheet !== null && sheet !== undefined);
  },
  styleSheetList(root) {
    return $.create("StyleSheetList", { root });
  },
  sheetRules(impl) {
    if (impl.owner && $.impl(impl.owner).is.HTMLStyleElement) {
      const text = $.h.sheet_text($.impl(impl.owner).id);
      if (text !== impl.text) { impl.text = text; impl.rules = $.parseRules(impl, text); }
    }
    return (impl.rules ??= []);
  },
  parseRules(sheet, text) {
    return JSON.parse($.h.css_rules(text)).map(([selector, declarations]) => $.create("CSSStyleRule", { sheet, selector, text: declarations }));
  },
  ruleText(impl) {
    const text = $.declarationsText(JSON.parse($.h.css_declarations(impl.text)));
    return `${impl.selector} { ${text}${text === "" ? "" : " "}}`;
  },
  ruleChanged(rule, text) {
    $.impl(rule).text = text;
    $.sheetChanged($.impl(rule).sheet);
  },
  replaceSheet(impl, text) {
    impl.rules = $.parseRules(impl, text);
  },
  sheetChanged(impl) {
    if (!impl.owner || !$.impl(impl.owner).is.HTMLStyleElement) return;
    impl.text = impl.rules.map((rule) => { const r = $.impl(rule); return r.selector === undefined ? r.source : $.ruleText(r); }).join("\n");
    $.h.set_sheet_text($.impl(impl.owner).id, impl.text);
  },
});
