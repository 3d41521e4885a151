// https://dom.spec.whatwg.org/#interface-htmlcollection
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface HTMLCollection {
  readonly attribute unsigned long length;
  getter Element? item(unsigned long index);
  getter Element? namedItem(DOMString name);
};`,
  class {
    get length() {
      return $.items(impl).length;
    }
    item(index) {
      return $.itemAt(impl, index);
    }
    namedItem(name) {
      return $.namedItem(impl, name);
    }
    static $length(impl) {
      return $.items(impl).length;
    }
    static $item(impl, index) {
      return $.itemAt(impl, index);
    }
    static $names(impl) {
      return $.namedItems(impl).map((pair) => pair[1]);
    }
    static $named(impl, name) {
      return $.namedItem(impl, name) ?? undefined;
    }
  },
);
