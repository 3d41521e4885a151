// Activation behavior of input elements. https://html.spec.whatwg.org/#the-input-element
library({
  // https://html.spec.whatwg.org/#the-input-element:legacy-pre-activation-behavior
  preActivateInput(impl) {
    const type = $.syncType(impl);
    // 1.
    if (type === "checkbox") {
      const before = { checked: $.h.is_checked(impl.id), indeterminate: $.h.is_indeterminate(impl.id) };
      $.h.set_checked(impl.id, !before.checked);
      $.h.set_indeterminate(impl.id, false);
      return before;
    }
    // 2.
    if (type === "radio") {
      const others = $.idList($.h.radio_group(impl.id)).filter((id) => id !== impl.id);
      const before = { checked: $.h.is_checked(impl.id), other: others.find((id) => $.h.is_checked(id)) };
      $.h.set_checked(impl.id, true);
      return before;
    }
    return null;
  },
  // https://html.spec.whatwg.org/#the-input-element:legacy-canceled-activation-behavior
  cancelInput(impl, before) {
    // 1., 2.
    if ("indeterminate" in before) $.h.set_indeterminate(impl.id, before.indeterminate);
    $.h.set_checked(impl.id, before.checked);
    if (before.other !== undefined && $.idList($.h.radio_group(impl.id)).includes(before.other))
      $.h.set_checked(before.other, true);
  },
  // https://html.spec.whatwg.org/#the-input-element:activation-behaviour
  activateInput(element, impl) {
    const type = $.syncType(impl);
    // 2. https://html.spec.whatwg.org/#input-activation-behavior of a check box and of a radio button
    if (type === "checkbox" || type === "radio") {
      if (!$.h.is_connected(impl.id)) return;
      $.fire(element, "input", { bubbles: true, composed: true }, "Event");
      $.fire(element, "change", { bubbles: true }, "Event");
      return;
    }
    // 1.
    if ($.h.is_disabled(impl.id)) return;
    const owner = $.h.form_owner(impl.id);
    // 2.
    if (owner !== null && (type === "submit" || type === "image" || type === "reset"))
      $.submitOrReset($.wrap(owner), element, type === "reset");
    // 3.
    if (owner !== null && type !== "button") return;
    // 4.
    if ($.h.has_attribute(impl.id, "popovertarget")) $.activatePopoverTarget(element, impl);
  },
  submitOrReset(form, submitter, reset) {
    if (reset) $.resetForm(form, $.impl(form));
    else $.submitForm(form, $.impl(form), submitter, false);
  },
});
