// Gives a realm its interfaces, one member at a time.
//
// Every prototype stands in front of a lazy prototype: a proxy that is reached only when a lookup misses, compiles the member that was
// asked for, and steps out of the chain once the whole interface has been built. Reflection builds the whole interface first,
// so that a page cannot tell. https://webidl.spec.whatwg.org/#javascript-binding
(function (host, handover, shared, first, root, keep) {
  "use strict";
  const { TypeError, ReferenceError, Error, Object, Reflect, Proxy, Symbol, String } = globalThis;
  let global = globalThis; // another object once the frame went on to another document
  const { parse } = JSON;
  const { isArray } = Array;
  const objects = Object.prototype,
    arrays = Array.prototype;
  const { keys: ownNames } = Object;
  const { call } = Function.prototype;
  // methods of strings that a page cannot replace: functions of the string
  const isWellFormed = call.bind(String.prototype.isWellFormed),
    toWellFormed = call.bind(String.prototype.toWellFormed);
  const includes = call.bind(String.prototype.includes),
    split = call.bind(String.prototype.split);
  const join = call.bind(Array.prototype.join);
  const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyDescriptors, setPrototypeOf, create, hasOwn, assign } = Object;
  const { get, set, ownKeys, getPrototypeOf, apply, construct } = Reflect;
  // the host laid a compiled compiled into the handover when it answers true: a function of `$` and `h`
  const compiled = (kind, name, key) => (checked(host(kind, name, key)) ? handover[0] : null);
  const OWN_FRAMES = 3; // pageFrames, absent and the proxy's get, when a script reads a global
  const PASSES = 64; // misses that an interface takes before it is built whole
  // The engine's own functions by class, as they were before any page: each is made when it is first asked for
  // (shim/engine/natives.py). The class of `Object.keys` and its like is `Object_`.
  const kept = handover[1];
  const { iterator } = Symbol;
  // Iterators of ours have the engine's own `next`, whatever a page has put in place of it.
  const walkers = create(null);
  const walker = (kind) =>
    (walkers[kind] ??= {
      __proto__: null,
      next: kept[kind].next,
      [iterator]() {
        return this;
      },
    });
  // The iterable that a loop over `items` walks.
  const { isView } = ArrayBuffer;
  const { values } = arrays;
  const each = (items) => {
    if (isArray(items)) return setPrototypeOf(apply(values, items, []), walker("ArrayIterator"));
    if (typeof items === "string") return setPrototypeOf(apply(kept.String[iterator], items, []), walker("StringIterator"));
    if (isView(items)) return setPrototypeOf(apply($.made["TypedArray.prototype.values"], items, []), walker("ArrayIterator"));
    // lists of nodes and the like, which a page sees, have its iterators
    const isList = slots.has(items) && typeof items.length === "number";
    return isList ? setPrototypeOf(apply(values, items, []), walker("ArrayIterator")) : items;
  };
  // Containers of ours: a page cannot put its own methods in place of theirs, and is never called with one as `this`.
  const own = (Base, prototype) => {
    const Own = function (items) {
      return construct(Base, items === undefined || items === null ? [] : [each(items)], Own);
    };
    Own.prototype = prototype;
    return Own;
  };
  const OwnWeakMap = own(WeakMap, setPrototypeOf(kept.WeakMap, null));
  const slots = new OwnWeakMap();
  // like push, which a page can replace, and which finds the setters that a page gives to Array.prototype
  const append = (array, value) => {
    defineProperty(array, array.length, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  };
  const prototypes = create(null); // interface name → record
  const names = new OwnWeakMap(); // prototype or interface object → record
  const $ = create(null);
  const h = create(null);
  keep($);
  // The text of a value, as a template has it: engine's own for lists of ours.
  $.text = (value) => {
    if (typeof value === "string") return value;
    if (typeof value === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
    return isArray(value) ? join(value, ",") : String(value);
  };
  $.Object_create = create;
  $.Object_defineProperty = defineProperty;
  $.Object_setPrototypeOf = setPrototypeOf;
  $.Object_assign = assign;
  $.Object_hasOwn = hasOwn;
  $.Object_keys = ownNames;
  $.Reflect_get = get;
  $.Reflect_set = set;
  $.Reflect_apply = apply;
  $.Reflect_ownKeys = ownKeys;
  $.Array_isArray = isArray;
  $.Array__values = values;
  $.Reflect_has = Reflect.has;
  $.Reflect_defineProperty = Reflect.defineProperty;
  $.Reflect_deleteProperty = Reflect.deleteProperty;
  $.own = own;
  const ofViews = getPrototypeOf(Uint8Array.prototype);
  $.viewTag = getOwnPropertyDescriptor(ofViews, Symbol.toStringTag).get;
  $.viewSize = getOwnPropertyDescriptor(ofViews, "length").get;
  $.promiseSpecies = getOwnPropertyDescriptor(Promise, Symbol.species).get;

  // host operations: bound on first use; an answer that is this very string is an error to throw
  const FAILED = "\u0000failed";
  const fail = (answer) => {
    const said = host("error");
    if (said === null) return answer; // a text that looks like it
    if (said === FAILED) throw new $.RangeError("Maximum call stack size exceeded");
    const error = parse(said);
    if (error.type === "DOMException") throw new $.DOMException(error.message, error.name);
    throw new (error.type === "RangeError" ? $.RangeError : error.type === "ReferenceError" ? ReferenceError : $.TypeError)(
      error.message,
    );
  };
  const checked = (answer) => (answer === FAILED ? fail(answer) : answer);
  const ask = (kind, name) => checked(host(kind, name));
  // INTEROP: the engine keeps a long concatenation as a rope, which its binding cannot hand to the host
  const flat = (x) => (typeof x === "string" && x.length > 512 ? String(x) : x);
  // by how many arguments there are; compiled pieces call these with the number of the operation, other calls with its name
  h.$0 = (n) => checked(host(n));
  h.$1 = (n, a) => checked(host(n, flat(a)));
  h.$2 = (n, a, b) => checked(host(n, flat(a), flat(b)));
  h.$3 = (n, a, b, c) => checked(host(n, flat(a), flat(b), flat(c)));
  h.$4 = (n, a, b, c, d) => checked(host(n, flat(a), flat(b), flat(c), flat(d)));
  h.$5 = (n, a, b, c, d, e) => checked(host(n, flat(a), flat(b), flat(c), flat(d), flat(e)));
  h.$6 = (n, a, b, c, d, e, f) => checked(host(n, flat(a), flat(b), flat(c), flat(d), flat(e), flat(f)));
  const lazily = (compile) =>
    new Proxy(create(null), {
      __proto__: null,
      get: (t, key) => (typeof key === "string" ? compile(key) : undefined),
      has: () => true,
    });
  setPrototypeOf(
    h,
    lazily((name) => {
      const call = `$${ask("argument_count", name)}`;
      return (h[name] = (a, b, c, d, e, f) => h[call](name, a, b, c, d, e, f));
    }),
  );
  // References of platform code to the language (shim/engine/platform/own_references.py): `$._map` is a function of
  // the object that has the method, `$.maybe_map` answers undefined where there is no object, `$.Map__has` is the bare
  // method and `$.Object_keys` a function of the global object.
  const slice = call.bind(String.prototype.slice),
    startsWith = call.bind(String.prototype.startsWith),
    indexOf = call.bind(String.prototype.indexOf),
    bind = call.bind(Function.prototype.bind);
  const native = (Class, name) => {
    const table = kept[Class];
    return hasOwn(table, name) ? table[name] : $.made[`${Class}.prototype.${name}`];
  };
  const applied = (o, name, args) => {
    const method = o[name];
    if (typeof method !== "function") throw new TypeError(`${name} is not a function`);
    return apply(method, o, args);
  };
  // those that are in js/platform/webidl, since they are more than the engine's own function
  const LIBRARY =
    "_exec _unshift _splice _match _matchAll _replace _replaceAll _search _split _then _catch _finally" +
    " _concat _filter _flat _flatMap _toString Promise_all Promise_resolve Array_from Float32Array_from Uint8Array_from Object_fromEntries ";
  // A descriptor that inherits nothing: what it lacks is not looked for in what a page has given to all objects.
  const bareDescriptor = (descriptor) => (descriptor === undefined ? undefined : setPrototypeOf(descriptor, null));
  const isExpression = (o) => typeof o === "object" && o !== null && "lastIndex" in o;
  const { push } = arrays;
  // True where arrays inherit something of that index, or what a page puts in front of all objects decides about it.
  const inherits = (index) => getPrototypeOf(arrays) !== objects || index in arrays;
  const ownPush = (o, ...items) => {
    if (!isArray(o)) return applied(o, "push", items);
    // a setter that a page has given to all arrays would have the item
    for (let i = 0; i < items.length; i++)
      if (inherits(o.length)) append(o, items[i]);
      else apply(push, o, [items[i]]);
    return o.length;
  };
  const ownMethod = (name) => {
    const at = indexOf(name, "_"),
      key = slice(name, at + 1);
    if (includes(LIBRARY, `${name} `)) return undefined;
    if (at === 0) {
      if (key === "call") return bind(call, call);
      if (key === "apply" || key === "bind") return bind(call, native("Function", key));
      return ofAll(key);
    }
    if (startsWith(name, "get_")) return $.bytesGetter(key);
    const Class = slice(name, 0, at);
    if (startsWith(key, "_")) return native(Class, slice(key, 1));
    if (Class === "plain") return ofAll(key);
    if (Class === "maybe") return $.maybeMethod(key);
    if (Class === "on") {
      const next = indexOf(key, "_");
      return $.methodOf(slice(key, 0, next), slice(key, next + 1));
    }
    const table = kept[`${Class}_`];
    if (table === undefined) return undefined;
    const found = hasOwn(table, key) ? table[key] : $.made[`${Class}.${key}`];
    return hasOwn($, Class) ? bind(found, $[Class]) : found; // functions of a class may ask for `this`
  };
  // A method that arrays, strings and typed arrays have, or some of them; else it is the object's own. The engine's are
  // looked for when they are first needed.
  const ofAll = (key) => {
    let ofArray, ofText;
    const isPart = key === "slice" || key === "subarray",
      isMaker = key === "slice" || key === "map";
    return (o, ...args) => {
      if (typeof o === "string") return apply((ofText ??= native("String", key)), o, args);
      if (isArray(o)) return apply((ofArray ??= isMaker ? $.making[key] : native("Array", key)), o, args);
      if (isPart && typeof o === "object" && o !== null) return $.part(o, key, ...each(args));
      return isView(o) ? apply(native("TypedArray", key), o, args) : applied(o, key, args);
    };
  };
  // OPTIMIZATION: those that most pages use are there at once
  $.Object_getOwnPropertyDescriptor = (o, key) => bareDescriptor(getOwnPropertyDescriptor(o, key));
  $.Reflect_getOwnPropertyDescriptor = $.Object_getOwnPropertyDescriptor;
  $._push = ownPush;
  $._includes = ofAll("includes");
  $._indexOf = ofAll("indexOf");
  $._slice = ofAll("slice");
  $._map = ofAll("map");
  $._set = ofAll("set");
  $.plain_split = ofAll("split");
  $._test = (o, text) => (isExpression(o) ? apply(kept.Expression.exec, o, [text]) !== null : o.test(text));
  const states = create(null); // name → what computes its first value
  const lazyHelpers = lazily((name) => {
    const method = includes(name, "_") ? ownMethod(name) : undefined;
    if (method !== undefined) {
      defineProperty($, name, { __proto__: null, value: method, writable: true });
      return method;
    }
    if (states[name] === undefined) {
      const laid = handover[0]; // what the host laid there for the very helper that is now loaded
      const unit = compiled("helper", name);
      handover[0] = laid;
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
    const { interfaces } = unit;
    for (let i = 0; i < interfaces.length; i++) add(interfaces[i]);
    // js/polyfill uses what it watches at once, so all must be there
    for (let i = 0; i < interfaces.length; i++) if (interfaces[i].watched) ask("used", interfaces[i].name);
  };

  const define = (target, members) => {
    const found = ownKeys(members);
    // OPTIMIZATION: descriptors inherit nothing, but only where a page has given them something to inherit
    const bare = hasOwn(objects, "get") || hasOwn(objects, "set") || hasOwn(objects, "value") || hasOwn(objects, "writable");
    for (let i = 0; i < found.length; i++) {
      const key = found[i],
        descriptor = getOwnPropertyDescriptor(members, key);
      if (bare) setPrototypeOf(descriptor, null);
      if ("value" in descriptor && typeof descriptor.value !== "function") descriptor.writable = descriptor.configurable = false;
      if (!hasOwn(target, key)) defineProperty(target, key, descriptor);
    }
  };

  // an interface and its ancestors come from the host at once; a plain one as a line of text
  const record = (name) => {
    if (prototypes[name] !== undefined) return prototypes[name];
    const answer = ask("interface", name);
    if (answer === true) install(handover[0]($, h));
    else {
      const said = split(answer, " ");
      add({ __proto__: null, name: said[0], parent: said[1], tag: said[2], whole: said.length > 3, eager: {} });
    }
    return prototypes[name];
  };

  const setConstructor = function (value) {
    defineProperty(this, "constructor", {
      __proto__: null,
      value,
      writable: true,
      enumerable: !names.has(this),
      configurable: true,
    });
  };
  const { toStringTag } = Symbol;
  // Gives a prototype its tag and its constructor.
  const complete = (made) => {
    defineProperty(made.prototype, toStringTag, { __proto__: null, value: made.info.tag, configurable: true });
    defineProperty(made.prototype, "constructor", {
      __proto__: null,
      get: () => touch(made),
      set: setConstructor,
      configurable: true,
    });
  };
  const add = (info) => {
    const { name } = info;
    const parent = info.parent === null ? null : prototypes[info.parent];
    const above = info.global ? namedProperties(parent.prototype, name) : parent ? parent.prototype : Object.prototype;
    const made = (prototypes[name] = {
      __proto__: lazyMembers,
      name,
      parent,
      info,
      above,
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
      setPrototypeOf(prototype, (made.lazyPrototype = new Proxy(above, made)));
    }
    const { constants } = info;
    if (constants)
      for (let i = 0; i < constants.length; i++)
        defineProperty(prototype, constants[i], { __proto__: null, writable: false, configurable: false });
    if (info.global) define(global, info.eager);
    if (info.iterable) $.iterable(prototype, name, info.iterable);
    if (info.unscopable)
      defineProperty(prototype, Symbol.unscopables, {
        __proto__: null,
        value: assign(create(null), info.unscopable),
        configurable: true,
      });
  };

  // True for a name that the host can be asked about; no member or global has any other.
  const isPlain = (key) => isWellFormed(key) && !includes(key, "\0");

  // A record is the handler of its lazy prototype. `known` says of names that the interface itself does not have which
  // record's prototype a lookup goes on with.
  const lazyMembers = {
    __proto__: null,
    lazyPrototype: null,
    known: null,
    object: null,
    isTouched: false,
    passes: 0,
    // The prototype that a lookup goes on with which has not found `key` on this one.
    next(key) {
      if (this.lazyPrototype === null || typeof key !== "string") return this.above;
      if (++this.passes > PASSES) {
        build(this);
        return hasOwn(this.prototype, key) ? this.prototype : this.above;
      }
      const owner = (this.known[key] ??= this.owner(key));
      // OPTIMIZATION: nothing between this one and the owner's has the name, until a page can change prototypes
      return areTouched && owner !== this.prototype ? this.above : owner;
    },
    // The prototype that has a member of that name, brought there if need be; the one above when none has it.
    owner(key) {
      for (let at = this.parent; at !== null; at = at.parent) if (hasOwn(at.prototype, key)) return at.prototype;
      if (!isPlain(key)) return this.above;
      const name = checked(host("member", this.name, key));
      // the host may have run a script that defined it, as js/polyfill defines navigator.audioSession
      if (name === null) return hasOwn(this.prototype, key) ? this.prototype : this.above;
      const made = prototypes[name];
      // one that has been built lacks what a page has taken away
      if (made.lazyPrototype !== null) define(made.prototype, handover[0]($, h));
      return made.prototype;
    },
    get(target, key, receiver) {
      if (this.lazyPrototype !== null) {
        if (key === "constructor") return touch(this);
        if (key === toStringTag) return this.info.tag;
      }
      return get(this.next(key), key, receiver);
    },
    set(target, key, value, receiver) {
      if (this.lazyPrototype !== null) {
        if (key === "constructor") {
          apply(setConstructor, receiver, [value]);
          return true;
        }
        if (key === toStringTag) return false;
      }
      return set(this.next(key), key, value, receiver);
    },
    has(target, key) {
      return key === "constructor" || key === toStringTag || Reflect.has(this.next(key), key);
    },
    getPrototypeOf() {
      return this.above;
    },
  };
  // every member of an interface; afterwards its prototype is an ordinary object
  const build = (made) => {
    if (made.lazyPrototype === null) return made;
    made.lazyPrototype = null;
    complete(made);
    define(made.prototype, compiled("members", made.name)($, h));
    setPrototypeOf(made.prototype, made.above);
    return made;
  };

  const interfaceObject = (made) => {
    if (made.object !== null) return made.object;
    const object = (made.object = compiled("constructor", made.name)($, h)[made.name]);
    names.set(object, made);
    if (made.parent) setPrototypeOf(object, interfaceObject(made.parent));
    defineProperty(object, "prototype", { __proto__: null, value: made.prototype, writable: false });
    return object;
  };

  // the interface object as a page gets it: from here on the page can reflect on the prototype
  let areTouched = false; // a page has got hold of some interface's prototype
  const touch = (made) => {
    const object = interfaceObject(made);
    if (!made.isTouched) {
      made.isTouched = areTouched = true;
      build(made);
      defineProperty(made.prototype, "constructor", {
        __proto__: null,
        value: object,
        writable: true,
        enumerable: false,
        configurable: true,
      });
      const statics = compiled("statics", made.name);
      if (statics !== null) define(object, statics($, h));
    }
    return object;
  };

  let capturing = false,
    captured;
  let isGenerated = false; // what runs right below our own functions is code that the page has made of a string
  let nearest;
  // The frames of the page's scripts that are under way, innermost first; or the innermost function of the page alone, which may be
  // of code that it has made of a string, as handlers of markup are. Neither is kept: a function keeps its realm alive.
  const pageFrames = (isForNearest) => {
    captured = [];
    capturing = true;
    new Error();
    capturing = false;
    const found = isForNearest === true ? nearest : captured;
    captured = nearest = undefined;
    return found;
  };
  // A script of the page reads a global that is nowhere: throws what a browser without it throws. What ours read is not reported.
  const absent = (key) => {
    const frames = pageFrames();
    if (frames.length > 0 && frames[0].above === OWN_FRAMES)
      checked(host("absent", frames[0].file, frames[0].at, frames[0].column, key));
    else if (isGenerated) checked(host("absent", "", 0, 0, key));
  };

  // https://webidl.spec.whatwg.org/#named-properties-object, and where lazy globals come from
  let loadAll;
  const namedProperties = (above, name) => {
    const inherited = assign(create(null), getOwnPropertyDescriptors(above)); // no global has the name of one of these
    // `kind`: the host's number for the kind of global that a name is; 0 for none, 5 for a frame's or an element's.
    const brought = create(null); // globals that have been there: a page has deleted those that are not
    const load = (key, kind = ask("global", key)) => {
      if (kind === 0 || kind === 5 || brought[key]) return hasOwn(global, key);
      if (kind === 1 || kind === 4) {
        checked(host("member", name, key));
        define(global, handover[0]($, h));
        if (kind === 4) defineProperty(global, key, { __proto__: null, configurable: false });
      } else {
        const value =
          kind === 2
            ? touch(record(ask("alias", key)))
            : apply(getOwnPropertyDescriptor(compiled("value", key)($, h), key).get, undefined, []);
        // js/polyfill may have put its own there meanwhile
        if (!hasOwn(global, key))
          defineProperty(global, key, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
      }
      brought[key] = true; // not before: what it needs may ask for it
      return true;
    };
    $.bringGlobals = (names) => {
      const all = split(names, " ");
      for (let i = 0; i < all.length; i++) if (!hasOwn(global, all[i])) load(all[i]);
    };
    loadAll = () => {
      const all = parse(checked(host("globals")));
      for (let i = 0; i < all.length; i++) if (!hasOwn(global, all[i])) load(all[i]);
    };
    const isOther = (key) => typeof key === "string" && inherited[key] === undefined && isPlain(key);
    return new Proxy(above, {
      __proto__: null,
      get: (target, key, receiver) => {
        if (!isOther(key)) return get(above, key, receiver);
        const kind = ask("property", key);
        if (receiver === global && load(key, kind)) return global[key];
        const value = get(above, key, receiver);
        if (value !== undefined) return value;
        if (kind === 5) return $.windowProperty(key);
        // the engine asks a proxy the same for `name` and for `window.name`; the first throws
        if (receiver === global) absent(key);
        return undefined;
      },
      // OPTIMIZATION: no global of the platform has an underscore in its name, and many of pages have
      set: (target, key, value, receiver) =>
        set(isOther(key) && !includes(key, "_") && load(key) ? global : above, key, value, receiver),
      has: (target, key) => {
        if (!isOther(key)) return Reflect.has(above, key);
        const kind = ask("property", key);
        return (!hasOwn(global, key) && load(key, kind)) || Reflect.has(above, key) || kind === 5;
      },
      getPrototypeOf: () => above,
    });
  };

  // The realms of the runtime know each other. What lies in `shared` refers to no realm, or it would keep one alive.
  $.weak = (object) => setPrototypeOf(new WeakRef(object), null);
  if (shared.realms === undefined) assign(shared, { realms: create(null), windows: create(null), count: 0, depth: 0 });
  $.number = ++shared.count;
  shared.realms[$.number] = $.weak($);
  $.resetDepth = () => {
    shared.depth = 0;
  };
  // The frame's window, which has been the global object, stays with the frame. Its slots hold this realm, so they must go.
  $.leaveWindow = () => {
    const impl = slots.get(global);
    slots.delete(global);
    global = $.global = handover[0];
    slots.set(global, impl);
  };

  $.h = h;
  $.global = global;
  $.objects = objects;
  $.DOMException = DOMException;
  $.host = host;
  $.compiled = compiled;
  $.handover = handover;
  $.append = append;
  $.inherits = inherits;
  $.each = each;
  // a class of ours, of which objects inherit nothing that a page can change
  $.bare = (Class) => {
    setPrototypeOf(Class.prototype, null);
    return Class;
  };
  $.walker = walker;
  $.applied = applied;
  $.native = native;
  $.kept = kept;
  $.given = (items) => items; // what a page has given is walked as its own script would walk it
  $.objects = objects;
  $.shared = shared;
  // the prototype of a page's own iterators of maps, or of sets
  $.iteratorsOf = (isMap) =>
    getPrototypeOf(
      isMap
        ? apply($.made["Map.prototype.entries"], new $.pageMap(), [])
        : apply($.made["Set.prototype.values"], new $.pageSet(), []),
    );
  $.WeakMap = OwnWeakMap;
  $.inheritedNames = ownKeys(objects).length; // of all objects, before a page gives them more
  $.root = root;
  $.record = record;
  $.touch = touch;
  $.slots = slots;
  $.ask = ask;
  $.checked = checked;
  $.flat = flat;
  $.impl = (object) => slots.get(object);
  $.is = (object, name) => {
    const impl = slots.get(object);
    return impl !== undefined && impl.is[name] === true;
  };
  $.of = (object, name) => {
    const impl = slots.get(object ?? global);
    if (impl !== undefined && impl.is[name] === true) return impl;
    if (impl === undefined && $.isElsewhere(object, name)) return null;
    throw new TypeError(`Illegal invocation: this is not a ${name}`);
  };
  $.win = (object) => {
    const impl = slots.get(object ?? global);
    if (impl === undefined || impl.is[root] !== true) throw new TypeError(`Illegal invocation: this is not a ${root}`);
    return impl;
  };
  // the same, and null for the window of another realm
  $.winOrElsewhere = (object) =>
    slots.get(object ?? global) === undefined && $.isElsewhere(object, root) ? null : $.win(object);
  // [LegacyUnforgeable] members, inherited ones included: the same functions for every object
  const unforgeables = (made) => {
    if (made.unforgeable !== undefined) return made.unforgeable;
    const found = [],
      inherited = made.parent === null ? found : unforgeables(made.parent);
    if (!made.info.unforgeable) return (made.unforgeable = inherited);
    for (let i = 0; i < inherited.length; i++) append(found, inherited[i]);
    const members = made.info.unforgeable,
      named = ownKeys(members);
    for (let i = 0; i < named.length; i++) {
      const descriptor = assign(create(null), getOwnPropertyDescriptor(members, named[i]));
      descriptor.configurable = false;
      append(found, { __proto__: null, key: named[i], descriptor });
    }
    return (made.unforgeable = found);
  };
  // gives `object` the slots of an interface; `impl.self` is not kept, so that a wrapper can go when its page lets go
  const fill = (object, made, impl) => {
    impl.is = made.is;
    slots.set(object, impl);
    const fixed = unforgeables(made);
    for (let i = 0; i < fixed.length; i++) defineProperty(object, fixed[i].key, fixed[i].descriptor);
  };
  $.fill = fill;
  $.create = (name, impl = create(null), prototype) => {
    const made = record(name);
    let object = create(prototype ?? made.prototype);
    if (made.info.hooks) object = $.exotic(object, impl, made.info.hooks);
    fill(object, made, impl);
    return object;
  };
  $.str = (value) => {
    const text = typeof value === "string" ? value : `${value}`;
    if (includes(text, "\0")) $.bewareOfNul();
    // AD-HOC: strings cross into the host as UTF-8, so lone surrogates are replaced
    return toWellFormed(text);
  };
  // runs a page's function as a callback: its errors are reported, and microtasks run when nothing of the page is left on the stack
  $.invoke = (f, self, args) => {
    shared.depth++;
    try {
      return apply(f, self, args);
    } catch (error) {
      $.realmBehind(f).report(error);
    } finally {
      if (--shared.depth === 0) checked(host("checkpoint"));
    }
  };

  // reflection on the global object brings what is asked for first
  const one = (object, key) => {
    if (object === global && typeof key === "string") key in global;
  };
  const all = (object) => {
    if (object === global) loadAll();
  };
  const reflecting = (name, own) =>
    ({
      [name](object, key) {
        one(object, key);
        return own(object, key);
      },
    })[name];
  const listing = (name, own) =>
    ({
      [name](object) {
        all(object);
        return own(object);
      },
    })[name];
  const { hasOwnProperty } = objects;
  // assigning leaves them as they were: writable, configurable, not enumerable
  assign(Object, {
    getOwnPropertyDescriptor: reflecting("getOwnPropertyDescriptor", getOwnPropertyDescriptor),
    getOwnPropertyDescriptors: listing("getOwnPropertyDescriptors", getOwnPropertyDescriptors),
    getOwnPropertyNames: listing("getOwnPropertyNames", Object.getOwnPropertyNames),
    getPrototypeOf(object) {
      return seen(Object(object) === object ? getPrototypeOf(object) : getPrototypeOf(Object(object)));
    },
    hasOwn: reflecting("hasOwn", hasOwn),
    keys: listing("keys", ownNames),
  });
  assign(Reflect, {
    getOwnPropertyDescriptor: reflecting("getOwnPropertyDescriptor", Reflect.getOwnPropertyDescriptor),
    getPrototypeOf(object) {
      return seen(getPrototypeOf(object));
    },
    ownKeys: listing("ownKeys", ownKeys),
  });
  assign(objects, {
    hasOwnProperty(key) {
      one(this, key);
      return apply(hasOwnProperty, this, [key]);
    },
  });
  // The engine formats without locales, so js/platform/intl does it instead.
  const inLocale = (prototype, Class, name) => {
    prototype[name] = {
      [name](...args) {
        return $.toLocale(Class, name, this, args[0], args[1]);
      },
    }[name];
  };
  inLocale(Number.prototype, "Number", "toLocaleString");
  inLocale(BigInt.prototype, "BigInt", "toLocaleString");
  const dates = Date.prototype;
  inLocale(dates, "Date", "toLocaleString");
  inLocale(dates, "Date", "toLocaleDateString");
  inLocale(dates, "Date", "toLocaleTimeString");
  assign(String.prototype, {
    localeCompare(that, ...args) {
      return $.compareInLocale(this, that, args[0], args[1]);
    },
  });
  const seen = (found) => {
    const made = found === null ? undefined : names.get(found);
    if (made === undefined) return found;
    touch(made);
    return found;
  };
  const dunder = getOwnPropertyDescriptor(Object.prototype, "__proto__");
  defineProperty(Object.prototype, "__proto__", {
    __proto__: null,
    get: {
      "get __proto__"() {
        return seen(apply(dunder.get, this, []));
      },
    }["get __proto__"],
    set: dunder.set,
    configurable: true,
  });

  // Stacks name the page's scripts and nothing else. What a page sets as
  // Error.prepareStackTrace gets call sites of these frames, which tell places and names and never hand out a function.
  let prepare;
  const line = ({ name, url, line, column }) =>
    name === null ? `${url}:${line}:${column}` : `${name} (${url}:${line}:${column})`;
  $.placeOfFrame = line;
  $.pageFrames = pageFrames;
  Error.prepareStackTrace = (error, frames) => {
    const found = [];
    let above = 0; // functions of ours that the page's has called
    isGenerated = false;
    for (let i = 0; i < frames.length; i++) {
      const frame = frames[i];
      const file = frame.getFileName(),
        at = frame.getLineNumber(),
        url = typeof file === "string" ? host("url_of", file, at) : null;
      if (url === null) {
        if (frame.isNative()) continue;
        if (capturing && file === "<input>") nearest ??= frame.getFunction();
        if (above++ === OWN_FRAMES) isGenerated = file === "<input>";
        continue;
      }
      const line = file === "<input>" ? host("line_of", at) : at,
        column = frame.getColumnNumber(),
        name = frame.getFunctionName(),
        caller = capturing ? frame.getFunction() : null;
      if (capturing) nearest ??= caller;
      append(found, {
        __proto__: null,
        file,
        at,
        above,
        url,
        line,
        column,
        name: name && name !== "<eval>" ? name : null,
        caller,
        isConstructor: frame.isConstructor(),
      });
    }
    if (capturing) {
      captured = found;
      return undefined;
    }
    if (prepare !== undefined) {
      for (let i = 0; i < found.length; i++) found[i] = $.callSite(found[i]);
      return prepare(error, found);
    }
    let text = `${error.name}: ${error.message}`;
    for (let i = 0; i < found.length; i++) text += `\n    at ${line(found[i])}`;
    return text;
  };
  defineProperty(Error, "prepareStackTrace", {
    get: {
      "get prepareStackTrace"() {
        return prepare;
      },
    }["get prepareStackTrace"],
    set: {
      "set prepareStackTrace"(value) {
        prepare = typeof value === "function" ? value : undefined;
      },
    }["set prepareStackTrace"],
    configurable: true,
  });
  // events that most pages do not listen for
  const listenersOf = (object) => (object === undefined ? [] : (slots.get(object).listeners ?? []));
  $.ownDocument = () => (hasOwn($, "nodes") ? $.nodes[$.documentId] : undefined);
  // True when anything listens to the window or the document.
  $.hasListeners = () => listenersOf(global).length > 0 || listenersOf($.ownDocument()).length > 0;
  delete global[Symbol.toStringTag];
  for (const name of ["queueMicrotask", "performance", "btoa", "atob"]) delete global[name];
  if (root === "Window")
    defineProperty(global, "window", {
      __proto__: null,
      get: {
        "get window"() {
          return global;
        },
      }["get window"],
      enumerable: true,
      configurable: false,
    });
  for (const name of ["__host", "__box"]) delete global[name];
  install(first($, h));
  setPrototypeOf(global, record(root).prototype);
  slots.set(global, { __proto__: null, is: record(root).is });

  // the realm's: the host may go on calling it for as long as script holds anything of the realm
  return ($.entry = (name, ...args) => {
    try {
      return apply($[name], undefined, args);
    } catch (error) {
      $.report(error);
    }
  });
});
