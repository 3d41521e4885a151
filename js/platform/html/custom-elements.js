// Custom elements: registries, definitions, constructors. Nothing of this runs before a page defines its first element or makes a
// registry. https://html.spec.whatwg.org/#custom-elements
library({
  // the slots of registries by their number, as the host knows them: 0 stands for none, 1 is the window's
  get registries() {
    return [null];
  },
  // The slots of the window's registry.
  get globalRegistry() {
    const registry = $.newRegistry({}, false);
    registry.object = $.create("CustomElementRegistry", registry);
    return registry;
  },
  newRegistry(impl, isScoped) {
    // the window's has the first number
    if (isScoped && $.registries.length === 1) $.globalRegistry.isScoped = false;
    return Object.assign(impl, {
      number: $.registries.push(impl) - 1,
      isScoped,
      definitions: new Map(),
      byConstructor: new Map(),
      waiting: new Map(),
      defining: false,
    });
  },
  registryObject(number) {
    if (number === 0) return null;
    return (number === 1 ? $.globalRegistry : $.registries[number]).object;
  },
  // https://dom.spec.whatwg.org/#look-up-a-custom-element-registry
  registryOf(id) {
    const number = $.h.registry_of(id);
    return number === 1 ? $.globalRegistry : $.registries[number];
  },
  // the registries by the constructor that is running. https://html.spec.whatwg.org/#active-custom-element-constructor-map
  get activeConstructors() {
    return new Map();
  },
  // https://html.spec.whatwg.org/#valid-custom-element-name
  isCustomName(name) {
    const reserved = [
      "annotation-xml",
      "color-profile",
      "font-face",
      "font-face-src",
      "font-face-uri",
      "font-face-format",
      "font-face-name",
      "missing-glyph",
    ];
    return /^[a-z][^A-Z\0\t\n\f\r />]*-[^A-Z\0\t\n\f\r />]*$/.test(name) && !reserved.includes(name);
  },
  // https://html.spec.whatwg.org/#dom-customelementregistry-define
  defineElement(registry, name, constructor, base) {
    const refuse = (why, kind) => {
      throw new $.DOMException(why, kind);
    };
    try {
      new new Proxy(constructor, { __proto__: null, construct: () => ({}) })();
    } catch {
      throw new $.TypeError("parameter 2 is not a constructor.");
    } // 1
    if (!$.isCustomName(name)) refuse(`'${name}' is not a valid custom element name.`, "SyntaxError"); // 2
    if (registry.definitions.has(name)) refuse(`the name '${name}' has been used with this registry`, "NotSupportedError"); // 3
    if (registry.byConstructor.has(constructor)) refuse("this constructor has been used with this registry", "NotSupportedError"); // 4
    // 7.
    if (base !== undefined) {
      if (registry.isScoped) refuse("a scoped registry cannot extend elements", "NotSupportedError");
      if ($.isCustomName(base) || $.h.tag_interface(base) === "HTMLUnknownElement")
        refuse(`'${base}' cannot be extended`, "NotSupportedError");
    }
    if (registry.defining) refuse("define() is being called by itself", "NotSupportedError"); // 8
    const definition = {
      name,
      localName: base ?? name,
      constructor,
      callbacks: {},
      observed: new Set(),
      formAssociated: false,
      disabled: [],
      stack: [],
    };
    registry.defining = true; // 9
    try {
      $.readDefinition(definition, constructor);
    } finally {
      registry.defining = false;
    }
    registry.definitions.set(name, definition);
    registry.byConstructor.set(constructor, definition);
    $.watchReactions();
    $.h.watch_custom(definition.localName);
    if (definition.formAssociated) $.h.associate_with_forms(name);
    // 18., 19.
    $.withReactions(() => {
      for (const id of $.idList($.h.custom_within($.documentId))) if ($.registryOf(id) === registry) $.tryUpgrade(id, definition);
    });
    // 20.
    const waiting = registry.waiting.get(name);
    if (waiting !== undefined) {
      registry.waiting.delete(name);
      waiting.resolve(constructor);
    }
  },
  // step 14: what the prototype and the constructor say, read once
  readDefinition(definition, constructor) {
    const { prototype } = constructor;
    if (prototype === null || (typeof prototype !== "object" && typeof prototype !== "function"))
      throw new $.TypeError("the constructor's prototype is not an object");
    const read = (key) => {
      const callback = prototype[key];
      if (callback === undefined) return;
      if (typeof callback !== "function") throw new $.TypeError(`${key} is not a function`);
      definition.callbacks[key] = callback;
    };
    const strings = (value) => (value === undefined ? [] : $.sequence(value, $.str));
    for (const key of [
      "connectedCallback",
      "disconnectedCallback",
      "connectedMoveCallback",
      "adoptedCallback",
      "attributeChangedCallback",
    ])
      read(key);
    if (definition.callbacks.attributeChangedCallback) definition.observed = new Set(strings(constructor.observedAttributes));
    definition.disabled = strings(constructor.disabledFeatures);
    definition.formAssociated = !!constructor.formAssociated;
    if (definition.formAssociated)
      for (const key of ["formAssociatedCallback", "formResetCallback", "formDisabledCallback", "formStateRestoreCallback"])
        read(key);
  },
  // https://html.spec.whatwg.org/#look-up-a-custom-element-definition
  lookUpDefinition(registry, local, is) {
    if (registry === null) return undefined;
    const own = registry.definitions.get(local);
    if (own !== undefined && own.localName === local) return own;
    const extended = is === null ? undefined : registry.definitions.get(is);
    return extended !== undefined && extended.localName === local ? extended : undefined;
  },
  definitionFor(impl) {
    if (!$.h.is_html(impl.id)) return undefined;
    return $.lookUpDefinition($.registryOf(impl.id), $.h.local_name(impl.id), $.h.is_value(impl.id));
  },
  // https://html.spec.whatwg.org/#html-element-constructors: `bogus` are the slots of the object that `new` has made, `made` is its
  // prototype
  constructElement(newTarget, bogus, made) {
    const [name] = Object.keys(bogus.is);
    // 1. - 5.
    const registry = $.activeConstructors.get(newTarget) ?? $.globalRegistry;
    const definition = newTarget === $.exposed(name) ? undefined : registry.byConstructor.get(newTarget);
    if (definition === undefined) throw new $.TypeError("Illegal constructor");
    // 6., 7.
    const expected = definition.localName === definition.name ? "HTMLElement" : $.h.tag_interface(definition.localName);
    if (name !== expected) throw new $.TypeError(`Illegal constructor: <${definition.localName}> is a ${expected}`);
    // the engine has read the prototype of `new.target`, which was not an object if this is another one
    const there = $.realmBehind(newTarget);
    const prototype = made === there.objects ? there.prototypeOf(name) : made;
    const { stack } = definition;
    // 8.
    if (stack.length === 0) {
      const element = $.wrap($.plainCreate($.documentId, definition.localName));
      Object.setPrototypeOf(element, prototype);
      const impl = $.impl(element);
      impl.definition = definition;
      $.setCustomState(impl, "custom");
      if (definition.formAssociated) $.joinForms(impl);
      if (definition.name !== definition.localName) $.h.set_is_value(impl.id, definition.name);
      if (registry.isScoped) $.h.set_registry(impl.id, registry.number);
      return element;
    }
    const element = stack[stack.length - 1];
    if (element === null) throw new $.TypeError("The custom element constructor made this element already."); // 11
    Object.setPrototypeOf(element, prototype); // 12
    stack[stack.length - 1] = null; // 13
    return element;
  },
  plainCreate(documentId, name) {
    return $.h.create_element(documentId, name);
  },
  plainCreateNS(documentId, namespace, name) {
    return $.h.create_element_ns(documentId, namespace, name);
  },
  // Runs a constructor that makes elements of a registry, and microtasks if nothing else of the page is on the stack.
  construct(definition, registry) {
    const before = $.activeConstructors.get(definition.constructor);
    $.activeConstructors.set(definition.constructor, registry);
    const outcome = {};
    const run = () => {
      try {
        outcome.made = new definition.constructor();
      } catch (error) {
        outcome.thrown = [error];
      }
    };
    try {
      $.invoke(run, undefined, []);
      if (outcome.thrown !== undefined) throw outcome.thrown[0];
      return outcome.made;
    } finally {
      if (before === undefined) $.activeConstructors.delete(definition.constructor);
      else $.activeConstructors.set(definition.constructor, before);
    }
  },
  // An element of an autonomous definition, made now; its number. https://dom.spec.whatwg.org/#concept-create-element, step 5.1
  createCustom(definition, registry, documentId, create, prefix = null) {
    try {
      const element = $.construct(definition, registry);
      const impl = $.is(element, "HTMLElement") ? $.impl(element) : undefined;
      if (impl === undefined && $.realmOf(element)?.is(element, "HTMLElement"))
        throw new $.DOMException("The result must be in the same document", "NotSupportedError");
      if (impl === undefined) throw new $.TypeError("The result must implement HTMLElement interface");
      const wrong =
        $.h.attribute_list(impl.id) !== "[]"
          ? "The result must not have attributes"
          : $.h.edge_child(impl.id, true) !== null
            ? "The result must not have children"
            : $.h.parent(impl.id) !== null
              ? "The result must not have a parent"
              : $.documentOf(impl) !== documentId
                ? "The result must be in the same document"
                : $.h.local_name(impl.id) !== definition.localName
                  ? "The result must have the same localName"
                  : null;
      if (wrong !== null) throw new $.DOMException(wrong, "NotSupportedError");
      if (prefix !== null) $.h.set_prefix(impl.id, prefix);
      if (registry.isScoped) $.h.set_registry(impl.id, registry.number);
      return impl.id;
    } catch (error) {
      $.realmBehind(definition.constructor).report(error);
      const id = create();
      if (registry.isScoped) $.h.set_registry(id, registry.number);
      const element = $.wrap(id);
      Object.setPrototypeOf(element, $.prototypeOf("HTMLUnknownElement"));
      $.setCustomState($.impl(element), "failed");
      return id;
    }
  },
  // The element that createElement() or createElementNS() returns, made with the options that it was given.
  // https://dom.spec.whatwg.org/#dom-document-createelement
  createdWith(documentId, { prefix, local }, isHTML, options, create) {
    const { is, customElementRegistry } = options;
    if (is !== undefined && customElementRegistry !== undefined)
      throw new $.DOMException("Either `is` or `customElementRegistry` can be given.", "NotSupportedError");
    const given = customElementRegistry;
    const registry = given === undefined || given === null ? $.registryOf(documentId) : $.impl(given);
    const definition = isHTML ? $.lookUpDefinition(registry, local, is ?? null) : undefined;
    if (definition !== undefined && definition.name === definition.localName)
      return $.wrap($.createCustom(definition, registry, documentId, create, prefix));
    const id = create();
    if (is !== undefined) $.h.set_is_value(id, is);
    if (given !== undefined) $.h.set_registry(id, given === null ? 0 : registry.number);
    if (definition !== undefined) $.upgradeNow($.wrap(id), $.implOf(id), definition);
    return $.wrap(id);
  },
  // https://dom.spec.whatwg.org/#dom-document-importnode with a registry for what has none
  importedInto(impl, deep, document, registry) {
    return $.withReactions(() => {
      const id = $.h.clone(impl.id, deep, document);
      $.h.initialize_registry(id, registry.number);
      for (const each of $.idList($.h.custom_within(id))) $.tryUpgrade(each);
      return $.wrap(id);
    });
  },
  // the prefix, or null, and the local name of a qualified name of createElementNS()
  namesOf(name) {
    const at = name.indexOf(":");
    return at < 0 ? { prefix: null, local: name } : { prefix: name.slice(0, at), local: name.slice(at + 1) };
  },
  // the `options` argument of these two: a string means nothing
  creationOptions(options) {
    if (typeof options !== "object" && typeof options !== "function") return null;
    if (options === null) return null;
    const { customElementRegistry, is } = options;
    if (customElementRegistry === undefined && is === undefined) return null;
    if (customElementRegistry !== undefined && customElementRegistry !== null)
      $.instance(customElementRegistry, "CustomElementRegistry");
    return { customElementRegistry, is: is === undefined ? undefined : $.str(is) };
  },
});
