// Objects of other realms. Each frame has a runtime of its own, so an object crosses as a handle and is seen through a proxy.
//
// A value is one of: a primitive; {o: handle} an object of this side; {r: realm, o: handle} of another realm; {w: frame} a
// window. Handles keep their object until the other side's proxy has been collected. The host carries the messages.
library({
  get exported() {
    return { last: 0, numbers: new Map(), objects: new Map() };
  },
  get imported() {
    return new Map();
  },
  get origins() {
    return new WeakMap();
  },
  // The parts of a proxy: { target, handler, remote, local }, the last two the ways in which it can work (adoption.js)
  get proxied() {
    return new WeakMap();
  },
  get collected() {
    return new FinalizationRegistry(({ realm, handle, key, ref }) => {
      if ($.imported.get(key) === ref) {
        $.imported.delete(key);
        $.h.membrane_release(realm, handle);
      }
    });
  },

  toMembrane(value) {
    switch (typeof value) {
      case "undefined":
        return { u: 1 };
      case "string":
        return value;
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { n: Object.is(value, -0) ? "-0" : `${value}` };
      case "bigint":
        return { b: `${value}` };
      case "symbol":
        return { s: $.symbolName(value) };
    }
    if (value === null) return null;
    if (value === $.global) return { w: $.frameNumber };
    const origin = $.origins.get(value);
    if (origin !== undefined) return origin;
    const { exported } = $;
    let handle = exported.numbers.get(value);
    if (handle === undefined) {
      handle = ++exported.last;
      exported.numbers.set(value, handle);
      exported.objects.set(handle, { value, count: 0 });
    }
    exported.objects.get(handle).count++;
    const kind = typeof value === "function" ? ($.isConstructor(value) ? "c" : "f") : Array.isArray(value) ? "a" : "o";
    return { r: $.realmNumber, o: handle, k: kind };
  },
  fromMembrane(value) {
    if (value === null || typeof value !== "object") return value;
    if (value.u) return undefined;
    if (value.n !== undefined) return Number(value.n);
    if (value.b !== undefined) return BigInt(value.b);
    if (value.s !== undefined) return $.symbolOf(value.s);
    if (value.w !== undefined) return $.windowProxy(value.w);
    if (value.r === $.realmNumber) {
      const entry = $.exported.objects.get(value.o);
      return entry === undefined ? undefined : entry.value;
    }
    return $.foreignObject(value);
  },
  symbolName(symbol) {
    for (const name of Object.getOwnPropertyNames(Symbol)) if (Symbol[name] === symbol) return `@${name}`;
    return Symbol.keyFor(symbol) ?? "";
  },
  symbolOf(name) {
    return name[0] === "@" ? Symbol[name.slice(1)] : Symbol.for(name);
  },
  isConstructor(f) {
    try {
      Reflect.construct(Object, [], f);
      return true;
    } catch {
      return false;
    }
  },
  foreignObject({ r: realm, o: handle, k: kind, own }) {
    const key = `${realm}:${handle}`;
    const known = $.imported.get(key)?.deref();
    if (known !== undefined) {
      // the other side counted this crossing, and one proxy stands for all of them; a third realm that passes it on counts nothing
      if (!own) $.h.membrane_release(realm, handle);
      return known;
    }
    if (own) $.h.membrane_retain(realm, handle);
    const target = kind === "a" ? [] : kind === "o" ? {} : kind === "c" ? function () {} : () => {};
    const remote = $.foreignHandler(realm, handle);
    const handler = Object.create(remote);
    const proxy = new Proxy(target, handler);
    $.proxied.set(proxy, { target, handler, remote, realm, handle });
    const ref = new WeakRef(proxy);
    $.imported.set(key, ref);
    $.origins.set(proxy, { r: realm, o: handle, k: kind, own: 1 });
    $.collected.register(proxy, { realm, handle, key, ref });
    return proxy;
  },
  // an operation on an object of another realm, carried out there: [value], [null, thrown], or null when that realm is gone
  reach(realm, operation, handle, args) {
    return JSON.parse($.h.membrane(realm, JSON.stringify([operation, handle, ...args.map((a) => $.toMembrane(a))])));
  },
  remotely(realm, operation, handle, ...args) {
    const answer = $.reach(realm, operation, handle, args);
    if (answer === null) throw new $.TypeError("the document that this object belongs to is gone");
    return $.answered(answer);
  },
  answered(answer) {
    if (answer.length === 2) throw $.fromMembrane(answer[1]);
    return $.fromMembrane(answer[0]);
  },
  foreignHandler(realm, handle) {
    const ask = (operation, ...args) => $.remotely(realm, operation, handle, ...args);
    return {
      __proto__: null,
      get: (target, key) => ask("get", key),
      set: (target, key, value) => ask("set", key, value),
      has: (target, key) => ask("has", key),
      deleteProperty: (target, key) => ask("delete", key),
      ownKeys: (target) => {
        const keys = JSON.parse(ask("keys")).map((k) => (k[0] === "s" ? k.slice(1) : $.symbolOf(k.slice(1))));
        for (const key of Reflect.ownKeys(target))
          if (!Reflect.getOwnPropertyDescriptor(target, key).configurable && !keys.includes(key)) keys.push(key);
        return keys;
      },
      getOwnPropertyDescriptor: (target, key) => {
        const own = Reflect.getOwnPropertyDescriptor(target, key);
        if (own !== undefined && !own.configurable) return own;
        const [has, value, writable, enumerable, getter, setter] = [...ask("descriptor", key)];
        if (!has) return undefined;
        // AD-HOC: what cannot be changed over there reads as configurable here, for a proxy may not say otherwise
        return getter || setter
          ? { get: getter, set: setter, enumerable, configurable: true }
          : { value, writable, enumerable, configurable: true };
      },
      defineProperty: (target, key, { get, set, value, writable, enumerable, configurable }) =>
        ask("define", key, get, set, value, writable, enumerable, configurable),
      getPrototypeOf: () => ask("prototype"),
      isExtensible: () => true,
      preventExtensions: () => false,
      apply: (target, self, args) => ask("apply", self, ...args),
      construct: (target, args) => ask("construct", ...args),
    };
  },
  // carries out an operation that another realm asks for; the answer is [value] or [null, thrown]
  membraneCall(text) {
    const asked = JSON.parse(text);
    const [operation, handle] = asked,
      rest = asked.slice(2);
    let answer;
    try {
      const args = rest.map((a) => $.fromMembrane(a));
      const object =
        handle === 0 ? $.global : typeof handle === "number" ? $.exported.objects.get(handle).value : $.fromMembrane(handle);
      $.depth++;
      try {
        answer = [$.toMembrane($.membraneOperation(operation, object, args))];
      } finally {
        $.depth--;
        if (Object.hasOwn($, "customState")) $.flushReactions();
      }
    } catch (error) {
      answer = [null, $.toMembrane(error)];
    }
    return JSON.stringify(answer);
  },
  membraneOperation(operation, object, args) {
    const [key] = args;
    switch (operation) {
      case "get":
        return Reflect.get(object, key);
      case "set":
        return Reflect.set(object, key, args[1]);
      case "has":
        return Reflect.has(object, key);
      case "delete":
        return Reflect.deleteProperty(object, key);
      case "keys":
        return JSON.stringify(Reflect.ownKeys(object).map((k) => (typeof k === "symbol" ? `y${$.symbolName(k)}` : `s${k}`)));
      case "descriptor": {
        const d = Reflect.getOwnPropertyDescriptor(object, key);
        return d === undefined ? [false] : [true, d.value, d.writable, d.enumerable, d.get, d.set];
      }
      case "define": {
        const [, get, set, value, writable, enumerable, configurable] = args;
        const d = get || set ? { get, set, enumerable, configurable } : { value, writable, enumerable, configurable };
        return Reflect.defineProperty(object, key, d);
      }
      case "prototype":
        return Object.getPrototypeOf(object);
      case "apply":
        return Reflect.apply(object, args[0] === undefined ? undefined : args[0], args.slice(1));
      case "construct":
        return Reflect.construct(object, args);
      case "is":
        return $.is(object, key) || ($.away.has(object) && $.isElsewhere(object, key));
      case "depart":
        return $.departNode(object, key);
      case "lend":
        return $.lend(object, key);
      case "giveBack":
        return $.giveBack(object, key);
      case "hostRange":
        return $.hostRange(object);
      case "place":
        return $.localPlace(object);
      case "settled":
        return $.settled(object, key);
    }
  },
  membraneRetain(handle) {
    $.exported.objects.get(handle).count++;
  },
  membraneRelease(handle) {
    const { exported } = $;
    const entry = exported.objects.get(handle);
    if (entry !== undefined && --entry.count === 0) {
      exported.objects.delete(handle);
      exported.numbers.delete(entry.value);
    }
  },
});
