// What a click on an element does when no handler objects. https://html.spec.whatwg.org/#activation
library({
  // https://dom.spec.whatwg.org/#concept-event-dispatch, steps 5.5 to 5.9; `path` holds [object, slots, ...]
  activationTarget(path, e) {
    if (!e.is.MouseEvent) return null;
    for (const [object, impl] of path) {
      if ($.canActivate(impl)) return [object, impl];
      if (!e.bubbles) return null;
    }
    return null;
  },
  canActivate(impl) {
    const { is } = impl;
    if (!is.HTMLElement) return false;
    return is.HTMLInputElement || is.HTMLButtonElement || is.HTMLAnchorElement || is.HTMLAreaElement || is.HTMLLabelElement || $.h.local_name(impl.id) === "summary";
  },
  // https://html.spec.whatwg.org/#the-input-element:legacy-pre-activation-behavior
  preActivate([, impl]) {
    if (!impl.is.HTMLInputElement) return null;
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
  cancelActivation([, impl], before) {
    if (before === null) return;
    if ("indeterminate" in before) $.h.set_indeterminate(impl.id, before.indeterminate);
    $.h.set_checked(impl.id, before.checked);
    if (before.other !== undefined) $.h.set_checked(before.other, true);
  },
  activate([element, impl], event) {
    const { is } = impl;
    if (is.HTMLInputElement) $.activateInput(element, impl);
    else if (is.HTMLButtonElement) $.activateButton(element, impl);
    else if (is.HTMLLabelElement) $.activateLabel(element, impl, event);
    else if (is.HTMLAnchorElement || is.HTMLAreaElement) $.followLink(element, impl);
    else $.activateSummary(element);
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
    $.activatePopoverTarget(element, impl);
  },
  submitOrReset(form, submitter, reset) {
    if (reset) $.resetForm(form, $.impl(form));
    else $.submitForm(form, $.impl(form), submitter, false);
  },
  // https://html.spec.whatwg.org/#the-button-element:activation-behaviour
  activateButton(element, impl) {
    if ($.h.is_disabled(impl.id)) return;
    const owner = $.h.form_owner(impl.id);
    const type = $.enumerated(impl, "type", ["submit", "reset", "button"], "submit", "submit");
    if (owner !== null && type !== "button") return $.submitOrReset($.wrap(owner), element, type === "reset");
    const target = element.commandForElement;
    if (target !== null) return $.runCommand(element, impl, target);
    $.activatePopoverTarget(element, impl);
  },
  // https://html.spec.whatwg.org/#the-button-element:command-attribute
  runCommand(element, impl, target) {
    const command = $.buttonCommand(impl);
    if (command === "" || !$.fire(target, "command", { cancelable: true, source: element, command }, "CommandEvent")) return;
    const slots = $.impl(target);
    if (command.endsWith("-popover") && $.h.has_attribute(slots.id, "popover")) {
      if (slots.popoverOpen && command !== "show-popover") $.hidePopover(target, slots, true, true);
      else if (!slots.popoverOpen && command !== "hide-popover") $.showPopover(target, slots, true);
    } else if (slots.is.HTMLDialogElement) {
      const open = $.h.has_attribute(slots.id, "open");
      if (command === "show-modal" && !open) target.showModal();
      else if (command === "close" && open) target.close(element.value);
      else if (command === "request-close" && open) target.requestClose(element.value);
    }
  },
  // https://html.spec.whatwg.org/#the-label-element: the click goes on to the labeled control
  activateLabel(element, impl, event) {
    const control = $.wrap($.h.labeled_control(impl.id));
    if (control === null) return;
    const { target } = event;
    if (control.contains(target) || $.h.is_disabled($.impl(control).id)) return;
    for (let node = target; node && node !== element; node = node.parentNode) if ($.isInteractive(node)) return;
    $.focus($.impl(control));
    $.click(control, $.impl(control), event.isTrusted);
  },
  // https://html.spec.whatwg.org/#interactive-content
  isInteractive(node) {
    const impl = $.impl(node);
    if (impl === undefined || !impl.is.HTMLElement) return false;
    const has = (name) => $.h.has_attribute(impl.id, name);
    switch ($.h.local_name(impl.id)) {
      case "a": return has("href");
      case "audio": case "video": return has("controls");
      case "img": case "object": return has("usemap");
      case "input": return $.inputType(impl) !== "hidden";
      case "button": case "details": case "embed": case "iframe": case "label": case "select": case "textarea": return true;
    }
    return has("tabindex");
  },
  // https://html.spec.whatwg.org/#following-hyperlinks-2
  followLink(element, impl) {
    const href = $.h.get_attribute(impl.id, "href");
    if (href === null) return;
    if ($.h.has_attribute(impl.id, "download")) return $.missing("downloading a link");
    const url = $.h.resolve_url(href);
    if (url === null) return;
    const target = $.h.get_attribute(impl.id, "target") ?? $.baseTarget();
    $.h.follow_link(url, target);
  },
  // https://html.spec.whatwg.org/#summary-for-its-parent-details
  activateSummary(element) {
    const details = element.parentNode;
    if (!$.is(details, "HTMLDetailsElement")) return;
    const [first] = $.wrapAll($.h.child_elements($.impl(details).id, "summary"));
    if (first === element) details.open = !details.open;
  },
  // https://html.spec.whatwg.org/#dom-click; a user's click, which the host makes, is trusted
  click(element, impl, trusted = false) {
    if (impl.clicking || $.h.is_disabled(impl.id)) return;
    impl.clicking = true;
    try {
      const event = $.createEvent("PointerEvent", "click", { bubbles: true, cancelable: true, composed: true });
      const e = $.impl(event);
      e.isTrusted = trusted;
      $.dispatch(element, impl, event, e);
    } finally { impl.clicking = false; }
  },
});
