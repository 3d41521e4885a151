// https://html.spec.whatwg.org/#the-domstringlist-interface
define(
  `
[Exposed=(Window,Worker)]
interface DOMStringList {
  readonly attribute unsigned long length;
  getter DOMString? item(unsigned long index);
  boolean contains(DOMString string);
};`,
  class {
    get length() {
      return impl.items.length;
    }
    item(index) {
      return impl.items[index] ?? null;
    }
    contains(string) {
      return impl.items.includes(string);
    }
    static $length(impl) {
      return impl.items.length;
    }
    static $item(impl, i) {
      return impl.items[i];
    }
  },
);
