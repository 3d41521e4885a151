// https://html.spec.whatwg.org/#htmllielement
define(`
[Exposed=Window]
interface HTMLLIElement : HTMLElement {
  [Reflect] attribute long value;
  [Reflect] attribute DOMString type;
};`);
