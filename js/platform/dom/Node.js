// https://dom.spec.whatwg.org/#interface-node
define(
  `
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
  Node getRootNode(optional GetRootNodeOptions options = {});
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
};
dictionary GetRootNodeOptions { boolean composed = false; };
`,
  class {
    get nodeType() {
      return (impl.nodeType ??= $.nodeType(impl));
    }
    get nodeName() {
      const { is } = impl;
      if (is.Element) return (impl.tag ??= h.tag(impl.id));
      if (is.Text) return is.CDATASection ? "#cdata-section" : "#text";
      if (is.Attr) return $.attrName(impl).qualified;
      if (is.DocumentType) return h.doctype_part(impl.id, "name");
      return is.Comment
        ? "#comment"
        : is.Document
          ? "#document"
          : is.DocumentFragment
            ? "#document-fragment"
            : h.instruction_target(impl.id);
    }
    get baseURI() {
      const id = $.documentOf(impl);
      return id === $.documentId ? $.documentBase() : h.document_location(id);
    }
    get isConnected() {
      return impl.id === undefined ? false : h.is_connected(impl.id);
    }
    get ownerDocument() {
      return impl.is.Document ? null : $.wrap($.documentOf(impl));
    }
    getRootNode(options) {
      return impl.id === undefined ? this : $.wrap(h.root(impl.id, options.composed));
    }
    get parentNode() {
      if (impl.parentAt !== $.treeVersion[0]) {
        impl.parent = impl.id === undefined ? null : $.wrap(h.parent(impl.id));
        impl.parentAt = $.readTreeVersion();
      }
      return impl.parent;
    }
    get parentElement() {
      return impl.id === undefined ? null : $.wrap(h.parent_element(impl.id));
    }
    hasChildNodes() {
      return impl.id !== undefined && h.edge_child(impl.id, true) !== null;
    }
    get childNodes() {
      return $.create("NodeList", impl.id === undefined ? { items: [] } : $.live(impl.id, "children", ""));
    }
    get firstChild() {
      if (impl.firstAt !== $.treeVersion[0]) {
        impl.first = impl.id === undefined ? null : $.wrap(h.edge_child(impl.id, true));
        impl.firstAt = $.readTreeVersion();
      }
      return impl.first;
    }
    get lastChild() {
      if (impl.lastAt !== $.treeVersion[0]) {
        impl.last = impl.id === undefined ? null : $.wrap(h.edge_child(impl.id, false));
        impl.lastAt = $.readTreeVersion();
      }
      return impl.last;
    }
    get previousSibling() {
      if (impl.previousAt !== $.treeVersion[0]) {
        impl.previous = impl.id === undefined ? null : $.wrap(h.sibling(impl.id, false));
        impl.previousAt = $.readTreeVersion();
      }
      return impl.previous;
    }
    get nextSibling() {
      if (impl.nextAt !== $.treeVersion[0]) {
        impl.next = impl.id === undefined ? null : $.wrap(h.sibling(impl.id, true));
        impl.nextAt = $.readTreeVersion();
      }
      return impl.next;
    }
    get nodeValue() {
      return impl.is.CharacterData ? h.data(impl.id) : impl.is.Attr ? $.attrValue(impl) : null;
    }
    set nodeValue(value) {
      if (impl.is.CharacterData) h.set_data(impl.id, value ?? "");
      else if (impl.is.Attr) $.setAttrValue(impl, value ?? "");
    }
    get textContent() {
      return impl.is.Attr ? $.attrValue(impl) : h.text_content(impl.id);
    }
    set textContent(value) {
      if (impl.is.Attr) $.setAttrValue(impl, value ?? "");
      else h.set_text_content(impl.id, value ?? "");
    }
    normalize() {
      if (impl.id !== undefined) h.normalize(impl.id);
    }
    cloneNode(subtree) {
      return $.cloneNode(impl, subtree, null);
    }
    isEqualNode(otherNode) {
      if (otherNode === null) return false;
      const other = $.impl(otherNode);
      // a document of another frame is not imported; it equals one whose children equal its own
      if (other === undefined && otherNode.nodeType === 9)
        return (
          impl.is.Document &&
          this.childNodes.length === otherNode.childNodes.length &&
          [...this.childNodes].every((child, i) => child.isEqualNode(otherNode.childNodes[i]))
        );
      if (other === undefined) return impl.id !== undefined && h.is_equal(impl.id, $.importedNode(otherNode, true));
      if (impl.is.Attr || other.is.Attr) return $.equalAttrs(impl, other);
      return h.is_equal(impl.id, other.id);
    }
    isSameNode(otherNode) {
      return this === otherNode;
    }
    compareDocumentPosition(other) {
      const o = $.impl(other);
      if (o === undefined) return $.compareElsewhere(other);
      if (impl.is.Attr || o.is.Attr) return $.compareAttrs(impl, o);
      return h.compare_position(impl.id, o.id);
    }
    contains(other) {
      const o = other === null ? undefined : $.impl(other);
      if (o === undefined) return false;
      const { id } = o;
      return impl.id === undefined || id === undefined ? this === other : h.contains(impl.id, id);
    }
    lookupPrefix(namespace) {
      return namespace === null || namespace === "" ? null : $.lookupPrefix(impl, namespace);
    }
    lookupNamespaceURI(prefix) {
      return $.lookupNamespace(impl, prefix === "" ? null : prefix);
    }
    isDefaultNamespace(namespace) {
      return $.lookupNamespace(impl, null) === (namespace === "" ? null : namespace);
    }
    insertBefore(node, child) {
      const at = impl.id ?? $.notInTree();
      const id = $.impl(node)?.id ?? $.nodeId(node);
      h.insert(at, id, child === null ? null : $.childId(child));
      return node;
    }
    appendChild(node) {
      const at = impl.id ?? $.notInTree();
      const id = $.impl(node)?.id ?? $.nodeId(node);
      h.insert(at, id, null);
      return node;
    }
    replaceChild(node, child) {
      const at = impl.id ?? $.notInTree();
      const id = $.impl(node)?.id ?? $.nodeId(node);
      h.replace_child(at, id, $.childId(child));
      return child;
    }
    removeChild(child) {
      h.remove_child(impl.id ?? $.notAChild(), $.impl(child)?.id ?? $.notAChild());
      return child;
    }
  },
);

