// https://dom.spec.whatwg.org/#interface-element
define(
  `
[Exposed=Window]
interface Element : Node {
  readonly attribute DOMString? namespaceURI;
  readonly attribute DOMString? prefix;
  readonly attribute DOMString localName;
  readonly attribute DOMString tagName;
  [Reflect] attribute DOMString id;
  [Reflect=class] attribute DOMString className;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList classList;
  [Unscopable, Reflect] attribute DOMString slot;
  boolean hasAttributes();
  [SameObject] readonly attribute NamedNodeMap attributes;
  sequence<DOMString> getAttributeNames();
  DOMString? getAttribute(DOMString qualifiedName);
  DOMString? getAttributeNS(DOMString? namespace, DOMString localName);
  undefined setAttribute(DOMString qualifiedName, DOMString value);
  undefined setAttributeNS(DOMString? namespace, DOMString qualifiedName, DOMString value);
  undefined removeAttribute(DOMString qualifiedName);
  undefined removeAttributeNS(DOMString? namespace, DOMString localName);
  boolean toggleAttribute(DOMString qualifiedName, optional boolean force);
  boolean hasAttribute(DOMString qualifiedName);
  boolean hasAttributeNS(DOMString? namespace, DOMString localName);
  Attr? getAttributeNode(DOMString qualifiedName);
  Attr? getAttributeNodeNS(DOMString? namespace, DOMString localName);
  Attr? setAttributeNode(Attr attr);
  Attr? setAttributeNodeNS(Attr attr);
  Attr removeAttributeNode(Attr attr);
  ShadowRoot attachShadow(ShadowRootInit init);
  readonly attribute ShadowRoot? shadowRoot;
  readonly attribute CustomElementRegistry? customElementRegistry;
  Element? closest(DOMString selectors);
  boolean matches(DOMString selectors);
  boolean webkitMatchesSelector(DOMString selectors);
  HTMLCollection getElementsByTagName(DOMString qualifiedName);
  HTMLCollection getElementsByTagNameNS(DOMString? namespace, DOMString localName);
  HTMLCollection getElementsByClassName(DOMString classNames);
  Element? insertAdjacentElement(DOMString where, Element element);
  undefined insertAdjacentText(DOMString where, DOMString data);
  attribute [LegacyNullToEmptyString] DOMString innerHTML;
  attribute [LegacyNullToEmptyString] DOMString outerHTML;
  undefined insertAdjacentHTML(DOMString position, DOMString string);
  DOMString getHTML(optional GetHTMLOptions options = {});
  undefined setHTMLUnsafe(DOMString html);
};
dictionary GetHTMLOptions {
  boolean serializableShadowRoots = false;
  sequence<ShadowRoot> shadowRoots = [];
};
dictionary ShadowRootInit {
  required ShadowRootMode mode;
  boolean delegatesFocus = false;
  SlotAssignmentMode slotAssignment = "named";
  boolean clonable = false;
  boolean serializable = false;
  CustomElementRegistry? customElementRegistry;
};
enum ShadowRootMode { "open", "closed" };
enum SlotAssignmentMode { "manual", "named" };
`,
  class {
    get namespaceURI() {
      return $.elementName(impl).namespace;
    }
    get prefix() {
      return $.elementName(impl).prefix;
    }
    get localName() {
      return $.elementName(impl).local;
    }
    get tagName() {
      return (impl.tag ??= h.tag(impl.id));
    }
    get classList() {
      return $.tokenList(this, "class");
    }
    hasAttributes() {
      return h.attribute_list(impl.id) !== "[]";
    }
    get attributes() {
      return $.create("NamedNodeMap", { element: impl });
    }
    getAttributeNames() {
      return JSON.parse(h.attribute_list(impl.id));
    }
    getAttribute(qualifiedName) {
      return h.get_attribute(impl.id, qualifiedName);
    }
    getAttributeNS(namespace, localName) {
      const name = h.attribute_ns(impl.id, namespace, localName);
      return name === null ? null : h.get_attribute(impl.id, name);
    }
    setAttribute(qualifiedName, value) {
      h.set_attribute(impl.id, qualifiedName, value);
      if (impl.attributeElements !== undefined) $.forgetAttributeElement(impl, qualifiedName);
      if (qualifiedName[0] === "o" || qualifiedName[0] === "O") $.handlerAttribute(impl, qualifiedName, value);
    }
    setAttributeNS(namespace, qualifiedName, value) {
      h.set_attribute_ns(impl.id, namespace, qualifiedName, value);
      if (impl.attributeElements !== undefined) $.forgetAttributeElement(impl, qualifiedName);
      if (!namespace) $.handlerAttribute(impl, qualifiedName, value);
    }
    removeAttribute(qualifiedName) {
      const isHandler = /^o/i.test(qualifiedName) && h.has_attribute(impl.id, qualifiedName);
      if (impl.attrs !== undefined) $.detachAttr(impl, qualifiedName);
      h.remove_attribute(impl.id, qualifiedName);
      if (impl.attributeElements !== undefined) $.forgetAttributeElement(impl, qualifiedName);
      if (isHandler) $.handlerAttribute(impl, qualifiedName, null);
    }
    removeAttributeNS(namespace, localName) {
      const name = h.attribute_ns(impl.id, namespace, localName);
      if (name !== null) this.removeAttribute(name);
    }
    toggleAttribute(qualifiedName, force) {
      h.check_attribute_name(qualifiedName);
      if (h.has_attribute(impl.id, qualifiedName)) {
        if (force === true) return true;
        this.removeAttribute(qualifiedName);
        return false;
      }
      if (force === false) return false;
      this.setAttribute(qualifiedName, "");
      return true;
    }
    hasAttribute(qualifiedName) {
      return h.has_attribute(impl.id, qualifiedName);
    }
    hasAttributeNS(namespace, localName) {
      return h.attribute_ns(impl.id, namespace, localName) !== null;
    }
    getAttributeNode(qualifiedName) {
      return $.attrNode(impl, qualifiedName);
    }
    getAttributeNodeNS(namespace, localName) {
      const name = h.attribute_ns(impl.id, namespace, localName);
      return name === null ? null : $.attrNode(impl, name);
    }
    setAttributeNode(attr) {
      return $.setAttrNode(impl, attr);
    }
    setAttributeNodeNS(attr) {
      return $.setAttrNode(impl, attr);
    }
    removeAttributeNode(attr) {
      const a = $.impl(attr);
      if (a.element !== impl) throw new $.DOMException("The attribute is not one of this element's.", "NotFoundError");
      this.removeAttribute(a.name.qualified);
      return attr;
    }
    attachShadow(init) {
      return $.attachShadow(impl, init);
    }
    get shadowRoot() {
      const id = h.shadow_root(impl.id);
      return id === null || h.shadow_mode(id) === "closed" ? null : $.wrap(id);
    }
    get customElementRegistry() {
      return $.registryObject(h.registry_of(impl.id));
    }
    closest(selectors) {
      return $.wrap(h.closest(impl.id, selectors));
    }
    matches(selectors) {
      return h.matches(impl.id, selectors);
    }
    webkitMatchesSelector(selectors) {
      return h.matches(impl.id, selectors);
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
    insertAdjacentElement(where, element) {
      return $.insertAdjacent(impl, where, $.nodeId(element)) ? element : null;
    }
    insertAdjacentText(where, data) {
      $.insertAdjacent(impl, where, h.create_text($.documentOf(impl), data));
    }
    get innerHTML() {
      return h.inner_html(impl.id);
    }
    set innerHTML(value) {
      h.set_inner_html(impl.id, value);
    }
    get outerHTML() {
      return h.outer_html(impl.id);
    }
    set outerHTML(value) {
      h.set_outer_html(impl.id, value);
    }
    insertAdjacentHTML(position, string) {
      h.insert_adjacent_html(impl.id, position, string);
    }
    getHTML(options) {
      return $.getHTML(impl, options);
    }
    setHTMLUnsafe(html) {
      h.set_html_unsafe(impl.id, html);
    }
  },
);

library({
  // namespace, prefix and local name; they never change
  elementName(impl) {
    return (impl.name ??= $.parseName($.h.element_name(impl.id)));
  },
  parseName(text) {
    const [local, prefix, namespace] = text.split("\n");
    return { local, prefix: prefix || null, namespace: namespace || null, qualified: prefix ? `${prefix}:${local}` : local };
  },
  // https://dom.spec.whatwg.org/#dom-element-attachshadow
  attachShadow(impl, init) {
    const { mode, delegatesFocus, slotAssignment, clonable, serializable, customElementRegistry } = init;
    if (Object.hasOwn($, "customState") && $.definitionFor(impl)?.disabled.includes("shadow"))
      throw new $.DOMException("The element's definition forbids a shadow root.", "NotSupportedError");
    const id = $.h.attach_shadow(impl.id, mode, delegatesFocus, slotAssignment === "manual", clonable, serializable);
    const root = $.wrap(id);
    if (customElementRegistry !== undefined)
      $.h.set_registry(id, customElementRegistry === null ? 0 : $.impl(customElementRegistry).number);
    if (impl.custom !== "precustomized" && impl.custom !== "custom") $.impl(root).isHiddenFromInternals = true;
    return root;
  },
  // https://html.spec.whatwg.org/#dom-element-gethtml
  getHTML(impl, options) {
    const roots = options.shadowRoots.map((root) => $.impl(root).id);
    return $.h.get_html(impl.id, options.serializableShadowRoots, roots.join(" "));
  },
  // https://dom.spec.whatwg.org/#insert-adjacent
  insertAdjacent(impl, where, id) {
    const place = where.toLowerCase();
    if (place === "beforebegin" || place === "afterend") {
      const parent = $.h.parent(impl.id);
      if (parent === null) return false;
      $.h.insert(parent, id, place === "beforebegin" ? impl.id : $.h.sibling(impl.id, true));
    } else if (place === "afterbegin") $.h.insert(impl.id, id, $.h.edge_child(impl.id, true));
    else if (place === "beforeend") $.h.insert(impl.id, id, null);
    else
      throw new $.DOMException(
        `The value provided ('${where}') is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or 'afterEnd'.`,
        "SyntaxError",
      );
    return true;
  },
});
