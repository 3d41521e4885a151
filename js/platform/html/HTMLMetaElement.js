// https://html.spec.whatwg.org/#htmlmetaelement
define(`
[Exposed=Window]
interface HTMLMetaElement : HTMLElement {
  [Reflect] attribute DOMString name;
  [Reflect=http-equiv] attribute DOMString httpEquiv;
  [Reflect] attribute DOMString content;
  [Reflect] attribute DOMString media;
  [Reflect] attribute DOMString scheme;
};`);
