// https://html.spec.whatwg.org/#domstringmap
define(
  `
[Exposed=Window, LegacyOverrideBuiltIns]
interface DOMStringMap {
  getter DOMString (DOMString name);
  setter undefined (DOMString name, DOMString value);
  deleter undefined (DOMString name);
};`,
  class {
    static $names(impl) {
      return JSON.parse($.h.dataset(impl.id)).map((n) => n.replace(/-([a-z])/g, (_, c) => c.toUpperCase()));
    }
    static $named(impl, name) {
      return /-[a-z]/.test(name) ? undefined : ($.h.get_attribute(impl.id, $.dataName(name)) ?? undefined);
    }
    static $set(impl, name, value) {
      if (/-[a-z]/.test(name)) throw new $.DOMException(`'${name}' is not a valid property name.`, "SyntaxError");
      $.h.set_attribute(impl.id, $.dataName(name), $.str(value));
    }
    static $delete(impl, name) {
      if (!/-[a-z]/.test(name)) $.h.remove_attribute(impl.id, $.dataName(name));
    }
  },
);

define(
  `
partial interface mixin HTMLOrSVGElement { [SameObject] readonly attribute DOMStringMap dataset; };
`,
  class {
    get dataset() {
      return $.create("DOMStringMap", { id: impl.id });
    }
  },
);

library({
  dataName(name) {
    return $.str(`data-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`);
  },
});
