// Nodes that move between documents. https://dom.spec.whatwg.org/#concept-node-adopt
//
// A node's object stays the one of the realm that made it, its home. While the node is in another document, that realm's proxy
// of the object has its slots and works like an object of its own; the object at home has none, and its members ask there. So
// every realm knows the node by the same object as before, wherever it is.
library({
  // objects whose home is here and which live elsewhere: { realm, impl, ref, stand }
  get away() {
    return new WeakMap();
  },
  // The number of objects that are away, by the realm where they are.
  get awayIn() {
    return new Map();
  },
  // True for an object that has no slots here and is of that interface where it lives.
  isElsewhere(object, name) {
    if (object === null || (typeof object !== "object" && typeof object !== "function")) return false;
    const gone = $.away.get(object);
    if (gone !== undefined) return $.remotely(gone.realm, "is", gone.ref, name);
    const origin = $.origins.get(object);
    return origin !== undefined && origin.r !== undefined && $.remotely(origin.r, "is", origin.o, name);
  },
  // members of what lives elsewhere
  standIn(object) {
    return $.away.get(object)?.stand ?? object;
  },
  getThere(object, key) {
    return Reflect.get($.standIn(object), key);
  },
  setThere(object, key, value) {
    Reflect.set($.standIn(object), key, value);
  },
  callThere(object, key, args) {
    return Reflect.apply(Reflect.get($.standIn(object), key), object, args);
  },

  // brings a node into this realm's document, without a parent; its number here
  comeHere(node) {
    const ref = $.away.get(node)?.ref ?? $.origins.get(node);
    let realm = $.away.get(node)?.realm ?? ref?.r;
    if (realm === undefined) return $.notInTree();
    let answer = JSON.parse($.remotely(realm, "depart", ref, $.realmNumber));
    while (answer.at !== undefined) answer = JSON.parse($.remotely((realm = answer.at), "depart", ref, $.realmNumber));
    if (answer.refused !== undefined)
      throw new $.DOMException(`A ${answer.refused} cannot move to another document.`, "HierarchyRequestError");
    const { nodes, root } = answer;
    const arrived = $.h.take_nodes(realm, root, nodes.map(([id]) => id).join(" ")).split(",");
    const number = arrived.shift();
    const before = $.fromMembrane(answer.document);
    const objects = nodes.map(([, object]) => $.fromMembrane(object));
    for (let i = 0; i < objects.length; i++) {
      const [id, name] = arrived[i].split(" ");
      $.settle(objects[i], +id, name, nodes[i][2]);
      const home = $.origins.get(objects[i]);
      if (home !== undefined && home.r !== realm) $.reach(home.r, "settled", home, [$.realmNumber]);
    }
    for (const object of objects) {
      const impl = $.impl(object);
      if (impl.custom === "custom") $.react(object, impl, "adoptedCallback", [before, $.global.document]);
    }
    if ($.impl(node) === undefined)
      throw new $.DOMException("The node has moved on to another document.", "HierarchyRequestError");
    return +number;
  },
  // the other end: the node leaves this realm's document for that of realm `to` with all below it; for those that script has
  // seen, what hangs on them
  departNode(object, to) {
    const gone = $.away.get(object);
    if (gone !== undefined) return JSON.stringify({ at: gone.realm });
    const impl = $.impl(object);
    if (impl === undefined) return JSON.stringify({ at: $.origins.get(object).r });
    const { is, id } = impl;
    if (is.Document || is.ShadowRoot || id === undefined)
      return JSON.stringify({ refused: is.Document ? "document" : is.ShadowRoot ? "shadow root" : "attribute" });
    const document = $.toMembrane($.wrap($.documentOf(impl)));
    let ids = $.h.release_node(id);
    if ($.hasReactions()) $.flushReactions();
    // scripts that heard of it may have put the node anywhere
    if ($.impl(object) !== impl) return JSON.stringify({ at: $.away.get(object)?.realm ?? $.origins.get(object).r });
    ids = $.h.release_node(id);
    const nodes = [];
    for (const text of ids.split(" ")) {
      const node = $.nodes[+text];
      if (node === undefined) continue;
      nodes.push([+text, $.toMembrane(node), $.stateOf($.impls[+text])]);
      $.leave(node, to);
    }
    return JSON.stringify({ root: id, document, nodes });
  },
  // https://dom.spec.whatwg.org/#dom-document-adoptnode of another document than the window's
  adoptedBy(document, id) {
    if (document !== $.documentId) $.h.adopt(id, document);
    return id;
  },
  // a copy of a node that is elsewhere; its number here
  importedNode(node, deep) {
    const { realm, id, refused } = $.placeOf(node);
    if (refused) throw new $.DOMException("Documents and shadow roots cannot be imported.", "NotSupportedError");
    return $.h.import_node(realm, id, deep);
  },
  // The realm of a node that is not here, and its number there.
  placeOf(node) {
    const ref = $.away.get(node)?.ref ?? $.origins.get(node);
    let realm = $.away.get(node)?.realm ?? ref.r;
    let place = JSON.parse($.remotely(realm, "place", ref));
    while (place.at !== undefined) place = JSON.parse($.remotely((realm = place.at), "place", ref));
    return { realm, ...place };
  },
  localPlace(object) {
    const impl = $.impl(object);
    if (impl === undefined) return JSON.stringify({ at: $.away.get(object)?.realm ?? $.origins.get(object).r });
    return JSON.stringify({ id: impl.id ?? -1, refused: impl.is.Document || impl.is.ShadowRoot || impl.id === undefined });
  },
  // https://dom.spec.whatwg.org/#dom-node-comparedocumentposition of nodes in different documents: disconnected, in a steady order
  compareElsewhere(other) {
    return 1 + 32 + ($.placeOf(other).realm < $.realmNumber ? 2 : 4);
  },
  hasReactions() {
    return Object.hasOwn($, "customState") && $.customState.watching;
  },
  leave(object, to = undefined) {
    const impl = $.impl(object);
    $.unslot(object);
    const proxied = $.proxied.get(object);
    if (proxied === undefined) {
      $.away.set(object, { realm: null, impl, ref: { ...$.toMembrane(object), own: 1 }, stand: null });
      $.settled(object, to);
    } else {
      if (Object.hasOwn($, "guests")) $.guests.delete(object);
      for (const key of Object.keys(proxied.handler)) delete proxied.handler[key];
      Object.setPrototypeOf(proxied.handler, proxied.remote);
    }
  },
  // a node whose home is here has come into another realm
  settled(object, realm) {
    const gone = $.away.get(object);
    $.countAway(gone.realm, -1);
    $.countAway(realm, 1);
    gone.realm = realm;
    gone.stand = new Proxy({}, $.foreignHandler(realm, gone.ref));
  },
  // the object of a node that has come into this realm's document
  settle(object, id, name, state) {
    let impl = { id };
    if ($.away.has(object)) impl = $.comeHome(object, impl);
    else $.localize(object, name, impl);
    $.nodes[id] = object;
    $.impls[id] = impl;
    $.restore(impl, state);
  },
  countAway(realm, by) {
    if (realm !== null) $.awayIn.set(realm, ($.awayIn.get(realm) ?? 0) + by);
  },
  // an object whose home is here gets its slots back, with these in them
  comeHome(object, slots) {
    const { impl, ref, realm } = $.away.get(object);
    $.countAway(realm, -1);
    for (const key of Object.keys(impl)) if (!$.staying.has(key)) delete impl[key];
    $.away.delete(object);
    $.reslot(object, Object.assign(impl, slots));
    $.membraneRelease(ref.o);
    return impl;
  },
  // The slots that an object at home keeps while its node is away.
  get staying() {
    return new Set(["id", "is", "definition", "internals"]);
  },
  // a proxy of another realm's object gets slots of this realm
  localize(proxy, name, impl) {
    const { target, handler, remote, realm, handle } = $.proxied.get(proxy);
    const hooks = $.hooksOf(name);
    Object.setPrototypeOf(target, $.prototypeOf(name));
    Object.setPrototypeOf(handler, null);
    $.slot(proxy, name, impl);
    if (hooks) Object.setPrototypeOf(Object.assign(handler, { impl, hooks, self: proxy }), $.Exotic.prototype);
    else Object.setPrototypeOf(handler, $.localHandler(remote, realm, handle));
  },
  // members are this realm's; anything else that a page has put on the node is at home
  localHandler(remote, realm, handle) {
    const { get, set, has, getPrototypeOf } = Reflect;
    const ask = (...question) => {
      const answer = $.reach(realm, question[0], handle, question.slice(1));
      return answer === null ? undefined : $.answered(answer);
    };
    return {
      __proto__: remote,
      get: (target, key, receiver) => (has(target, key) ? get(target, key, receiver) : ask("get", key)),
      set: (target, key, value, receiver) =>
        has(target, key) ? set(target, key, value, receiver) : (ask("set", key, value) ?? false),
      has: (target, key) => has(target, key) || !!ask("has", key),
      getPrototypeOf,
    };
  },

  // The state of a node besides its place in the tree, as the membrane carries it.
  stateOf(impl) {
    const fields = {};
    for (const key of Object.keys(impl)) {
      const value = impl[key];
      const isPlain = typeof value === "string" || typeof value === "boolean" || typeof value === "number";
      if ((isPlain && !$.derived.has(key)) || key === "srcObject") fields[key] = $.toMembrane(value);
    }
    const listeners = (impl.listeners ?? []).map(({ type, callback, capture, once, passive, handler }) => {
      if (!handler) return [type, $.toMembrane(callback), capture, once, passive];
      const { value, source } = impl.handlers[type];
      return [type, source ?? null, $.toMembrane(value)];
    });
    const state = { fields, listeners };
    if (impl.custom === "custom") {
      const { localName, callbacks, observed } = impl.definition;
      state.custom = {
        localName,
        callbacks: Object.entries(callbacks).map(([key, f]) => [key, $.toMembrane(f)]),
        observed: [...observed],
      };
    }
    return state;
  },
  // The slots that are worked out anew where the node comes to.
  get derived() {
    return new Set(["id", "parentAt", "firstAt", "lastAt", "previousAt", "nextAt", "foundAt", "pathAt", "pathComposed"]);
  },
  restore(impl, { fields, listeners, custom }) {
    for (const key in fields) impl[key] = $.fromMembrane(fields[key]);
    for (const listener of listeners) {
      const type = listener[0],
        rest = listener.slice(1);
      if (rest.length === 2) {
        const [source, value] = rest;
        $.putHandler(impl, type, source === null ? { value: $.fromMembrane(value) } : { value: null, source, element: impl });
      } else {
        const [callback, capture, once, passive] = rest;
        (impl.listeners ??= []).push({
          type,
          callback: $.fromMembrane(callback),
          capture,
          once,
          passive,
          removed: false,
          handler: false,
        });
      }
    }
    if (custom === undefined) return;
    // the operation that brings the node looked its host operation up before that was watched
    if (!$.hasReactions()) Promise.resolve().then($.flushReactions);
    $.watchReactions();
    $.h.watch_custom(custom.localName);
    const callbacks = {};
    for (const [key, f] of custom.callbacks) callbacks[key] = $.fromMembrane(f);
    impl.definition ??= { localName: custom.localName, callbacks, observed: new Set(custom.observed) };
  },
});
