// https://dom.spec.whatwg.org/#interface-document
define(`
[Exposed=Window]
interface Document : Node {
  readonly attribute Element? documentElement;
  readonly attribute HTMLElement? body;
  Element createElement(DOMString localName, optional any options = {});
  Element? querySelector(DOMString selectors);
};`, class {
  get documentElement() { return $.wrap(h.document_part("html")); }
  get body() { return $.wrap(h.document_part("body")); }
  createElement(localName) { return $.wrap(h.create_element(localName.toLowerCase())); }
  querySelector(selectors) { return $.wrap(h.select_one(impl.id, selectors)); }
});
define(`[Exposed=Window] interface HTMLDocument : Document {};`);
