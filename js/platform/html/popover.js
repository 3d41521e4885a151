// Popovers, as far as script can see them without a rendering. https://html.spec.whatwg.org/#the-popover-attribute
library({
  // the popovers that light dismissal and Escape would close, in the order they were shown
  get openPopovers() {
    return [];
  },
  // https://html.spec.whatwg.org/#check-popover-validity
  checkPopover(impl, open) {
    if (!$.h.has_attribute(impl.id, "popover"))
      throw new $.DOMException("The element has no popover attribute.", "NotSupportedError");
    if ((impl.popoverOpen === true) !== open) return false;
    if (!$.h.is_connected(impl.id)) throw new $.DOMException("The popover is not in a document.", "InvalidStateError");
    if (impl.is.HTMLDialogElement && impl.modal) throw new $.DOMException("The element is a modal dialog.", "InvalidStateError");
    return true;
  },
  // https://html.spec.whatwg.org/#show-popover
  showPopover(element, impl, quiet) {
    try {
      if (!$.checkPopover(impl, false)) {
        if (quiet) return;
        throw new $.DOMException("The popover is shown already.", "InvalidStateError");
      }
      if (
        !$.fire(element, "beforetoggle", { cancelable: true, oldState: "closed", newState: "open", source: null }, "ToggleEvent")
      )
        return;
      if (!$.checkPopover(impl, false)) return;
    } catch (error) {
      if (quiet) return;
      throw error;
    }
    const kind = element.popover;
    if (kind === "auto")
      for (const other of $.openPopovers.slice().reverse())
        if (!other.contains(element)) $.hidePopover(other, $.impl(other), false, true);
    impl.popoverOpen = true;
    $.h.set_popover_shown(impl.id, true);
    if (kind !== "manual") $.openPopovers.push(element);
    $.focusFirst(element, impl, true);
    $.queueToggle(element, impl, "closed", "open");
  },
  // https://html.spec.whatwg.org/#hide-popover-algorithm
  hidePopover(element, impl, fireEvents, quiet) {
    try {
      if (!$.checkPopover(impl, true)) {
        if (quiet) return;
        throw new $.DOMException("The popover is not shown.", "InvalidStateError");
      }
    } catch (error) {
      if (quiet) return;
      throw error;
    }
    if (fireEvents || quiet)
      $.fire(element, "beforetoggle", { oldState: "open", newState: "closed", source: null }, "ToggleEvent");
    if (!impl.popoverOpen) return;
    impl.popoverOpen = false;
    $.h.set_popover_shown(impl.id, false);
    $.openPopovers = $.openPopovers.filter((e) => e !== element);
    $.queueToggle(element, impl, "open", "closed");
  },
  // https://html.spec.whatwg.org/#queue-a-popover-toggle-event-task; several in one task become one
  queueToggle(element, impl, oldState, newState) {
    if (impl.toggleTask) {
      impl.toggleTask.newState = newState;
      return;
    }
    const task = (impl.toggleTask = { oldState, newState });
    $.queueTask(() => {
      impl.toggleTask = null;
      $.fire(element, "toggle", { oldState: task.oldState, newState: task.newState, source: null }, "ToggleEvent");
    });
  },
  // https://html.spec.whatwg.org/#popover-target-attribute-activation-behavior
  activatePopoverTarget(element, impl) {
    const popover = element.popoverTargetElement;
    if (!$.is(popover, "HTMLElement") || !$.h.has_attribute($.impl(popover).id, "popover")) return false;
    const target = $.impl(popover);
    const action = element.popoverTargetAction;
    if (target.popoverOpen && action !== "show") $.hidePopover(popover, target, true, true);
    else if (!target.popoverOpen && action !== "hide") $.showPopover(popover, target, true);
    return true;
  },
});
