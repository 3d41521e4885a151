// Activation behavior of buttons. https://html.spec.whatwg.org/#the-button-element
library({
  // https://html.spec.whatwg.org/#the-button-element:activation-behaviour
  activateButton(element, impl) {
    // 1.
    if ($.h.is_disabled(impl.id)) return;
    // 3.
    const owner = $.h.form_owner(impl.id);
    if (owner !== null) {
      const type = $.buttonType(impl);
      // 3.1, 3.2
      if (type !== "button") return $.submitOrReset($.wrap(owner), element, type === "reset");
      // 3.3
      if ($.buttonState(impl) === "auto") return;
    }
    // 4.
    const target = $.h.has_attribute(impl.id, "commandfor") ? $.attributeElement(impl, "commandfor") : null;
    // 5.
    if (target !== null) return $.runCommand(element, impl, target);
    // 6.
    if ($.h.has_attribute(impl.id, "popovertarget")) $.activatePopoverTarget(element, impl);
  },
  // https://html.spec.whatwg.org/#the-button-element:activation-behaviour, step 5
  runCommand(element, impl, target) {
    // 5.1
    const command = $.buttonCommand(impl);
    const slots = $.impl(target);
    // 5.2
    if (!$.isValidCommand(command, slots)) return;
    // 5.3, 5.4
    if (!$.fire(target, "command", { cancelable: true, source: element, command }, "CommandEvent")) return;
    // 5.5
    if (!$.h.is_connected(slots.id)) return;
    // 5.6
    if (command.startsWith("--")) return;
    // 5.7 - 5.9
    if (command.endsWith("-popover")) {
      if (!$.h.has_attribute(slots.id, "popover")) return;
      if (slots.popoverOpen && command !== "show-popover") $.hidePopover(target, slots, true, true);
      else if (!slots.popoverOpen && command !== "hide-popover") $.showPopover(target, slots, true);
    } else {
      // 5.10
      const open = $.h.has_attribute(slots.id, "open");
      if (command === "show-modal" && !open) target.showModal();
      else if (command === "close" && open) target.close(element.value);
      else if (command === "request-close" && open) target.requestClose(element.value);
    }
  },
  // https://html.spec.whatwg.org/#determine-if-command-is-valid
  isValidCommand(command, target) {
    // 1.
    if (command === "") return false;
    // 2.
    if (command.startsWith("--")) return true;
    // 3.
    if (!target.is.HTMLElement) return false;
    // 4. - 6.
    return command.endsWith("-popover") || target.is.HTMLDialogElement === true;
  },
});
