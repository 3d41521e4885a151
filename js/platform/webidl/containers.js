// Containers of ours: a page cannot put its own methods in place of theirs, and is never called with one as `this`.
library({
  get Map() {
    return $.containing($.pageMap, "Map");
  },
  get Set() {
    return $.containing($.pageSet, "Set");
  },
  get WeakSet() {
    return $.own($.pageWeakSet, Object.setPrototypeOf($.kept.WeakSet, null));
  },
  containing(Base, name) {
    const prototype = Object.setPrototypeOf($.kept[name], null);
    const walk = (method) => {
      const walked = $.native(name, method);
      return function () {
        return Object.setPrototypeOf(Reflect.apply(walked, this, []), $.walker(`${name}Iterator`));
      };
    };
    const entries = walk("entries"),
      values = walk("values");
    return $.own(
      Base,
      Object.assign(prototype, { entries, values, keys: walk("keys"), [Symbol.iterator]: name === "Map" ? entries : values }),
    );
  },
});
