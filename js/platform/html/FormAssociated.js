// Members that all elements with a form owner have. https://html.spec.whatwg.org/#association-of-controls-and-forms and
// https://html.spec.whatwg.org/#the-constraint-validation-api
define(
  `
interface mixin FormAssociated {
  readonly attribute HTMLFormElement? form;
  readonly attribute boolean willValidate;
  [SameObject] readonly attribute ValidityState validity;
  readonly attribute DOMString validationMessage;
  boolean checkValidity();
  boolean reportValidity();
  undefined setCustomValidity(DOMString error);
};
`,
  class {
    get form() {
      return $.wrap(h.form_owner(impl.id));
    }
    get willValidate() {
      return $.canValidate(impl);
    }
    get validity() {
      return $.create("ValidityState", { owner: impl });
    }
    get validationMessage() {
      return $.validationMessage(impl);
    }
    checkValidity() {
      return $.checkValidity(this, impl);
    }
    reportValidity() {
      return $.reportValidity(this, impl);
    }
    // https://html.spec.whatwg.org/#dom-cva-setcustomvalidity
    setCustomValidity(error) {
      impl.customError = error.replace(/\r\n?/g, "\n");
    }
  },
);
