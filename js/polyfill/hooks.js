// Hooks on what a browser offers: wrapped methods, setters and constructors that still read as native code.

const { apply, construct, getOwnPropertyDescriptor, defineProperty } = Reflect;

const originals = new WeakMap();
const own = new WeakSet();

export function wrap(fn, traps) {
  const proxy = new Proxy(fn, traps);
  originals.set(proxy, originals.get(fn) ?? fn);
  return proxy;
}

// A function of ours that reads as native code.
export function native(fn) {
  own.add(fn);
  return wrap(fn, {});
}

// A proxy reads as native code without a name. With this it reads as the function of the browser that it wraps.
export function hideFrom({ Function: { prototype }, Object: { hasOwn } }) {
  hookValue(prototype, "toString", {
    apply(target, self, args) {
      const fn = originals.get(self) ?? self;
      return own.has(fn) ? apply(target, hasOwn, []).replace("hasOwn", fn.name) : apply(target, fn, args);
    },
  });
}

// Puts a proxy of a function in its place; returns both.
export function hookValue(object, name, traps) {
  const descriptor = getOwnPropertyDescriptor(object, name);
  const value = wrap(descriptor.value, traps);
  defineProperty(object, name, { ...descriptor, value });
  return { original: descriptor.value, value };
}

export function hookGetter(prototype, name, apply) {
  const descriptor = getOwnPropertyDescriptor(prototype, name);
  defineProperty(prototype, name, { ...descriptor, get: wrap(descriptor.get, { apply }) });
  return descriptor;
}

export function getterOf(prototype, name) {
  return getOwnPropertyDescriptor(prototype, name)?.get;
}

// Wraps an operation of its own: before(self, ...args) and after(self, result, ...args) do not change what the page
// sees. Returns the original.
export function hookMethod(prototype, name, { before, after }) {
  if (typeof prototype?.[name] !== "function") return undefined;
  return hookValue(prototype, name, {
    apply(target, self, args) {
      before?.(self, ...args);
      const result = apply(target, self, args);
      after?.(self, result, ...args);
      return result;
    },
  }).original;
}

export function hookSetter(prototype, name, after) {
  const descriptor = prototype && getOwnPropertyDescriptor(prototype, name);
  if (!descriptor?.set) return;
  const set = wrap(descriptor.set, {
    apply(target, self, args) {
      apply(target, self, args);
      after(self, ...args);
    },
  });
  defineProperty(prototype, name, { ...descriptor, set });
}

// names: of one constructor. after(made) may not change what the page sees.
export function hookConstructor(window, names, after) {
  const isThere = (name) => typeof getOwnPropertyDescriptor(window, name)?.value === "function";
  const [first, ...others] = names.filter(isThere);
  if (!first) return;
  const { original, value } = hookValue(window, first, {
    construct(target, args, newTarget) {
      const result = construct(target, args, newTarget === value ? target : newTarget);
      after(result);
      return result;
    },
  });
  for (const name of others) {
    const descriptor = getOwnPropertyDescriptor(window, name);
    if (descriptor.value === original) defineProperty(window, name, { ...descriptor, value });
  }
  const { prototype } = original;
  if (prototype.constructor === original) {
    defineProperty(prototype, "constructor", { ...getOwnPropertyDescriptor(prototype, "constructor"), value });
  }
}
