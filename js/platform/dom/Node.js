// https://dom.spec.whatwg.org/#interface-node
define(`
[Exposed=Window]
interface Node : EventTarget {
  const unsigned short ELEMENT_NODE = 1;
  const unsigned short ATTRIBUTE_NODE = 2;
  const unsigned short TEXT_NODE = 3;
  const unsigned short CDATA_SECTION_NODE = 4;
  const unsigned short ENTITY_REFERENCE_NODE = 5;
  const unsigned short ENTITY_NODE = 6;
  const unsigned short PROCESSING_INSTRUCTION_NODE = 7;
  const unsigned short COMMENT_NODE = 8;
  const unsigned short DOCUMENT_NODE = 9;
  const unsigned short DOCUMENT_TYPE_NODE = 10;
  const unsigned short DOCUMENT_FRAGMENT_NODE = 11;
  const unsigned short NOTATION_NODE = 12;
  readonly attribute unsigned short nodeType;
  readonly attribute DOMString nodeName;
  readonly attribute USVString baseURI;
  readonly attribute boolean isConnected;
  readonly attribute Document? ownerDocument;
  Node getRootNode(optional any options = {});
  readonly attribute Node? parentNode;
  readonly attribute Element? parentElement;
  boolean hasChildNodes();
  [SameObject] readonly attribute NodeList childNodes;
  readonly attribute Node? firstChild;
  readonly attribute Node? lastChild;
  readonly attribute Node? previousSibling;
  readonly attribute Node? nextSibling;
  attribute DOMString? nodeValue;
  attribute DOMString? textContent;
  undefined normalize();
  Node cloneNode(optional boolean subtree = false);
  boolean isEqualNode(Node? otherNode);
  boolean isSameNode(Node? otherNode);
  const unsigned short DOCUMENT_POSITION_DISCONNECTED = 0x01;
  const unsigned short DOCUMENT_POSITION_PRECEDING = 0x02;
  const unsigned short DOCUMENT_POSITION_FOLLOWING = 0x04;
  const unsigned short DOCUMENT_POSITION_CONTAINS = 0x08;
  const unsigned short DOCUMENT_POSITION_CONTAINED_BY = 0x10;
  const unsigned short DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC = 0x20;
  unsigned short compareDocumentPosition(Node other);
  boolean contains(Node? other);
  DOMString? lookupPrefix(DOMString? namespace);
  DOMString? lookupNamespaceURI(DOMString? prefix);
  boolean isDefaultNamespace(DOMString? namespace);
  Node insertBefore(Node node, Node? child);
  Node appendChild(Node node);
  Node replaceChild(Node node, Node child);
  Node removeChild(Node child);
};`, class {
  get nodeType() { return $.nodeType(impl); }
  get isConnected() { return h.is_connected(impl.id); }
  get ownerDocument() { return impl.is.Document ? null : $.wrap($.documentId); }
  get parentNode() { return $.wrap(h.parent(impl.id)); }
  get parentElement() { const p = $.wrap(h.parent(impl.id)); return $.is(p, "Element") ? p : null; }
  hasChildNodes() { return h.edge_child(impl.id, true) !== null; }
  get firstChild() { return $.wrap(h.edge_child(impl.id, true)); }
  get lastChild() { return $.wrap(h.edge_child(impl.id, false)); }
  get previousSibling() { return $.wrap(h.sibling(impl.id, false)); }
  get nextSibling() { return $.wrap(h.sibling(impl.id, true)); }
  get textContent() { return h.text_content(impl.id); }
  set textContent(value) { h.set_text_content(impl.id, value ?? ""); }
  contains(other) { return other !== null && h.contains(impl.id, $.impl(other).id); }
  insertBefore(node, child) { h.insert(impl.id, $.impl(node).id, child === null ? null : $.impl(child).id); return node; }
  appendChild(node) { h.insert(impl.id, $.impl(node).id, null); return node; }
  removeChild(child) {
    const c = $.impl(child);
    if (h.parent(c.id) !== impl.id) throw new $.DOMException("The node to be removed is not a child of this node.", "NotFoundError");
    h.remove(c.id);
    return child;
  }
});
