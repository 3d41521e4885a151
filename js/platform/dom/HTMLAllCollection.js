// https://html.spec.whatwg.org/#htmlallcollection
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface HTMLAllCollection {
  readonly attribute unsigned long length;
  getter any namedItem(DOMString name);
  any item(optional any nameOrIndex);
};`,
  class {
    get length() {
      return $.items(impl).length;
    }
    namedItem(name) {
      return $.allNamed(impl, name);
    }
    item(nameOrIndex) {
      return $.allItem(impl, nameOrIndex);
    }
    static $length(impl) {
      return $.items(impl).length;
    }
    static $item(impl, index) {
      return $.itemAt(impl, index);
    }
    static $names(impl) {
      const names = $.h.all_names(impl.root);
      return names === "" ? [] : names.split("\n");
    }
    static $named(impl, name) {
      return $.allNamed(impl, name) ?? undefined;
    }
  },
);

library({
  // `document.all` of the document with these slots: a function that `typeof` and comparisons with null take for undefined
  newAllCollection({ id }) {
    const impl = $.live(id, "tag", "*");
    const target = (...args) => $.allItem(impl, args.length > 0 ? args[0] : undefined);
    for (const name of ["length", "name"]) Reflect.deleteProperty(target, name);
    Object.setPrototypeOf(target, $.prototypeOf("HTMLAllCollection"));
    const object = $.exotic(target, impl, $.hooksOf("HTMLAllCollection"));
    $.slot(object, "HTMLAllCollection", impl);
    $.handover[0] = object;
    $.host("undetectable");
    return object;
  },
  // https://html.spec.whatwg.org/#concept-get-all-named
  allNamed(impl, name) {
    // 1.
    if (name === "") return null;
    // 2., 3.
    const found = $.create("HTMLCollection", $.live(impl.root, "all_named", name));
    const { length } = $.items($.impl(found));
    // 4. to 6.
    return length > 1 ? found : length === 1 ? $.itemAt($.impl(found), 0) : null;
  },
  // https://html.spec.whatwg.org/#dom-htmlallcollection-item, and what calling the collection does
  allItem(impl, nameOrIndex) {
    if (nameOrIndex === undefined) return null;
    // https://html.spec.whatwg.org/#concept-get-all-indexed-or-named
    const name = $.str(nameOrIndex);
    const index = +name >>> 0;
    if (`${index}` === name && index !== 0xffffffff) return $.itemAt(impl, index);
    return $.allNamed(impl, name);
  },
});
