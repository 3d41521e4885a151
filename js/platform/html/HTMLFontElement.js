// https://html.spec.whatwg.org/#htmlfontelement
define(`
[Exposed=Window]
interface HTMLFontElement : HTMLElement {
  [Reflect] attribute [LegacyNullToEmptyString] DOMString color;
  [Reflect] attribute DOMString face;
  [Reflect] attribute DOMString size;
};`);
