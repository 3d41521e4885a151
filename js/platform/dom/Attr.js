// https://dom.spec.whatwg.org/#interface-attr; an attribute that is on an element has its value there
define(
  `
[Exposed=Window]
interface Attr : Node {
  readonly attribute DOMString? namespaceURI;
  readonly attribute DOMString? prefix;
  readonly attribute DOMString localName;
  readonly attribute DOMString name;
  attribute DOMString value;
  readonly attribute Element? ownerElement;
  readonly attribute boolean specified;
};`,
  class {
    get namespaceURI() {
      return impl.name.namespace;
    }
    get prefix() {
      return impl.name.prefix;
    }
    get localName() {
      return impl.name.local;
    }
    get name() {
      return impl.name.qualified;
    }
    get value() {
      return $.attrValue(impl);
    }
    set value(value) {
      $.setAttrValue(impl, value);
    }
    get ownerElement() {
      return impl.element === null ? null : $.wrap(impl.element.id);
    }
    get specified() {
      return true;
    }
  },
);

// https://dom.spec.whatwg.org/#interface-namednodemap
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface NamedNodeMap {
  readonly attribute unsigned long length;
  getter Attr? item(unsigned long index);
  getter Attr? getNamedItem(DOMString qualifiedName);
  Attr? getNamedItemNS(DOMString? namespace, DOMString localName);
  Attr? setNamedItem(Attr attr);
  Attr? setNamedItemNS(Attr attr);
  Attr removeNamedItem(DOMString qualifiedName);
  Attr removeNamedItemNS(DOMString? namespace, DOMString localName);
};`,
  class {
    get length() {
      return $.attrNames(impl.element).length;
    }
    item(index) {
      return $.attrAt(impl.element, index) ?? null;
    }
    getNamedItem(qualifiedName) {
      return $.attrNode(impl.element, qualifiedName);
    }
    getNamedItemNS(namespace, localName) {
      const name = h.attribute_ns(impl.element.id, namespace, localName);
      return name === null ? null : $.attrNode(impl.element, name);
    }
    setNamedItem(attr) {
      return $.setAttrNode(impl.element, attr);
    }
    setNamedItemNS(attr) {
      return $.setAttrNode(impl.element, attr);
    }
    removeNamedItem(qualifiedName) {
      return $.removeAttrNode(impl.element, $.attrNode(impl.element, qualifiedName));
    }
    removeNamedItemNS(namespace, localName) {
      const name = h.attribute_ns(impl.element.id, namespace, localName);
      return $.removeAttrNode(impl.element, name === null ? null : $.attrNode(impl.element, name));
    }
    static $length(impl) {
      return $.attrNames(impl.element).length;
    }
    static $item(impl, index) {
      return $.attrAt(impl.element, index);
    }
    // https://dom.spec.whatwg.org/#interface-namednodemap, supported property names
    static $names(impl) {
      const names = [...new Set($.attrNames(impl.element))];
      return $.h.is_html(impl.element.id) ? names.filter((n) => !/[A-Z]/.test(n)) : names;
    }
    static $named(impl, name) {
      return /[A-Z]/.test(name) && $.h.is_html(impl.element.id)
        ? undefined
        : ($.attrNode(impl.element, $.str(name)) ?? undefined);
    }
  },
);

library({
  attrNames(element) {
    return JSON.parse($.h.attribute_list(element.id));
  },
  attrAt(element, index) {
    const name = $.attrNames(element)[index];
    return name === undefined ? undefined : $.attrNode(element, name);
  },
  // the one Attr object of an element's attribute
  attrNode(element, qualifiedName) {
    if (!$.h.has_attribute(element.id, qualifiedName)) return null;
    const name = $.parseName($.h.attribute_name(element.id, $.attrKey(element, qualifiedName)));
    element.attrs ??= new Map();
    let found = element.attrs.get(name.qualified);
    if (found === undefined)
      element.attrs.set(name.qualified, (found = $.create("Attr", { name, element, value: "", document: 0 })));
    return found;
  },
  attrKey(element, name) {
    return /[A-Z]/.test(name) && $.h.is_html(element.id) && !$.h.is_xml_document($.documentOf(element)) ? $.lower(name) : name;
  },
  newAttr(name, document) {
    return $.create("Attr", { name, element: null, value: "", document });
  },
  attrName(impl) {
    return impl.name;
  },
  attrValue(impl) {
    return impl.element === null ? impl.value : ($.h.get_attribute(impl.element.id, impl.name.qualified) ?? "");
  },
  setAttrValue(impl, value) {
    const { element, name } = impl;
    if (element === null) {
      impl.value = value;
      return;
    }
    $.h.put_attribute(element.id, name.local, name.prefix, name.namespace, value);
    if (name.namespace === null) $.handlerAttribute(element, name.local, value);
  },
  attrDocument(impl) {
    return impl.element === null ? impl.document : $.documentOf(impl.element);
  },
  // the attribute is about to leave its element
  detachAttr(element, qualifiedName) {
    const key = $.attrKey(element, qualifiedName);
    const attr = element.attrs.get(key);
    if (attr === undefined) return;
    const impl = $.impl(attr);
    impl.value = $.attrValue(impl);
    impl.document = $.documentOf(element);
    impl.element = null;
    element.attrs.delete(key);
  },
  // https://dom.spec.whatwg.org/#concept-element-attributes-set
  setAttrNode(element, attr) {
    const impl = $.impl(attr);
    if (impl.element !== null && impl.element !== element)
      throw new $.DOMException("The attribute is in use by another element.", "InUseAttributeError");
    if (impl.element === element) return attr;
    const { name } = impl;
    const existing = $.h.attribute_ns(element.id, name.namespace, name.local);
    const old = existing === null ? null : $.attrNode(element, existing);
    if (old !== null) $.detachAttr(element, existing);
    $.h.put_attribute(element.id, name.local, name.prefix, name.namespace, impl.value);
    impl.element = element;
    (element.attrs ??= new Map()).set(name.qualified, attr);
    if (name.namespace === null) $.handlerAttribute(element, name.local, impl.value);
    return old;
  },
  removeAttrNode(element, attr) {
    if (attr === null) throw new $.DOMException("There is no such attribute.", "NotFoundError");
    $.wrap(element.id).removeAttribute($.impl(attr).name.qualified);
    return attr;
  },
  cloneAttr(impl) {
    const made = $.newAttr(impl.name, $.attrDocument(impl));
    $.impl(made).value = $.attrValue(impl);
    return made;
  },
  equalAttrs(a, b) {
    return (
      a.is.Attr === true &&
      b.is.Attr === true &&
      a.name.namespace === b.name.namespace &&
      a.name.local === b.name.local &&
      $.attrValue(a) === $.attrValue(b)
    );
  },
  // https://dom.spec.whatwg.org/#dom-node-comparedocumentposition for attributes
  compareAttrs(node, other) {
    if (node === other) return 0;
    const [mine, theirs] = [node, other].map((i) => (i.is.Attr ? i.element : i));
    if (mine === null || theirs === null) return 1 + 32 + (node.is.Attr && other.is.Attr ? 2 : 4);
    if (mine === theirs) {
      if (!other.is.Attr) return 8 + 2;
      if (!node.is.Attr) return 16 + 4;
      const names = $.attrNames(mine);
      return 32 + (names.indexOf(other.name.qualified) < names.indexOf(node.name.qualified) ? 2 : 4);
    }
    const position = $.h.compare_position(mine.id, theirs.id);
    // The descendants of an element stand behind its attributes.
    if (position & 8 && !other.is.Attr) return position;
    if (position & 16 && !node.is.Attr) return position;
    return position & 8 ? 2 : position & 16 ? 4 : position;
  },
});
