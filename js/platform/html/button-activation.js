// What a click on a button does.
library({
  // https://html.spec.whatwg.org/#the-button-element:activation-behaviour
  activateButton(element, impl) {
    if ($.h.is_disabled(impl.id)) return;
    const owner = $.h.form_owner(impl.id);
    const type = $.enumerated(impl, "type", ["submit", "reset", "button"], "submit", "submit");
    if (owner !== null && type !== "button") return $.submitOrReset($.wrap(owner), element, type === "reset");
    const target = $.h.has_attribute(impl.id, "commandfor") ? element.commandForElement : null;
    if (target !== null) return $.runCommand(element, impl, target);
    if ($.h.has_attribute(impl.id, "popovertarget")) $.activatePopoverTarget(element, impl);
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
});
