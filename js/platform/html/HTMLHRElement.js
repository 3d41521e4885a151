// https://html.spec.whatwg.org/#htmlhrelement
define(`
[Exposed=Window]
interface HTMLHRElement : HTMLElement {
  [Reflect] attribute DOMString align;
  [Reflect] attribute DOMString color;
  [Reflect] attribute boolean noShade;
  [Reflect] attribute DOMString size;
  [Reflect] attribute DOMString width;
};`);
