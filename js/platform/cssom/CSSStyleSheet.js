// Style sheets of style and link elements, and those that script makes. https://drafts.csswg.org/cssom/#css-style-sheets
// AD-HOC: what script changes in a sheet takes effect through the text of the sheet.
define(
  `
[Exposed=Window]
interface StyleSheet {
  readonly attribute CSSOMString type;
  readonly attribute USVString? href;
  readonly attribute (Element or ProcessingInstruction)? ownerNode;
  readonly attribute CSSStyleSheet? parentStyleSheet;
  readonly attribute DOMString? title;
  [SameObject, PutForwards=mediaText] readonly attribute MediaList media;
  attribute boolean disabled;
};`,
  class {
    get type() {
      return "text/css";
    }
    get href() {
      return impl.owner ? h.sheet_url($.impl(impl.owner).id) : null;
    }
    get ownerNode() {
      return impl.owner ?? null;
    }
    get parentStyleSheet() {
      return null;
    }
    get title() {
      return impl.owner ? $.h.get_attribute($.impl(impl.owner).id, "title") || null : null;
    }
    get media() {
      return $.create("MediaList", {
        list: $.mediaQueries(impl.owner ? ($.h.get_attribute($.impl(impl.owner).id, "media") ?? "") : (impl.mediaText ?? "")),
      });
    }
    get disabled() {
      return impl.owner ? h.sheet_is_disabled($.impl(impl.owner).id) : impl.disabled;
    }
    set disabled(value) {
      if (impl.owner) h.set_sheet_disabled($.impl(impl.owner).id, value);
      else {
        impl.disabled = value;
        $.sheetChanged(impl);
      }
    }
  },
);
define(
  `
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
};`,
  class {
    construct(options) {
      Object.assign(impl, {
        rules: [],
        text: "",
        self: this,
        disabled: options.disabled,
        mediaText: typeof options.media === "string" ? options.media : options.media.mediaText,
      });
    }
    get ownerRule() {
      return null;
    }
    get cssRules() {
      $.mayReadSheet(impl);
      return $.create("CSSRuleList", { of: impl });
    }
    get rules() {
      return this.cssRules;
    }
    insertRule(rule, index) {
      $.mayReadSheet(impl);
      return $.insertRule(impl, rule, index);
    }
    deleteRule(index) {
      $.mayReadSheet(impl);
      $.deleteRule(impl, index);
    }
    async replace(text) {
      $.replaceSheet(impl, text);
      return this;
    }
    replaceSync(text) {
      $.replaceSheet(impl, text);
    }
    addRule(selector, style, index) {
      this.insertRule(`${selector} { ${style} }`, index === undefined ? $.rulesOf(impl).length : index);
      return -1;
    }
    removeRule(index) {
      this.deleteRule(index);
    }
  },
);
define(
  `
[Exposed=Window]
interface CSSRuleList {
  getter CSSRule? item(unsigned long index);
  readonly attribute unsigned long length;
};`,
  class {
    item(index) {
      return $.rulesOf(impl.of)[index] ?? null;
    }
    get length() {
      return $.rulesOf(impl.of).length;
    }
    static $length(impl) {
      return $.rulesOf(impl.of).length;
    }
    static $item(impl, index) {
      return $.rulesOf(impl.of)[index];
    }
  },
);
define(
  `
[Exposed=Window]
interface StyleSheetList {
  getter CSSStyleSheet? item(unsigned long index);
  readonly attribute unsigned long length;
};`,
  class {
    item(index) {
      return $.sheetsIn(impl.root)[index] ?? null;
    }
    get length() {
      return $.sheetsIn(impl.root).length;
    }
    static $length(impl) {
      return $.sheetsIn(impl.root).length;
    }
    static $item(impl, index) {
      return $.sheetsIn(impl.root)[index];
    }
  },
);

