// https://dom.spec.whatwg.org/#interface-documenttype
define(
  `
[Exposed=Window]
interface DocumentType : Node {
  readonly attribute DOMString name;
  readonly attribute DOMString publicId;
  readonly attribute DOMString systemId;
};`,
  class {
    get name() {
      return h.doctype_part(impl.id, "name");
    }
    get publicId() {
      return h.doctype_part(impl.id, "public_id");
    }
    get systemId() {
      return h.doctype_part(impl.id, "system_id");
    }
  },
);
