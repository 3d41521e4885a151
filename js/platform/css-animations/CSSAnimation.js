// https://drafts.csswg.org/css-animations-2/#the-CSSAnimation-interface
define(
  `
[Exposed=Window]
interface CSSAnimation : Animation { readonly attribute CSSOMString animationName; };
`,
  class {
    get animationName() {
      return impl.animationName;
    }
  },
);
// https://drafts.csswg.org/css-animations-1/#interface-animationevent
define(
  `
[Exposed=Window]
interface AnimationEvent : Event {
  constructor(CSSOMString type, optional AnimationEventInit animationEventInitDict = {});
  readonly attribute CSSOMString animationName;
  readonly attribute double elapsedTime;
  readonly attribute CSSOMString pseudoElement;
};
dictionary AnimationEventInit : EventInit {
  CSSOMString animationName = "";
  double elapsedTime = 0.0;
  CSSOMString pseudoElement = "";
};
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, {
        animationName: init.animationName,
        elapsedTime: init.elapsedTime,
        pseudoElement: init.pseudoElement,
      });
    }
    get animationName() {
      return impl.animationName;
    }
    get elapsedTime() {
      return impl.elapsedTime;
    }
    get pseudoElement() {
      return impl.pseudoElement;
    }
  },
);
// https://drafts.csswg.org/css-animations-1/#interface-csskeyframesrule
define(
  `
[Exposed=Window]
interface CSSKeyframesRule : CSSRule {
  attribute CSSOMString name;
  [SameObject] readonly attribute CSSRuleList cssRules;
  readonly attribute unsigned long length;
  getter CSSKeyframeRule (unsigned long index);
  undefined appendRule(CSSOMString rule);
  undefined deleteRule(CSSOMString select);
  CSSKeyframeRule? findRule(CSSOMString select);
};`,
  class {
    get name() {
      return impl.condition;
    }
    set name(value) {
      impl.condition = value;
      $.sheetChanged(impl.sheet);
    }
    get cssRules() {
      return $.create("CSSRuleList", { of: impl });
    }
    get length() {
      return impl.rules.length;
    }
    appendRule(rule) {
      impl.rules.push(...$.keyframeRulesOf(impl, `@keyframes x { ${rule} }`));
      $.sheetChanged(impl.sheet);
    }
    deleteRule(select) {
      const at = $.keyframeAt(impl, select);
      if (at >= 0) impl.rules.splice(at, 1);
      $.sheetChanged(impl.sheet);
    }
    findRule(select) {
      return impl.rules[$.keyframeAt(impl, select)] ?? null;
    }
    static $length(impl) {
      return impl.rules.length;
    }
    static $item(impl, index) {
      return impl.rules[index];
    }
  },
);
define(
  `
[Exposed=Window]
interface CSSKeyframeRule : CSSRule {
  attribute CSSOMString keyText;
  [SameObject, PutForwards=cssText] readonly attribute CSSStyleDeclaration style;
};`,
  class {
    get keyText() {
      return impl.selector;
    }
    set keyText(value) {
      if (!h.is_keyframe_selector(value)) throw new $.DOMException(`'${value}' is not a keyframe selector.`, "SyntaxError");
      impl.selector = $.keyframeText(value);
      $.sheetChanged(impl.sheet);
    }
    get style() {
      return $.create("CSSStyleDeclaration", { rule: this, text: null, list: [] });
    }
  },
);

library({
  keyframeText(selector) {
    return selector
      .split(",")
      .map((part) => ({ from: "0%", to: "100%" })[$.lower(part.trim())] ?? part.trim())
      .join(", ");
  },
  keyframeAt(impl, select) {
    const text = $.keyframeText(select);
    return impl.rules.findLastIndex((rule) => $.impl(rule).selector === text);
  },
  keyframeRulesOf(impl, text) {
    return JSON.parse($.h.keyframe_rules(text)).map(([selector, block]) => {
      const described = { kind: "keyframe", selector: $.keyframeText(selector), text: block };
      return $.makeRule(impl.sheet, impl.self, described);
    });
  },
});
