// What a click on an input element does.
library({
  // https://html.spec.whatwg.org/#the-input-element:legacy-pre-activation-behavior
  preActivateInput(impl) {
    const type = $.syncType(impl);
    if (type === "checkbox") {
      const before = { checked: $.h.is_checked(impl.id), indeterminate: $.h.is_indeterminate(impl.id) };
      $.h.set_checked(impl.id, !before.checked);
      $.h.set_indeterminate(impl.id, false);
      return before;
    }
    if (type === "radio") {
      const others = $.idList($.h.radio_group(impl.id)).filter((id) => id !== impl.id);
      const before = { checked: $.h.is_checked(impl.id), other: others.find((id) => $.h.is_checked(id)) };
      $.h.set_checked(impl.id, true);
      return before;
    }
    return null;
  },
  cancelInput(impl, before) {
    if ("indeterminate" in before) $.h.set_indeterminate(impl.id, before.indeterminate);
    $.h.set_checked(impl.id, before.checked);
    if (before.other !== undefined) $.h.set_checked(before.other, true);
  },
  // https://html.spec.whatwg.org/#input-activation-behavior
  activateInput(element, impl) {
    const type = $.syncType(impl);
    if (type === "checkbox" || type === "radio") {
      if (!$.h.is_connected(impl.id)) return;
      $.fire(element, "input", { bubbles: true, composed: true }, "Event");
      $.fire(element, "change", { bubbles: true }, "Event");
      return;
    }
    if ($.h.is_disabled(impl.id)) return;
    if (type === "submit" || type === "image" || type === "reset") {
      const owner = $.h.form_owner(impl.id);
      if (owner !== null) $.submitOrReset($.wrap(owner), element, type === "reset");
    }
    if ($.h.has_attribute(impl.id, "popovertarget")) $.activatePopoverTarget(element, impl);
  },
  submitOrReset(form, submitter, reset) {
    if (reset) $.resetForm(form, $.impl(form));
    else $.submitForm(form, $.impl(form), submitter, false);
  },
});
