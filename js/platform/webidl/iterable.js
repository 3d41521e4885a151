// Members that iterable<>, maplike<>, setlike<> and indexed properties put on a prototype. https://webidl.spec.whatwg.org/#js-iterable
//
// Pair iterators read `impl.list`, an array of pairs, or `impl.pairs()` when the pairs have to be worked out; maplike and setlike
// objects have their Map or Set in `impl.entries`.
library({
  iterable(prototype, name, info) {
    const put = (key, value, enumerable = true) =>
      Object.defineProperty(prototype, key, { value, writable: true, enumerable, configurable: true });
    const { kind } = info;
    if (kind === "indexed") return put(Symbol.iterator, Array.prototype.values, false);
    if (kind === "iterable" && !info.pair) {
      for (const key of ["entries", "forEach", "keys", "values"]) put(key, Array.prototype[key]);
      return put(Symbol.iterator, Array.prototype.values, false);
    }
    if (kind === "iterable") {
      const methods = $.pairMethods(name);
      for (const key of ["entries", "forEach", "keys", "values"]) put(key, methods[key]);
      return put(Symbol.iterator, methods.entries, false);
    }
    $.collectionMethods(prototype, name, kind === "maplike" ? Map : Set, info.readonly, put);
  },
  pairsOf(impl) {
    return typeof impl.pairs === "function" ? impl.pairs() : impl.list;
  },
  pairMethods(name) {
    const prototype = $.iteratorPrototype(name);
    const iterate = (object, kind) => {
      const iterator = Object.create(prototype);
      $.iterations.set(iterator, { impl: $.of(object, name), kind, index: 0, name });
      return iterator;
    };
    return {
      entries() {
        return iterate(this, 0);
      },
      keys() {
        return iterate(this, 1);
      },
      values() {
        return iterate(this, 2);
      },
      forEach(callback, thisArg = undefined) {
        const impl = $.of(this, name);
        if (arguments.length < 1) $.few(0, 1, "forEach", name);
        if (typeof callback !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
        for (let i = 0; i < $.pairsOf(impl).length; i++) {
          const [key, value] = $.pairsOf(impl)[i];
          Reflect.apply(callback, thisArg, [value, key, this]);
        }
      },
    };
  },
  get iterations() {
    return new WeakMap();
  },
  // https://webidl.spec.whatwg.org/#js-iterator-prototype-object
  iteratorPrototype(name) {
    const made = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([].values())));
    const { next } = {
      next() {
        const state = $.iterations.get(this);
        if (state === undefined || state.name !== name)
          throw new $.TypeError(`next() called on an object that is no ${name} Iterator`);
        const pairs = $.pairsOf(state.impl);
        if (state.index >= pairs.length) return { __proto__: $.objects, value: undefined, done: true };
        const [key, value] = pairs[state.index++];
        return { __proto__: $.objects, value: state.kind === 0 ? [key, value] : state.kind === 1 ? key : value, done: false };
      },
    };
    Object.defineProperty(made, "next", { value: next, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(made, Symbol.toStringTag, { value: `${name} Iterator`, configurable: true });
    return made;
  },
  // An iterator of a container of ours as a page gets it: like those of its own maps and sets.
  pageIterator(iterator, isMap) {
    return Object.setPrototypeOf(iterator, $.iteratorsOf(isMap));
  },
  // https://webidl.spec.whatwg.org/#js-maplike and #js-setlike
  collectionMethods(prototype, name, type, readonly, put) {
    const entriesOf = (object) => $.of(object, name).entries;
    const isMap = type === Map;
    const { get } = Object.getOwnPropertyDescriptor(
      {
        get size() {
          return entriesOf(this).size;
        },
      },
      "size",
    );
    Object.defineProperty(prototype, "size", { get, enumerable: true, configurable: true });
    const reading = {
      entries() {
        return $.pageIterator(entriesOf(this).entries(), isMap);
      },
      keys() {
        return $.pageIterator(entriesOf(this).keys(), isMap);
      },
      values() {
        return $.pageIterator(entriesOf(this).values(), isMap);
      },
      has(key) {
        return entriesOf(this).has(key);
      },
      forEach(callback, thisArg = undefined) {
        const entries = entriesOf(this);
        if (typeof callback !== "function") throw new $.TypeError("parameter 1 is not of type 'Function'.");
        for (const [key, value] of entries.entries()) Reflect.apply(callback, thisArg, [value, key, this]);
      },
    };
    const writing = {
      clear() {
        entriesOf(this).clear();
      },
      delete(key) {
        return entriesOf(this).delete(key);
      },
    };
    const { mapGet, set, add } = {
      mapGet: {
        get(key) {
          return entriesOf(this).get(key);
        },
      }.get,
      set(key, value) {
        entriesOf(this).set(key, value);
        return this;
      },
      add(value) {
        entriesOf(this).add(value);
        return this;
      },
    };
    for (const key in reading) put(key, reading[key]);
    if (isMap) put("get", mapGet);
    put(Symbol.iterator, isMap ? prototype.entries : prototype.values, false);
    if (readonly) return;
    for (const key in writing) if (!Object.hasOwn(prototype, key)) put(key, writing[key]);
    if (isMap) {
      if (!Object.hasOwn(prototype, "set")) put("set", set);
    } else if (!Object.hasOwn(prototype, "add")) put("add", add);
  },
});
