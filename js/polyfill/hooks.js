// Hooks on what a browser offers: wrapped methods, setters and constructors that still read as native code.

const { apply, construct, getOwnPropertyDescriptor, defineProperty } = Reflect;

// A proxy of a function keeps its name and length and reads as native code.
export function native(fn) {
  return new Proxy(fn, {});
}

export function getterOf(prototype, name) {
  return getOwnPropertyDescriptor(prototype, name)?.get;
}

// Wraps an operation: before(self, ...args) and after(self, result, ...args) do not change what the page sees.
// Returns the original.
export function hookMethod(prototype, name, { before, after }) {
  const original = prototype[name];
  if (typeof original !== "function") return undefined;
  const proxy = new Proxy(original, {
    apply(target, self, args) {
      before?.(self, ...args);
      const result = apply(target, self, args);
      after?.(self, result, ...args);
      return result;
    },
  });
  const descriptor = getOwnPropertyDescriptor(prototype, name);
  // An inherited operation is shadowed where the hook is wanted.
  const shape = descriptor || { writable: true, enumerable: false, configurable: true };
  defineProperty(prototype, name, { ...shape, value: proxy });
  return original;
}

export function hookSetter(prototype, name, after) {
  const descriptor = getOwnPropertyDescriptor(prototype, name);
  if (!descriptor?.set) return;
  const set = new Proxy(descriptor.set, {
    apply(target, self, args) {
      apply(target, self, args);
      after(self);
    },
  });
  defineProperty(prototype, name, { ...descriptor, set });
}

export function hookConstructor(window, name, after) {
  const descriptor = getOwnPropertyDescriptor(window, name);
  if (typeof descriptor?.value !== "function") return;
  const value = new Proxy(descriptor.value, {
    construct(target, args, newTarget) {
      const result = construct(target, args, newTarget === value ? target : newTarget);
      after(result);
      return result;
    },
  });
  defineProperty(window, name, { ...descriptor, value });
  const { prototype } = descriptor.value;
  if (prototype.constructor === descriptor.value) {
    defineProperty(prototype, "constructor", { ...getOwnPropertyDescriptor(prototype, "constructor"), value });
  }
}
