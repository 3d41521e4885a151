// https://html.spec.whatwg.org/#customelementregistry
define(
  `
[Exposed=Window]
interface CustomElementRegistry {
  constructor();
  undefined define(DOMString name, any constructor, optional ElementDefinitionOptions options = {});
  any get(DOMString name);
  DOMString? getName(any constructor);
  Promise<CustomElementConstructor> whenDefined(DOMString name);
  undefined upgrade(Node root);
  undefined initialize(Node root);
};
dictionary ElementDefinitionOptions { DOMString extends; };
`,
  class {
    construct() {
      $.newRegistry(impl, true).object = this;
    }
    define(name, constructor, options) {
      $.defineElement(impl, name, constructor, options.extends);
    }
    get(name) {
      return impl.definitions.get(name)?.constructor;
    }
    getName(constructor) {
      if (typeof constructor !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
      return impl.byConstructor.get(constructor)?.name ?? null;
    }
    // https://html.spec.whatwg.org/#dom-customelementregistry-whendefined
    whenDefined(name) {
      // 1.
      if (!$.isCustomName(name))
        return Promise.reject(new $.DOMException(`'${name}' is not a valid custom element name.`, "SyntaxError"));
      // 2.
      const found = impl.definitions.get(name);
      if (found !== undefined) return Promise.resolve(found.constructor);
      // 3., 4.
      let waiting = impl.waiting.get(name);
      if (waiting === undefined) {
        waiting = {};
        waiting.promise = new Promise((resolve) => (waiting.resolve = resolve));
        impl.waiting.set(name, waiting);
      }
      return waiting.promise;
    }
    upgrade(root) {
      if (impl.definitions.size > 0)
        $.withReactions(() => {
          for (const id of $.idList(h.custom_within($.impl(root).id))) if ($.registryOf(id) === impl) $.tryUpgrade(id);
        });
    }
    // https://html.spec.whatwg.org/#dom-customelementregistry-initialize
    initialize(root) {
      const { id, is } = $.impl(root);
      if (!impl.isScoped && is.Document && id !== $.documentId)
        throw new $.DOMException("The window's registry is for its own document.", "NotSupportedError");
      h.initialize_registry(id, impl.number);
      if (impl.definitions.size > 0)
        $.withReactions(() => {
          for (const each of $.idList(h.custom_within(id))) if ($.registryOf(each) === impl) $.tryUpgrade(each);
        });
    }
  },
);
define(
  `
partial interface Window { [SameObject] readonly attribute CustomElementRegistry customElements; };
`,
  class {
    get customElements() {
      return $.globalRegistry.object;
    }
  },
);
