// Hooks on what a browser offers: wrapped methods, setters and constructors that still read as native code.

// No trap throws what the native function would not, whatever the page has done to the language meanwhile.

export const { apply } = Reflect;
const { construct, getOwnPropertyDescriptor, defineProperty } = Reflect;

const originals = new WeakMap();
const own = new WeakSet();

// Properties that a page puts on Object.prototype are neither traps nor parts of a descriptor.
export function wrap(fn, traps) {
  const proxy = new Proxy(fn, { __proto__: null, ...traps });
  originals.set(proxy, originals.get(fn) ?? fn);
  return proxy;
}

// A function of ours that reads as native code.
export function native(fn, traps) {
  own.add(fn);
  return wrap(fn, traps);
}

// A proxy reads as native code without a name. With this it reads as the function of the browser that it wraps.
export function hideFrom({ Function: { prototype }, Object: { hasOwn } }) {
  hookValue(prototype, "toString", {
    apply(target, self, args) {
      try {
        self = originals.get(self) ?? self;
        if (own.has(self)) return apply(target, hasOwn, []).replace("hasOwn", self.name);
      } catch {
        // The error is the browser's, which reads the function as it does a proxy.
      }
      return apply(target, self, args);
    },
  });
}

function redefine(object, name, changes) {
  const descriptor = getOwnPropertyDescriptor(object, name);
  defineProperty(object, name, { __proto__: null, ...descriptor, ...changes });
  return descriptor;
}

// Puts a proxy of a function in its place; returns both.
export function hookValue(object, name, traps) {
  const original = object[name];
  const value = wrap(original, traps);
  redefine(object, name, { value });
  return { original, value };
}

// instead(self) is what the getter gives, unless it is undefined. Returns the original.
export function hookGetter(prototype, name, instead) {
  const original = getterOf(prototype, name);
  const get = wrap(original, {
    apply(target, self, args) {
      try {
        const value = instead(self);
        if (value !== undefined) return value;
      } catch {
        // The call is the browser's alone.
      }
      return apply(target, self, args);
    },
  });
  redefine(prototype, name, { get });
  return original;
}

export function getterOf(prototype, name) {
  return getOwnPropertyDescriptor(prototype, name)?.get;
}

// Wraps an operation of its own: before(self, args) and after(self, result, args) do not change what the page sees,
// and do not throw. Returns the original.
/** @param {any} prototype @param {string} name @param {{ before?: Function, after?: Function }} traps */
export function hookMethod(prototype, name, { before, after }) {
  if (typeof prototype?.[name] !== "function") return undefined;
  return hookValue(prototype, name, {
    apply(target, self, args) {
      before?.(self, args);
      const result = apply(target, self, args);
      after?.(self, result, args);
      return result;
    },
  }).original;
}

// instead(self, value) sets it if it returns true; after(self, value) does not throw. Returns the original.
/** @param {any} prototype @param {string} name @param {{ instead?: Function, after?: Function }} traps */
export function hookSetter(prototype, name, { instead, after }) {
  const original = prototype && getOwnPropertyDescriptor(prototype, name)?.set;
  if (!original) return undefined;
  const set = wrap(original, {
    apply(target, self, args) {
      try {
        if (instead?.(self, args[0])) return;
      } catch {
        // The call is the browser's alone.
      }
      apply(target, self, args);
      after?.(self, args[0]);
    },
  });
  redefine(prototype, name, { set });
  return original;
}

// names: of one constructor. after(made) may not change what the page sees, and does not throw.
export function hookConstructor(window, names, after) {
  const isThere = (name) => typeof getOwnPropertyDescriptor(window, name)?.value === "function";
  const others = names.filter(isThere),
    first = others.shift();
  if (!first) return;
  const { original, value } = hookValue(window, first, {
    construct(target, args, newTarget) {
      const result = construct(target, args, newTarget === value ? target : newTarget);
      after(result);
      return result;
    },
  });
  for (const name of others) {
    if (window[name] === original) redefine(window, name, { value });
  }
  const { prototype } = original;
  if (prototype.constructor === original) redefine(prototype, "constructor", { value });
}
