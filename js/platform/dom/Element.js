// https://dom.spec.whatwg.org/#interface-element
define(`
[Exposed=Window]
interface Element : Node {
  readonly attribute DOMString tagName;
  [Reflect] attribute DOMString id;
  [Reflect=class] attribute DOMString className;
  DOMString? getAttribute(DOMString qualifiedName);
  undefined setAttribute(DOMString qualifiedName, DOMString value);
  Element? querySelector(DOMString selectors);
};`, class {
  get tagName() { return h.tag(impl.id).toUpperCase(); }
  getAttribute(qualifiedName) { return h.get_attribute(impl.id, qualifiedName.toLowerCase()); }
  setAttribute(qualifiedName, value) { h.set_attribute(impl.id, qualifiedName.toLowerCase(), value); }
  querySelector(selectors) { return $.wrap(h.select_one(impl.id, selectors)); }
});
