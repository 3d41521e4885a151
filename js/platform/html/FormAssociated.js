// What elements that belong to a form share. https://html.spec.whatwg.org/#association-of-controls-and-forms and
// https://html.spec.whatwg.org/#the-constraint-validation-api
define(`
interface mixin FormAssociated {
  readonly attribute HTMLFormElement? form;
  readonly attribute boolean willValidate;
  [SameObject] readonly attribute ValidityState validity;
  readonly attribute DOMString validationMessage;
  boolean checkValidity();
  boolean reportValidity();
  undefined setCustomValidity(DOMString error);
};
`, class {
  get form() { return $.wrap(h.form_owner(impl.id)); }
  get willValidate() { return $.canValidate(impl); }
  get validity() { return $.create("ValidityState", { owner: impl }); }
  get validationMessage() { return $.validationMessage(impl); }
  checkValidity() { return $.checkValidity(this, impl); }
  // INTEROP: there is no user to show the message to, so reporting is checking and moving the focus
  reportValidity() {
    if ($.checkValidity(this, impl)) return true;
    $.focus(impl);
    return false;
  }
  setCustomValidity(error) { impl.customError = error.replace(/\r\n?/g, "\n"); }
});
