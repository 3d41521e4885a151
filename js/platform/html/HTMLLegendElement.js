// https://html.spec.whatwg.org/#htmllegendelement
define(
  `
[Exposed=Window]
interface HTMLLegendElement : HTMLElement {
  readonly attribute HTMLFormElement? form;
  [Reflect] attribute DOMString align;
};`,
  class {
    get form() {
      const parent = this.parentNode;
      return $.is(parent, "HTMLFieldSetElement") ? parent.form : null;
    }
  },
);
