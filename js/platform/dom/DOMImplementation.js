// https://dom.spec.whatwg.org/#interface-domimplementation
define(
  `
[Exposed=Window]
interface DOMImplementation {
  [NewObject] DocumentType createDocumentType(DOMString name, DOMString publicId, DOMString systemId);
  [NewObject] XMLDocument createDocument(DOMString? namespace, [LegacyNullToEmptyString] DOMString qualifiedName, optional DocumentType? doctype = null);
  [NewObject] Document createHTMLDocument(optional DOMString title);
  boolean hasFeature();
};`,
  class {
    createDocumentType(name, publicId, systemId) {
      return $.wrap(h.create_doctype(impl.document, name, publicId, systemId));
    }
    createDocument(namespace, qualifiedName, doctype) {
      const type =
        namespace === "http://www.w3.org/1999/xhtml"
          ? "application/xhtml+xml"
          : namespace === "http://www.w3.org/2000/svg"
            ? "image/svg+xml"
            : "application/xml";
      const id = h.create_document(type);
      const root = qualifiedName === "" ? null : h.create_element_ns(id, namespace, qualifiedName);
      if (doctype !== null) h.insert(id, $.impl(doctype).id, null);
      if (root !== null) h.insert(id, root, null);
      return $.wrap(id);
    }
    createHTMLDocument(title) {
      return $.wrap(h.create_html_document(title ?? null));
    }
    hasFeature() {
      return true;
    }
  },
);
