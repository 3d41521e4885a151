// https://html.spec.whatwg.org/#elementinternals
define(
  `
[Exposed=Window]
interface ElementInternals {
  readonly attribute ShadowRoot? shadowRoot;
  undefined setFormValue(any value, optional any state);
  readonly attribute HTMLFormElement? form;
  undefined setValidity(optional ValidityStateFlags flags = {}, optional DOMString message, optional HTMLElement anchor);
  readonly attribute boolean willValidate;
  [SameObject] readonly attribute ValidityState validity;
  readonly attribute DOMString validationMessage;
  boolean checkValidity();
  boolean reportValidity();
  readonly attribute NodeList labels;
  [SameObject] readonly attribute CustomStateSet states;
};
dictionary ValidityStateFlags {
  boolean valueMissing = false;
  boolean typeMismatch = false;
  boolean patternMismatch = false;
  boolean tooLong = false;
  boolean tooShort = false;
  boolean rangeUnderflow = false;
  boolean rangeOverflow = false;
  boolean stepMismatch = false;
  boolean badInput = false;
  boolean customError = false;
};
`,
  class {
    get shadowRoot() {
      const root = $.wrap(h.shadow_root(impl.target.id));
      return root === null || $.impl(root).isHiddenFromInternals ? null : root;
    }
    setFormValue(value, state) {
      $.requireFormAssociated(impl.target);
      impl.target.formValue =
        value === null || value === undefined ? null : $.is(value, "Blob") || $.is(value, "FormData") ? value : $.str(value);
    }
    get form() {
      $.requireFormAssociated(impl.target);
      return $.wrap(h.form_owner(impl.target.id));
    }
    // https://html.spec.whatwg.org/#dom-elementinternals-setvalidity
    setValidity(flags, message, anchor) {
      $.requireFormAssociated(impl.target);
      const invalid = Object.values(flags).includes(true);
      if (invalid && !message)
        throw new $.TypeError("The second argument should not be empty if one or more flags in the first argument are true.");
      if (anchor !== undefined && anchor !== null && !$.isWithin(impl.target.id, $.impl(anchor)?.id))
        throw new $.DOMException("The anchor is not in the element or its shadow tree.", "NotFoundError");
      impl.target.flags = flags;
      impl.target.customError = invalid ? message : "";
    }
    get willValidate() {
      $.requireFormAssociated(impl.target);
      return $.canValidate(impl.target);
    }
    get validity() {
      $.requireFormAssociated(impl.target);
      return $.create("ValidityState", { owner: impl.target });
    }
    get validationMessage() {
      $.requireFormAssociated(impl.target);
      return $.problems(impl.target).length > 0 ? impl.target.customError : "";
    }
    checkValidity() {
      $.requireFormAssociated(impl.target);
      return $.checkValidity($.wrap(impl.target.id), impl.target);
    }
    reportValidity() {
      $.requireFormAssociated(impl.target);
      return $.reportValidity($.wrap(impl.target.id), impl.target);
    }
    get labels() {
      $.requireFormAssociated(impl.target);
      return $.labelsOf(impl.target);
    }
    get states() {
      return $.create("CustomStateSet", { entries: $.customStates(impl.target.id) });
    }
  },
);
define(`
[Exposed=Window]
interface CustomStateSet { setlike<DOMString>; };
`);

library({
  // true for a node that is in another one, shadow trees included
  isWithin(ancestor, id) {
    for (let at = id ?? null; at !== null; ) {
      if (at === ancestor) return true;
      at = $.h.parent(at) ?? ($.implOf(at).is.ShadowRoot ? $.h.shadow_host(at) : null);
    }
    return false;
  },
  // a set whose members `:state()` finds
  customStates(id) {
    const names = new Set();
    const { add, clear, delete: remove } = names;
    return Object.assign(names, {
      add(name) {
        $.h.set_custom_flag(id, name, true);
        return add.call(names, name);
      },
      delete(name) {
        if (name !== "") $.h.set_custom_flag(id, name, false);
        return remove.call(names, name);
      },
      clear() {
        $.h.set_custom_flag(id, "", false);
        clear.call(names);
      },
    });
  },
  requireFormAssociated(impl) {
    if (!impl.definition?.formAssociated)
      throw new $.DOMException("The target element is not a form-associated custom element.", "NotSupportedError");
  },
  // https://html.spec.whatwg.org/#dom-attachinternals
  attachInternals(element, impl) {
    const refuse = (why) => {
      throw new $.DOMException(why, "NotSupportedError");
    };
    if ($.h.is_value(impl.id) !== null) refuse("Customized built-in elements have no internals.");
    const definition = $.lookUpDefinition($.registryOf(impl.id), $.h.local_name(impl.id), null);
    if (definition === undefined) refuse("The element is not a custom element.");
    if (definition.disabled.includes("internals")) refuse("The element's definition forbids internals.");
    if (impl.internals !== undefined) refuse("The element has its internals already.");
    if (impl.custom !== "precustomized" && impl.custom !== "custom") refuse("The element is not a custom element yet.");
    return (impl.internals = $.create("ElementInternals", { target: impl }));
  },
});
