// https://html.spec.whatwg.org/#htmlparamelement
define(`
[Exposed=Window]
interface HTMLParamElement : HTMLElement {
  [Reflect] attribute DOMString name;
  [Reflect] attribute DOMString value;
  [Reflect] attribute DOMString type;
  [Reflect] attribute DOMString valueType;
};`);
