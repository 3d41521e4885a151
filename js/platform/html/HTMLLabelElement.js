// https://html.spec.whatwg.org/#htmllabelelement
define(
  `
[Exposed=Window]
interface HTMLLabelElement : HTMLElement {
  readonly attribute HTMLFormElement? form;
  [Reflect=for] attribute DOMString htmlFor;
  readonly attribute HTMLElement? control;
};`,
  class {
    get form() {
      const control = h.labeled_control(impl.id);
      return control === null ? null : $.wrap(h.form_owner(control));
    }
    get control() {
      return $.wrap(h.labeled_control(impl.id));
    }
  },
);
