// Gives a realm its interfaces, one member at a time.
//
// Every prototype stands in front of a "vault": a proxy that is reached only when a lookup misses, compiles the member that was
// asked for, and steps out of the chain once the whole interface has been built. Reflection builds the whole interface first,
// so that a page cannot tell. https://webidl.spec.whatwg.org/#javascript-binding
(function (host, box, first, root) {
  "use strict";
  const { TypeError, ReferenceError, Error, Object, Reflect, Proxy, WeakMap, JSON, Symbol, String, globalThis: global } = globalThis;
  const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyDescriptors, setPrototypeOf, create, hasOwn, assign } = Object;
  const { get, set, ownKeys, getPrototypeOf, apply } = Reflect;
  // the host laid a compiled piece into the box when it answers true: a function of `$` and `h`
  const piece = (kind, name, key) => (host(kind, name, key) ? box[0] : null);
  const PASSES = 64; // misses that an interface takes before it is built whole
  const slots = new WeakMap();
  defineProperty(slots, "get", { value: slots.get });
  defineProperty(slots, "set", { value: slots.set });
  defineProperty(slots, "delete", { value: slots.delete });
  const prototypes = create(null); // interface name → record
  const names = new WeakMap(); // prototype, interface object or vault → record
  const $ = create(null);
  const h = create(null);

  // host operations: bound on first use; an answer that is this very string is an error to throw
  const FAILED = "\u0000failed";
  const fail = () => {
    const error = JSON.parse(host("error"));
    if (error.type === "DOMException") throw new $.DOMException(error.message, error.name);
    throw new (error.type === "RangeError" ? $.RangeError : $.TypeError)(error.message);
  };
  const checked = (answer) => (answer === FAILED ? fail() : answer);
  // INTEROP: the engine keeps a long concatenation as a rope, which its binding cannot hand to the host
  const flat = (x) => (typeof x === "string" && x.length > 512 ? String(x) : x);
  // by the number of arguments; compiled pieces call these with the number of the operation
  h.$0 = (n) => checked(host(n));
  h.$1 = (n, a) => checked(host(n, flat(a)));
  h.$2 = (n, a, b) => checked(host(n, flat(a), flat(b)));
  h.$3 = (n, a, b, c) => checked(host(n, flat(a), flat(b), flat(c)));
  h.$4 = (n, a, b, c, d) => checked(host(n, flat(a), flat(b), flat(c), flat(d)));
  h.$5 = (n, a, b, c, d, e) => checked(host(n, flat(a), flat(b), flat(c), flat(d), flat(e)));
  h.$6 = (n, a, b, c, d, e, f) => checked(host(n, flat(a), flat(b), flat(c), flat(d), flat(e), flat(f)));
  const lazily = (compile) => new Proxy(create(null), {
    get: (t, key) => (typeof key === "string" ? compile(key) : undefined),
    has: () => true,
  });
  setPrototypeOf(h, lazily((name) => {
    const found = checked(host("bind", name));
    const call = h[`$${found & 7}`];
    const number = found >> 3;
    return (h[name] = (a, b, c, d, e, f) => call(number, a, b, c, d, e, f));
  }));
  const states = create(null); // name → what computes its first value
  const lazyHelpers = lazily((name) => {
    if (states[name] === undefined) {
      const laid = box[0]; // what the host laid there for the very helper that is now loaded
      const unit = piece("helper", name);
      box[0] = laid;
      if (unit === null) throw new TypeError(`no helper ${name}`);
      install(unit($, h));
      if (hasOwn($, name)) return $[name];
    }
    return ($[name] = apply(states[name], $, []));
  });

  // Takes a unit of helpers and interfaces that the host has evaluated.
  const install = (unit) => {
    setPrototypeOf($, null); // OPTIMIZATION: a proxy there takes part in every new property
    assign($, unit.helpers);
    setPrototypeOf($, lazyHelpers);
    assign(states, unit.states);
    for (const info of unit.interfaces) add(info);
    // js/polyfill uses what it watches at once, so all must be there
    for (const info of unit.interfaces) if (info.watched) host("used", info.name);
  };

  const define = (target, members) => {
    for (const key of ownKeys(members)) {
      const descriptor = getOwnPropertyDescriptor(members, key);
      if ("value" in descriptor && typeof descriptor.value !== "function") descriptor.writable = descriptor.configurable = false;
      if (!hasOwn(target, key)) defineProperty(target, key, descriptor);
    }
  };

  // an interface and its ancestors come from the host at once; a plain one as a line of text
  const record = (name) => {
    if (prototypes[name] !== undefined) return prototypes[name];
    const answer = checked(host("interface", name));
    if (answer === true) install(box[0]($, h));
    else {
      const [own, parent, tag, whole] = answer.split(" ");
      add({ name: own, parent, tag, whole: whole !== undefined, eager: {} });
    }
    return prototypes[name];
  };

  const setConstructor = function (value) {
    defineProperty(this, "constructor", { value, writable: true, enumerable: !names.has(this), configurable: true });
  };
  const { toStringTag } = Symbol;
  // Gives a prototype its tag and its constructor.
  const complete = (made) => {
    defineProperty(made.prototype, toStringTag, { value: made.info.tag, configurable: true });
    defineProperty(made.prototype, "constructor", { get: () => touch(made), set: setConstructor, configurable: true });
  };
  const add = (info) => {
    const { name } = info;
    const parent = info.parent === null ? null : prototypes[info.parent];
    const above = info.global ? namedProperties(parent.prototype, name) : parent ? parent.prototype : Object.prototype;
    const made = (prototypes[name] = {
      __proto__: vault, name, parent, info, above,
      is: { __proto__: parent && parent.is, [name]: true },
      // the members that it starts with are its prototype already
      prototype: info.global ? create(above) : info.eager,
    });
    const { prototype } = made;
    names.set(prototype, made);
    if (info.global || info.whole) {
      if (!info.global) setPrototypeOf(prototype, above);
      complete(made);
    } else {
      made.known = create(null);
      names.set((made.vault = new Proxy(above, made)), made);
      setPrototypeOf(prototype, made.vault);
    }
    if (info.constants) for (const key of info.constants) defineProperty(prototype, key, { writable: false, configurable: false });
    if (info.global) define(global, info.eager);
    if (info.iterable) $.iterable(prototype, name, info.iterable);
    if (info.unscopable) defineProperty(prototype, Symbol.unscopables, { value: assign(create(null), info.unscopable), configurable: true });
  };

  // True for a name that the host can be asked about; no member or global has any other.
  const isPlain = (key) => key.isWellFormed() && !key.includes("\0");

  // A record is the handler of its vault. `known` has names that the interface does not have: whose they are, null for nobody's.
  const fronted = [];
  const vault = {
    __proto__: null, vault: null, front: null, known: null, object: null, isTouched: false, passes: 0,
    load(key) {
      if (this.vault === null || typeof key !== "string") return false;
      const owner = this.known[key];
      if (owner !== undefined) {
        if (owner !== null) bringForward(this, key, owner);
        return false;
      }
      if (!isPlain(key)) return false;
      if (++this.passes > PASSES) { build(this); return hasOwn(this.prototype, key); }
      for (let at = this.parent; at !== null; at = at.parent) if (hasOwn(at.prototype, key)) { this.known[key] = at; return false; }
      const name = host("member", this.name, key);
      if (name === null) {
        // the host may have run a script that defined it, as js/polyfill defines navigator.audioSession
        if (hasOwn(this.prototype, key)) return true;
        this.known[key] = null;
        return false;
      }
      define(prototypes[name].prototype, box[0]($, h));
      if (name === this.name) return true;
      this.known[key] = prototypes[name];
      return false;
    },
    get(target, key, receiver) {
      if (this.vault !== null) {
        if (key === "constructor") return touch(this);
        if (key === toStringTag) return this.info.tag;
      }
      return get(this.load(key) ? this.prototype : this.above, key, receiver);
    },
    set(target, key, value, receiver) {
      if (this.vault !== null) {
        if (key === "constructor") { apply(setConstructor, receiver, [value]); return true; }
        if (key === toStringTag) return false;
      }
      return set(this.load(key) ? this.prototype : this.above, key, value, receiver);
    },
    has(target, key) { return key === "constructor" || key === toStringTag || this.load(key) || Reflect.has(this.above, key); },
    getPrototypeOf() { return this.above; },
  };
  // OPTIMIZATION: what is inherited and used again stands in front of the vault too, until a page gets hold of a prototype:
  // then it may change what is inherited
  const bringForward = (made, key, owner) => {
    made.known[key] = null;
    let at = made.parent;
    while (at !== owner && !at.isTouched) at = at.parent;
    const member = at.isTouched ? undefined : getOwnPropertyDescriptor(owner.prototype, key);
    if (member === undefined) return;
    if (made.front === null) {
      names.set((made.front = create(made.vault)), made);
      setPrototypeOf(made.prototype, made.front);
      fronted.push(made);
    }
    defineProperty(made.front, key, member);
  };
  const dropFronts = () => {
    for (const made of fronted) {
      if (made.vault !== null) setPrototypeOf(made.prototype, made.vault);
      made.front = null;
    }
    fronted.length = 0;
  };

  // every member of an interface; afterwards its prototype is an ordinary object
  const build = (made) => {
    if (made.vault === null) return made;
    made.vault = null;
    complete(made);
    define(made.prototype, piece("members", made.name)($, h));
    setPrototypeOf(made.prototype, made.above);
    return made;
  };

  const interfaceObject = (made) => {
    if (made.object !== null) return made.object;
    const object = (made.object = piece("constructor", made.name)($, h)[made.name]);
    names.set(object, made);
    if (made.parent) setPrototypeOf(object, interfaceObject(made.parent));
    defineProperty(object, "prototype", { value: made.prototype, writable: false });
    return object;
  };

  // the interface object as a page gets it: from here on the page can reflect on the prototype
  const touch = (made) => {
    const object = interfaceObject(made);
    if (!made.isTouched) {
      made.isTouched = true;
      dropFronts();
      build(made);
      defineProperty(made.prototype, "constructor", { value: object, writable: true, enumerable: false, configurable: true });
      const statics = piece("statics", made.name);
      if (statics !== null) define(object, statics($, h));
    }
    return object;
  };

  let capturing = false;
  const isReference = (key) => {
    capturing = true;
    const place = new Error().stack;
    capturing = false;
    return typeof place === "object" && place !== null && host("is_reference", place[0], place[1], key);
  };

  // https://webidl.spec.whatwg.org/#named-properties-object, and where lazy globals come from
  let loadAll;
  const namedProperties = (above, name) => {
    const inherited = assign(create(null), getOwnPropertyDescriptors(above)); // no global has the name of one of these
    // `kind`: the host's number for the kind of global that a name is; 0 for none, 5 for a frame's or an element's.
    const load = (key, kind = host("global", key)) => {
      if (kind === 0 || kind === 5) return hasOwn(global, key);
      if (kind === 1 || kind === 4) {
        host("member", name, key);
        define(global, box[0]($, h));
        if (kind === 4) defineProperty(global, key, { configurable: false });
      }
      else {
        const value = kind === 2 ? touch(record(host("alias", key))) : getOwnPropertyDescriptor(piece("value", key)($, h), key).get.call(undefined);
        // js/polyfill may have put its own there meanwhile
        if (!hasOwn(global, key)) defineProperty(global, key, { value, writable: true, enumerable: false, configurable: true });
      }
      return true;
    };
    loadAll = () => { for (const key of JSON.parse(host("globals"))) if (!hasOwn(global, key)) load(key); };
    const isOther = (key) => typeof key === "string" && inherited[key] === undefined && isPlain(key);
    return new Proxy(above, {
      get: (target, key, receiver) => {
        if (!isOther(key)) return get(above, key, receiver);
        const kind = host("property", key);
        if (receiver === global && load(key, kind)) return global[key];
        const value = get(above, key, receiver);
        if (value !== undefined) return value;
        if (kind === 5) return $.windowProperty(key);
        // the engine asks a proxy the same for `name` and for `window.name`; the first throws
        if (receiver === global && isReference(key)) throw new ReferenceError(`${key} is not defined`);
        return undefined;
      },
      // OPTIMIZATION: no global of the platform has an underscore in its name, and many of pages have
      set: (target, key, value, receiver) => set(isOther(key) && !key.includes("_") && load(key) ? global : above, key, value, receiver),
      has: (target, key) => {
        if (!isOther(key)) return Reflect.has(above, key);
        const kind = host("property", key);
        return (!hasOwn(global, key) && load(key, kind)) || Reflect.has(above, key) || kind === 5;
      },
      getPrototypeOf: () => above,
    });
  };

  $.h = h;
  $.global = global;
  $.TypeError = TypeError;
  $.RangeError = RangeError;
  $.DOMException = DOMException;
  $.host = host;
  $.piece = piece;
  $.box = box;
  $.depth = 0;
  $.lastError = undefined;
  $.scripts = [];
  $.exposed = (name) => touch(record(name));
  $.prototypeOf = (name) => record(name).prototype;
  $.hooksOf = (name) => record(name).info.hooks;
  $.impl = (object) => slots.get(object);
  $.is = (object, name) => { const impl = slots.get(object); return impl !== undefined && impl.is[name] === true; };
  $.of = (object, name) => {
    const impl = slots.get(object ?? global);
    if (impl !== undefined && impl.is[name] === true) return impl;
    if (impl === undefined && $.isElsewhere(object, name)) return null;
    throw new TypeError(`Illegal invocation: this is not a ${name}`);
  };
  // an object that goes to another document leaves its slots behind until it comes back
  $.unslot = (object) => { slots.delete(object); };
  $.reslot = (object, impl) => { slots.set(object, impl); };
  $.win = (object) => {
    const impl = slots.get(object ?? global);
    if (impl === undefined || impl.is[root] !== true) throw new TypeError(`Illegal invocation: this is not a ${root}`);
    return impl;
  };
  // [LegacyUnforgeable] members, inherited ones included: the same functions for every object
  const unforgeables = (made) => {
    if (made.unforgeable !== undefined) return made.unforgeable;
    let found = made.parent === null ? [] : unforgeables(made.parent);
    if (made.info.unforgeable) {
      found = found.slice();
      const members = made.info.unforgeable;
      for (const key of ownKeys(members)) found.push({ key, descriptor: { ...getOwnPropertyDescriptor(members, key), configurable: false } });
    }
    return (made.unforgeable = found);
  };
  // gives `object` the slots of an interface; `impl.self` is not kept, so that a wrapper can go when its page lets go
  $.slot = (object, name, impl = {}) => {
    const made = record(name);
    impl.is = made.is;
    slots.set(object, impl);
    const fixed = unforgeables(made);
    for (let i = 0; i < fixed.length; i++) defineProperty(object, fixed[i].key, fixed[i].descriptor);
    return impl;
  };
  $.create = (name, impl = {}, prototype = record(name).prototype) => {
    const made = record(name);
    const object = create(prototype);
    if (!made.info.hooks) { $.slot(object, name, impl); return object; }
    const exotic = $.exotic(object, impl, made.info.hooks);
    $.slot(exotic, name, impl);
    return exotic;
  };
  $.str = (value) => {
    const text = `${value}`;
    // AD-HOC: strings cross into the host as UTF-8 and end at U+0000, so what cannot cross is replaced
    return text.isWellFormed() && !text.includes("\0") ? text : text.toWellFormed().replaceAll("\0", "\uFFFD");
  };
  $.few = (given, required, member, name) => {
    throw new TypeError(`Failed to execute '${member}' on '${name}': ${required} argument${required > 1 ? "s" : ""} required, but only ${given} present.`);
  };
  $.missing = (what) => { host("missing", what); };

  // runs a page's function as a callback: its errors are reported, and microtasks run when nothing of the page is left on the stack
  $.invoke = (f, self, args) => {
    $.depth++;
    try { return apply(f, self, args); } catch (error) { $.report(error); } finally { if (--$.depth === 0) host("checkpoint"); }
  };

  // reflection on the global object brings what is asked for first
  const one = (object, key) => { if (object === global && typeof key === "string") key in global; };
  const all = (object) => { if (object === global) loadAll(); };
  const { getOwnPropertyNames, keys } = Object;
  const { getOwnPropertyDescriptor: describe } = Reflect;
  const { hasOwnProperty } = Object.prototype;
  // assigning leaves them as they were: writable, configurable, not enumerable
  assign(Object, {
    getOwnPropertyDescriptor(object, key) { one(object, key); return getOwnPropertyDescriptor(object, key); },
    getOwnPropertyDescriptors(object) { all(object); return getOwnPropertyDescriptors(object); },
    getOwnPropertyNames(object) { all(object); return getOwnPropertyNames(object); },
    getPrototypeOf(object) { return seen(Object(object) === object ? getPrototypeOf(object) : getPrototypeOf(Object(object))); },
    hasOwn(object, key) { one(object, key); return hasOwn(object, key); },
    keys(object) { all(object); return keys(object); },
  });
  assign(Reflect, {
    getOwnPropertyDescriptor(object, key) { one(object, key); return describe(object, key); },
    getPrototypeOf(object) { return seen(getPrototypeOf(object)); },
    ownKeys(object) { all(object); return ownKeys(object); },
  });
  assign(Object.prototype, { hasOwnProperty(key) { one(this, key); return apply(hasOwnProperty, this, [key]); } });
  const seen = (found) => {
    const made = found === null ? undefined : names.get(found);
    if (made === undefined) return found;
    touch(made);
    return found === made.prototype || found === made.object ? found : getPrototypeOf(made.prototype);
  };
  const dunder = getOwnPropertyDescriptor(Object.prototype, "__proto__");
  defineProperty(Object.prototype, "__proto__", { get: { "get __proto__"() { return seen(apply(dunder.get, this, [])); } }["get __proto__"], set: dunder.set, configurable: true });

  // stacks name the page's scripts, which all share one stream of line numbers
  Error.prepareStackTrace = (error, frames) => {
    if (capturing) {
      const frame = frames.find((f) => f.getFileName() === "<input>");
      return frame === undefined ? null : [frame.getLineNumber(), frame.getColumnNumber()];
    }
    $.lastError = error;
    let text = `${error.name}: ${error.message}`;
    for (const frame of frames) {
      if (frame.getFileName() !== "<input>") continue;
      const place = $.place(frame.getLineNumber());
      if (place === null) continue;
      const f = frame.getFunctionName();
      text += `\n    at ${f && f !== "<eval>" ? `${f} (` : ""}${place[0]}:${place[1]}:${frame.getColumnNumber()}${f && f !== "<eval>" ? ")" : ""}`;
    }
    return text;
  };
  $.registerScript = (base, url, above) => { $.scripts.push([base, url, above]); };
  // events that most pages do not listen for
  const listenersOf = (object) => (object === undefined ? [] : slots.get(object).listeners ?? []);
  const listens = (object, type) => listenersOf(object).some((listener) => listener.type === type);
  const ownDocument = () => (hasOwn($, "nodes") ? $.nodes[$.documentId] : undefined);
  // True when anything listens to the window or the document.
  $.hears = () => listenersOf(global).length > 0 || listenersOf(ownDocument()).length > 0;
  $.fireAtWindow = (type) => { if (listens(global, type)) $.firePageEvent(type); };
  $.fireAtDocument = (type, bubbles) => {
    if ((bubbles && listens(global, type)) || listens(ownDocument(), type)) $.fireAt($.documentId, type, bubbles, false);
  };
  $.place = (line) => {
    const { scripts } = $;
    for (let i = scripts.length - 1; i >= 0; i--) if (line > scripts[i][0]) return [scripts[i][1], line - scripts[i][0] + scripts[i][2]];
    return null;
  };

  delete global[Symbol.toStringTag];
  for (const name of ["queueMicrotask", "performance", "btoa", "atob"]) delete global[name];
  if (root === "Window") defineProperty(global, "window", { get: { "get window"() { return global; } }["get window"], enumerable: true, configurable: false });
  for (const name of ["__host", "__box"]) delete global[name];
  install(first($, h));
  setPrototypeOf(global, record(root).prototype);
  slots.set(global, { is: record(root).is });

  return (name, ...args) => {
    // The host reports what a compiled script throws, as it does for a script that it evaluates.
    if (name === "throwHanded") throw box[0];
    try { return $[name](...args); } catch (error) { $.report(error); }
  };
});
