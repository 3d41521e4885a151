// https://dom.spec.whatwg.org/#interface-document
define(
  `
[Exposed=Window]
interface Document : Node {
  constructor();
  static Document parseHTMLUnsafe(DOMString html);
  [SameObject] readonly attribute DOMImplementation implementation;
  readonly attribute USVString URL;
  readonly attribute USVString documentURI;
  readonly attribute DOMString compatMode;
  readonly attribute DOMString characterSet;
  readonly attribute DOMString charset;
  readonly attribute DOMString inputEncoding;
  readonly attribute DOMString contentType;
  readonly attribute DocumentType? doctype;
  readonly attribute Element? documentElement;
  HTMLCollection getElementsByTagName(DOMString qualifiedName);
  HTMLCollection getElementsByTagNameNS(DOMString? namespace, DOMString localName);
  HTMLCollection getElementsByClassName(DOMString classNames);
  [NewObject] Element createElement(DOMString localName, optional any options);
  [NewObject] Element createElementNS(DOMString? namespace, DOMString qualifiedName, optional any options);
  [NewObject] DocumentFragment createDocumentFragment();
  [NewObject] Text createTextNode(DOMString data);
  [NewObject] CDATASection createCDATASection(DOMString data);
  [NewObject] Comment createComment(DOMString data);
  [NewObject] ProcessingInstruction createProcessingInstruction(DOMString target, DOMString data);
  [NewObject] Node importNode(Node node, optional any options = false);
  Node adoptNode(Node node);
  [NewObject] Attr createAttribute(DOMString localName);
  [NewObject] Attr createAttributeNS(DOMString? namespace, DOMString qualifiedName);
  [NewObject] Event createEvent(DOMString interface);
  [NewObject] Range createRange();
  [NewObject] NodeIterator createNodeIterator(Node root, optional unsigned long whatToShow = 0xFFFFFFFF, optional NodeFilter? filter = null);
  [NewObject] TreeWalker createTreeWalker(Node root, optional unsigned long whatToShow = 0xFFFFFFFF, optional NodeFilter? filter = null);
  readonly attribute CustomElementRegistry? customElementRegistry;
};
`,
  class {
    construct() {
      return $.adopted(this, impl, h.create_document("application/xml"));
    }
    // https://html.spec.whatwg.org/#dom-parsehtmlunsafe
    static parseHTMLUnsafe(html) {
      return $.wrap(h.parse_document(html, "text/html", true, "about:blank"));
    }
    get implementation() {
      return $.create("DOMImplementation", { document: impl.id });
    }
    get URL() {
      return h.document_location(impl.id);
    }
    get documentURI() {
      return h.document_location(impl.id);
    }
    get compatMode() {
      return h.is_quirky(impl.id) ? "BackCompat" : "CSS1Compat";
    }
    get characterSet() {
      return h.encoding(impl.id);
    }
    get charset() {
      return h.encoding(impl.id);
    }
    get inputEncoding() {
      return h.encoding(impl.id);
    }
    get contentType() {
      return h.content_type(impl.id);
    }
    get doctype() {
      return $.wrap(h.doctype(impl.id));
    }
    get documentElement() {
      return $.wrap(h.document_element(impl.id));
    }
    getElementsByTagName(qualifiedName) {
      return $.collection(impl, "tag", qualifiedName);
    }
    getElementsByTagNameNS(namespace, localName) {
      return $.collection(impl, "tag_ns", `${namespace ?? ""}\n${localName}`);
    }
    getElementsByClassName(classNames) {
      return $.collection(impl, "class", classNames);
    }
    createElement(localName, options) {
      const given = options === undefined ? null : $.creationOptions(options);
      if (given === null && impl.id !== $.documentId) return $.wrap(h.create_element(impl.id, localName));
      const name = /[A-Z]/.test(localName) && !h.is_xml_document(impl.id) ? $.lower(localName) : localName;
      if (given !== null) {
        const names = { prefix: null, local: name };
        return $.createdWith(impl.id, names, h.makes_html(impl.id), given, () => $.plainCreate(impl.id, name));
      }
      return $.adoptNode(h.create_element(impl.id, name), ($.tagInterfaces[name] ??= h.tag_interface(name)), false);
    }
    createElementNS(namespace, qualifiedName, options) {
      const given = options === undefined ? null : $.creationOptions(options);
      if (given === null) return $.wrap(h.create_element_ns(impl.id, namespace, qualifiedName));
      const isHTML = namespace === "http://www.w3.org/1999/xhtml";
      const create = () => $.plainCreateNS(impl.id, namespace, qualifiedName);
      return $.createdWith(impl.id, $.namesOf(qualifiedName), isHTML, given, create);
    }
    createDocumentFragment() {
      return $.adoptNode(h.create_fragment(impl.id), "DocumentFragment", false);
    }
    createTextNode(data) {
      return $.adoptNode(h.create_text(impl.id, data), "Text", false);
    }
    createCDATASection(data) {
      return $.wrap(h.create_cdata(impl.id, data));
    }
    createComment(data) {
      return $.adoptNode(h.create_comment(impl.id, data), "Comment", false);
    }
    createProcessingInstruction(target, data) {
      return $.wrap(h.create_instruction(impl.id, target, data));
    }
    importNode(node, options) {
      const n = $.impl(node);
      const isObject = typeof options === "object" && options !== null;
      const deep = isObject ? !options.selfOnly : !!options;
      const registry = isObject ? options.customElementRegistry : undefined;
      if (registry !== undefined) $.instance(registry, "CustomElementRegistry");
      if (n === undefined) {
        const id = $.adoptedBy(impl.id, $.importedNode(node, deep));
        if (Object.hasOwn($, "customState")) $.upgradeBelow(id);
        return $.wrap(id);
      }
      if (n.is.Document || n.is.ShadowRoot)
        throw new $.DOMException("Documents and shadow roots cannot be imported.", "NotSupportedError");
      if (registry !== undefined) return $.importedInto(n, deep, impl.id, $.impl(registry));
      return $.cloneNode(n, deep, impl.id);
    }
    adoptNode(node) {
      const n = $.impl(node);
      if (n === undefined) {
        $.adoptedBy(impl.id, $.comeHere(node));
        if ($.hasReactions()) $.flushReactions();
        return node;
      }
      if (n.is.Document) throw new $.DOMException("A document cannot be adopted.", "NotSupportedError");
      if (n.is.ShadowRoot) throw new $.DOMException("A shadow root cannot be adopted.", "HierarchyRequestError");
      if (n.is.Attr) {
        if (n.element !== null) n.element.attrs && $.removeAttrNode(n.element, node);
        n.document = impl.id;
      } else h.adopt(n.id, impl.id);
      return node;
    }
    createAttribute(localName) {
      h.check_attribute_name(localName);
      const local = h.is_xml_document(impl.id) ? localName : $.lower(localName);
      return $.newAttr({ local, prefix: null, namespace: null, qualified: local }, impl.id);
    }
    createAttributeNS(namespace, qualifiedName) {
      return $.newAttr($.parseName(h.extract_name(namespace, qualifiedName)), impl.id);
    }
    // https://dom.spec.whatwg.org/#dom-document-createevent
    createEvent(name) {
      const type = $.legacyEvents[$.lower(name)];
      if (type === undefined) throw new $.DOMException(`The provided event type ('${name}') is invalid.`, "NotSupportedError");
      const event = $.createEvent(type, "", {});
      const e = $.impl(event);
      e.isTrusted = e.initialized = false;
      return event;
    }
    createRange() {
      return $.newRange(impl.id);
    }
    createNodeIterator(root, whatToShow, filter) {
      if ($.impl(root) === undefined) return $.realmOf(root).global.document.createNodeIterator(root, whatToShow, filter);
      return $.newNodeIterator(root, whatToShow, filter);
    }
    createTreeWalker(root, whatToShow, filter) {
      if ($.impl(root) === undefined) return $.realmOf(root).global.document.createTreeWalker(root, whatToShow, filter);
      return $.create("TreeWalker", { root, whatToShow, filter: filter, current: root });
    }
    get customElementRegistry() {
      return $.registryObject(h.registry_of(impl.id));
    }
  },
);
define(`[Exposed=Window] interface HTMLDocument : Document {};`);
define(`[Exposed=Window] interface XMLDocument : Document {};`);

library({
  get legacyEvents() {
    return Object.assign(Object.create(null), {
      beforeunloadevent: "BeforeUnloadEvent",
      compositionevent: "CompositionEvent",
      customevent: "CustomEvent",
      devicemotionevent: undefined,
      event: "Event",
      events: "Event",
      focusevent: "FocusEvent",
      hashchangeevent: "HashChangeEvent",
      htmlevents: "Event",
      keyboardevent: "KeyboardEvent",
      messageevent: "MessageEvent",
      mouseevent: "MouseEvent",
      mouseevents: "MouseEvent",
      storageevent: "StorageEvent",
      svgevents: "Event",
      textevent: "TextEvent",
      uievent: "UIEvent",
      uievents: "UIEvent",
    });
  },
});
