// https://html.spec.whatwg.org/#the-domparser-interface and https://w3c.github.io/DOM-Parsing/#the-xmlserializer-interface
define(
  `
[Exposed=Window]
interface DOMParser {
  constructor();
  [NewObject] Document parseFromString(DOMString string, DOMParserSupportedType type);
};
enum DOMParserSupportedType { "text/html", "text/xml", "application/xml", "application/xhtml+xml", "image/svg+xml" };
`,
  class {
    construct() {}
    parseFromString(string, type) {
      return $.wrap(h.parse_document(string, type, false, h.document_url()));
    }
  },
);
define(
  `
[Exposed=Window]
interface XMLSerializer {
  constructor();
  DOMString serializeToString(Node root);
};`,
  class {
    construct() {}
    serializeToString(root) {
      if ($.impl(root) === undefined) return new ($.realmOf(root).exposed("XMLSerializer"))().serializeToString(root);
      return $.impl(root).is.Attr ? $.attrValue($.impl(root)) : h.xml($.impl(root).id);
    }
  },
);
