// Objects with indexed and named properties. https://webidl.spec.whatwg.org/#js-legacy-platform-objects
//
// `hooks` is what the interface's class declares: $length and $item; $names and $named; $set; $delete; $overrides and
// $unenumerable are there when the IDL says [LegacyOverrideBuiltIns] or [LegacyUnenumerableNamedProperties].
library({
  exotic(object, impl, hooks) {
    const handler = (impl.exotic = new $.Exotic(impl, hooks));
    return (handler.self = new Proxy(object, handler));
  },
  get Exotic() {
    const { get, set, has, ownKeys, defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;
    const { hasOwn } = Object;
    // the array index that a key is, or -1
    const indexOf = (key) => {
      if (typeof key !== "string") return -1;
      const n = +key >>> 0;
      return `${n}` === key && n !== 4294967295 ? n : -1;
    };
    const Exotic = class {
      constructor(impl, hooks) {
        this.impl = impl;
        this.hooks = hooks;
        this.self = null;
      }
      // the value of a named property that is visible, or undefined. https://webidl.spec.whatwg.org/#dfn-named-property-visibility
      named(target, key) {
        const { hooks } = this;
        if (hooks.$named === undefined || typeof key !== "string") return undefined;
        if (hooks.$overrides === undefined && has(target, key)) return undefined;
        return hooks.$named(this.impl, key) ?? undefined;
      }
      get(target, key, receiver) {
        if (typeof key === "string") {
          const { hooks } = this;
          if (hooks.$item !== undefined) {
            const index = indexOf(key);
            if (index >= 0) {
              const value = hooks.$item(this.impl, index);
              if (value !== null && value !== undefined) return value;
              return undefined;
            }
          }
          const value = this.named(target, key);
          if (value !== undefined) return value;
        }
        return get(target, key, receiver);
      }
      has(target, key) {
        if (this.hooks.$item !== undefined) {
          const index = indexOf(key);
          if (index >= 0) return index < this.hooks.$length(this.impl);
        }
        return has(target, key) || this.named(target, key) !== undefined;
      }
      getOwnPropertyDescriptor(target, key) {
        const { hooks, impl } = this;
        if (hooks.$item !== undefined) {
          const index = indexOf(key);
          if (index >= 0) {
            const value = hooks.$item(impl, index) ?? undefined;
            return value === undefined
              ? undefined
              : { value, writable: hooks.$set !== undefined, enumerable: true, configurable: true };
          }
        }
        const value = this.named(target, key);
        if (value !== undefined)
          return {
            value,
            writable: hooks.$set !== undefined && hooks.$length === undefined,
            enumerable: hooks.$unenumerable === undefined,
            configurable: true,
          };
        return getOwnPropertyDescriptor(target, key);
      }
      ownKeys(target) {
        const { hooks, impl } = this;
        const keys = [];
        if (hooks.$length !== undefined) for (let i = 0, n = hooks.$length(impl); i < n; i++) $.append(keys, `${i}`);
        const own = ownKeys(target);
        const named = hooks.$names !== undefined ? hooks.$names(impl) : [];
        for (let i = 0; i < named.length; i++)
          if (!keys.includes(named[i]) && !own.includes(named[i]) && (hooks.$overrides !== undefined || !has(target, named[i])))
            $.append(keys, named[i]);
        for (let i = 0; i < own.length; i++) $.append(keys, own[i]);
        return keys;
      }
      // Answers true when a setter of the interface took the value.
      assign(key, value) {
        const { hooks } = this;
        if (hooks.$set === undefined || typeof key !== "string") return false;
        if (hooks.$named === undefined && indexOf(key) < 0) return false;
        return hooks.$set(this.impl, key, value) !== false;
      }
      set(target, key, value, receiver) {
        if (receiver === this.self) {
          const plain = this.hooks.$overrides === undefined && this.hooks.$names === undefined && indexOf(key) < 0;
          if (!plain && this.assign(key, value)) return true;
          if (this.hooks.$item !== undefined && indexOf(key) >= 0) return false;
          // a read-only named property shadows nothing that the object has itself
          if (this.hooks.$set === undefined && !hasOwn(target, key) && this.named(target, key) !== undefined) return false;
        }
        return set(target, key, value, receiver);
      }
      defineProperty(target, key, descriptor) {
        const { hooks } = this;
        if (hooks.$item !== undefined && indexOf(key) >= 0) return "value" in descriptor && this.assign(key, descriptor.value);
        if (hooks.$named !== undefined && typeof key === "string" && !hasOwn(target, key)) {
          if (
            hooks.$set === undefined
              ? this.named(target, key) !== undefined
              : !("value" in descriptor) && this.named(target, key) !== undefined
          )
            return false;
          if (
            hooks.$set !== undefined &&
            (hooks.$overrides !== undefined || !has(target, key)) &&
            this.assign(key, descriptor.value)
          )
            return true;
        }
        return defineProperty(target, key, descriptor);
      }
      deleteProperty(target, key) {
        const { hooks, impl } = this;
        if (hooks.$item !== undefined) {
          const index = indexOf(key);
          if (index >= 0) return !(index < hooks.$length(impl));
        }
        if (this.named(target, key) !== undefined) {
          if (hooks.$delete === undefined) return false;
          return hooks.$delete(impl, key) !== false;
        }
        return deleteProperty(target, key);
      }
      preventExtensions() {
        return false;
      }
    };
    // a page must not add traps
    Object.setPrototypeOf(Exotic.prototype, null);
    return Exotic;
  },
});