library({
  childId(node) {
    return $.impl(node)?.id ?? $.notAChild();
  },
  notAChild() {
    throw new $.DOMException("The node is not a child of this node.", "NotFoundError");
  },
  documentBase() {
    return $.h.document_base();
  },
  cloneNode(impl, subtree, document) {
    return impl.is.Attr ? $.cloneAttr(impl) : $.wrap($.h.clone(impl.id, subtree, document));
  },
  // https://dom.spec.whatwg.org/#locate-a-namespace-prefix, on the element that stands for any node
  lookupPrefix(impl, namespace) {
    for (let id = $.elementFor(impl); id !== null; id = $.h.parent_element(id)) {
      const element = $.implOf(id);
      const name = $.elementName(element);
      if (name.namespace === namespace && name.prefix !== null) return name.prefix;
      for (const attribute of JSON.parse($.h.attribute_list(id)))
        if (attribute.startsWith("xmlns:") && $.h.get_attribute(id, attribute) === namespace) return attribute.slice(6);
    }
    return null;
  },
  // https://dom.spec.whatwg.org/#locate-a-namespace
  lookupNamespace(impl, prefix) {
    let id = $.elementFor(impl);
    if (id === null) return null;
    if (prefix === "xml") return "http://www.w3.org/XML/1998/namespace";
    if (prefix === "xmlns") return "http://www.w3.org/2000/xmlns/";
    for (; id !== null; id = $.h.parent_element(id)) {
      const name = $.elementName($.implOf(id));
      if (name.namespace !== null && name.prefix === prefix) return name.namespace;
      const value = $.h.get_attribute(id, prefix === null ? "xmlns" : `xmlns:${prefix}`);
      if (value !== null) return value === "" ? null : value;
    }
    return null;
  },
  elementFor(impl) {
    const { is } = impl;
    if (is.Element) return impl.id;
    if (is.Document) return $.h.document_element(impl.id);
    if (is.Attr) return impl.element?.id ?? null;
    return is.DocumentType || is.DocumentFragment ? null : $.h.parent_element(impl.id);
  },
});
