// https://html.spec.whatwg.org/#htmlframesetelement
define(`
[Exposed=Window]
interface HTMLFrameSetElement : HTMLElement {
  [Reflect] attribute DOMString cols;
  [Reflect] attribute DOMString rows;
};
HTMLFrameSetElement includes WindowEventHandlers;
`);