library({
  // the sheet of a style or link element
  createSheet(owner) {
    const impl = { owner, rules: null, text: null };
    return (impl.self = $.create("CSSStyleSheet", impl));
  },
  sheetsIn(root) {
    return $.wrapAll($.h.style_sheets(root))
      .map((element) => element.sheet)
      .filter((sheet) => sheet !== null && sheet !== undefined);
  },
  styleSheetList(root) {
    return $.create("StyleSheetList", { root });
  },
  // https://drafts.csswg.org/cssom/#concept-css-style-sheet-origin-clean-flag
  mayReadSheet(impl) {
    if (impl.owner && !$.h.sheet_is_readable($.impl(impl.owner).id))
      throw new $.DOMException("The style sheet is of another origin.", "SecurityError");
  },
  // the rules of a sheet, or those in a rule; `impl` is the slots of either
  rulesOf(impl) {
    if (impl.owner) {
      const text = $.h.sheet_text($.impl(impl.owner).id) ?? "";
      if (text !== impl.text) {
        impl.text = text;
        impl.rules = $.parseRules(impl, null, text);
      }
    }
    return (impl.rules ??= []);
  },
  replaceSheet(impl, text) {
    impl.rules = $.parseRules(impl, null, text).filter((rule) => !$.is(rule, "CSSImportRule"));
    $.sheetChanged(impl);
  },
  // https://drafts.csswg.org/cssom/#insert-a-css-rule; `impl` is the slots of a sheet or of a rule
  insertRule(impl, text, index) {
    const list = $.rulesOf(impl);
    if (index > list.length) throw new $.DOMException("The index provided is larger than the number of rules.", "IndexSizeError");
    const [made, more] = $.parseRules(impl.sheet ?? impl, impl.sheet === undefined ? null : impl.self, text);
    if (made === undefined || more !== undefined) throw new $.DOMException("Failed to parse the rule.", "SyntaxError");
    const isImport = (rule) => $.is(rule, "CSSImportRule");
    if (isImport(made) && (impl.sheet !== undefined || list.slice(0, index).some((rule) => !isImport(rule))))
      throw new $.DOMException("An @import rule cannot stand there.", "HierarchyRequestError");
    list.splice(index, 0, made);
    $.sheetChanged(impl.sheet ?? impl);
    return index;
  },
  deleteRule(impl, index) {
    const list = $.rulesOf(impl);
    if (index >= list.length)
      throw new $.DOMException("The index provided is larger than the number of rules.", "IndexSizeError");
    list.splice(index, 1);
    $.sheetChanged(impl.sheet ?? impl);
  },
  sheetChanged(impl) {
    if (!impl.owner && impl.number === undefined) return;
    impl.text = impl.rules.map((rule) => $.ruleText($.impl(rule))).join("\n");
    if (impl.owner) $.h.set_sheet_text($.impl(impl.owner).id, impl.text);
    else $.h.set_constructed_sheet(impl.number, impl.disabled || impl.mediaText ? $.inMedia(impl) : impl.text);
  },
  inMedia({ disabled, mediaText, text }) {
    return disabled ? "" : `@media ${mediaText} {\n${text}\n}`;
  },
  // the list that script changes in place. https://webidl.spec.whatwg.org/#idl-observable-array
  adoptedSheets(impl, sheets = []) {
    const changed = (list, isDone) => {
      if (isDone) $.adoptSheets(impl, list.filter(Boolean));
      return isDone;
    };
    return new Proxy(sheets, {
      set(list, key, value) {
        if (key !== "length" && !$.is(value, "CSSStyleSheet")) throw new TypeError("Failed to convert value to 'CSSStyleSheet'.");
        return changed(list, Reflect.set(list, key, value));
      },
      deleteProperty: (list, key) => changed(list, Reflect.deleteProperty(list, key)),
    });
  },
  // https://drafts.csswg.org/cssom/#dom-documentorshadowroot-adoptedstylesheets
  adoptSheets(impl, sheets) {
    const numbers = sheets.map((sheet) => {
      const made = $.impl(sheet);
      if (made.owner) throw new $.DOMException("Only sheets that script has made can be adopted.", "NotAllowedError");
      if (made.number === undefined) {
        made.number = $.h.construct_sheet();
        $.sheetChanged(made);
      }
      return made.number;
    });
    $.h.adopt_sheets(impl.id, JSON.stringify(numbers));
  },
});
