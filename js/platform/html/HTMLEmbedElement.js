// https://html.spec.whatwg.org/#htmlembedelement
define(
  `
[Exposed=Window]
interface HTMLEmbedElement : HTMLElement {
  [ReflectURL] attribute USVString src;
  [Reflect] attribute DOMString type;
  [Reflect] attribute DOMString width;
  [Reflect] attribute DOMString height;
  Document? getSVGDocument();
  [Reflect] attribute DOMString align;
  [Reflect] attribute DOMString name;
};`,
  class {
    getSVGDocument() {
      return null;
    }
  },
);
