// Constraint validation. https://html.spec.whatwg.org/#constraints
library({
  get problemNames() {
    return [
      "valueMissing",
      "typeMismatch",
      "patternMismatch",
      "tooLong",
      "tooShort",
      "rangeUnderflow",
      "rangeOverflow",
      "stepMismatch",
      "badInput",
      "customError",
    ];
  },
  // Answers true when the element suffers from a problem. https://html.spec.whatwg.org/#validity-states
  suffers(impl, problem) {
    if (problem === "customError") return impl.flags ? impl.flags.customError === true : !!impl.customError;
    if (impl.flags) return impl.flags[problem] === true; // a form-associated custom element says so itself
    if (impl.is.HTMLInputElement) return $.inputProblem(impl, $.syncType(impl), problem);
    if (impl.is.HTMLTextAreaElement) return $.textAreaProblem(impl, problem);
    if (impl.is.HTMLSelectElement && problem === "valueMissing") return $.selectMissing(impl);
    return false;
  },
  problems(impl) {
    return $.problemNames.filter((name) => $.suffers(impl, name));
  },
  // https://html.spec.whatwg.org/#candidate-for-constraint-validation
  canValidate(impl) {
    const { is } = impl;
    if (is.HTMLObjectElement || is.HTMLFieldSetElement || is.HTMLOutputElement) return false;
    if ($.h.is_disabled(impl.id) || $.h.has_ancestor(impl.id, "datalist")) return false;
    if (is.HTMLButtonElement) return $.isSubmitButton(impl);
    if (is.HTMLInputElement && ["hidden", "reset", "button"].includes($.syncType(impl))) return false;
    if ((is.HTMLInputElement && $.readOnlyApplies(impl)) || is.HTMLTextAreaElement || impl.custom !== undefined)
      return !$.h.has_attribute(impl.id, "readonly");
    return true;
  },
  readOnlyApplies(impl) {
    return !["hidden", "range", "color", "checkbox", "radio", "file", "submit", "image", "reset", "button"].includes(
      $.inputType(impl),
    );
  },
  inputProblem(impl, type, problem) {
    const { h } = $;
    const value = $.inputValue(impl);
    const text = ["text", "search", "tel", "url", "email", "password"].includes(type);
    switch (problem) {
      case "valueMissing": {
        if (type === "radio") {
          const group = h.radio_group(impl.id).split(" ").map(Number);
          return group.some((other) => h.has_attribute(other, "required")) && !group.some((other) => h.is_checked(other));
        }
        if (!h.has_attribute(impl.id, "required")) return false;
        if (type === "checkbox") return !h.is_checked(impl.id);
        if (type === "file") return !impl.files?.length;
        return (
          $.valueMode(type) === "value" &&
          !["range", "color"].includes(type) &&
          value === "" &&
          !h.has_attribute(impl.id, "readonly") &&
          !h.is_disabled(impl.id)
        );
      }
      case "typeMismatch":
        if (value === "") return false;
        if (type === "url") return !h.is_absolute_url(value);
        if (type === "email")
          return (h.has_attribute(impl.id, "multiple") ? value.split(",") : [value]).some((address) => !$.validEmail(address));
        return false;
      case "patternMismatch":
        return text && value !== "" && $.patternMismatch(impl, type, value);
      case "tooLong":
        return text && $.tooLong(impl, value);
      case "tooShort":
        return text && $.tooShort(impl, value);
    }
    if (!(type in $.stepDefaults)) return false;
    const number = $.valueToNumber(type, value);
    if (number === null) return false;
    const min = $.minimum(impl, type),
      max = $.maximum(impl, type);
    // a range of times may run across midnight
    const reversed = type === "time" && min !== null && max !== null && min > max;
    switch (problem) {
      case "rangeUnderflow":
        return reversed ? number < min && number > max : min !== null && number < min;
      case "rangeOverflow":
        return reversed ? number < min && number > max : max !== null && number > max;
      case "stepMismatch": {
        const step = $.allowedStep(impl, type);
        return step !== null && $.stepMismatch(number, step, $.stepBase(impl, type));
      }
    }
    return false;
  },
  textAreaProblem(impl, problem) {
    const value = $.textAreaValue(impl);
    switch (problem) {
      case "valueMissing":
        return (
          $.h.has_attribute(impl.id, "required") &&
          value === "" &&
          !$.h.has_attribute(impl.id, "readonly") &&
          !$.h.is_disabled(impl.id)
        );
      case "tooLong":
        return $.tooLong(impl, value);
      case "tooShort":
        return $.tooShort(impl, value);
    }
    return false;
  },
  // https://html.spec.whatwg.org/#suffering-from-being-too-long: only what a user typed, which sets `impl.edited`
  tooLong(impl, value) {
    const limit = $.reflectNumber(impl, "maxlength", -1, "long", true);
    return impl.edited === true && limit >= 0 && value.length > limit;
  },
  tooShort(impl, value) {
    const limit = $.reflectNumber(impl, "minlength", -1, "long", true);
    return impl.edited === true && value !== "" && limit >= 0 && value.length < limit;
  },
  // https://html.spec.whatwg.org/#attr-select-required, #placeholder-label-option
  selectMissing(impl) {
    if (!$.h.has_attribute(impl.id, "required")) return false;
    const options = $.optionsOf(impl);
    const placeholder =
      !$.h.has_attribute(impl.id, "multiple") &&
      $.displaySize(impl) === 1 &&
      options.length > 0 &&
      $.optionValue(options[0].id) === "" &&
      $.h.parent(options[0].id) === impl.id
        ? options[0]
        : null;
    return $.idList($.h.selected_options(impl.id)).every((id) => id === placeholder?.id);
  },
  // https://html.spec.whatwg.org/#compiled-pattern-regular-expression
  patternMismatch(impl, type, value) {
    const pattern = $.h.get_attribute(impl.id, "pattern");
    if (pattern === null) return false;
    let expression;
    try {
      new RegExp(pattern, "v");
      expression = new RegExp(`^(?:${pattern})$`, "v");
    } catch {
      return false;
    }
    const values = type === "email" && $.h.has_attribute(impl.id, "multiple") ? value.split(",") : [value];
    return values.some((each) => !expression.test(each));
  },
  // https://html.spec.whatwg.org/#valid-e-mail-address: a local part of atext and dots, then labels of at most 63 characters
  validEmail(address) {
    const parts = address.split("@"),
      [local, domain] = parts;
    if (parts.length !== 2 || !/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(local)) return false;
    return domain.split(".").every((label) => label.length <= 63 && /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label));
  },
  // https://html.spec.whatwg.org/#dom-cva-validationmessage
  validationMessage(impl) {
    // 1.
    if (!$.canValidate(impl)) return "";
    const [first] = $.problems(impl);
    if (first === undefined) return "";
    // 2.
    if ($.suffers(impl, "customError")) return impl.customError;
    return {
      valueMissing: "Please fill out this field.",
      typeMismatch: "Please enter a value of the right form.",
      patternMismatch: "Please match the requested format.",
      tooLong: "Please shorten this text.",
      tooShort: "Please lengthen this text.",
      rangeUnderflow: "Value is too low.",
      rangeOverflow: "Value is too high.",
      stepMismatch: "Please enter a valid value.",
      badInput: "Please enter a valid value.",
    }[first];
  },
  // https://html.spec.whatwg.org/#concept-fv-valid, of an element that is a candidate for constraint validation
  isInvalid(impl) {
    return $.canValidate(impl) && $.problems(impl).length > 0;
  },
  // https://html.spec.whatwg.org/#check-validity-steps
  checkValidity(element, impl) {
    // 2.
    if (!$.isInvalid(impl)) return true;
    // 1.1
    $.fire(element, "invalid", { cancelable: true }, "Event");
    // 1.2
    return false;
  },
  // https://html.spec.whatwg.org/#report-validity-steps
  reportValidity(element, impl) {
    // 2.
    if (!$.isInvalid(impl)) return true;
    // 1.1
    const report = $.fire(element, "invalid", { cancelable: true }, "Event");
    // 1.2 AD-HOC: there is no user to show a message to, so reporting a problem moves the focus to the element.
    if (report) $.focus(impl);
    // 1.3
    return false;
  },
  // The unhandled invalid controls of a form (a negative result, maybe empty), or null when all are valid (a positive one).
  // https://html.spec.whatwg.org/#statically-validate-the-constraints
  staticallyValidate(form) {
    // 1.
    const controls = $.wrapAll($.h.form_controls(form.id, true));
    // 2., 3.
    const invalid = controls.filter((field) => $.isInvalid($.impl(field)));
    // 4.
    if (invalid.length === 0) return null;
    // 5. - 7.
    return invalid.filter((field) => $.fire(field, "invalid", { cancelable: true }, "Event"));
  },
  // Answers true for a positive result. https://html.spec.whatwg.org/#interactively-validate-the-constraints
  interactivelyValidate(form) {
    // 1.
    const unhandled = $.staticallyValidate(form);
    // 2.
    if (unhandled === null) return true;
    // 3.
    if (unhandled.length > 0) $.focus($.impl(unhandled[0]));
    // 4.
    return false;
  },
});
