// https://html.spec.whatwg.org/#htmloptgroupelement
define(`
[Exposed=Window]
interface HTMLOptGroupElement : HTMLElement {
  [Reflect] attribute boolean disabled;
  [Reflect] attribute DOMString label;
};`);
