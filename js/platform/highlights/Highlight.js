// Ranges that style highlights; they are kept and not drawn. https://drafts.csswg.org/css-highlight-api-1/
define(
  `
[Exposed=Window]
interface Highlight {
  constructor(any... initialRanges);
  setlike<AbstractRange>;
  attribute long priority;
  attribute HighlightType type;
};
enum HighlightType { "highlight", "spelling-error", "grammar-error" };
`,
  class {
    construct(...initialRanges) {
      for (const range of initialRanges)
        if (!$.is(range, "AbstractRange")) throw new $.TypeError("parameter 1 is not of type 'AbstractRange'.");
      Object.assign(impl, { entries: new Set(initialRanges), priority: 0, type: "highlight" });
    }
    get priority() {
      return impl.priority;
    }
    set priority(value) {
      impl.priority = value;
    }
    get type() {
      return impl.type;
    }
    set type(value) {
      impl.type = value;
    }
  },
);
// https://drafts.css-houdini.org/css-properties-values-api/#the-propertydefinition-dictionary
define(
  `
dictionary PropertyDefinition { required DOMString name; DOMString syntax = "*"; required boolean inherits; DOMString initialValue; };
[Exposed=Window]
interface HighlightRegistry {
  maplike<DOMString, Highlight>;
  any highlightsFromPoint(float x, float y, optional any options = {});
};`,
  class {
    highlightsFromPoint(x, y, options) {
      return [];
    }
  },
);
