// Custom elements: definitions, upgrades, reactions. Nothing of this runs before a page defines its first element; from then on
// the host operations that change the tree or an attribute are followed by the reactions they caused.
// https://html.spec.whatwg.org/#custom-elements
library({
  get customDefinitions() {
    return new Map();
  },
  get customByConstructor() {
    return new Map();
  },
  get customWaiting() {
    return new Map();
  },
  get customState() {
    return { defining: false, watching: false };
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
  defineElement(name, constructor, base) {
    const refuse = (why, kind) => {
      throw new $.DOMException(why, kind);
    };
    try {
      new new Proxy(constructor, { __proto__: null, construct: () => ({}) })();
    } catch {
      throw new $.TypeError("parameter 2 is not a constructor.");
    } // 1
    if (!$.isCustomName(name)) refuse(`'${name}' is not a valid custom element name.`, "SyntaxError"); // 2
    if ($.customDefinitions.has(name)) refuse(`the name '${name}' has been used with this registry`, "NotSupportedError"); // 3
    if ($.customByConstructor.has(constructor)) refuse("this constructor has been used with this registry", "NotSupportedError"); // 4
    if (base !== undefined && ($.isCustomName(base) || $.h.tag_interface(base) === "HTMLUnknownElement"))
      refuse(`'${base}' cannot be extended`, "NotSupportedError"); // 7
    if ($.customState.defining) refuse("define() is being called by itself", "NotSupportedError"); // 8
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
    $.customState.defining = true; // 9
    try {
      $.readDefinition(definition, constructor);
    } finally {
      $.customState.defining = false;
    }
    $.customDefinitions.set(name, definition);
    $.customByConstructor.set(constructor, definition);
    $.watchReactions();
    $.h.watch_custom(definition.localName);
    if (definition.formAssociated) $.h.associate_with_forms(name);
    for (const id of $.idList($.h.custom_within($.documentId))) $.tryUpgrade(id); // 18
    const waiting = $.customWaiting.get(name); // 19
    if (waiting !== undefined) {
      $.customWaiting.delete(name);
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
    for (const key of ["connectedCallback", "disconnectedCallback", "adoptedCallback", "attributeChangedCallback"]) read(key);
    if (definition.callbacks.attributeChangedCallback) definition.observed = new Set(strings(constructor.observedAttributes));
    definition.disabled = strings(constructor.disabledFeatures);
    definition.formAssociated = !!constructor.formAssociated;
    if (definition.formAssociated)
      for (const key of ["formAssociatedCallback", "formResetCallback", "formDisabledCallback", "formStateRestoreCallback"])
        read(key);
  },
  // https://html.spec.whatwg.org/#look-up-a-custom-element-definition
  definitionFor(impl) {
    const local = $.h.local_name(impl.id);
    const own = $.customDefinitions.get(local);
    if (own !== undefined && own.localName === local) return own;
    const is = impl.isValue ?? $.h.get_attribute(impl.id, "is");
    const extended = is === null ? undefined : $.customDefinitions.get(is);
    return extended !== undefined && extended.localName === local ? extended : undefined;
  },
  // https://html.spec.whatwg.org/#concept-try-upgrade
  tryUpgrade(id) {
    const impl = $.implOf(id);
    if (impl.custom !== undefined) return;
    const definition = $.definitionFor(impl);
    if (definition !== undefined) $.upgradeElement($.wrap(id), impl, definition);
  },
  // createElement() with the `is` option
  createdAs(element, name) {
    const impl = $.impl(element);
    impl.isValue = name;
    $.tryUpgrade(impl.id);
  },
  // https://html.spec.whatwg.org/#concept-upgrade-an-element; false when the constructor threw
  upgradeElement(element, impl, definition) {
    impl.definition = definition; // 2
    impl.custom = "failed"; // 3
    const attributes = definition.observed.size > 0 ? element.getAttributeNames().filter((n) => definition.observed.has(n)) : [];
    definition.stack.push(element); // 6
    try {
      if (definition.disabled.includes("shadow") && element.shadowRoot)
        throw new $.DOMException("the element has a shadow root, which its definition forbids", "NotSupportedError");
      impl.custom = "precustomized";
      const made = new definition.constructor();
      if (made !== element) throw new $.TypeError("The custom element constructor did not produce the element being upgraded.");
    } catch (error) {
      // 9
      impl.definition = null;
      impl.custom = "failed";
      $.report(error);
      return false;
    } finally {
      definition.stack.pop();
    }
    impl.custom = "custom"; // 11
    for (const name of attributes)
      $.react(element, impl, "attributeChangedCallback", [name, null, $.h.get_attribute(impl.id, name), null]);
    if ($.h.is_connected(impl.id)) $.react(element, impl, "connectedCallback", []);
    return true;
  },
  // https://html.spec.whatwg.org/#html-element-constructors: `bogus` are the slots of the object that `new` has made
  constructElement(newTarget, bogus) {
    const [name] = Object.keys(bogus.is);
    const definition = newTarget === $.exposed(name) ? undefined : $.customByConstructor.get(newTarget); // 1, 2
    if (definition === undefined) throw new $.TypeError("Illegal constructor");
    const expected = definition.localName === definition.name ? "HTMLElement" : $.h.tag_interface(definition.localName); // 3, 4
    if (name !== expected) throw new $.TypeError(`Illegal constructor: <${definition.localName}> is a ${expected}`);
    let { prototype } = newTarget; // 7
    if (prototype === null || (typeof prototype !== "object" && typeof prototype !== "function")) prototype = $.prototypeOf(name);
    const { stack } = definition;
    if (stack.length === 0) {
      // 8
      const element = $.wrap($.plainCreate($.documentId, definition.localName));
      Object.setPrototypeOf(element, prototype);
      const isValue = definition.name === definition.localName ? undefined : definition.name;
      Object.assign($.impl(element), { definition, custom: "custom", isValue });
      return element;
    }
    const element = stack[stack.length - 1];
    if (element === null) throw new $.TypeError("The custom element constructor made this element already."); // 10
    Object.setPrototypeOf(element, prototype); // 11
    stack[stack.length - 1] = null; // 12
    return element;
  },
  plainCreate(documentId, name) {
    return $.h.create_element(documentId, name);
  },
  react(element, impl, name, args) {
    const callback = impl.custom === "custom" ? impl.definition.callbacks[name] : undefined;
    if (callback !== undefined) $.invoke(callback, element, args);
  },
});
