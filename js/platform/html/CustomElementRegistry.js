// https://html.spec.whatwg.org/#customelementregistry
define(
  `
[Exposed=Window]
interface CustomElementRegistry {
  undefined define(DOMString name, any constructor, optional ElementDefinitionOptions options = {});
  any get(DOMString name);
  DOMString? getName(any constructor);
  Promise<any> whenDefined(DOMString name);
  undefined upgrade(Node root);
};
dictionary ElementDefinitionOptions { DOMString extends; };
`,
  class {
    define(name, constructor, options) {
      $.defineElement(name, constructor, options.extends);
    }
    get(name) {
      return $.customDefinitions.get(name)?.constructor;
    }
    getName(constructor) {
      if (typeof constructor !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
      return $.customByConstructor.get(constructor)?.name ?? null;
    }
    // https://html.spec.whatwg.org/#dom-customelementregistry-whendefined
    async whenDefined(name) {
      if (!$.isCustomName(name)) throw new $.DOMException(`'${name}' is not a valid custom element name.`, "SyntaxError");
      const found = $.customDefinitions.get(name);
      if (found !== undefined) return found.constructor;
      let waiting = $.customWaiting.get(name);
      if (waiting === undefined) {
        waiting = {};
        waiting.promise = new Promise((resolve) => (waiting.resolve = resolve));
        $.customWaiting.set(name, waiting);
      }
      return waiting.promise;
    }
    upgrade(root) {
      if ($.customDefinitions.size > 0) for (const id of $.idList(h.custom_within($.impl(root).id))) $.tryUpgrade(id);
    }
  },
);
define(
  `
partial interface Window { [SameObject] readonly attribute CustomElementRegistry customElements; };
`,
  class {
    get customElements() {
      return $.create("CustomElementRegistry");
    }
  },
);
