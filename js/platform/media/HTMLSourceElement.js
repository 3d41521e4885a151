// https://html.spec.whatwg.org/multipage/embedded-content.html#htmlsourceelement
define(`
[Exposed=Window]
interface HTMLSourceElement : HTMLElement {
  [ReflectURL] attribute USVString src;
  [Reflect] attribute DOMString type;
  [Reflect] attribute USVString srcset;
  [Reflect] attribute DOMString sizes;
  [Reflect] attribute DOMString media;
  [Reflect] attribute unsigned long width;
  [Reflect] attribute unsigned long height;
};
`);
