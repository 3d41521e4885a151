// https://dom.spec.whatwg.org/#interface-nodelist
define(
  `
[Exposed=Window]
interface NodeList {
  getter Node? item(unsigned long index);
  readonly attribute unsigned long length;
  iterable<Node>;
};`,
  class {
    item(index) {
      return $.itemAt(impl, index);
    }
    get length() {
      return $.items(impl).length;
    }
    static $length(impl) {
      return $.items(impl).length;
    }
    static $item(impl, index) {
      return $.itemAt(impl, index);
    }
  },
);
