// https://url.spec.whatwg.org/#interface-urlsearchparams
define(
  `
[Exposed=*]
interface URLSearchParams {
  constructor(optional any init = "");
  readonly attribute unsigned long size;
  undefined append(USVString name, USVString value);
  undefined delete(USVString name, optional USVString value);
  USVString? get(USVString name);
  sequence<USVString> getAll(USVString name);
  boolean has(USVString name, optional USVString value);
  undefined set(USVString name, USVString value);
  undefined sort();
  iterable<USVString, USVString>;
  stringifier;
};`,
  class {
    construct(init) {
      if (init !== null && (typeof init === "object" || typeof init === "function"))
        impl.list = $.pairs(init, (v) => $.str(v), "Failed to construct 'URLSearchParams'");
      else {
        const text = $.str(init);
        impl.list = $.parseUrlencoded(text[0] === "?" ? text.slice(1) : text);
      }
    }
    get size() {
      return impl.list.length;
    }
    append(name, value) {
      impl.list.push([name, value]);
      $.updateParams(impl);
    }
    delete(name, value) {
      const kept = impl.list.filter((p) => p[0] !== name || (value !== undefined && p[1] !== value));
      impl.list.splice(0, impl.list.length, ...kept);
      $.updateParams(impl);
    }
    get(name) {
      return impl.list.find((p) => p[0] === name)?.[1] ?? null;
    }
    getAll(name) {
      return impl.list.filter((p) => p[0] === name).map((p) => p[1]);
    }
    has(name, value) {
      return impl.list.some((p) => p[0] === name && (value === undefined || p[1] === value));
    }
    set(name, value) {
      const at = impl.list.findIndex((p) => p[0] === name);
      if (at < 0) impl.list.push([name, value]);
      else {
        impl.list[at] = [name, value];
        const kept = impl.list.filter((p, i) => i <= at || p[0] !== name);
        impl.list.splice(0, impl.list.length, ...kept);
      }
      $.updateParams(impl);
    }
    sort() {
      impl.list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
      $.updateParams(impl);
    }
    toString() {
      return $.serializeUrlencoded(impl.list);
    }
  },
);
