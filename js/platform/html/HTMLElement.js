// https://html.spec.whatwg.org/#htmlelement
define(`
[Exposed=Window]
interface HTMLElement : Element {
  [Reflect] attribute DOMString title;
  undefined click();
};`, class {
  click() { $.fire(this, "click", { bubbles: true, cancelable: true, composed: true }, "Event"); }
});
