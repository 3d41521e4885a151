// Objects of other realms of the runtime: they are what they are, but the slots of a node, and with them the way to the host, are
// in the realm whose document it is in. A member that finds none asks for the one of that realm.
library({
  // the prototype of an object's interface in the realm where it has its slots
  prototypeThere(object) {
    const there = $.realmOf(object);
    return there.prototypeOf(Object.keys(there.impl(object).is)[0]);
  },
  getThere(object, key) {
    return Reflect.get($.prototypeThere(object), key, object);
  },
  setThere(object, key, value) {
    Reflect.set($.prototypeThere(object), key, value, object);
  },
  callThere(object, key, args) {
    const there = $.realmOf(object);
    if (object === there.global) return Reflect.apply(there.ownGlobal(key), object, args);
    return Reflect.apply($.prototypeThere(object)[key], object, args);
  },

  // Brings a node of another realm into this one's document, without a parent; its number here.
  // https://dom.spec.whatwg.org/#concept-node-adopt
  comeHere(node) {
    const there = $.realmOf(node);
    if (there === undefined) return $.notInTree();
    const impl = there.impl(node);
    const { is, id } = impl;
    if (is.Document || is.ShadowRoot || id === undefined) {
      const kind = is.Document ? "document" : is.ShadowRoot ? "shadow root" : "attribute";
      throw new $.DOMException(`A ${kind} cannot move to another document.`, "HierarchyRequestError");
    }
    const before = there.wrap(there.documentOf(impl));
    there.h.release_node(id);
    if (there.hasReactions()) there.flushReactions();
    // scripts that heard of it may have put the node anywhere
    if (there.impl(node) !== impl) return $.nodeId(node);
    const seen = [];
    for (const text of there.h.release_node(id).split(" ")) if (there.nodes[+text] !== undefined) seen.push(+text);
    const arrived = $.h.take_nodes(there.number, id, seen.join(" ")).split(",");
    const number = arrived.shift();
    const objects = seen.map((old, i) => {
      const object = there.nodes[old];
      const slots = there.impls[old];
      there.unslot(object);
      delete there.nodes[old];
      delete there.impls[old];
      $.settle(object, slots, +arrived[i]);
      return object;
    });
    for (const object of objects) {
      const slots = $.impl(object);
      if (slots?.custom === "custom") $.enqueueArrival(slots, before);
    }
    if ($.impl(node) === undefined)
      throw new $.DOMException("The node has moved on to another document.", "HierarchyRequestError");
    return +number;
  },
  // the object of a node that has come into this realm's document, with its slots
  settle(object, impl, id) {
    for (const key of Object.keys(impl)) {
      const kind = typeof impl[key];
      const isPlain = kind === "string" || kind === "boolean" || kind === "number";
      if (isPlain ? $.derived.has(key) : !$.moving.has(key)) delete impl[key];
    }
    impl.id = id;
    if (impl.exotic !== undefined) {
      impl.exotic.hooks = $.hooksOf(Object.keys(impl.is)[0]);
      Object.setPrototypeOf(impl.exotic, $.Exotic.prototype);
    }
    $.reslot(object, impl);
    $.nodes[id] = object;
    $.impls[id] = impl;
    if (impl.custom !== "custom") return;
    $.watchReactions();
    $.h.watch_custom(impl.definition.localName);
    $.h.set_custom_state(id, "custom");
  },
  // The slots that hold objects and that a node takes along; others are of its document and made anew.
  get moving() {
    return new Set(["is", "exotic", "listeners", "handlers", "definition", "reactions", "internals", "srcObject"]);
  },
  // The slots that are worked out anew where the node comes to.
  get derived() {
    return new Set(["id", "parentAt", "firstAt", "lastAt", "previousAt", "nextAt", "foundAt", "pathAt", "pathComposed"]);
  },
  hasReactions() {
    return Object.hasOwn($, "customState") && $.customState.watching;
  },
  // https://dom.spec.whatwg.org/#dom-document-adoptnode of another document than the window's
  adoptedBy(document, id) {
    if (document !== $.documentId) $.h.adopt(id, document);
    return id;
  },
  // a copy of a node of another realm; its number here
  importedNode(node, deep) {
    const there = $.realmOf(node);
    const { is, id } = there.impl(node);
    if (is.Document || is.ShadowRoot || id === undefined)
      throw new $.DOMException("Documents and shadow roots cannot be imported.", "NotSupportedError");
    return $.h.import_node(there.number, id, deep);
  },
  // https://dom.spec.whatwg.org/#dom-node-comparedocumentposition of nodes in different documents: disconnected, in a steady order
  compareElsewhere(other) {
    return 1 + 32 + ($.realmOf(other).number < $.number ? 2 : 4);
  },

  // dispatches an event of another realm, which has its slots here, too
  dispatchForeign(target, targetImpl, event) {
    const impl = $.impl(event) ?? $.realmOf(event).impl(event);
    if (impl.dispatching || !impl.initialized)
      throw new $.DOMException("The event is already being dispatched.", "InvalidStateError");
    $.reslot(event, impl);
    impl.realm = $;
    impl.isTrusted = false;
    return $.dispatch(target, targetImpl, event, impl);
  },
  // a mutation observer observes nodes of other realms through an observer in each
  observeThere(observer, impl, target, options) {
    const there = $.realmOf(target);
    impl.others ??= new Map();
    let other = impl.others.get(there);
    if (other === undefined) {
      other = new (there.exposed("MutationObserver"))((records) => Reflect.apply(impl.callback, observer, [records, observer]));
      impl.others.set(there, other);
    }
    other.observe(target, options);
  },
  // a range's method that got a node of another realm: the range goes there
  rangeThere(range, node, key, args) {
    const there = $.realmOf(node);
    const impl = $.impl(range);
    $.unslot(range);
    impl.number = there.h.new_range(there.documentId);
    there.reslot(range, impl);
    return Reflect.apply(there.prototypeOf("Range")[key], range, args);
  },
});
