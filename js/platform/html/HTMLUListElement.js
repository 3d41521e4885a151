// https://html.spec.whatwg.org/#htmlulistelement
define(`
[Exposed=Window]
interface HTMLUListElement : HTMLElement {
  [Reflect] attribute boolean compact;
  [Reflect] attribute DOMString type;
};`);
