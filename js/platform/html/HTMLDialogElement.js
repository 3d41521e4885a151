// https://html.spec.whatwg.org/#htmldialogelement
define(
  `
[Exposed=Window]
interface HTMLDialogElement : HTMLElement {
  [Reflect] attribute boolean open;
  attribute DOMString returnValue;
  attribute DOMString closedBy;
  undefined show();
  undefined showModal();
  undefined close(optional DOMString returnValue);
  undefined requestClose(optional DOMString returnValue);
};`,
  class {
    get returnValue() {
      return impl.returnValue ?? "";
    }
    set returnValue(value) {
      impl.returnValue = value;
    }
    // https://html.spec.whatwg.org/#dom-dialog-closedby: the auto state depends on how the dialog is shown
    get closedBy() {
      return (
        $.enumerated(impl, "closedby", ["any", "closerequest", "none"], null, null) ?? (impl.modal ? "closerequest" : "none")
      );
    }
    set closedBy(value) {
      h.set_attribute(impl.id, "closedby", value);
    }
    show() {
      $.showDialog(this, impl, false);
    }
    showModal() {
      $.showDialog(this, impl, true);
    }
    close(returnValue) {
      $.closeDialog(this, impl, returnValue);
    }
    // https://html.spec.whatwg.org/#dialog-request-close
    requestClose(returnValue) {
      if (!h.has_attribute(impl.id, "open")) return;
      if ($.fire(this, "cancel", { cancelable: true }, "Event")) $.closeDialog(this, impl, returnValue);
    }
  },
);

library({
  // https://html.spec.whatwg.org/#dom-dialog-show, #show-a-modal-dialog
  showDialog(element, impl, modal) {
    const fail = (why) => {
      throw new $.DOMException(why, "InvalidStateError");
    };
    if ($.h.has_attribute(impl.id, "open")) {
      if ((impl.modal === true) === modal) return;
      fail("The dialog is open already, in the other way.");
    }
    if (modal && !$.h.is_connected(impl.id)) fail("The dialog is not in a document.");
    if (modal && impl.popoverOpen) fail("The dialog is shown as a popover.");
    if (!$.fire(element, "beforetoggle", { cancelable: true, oldState: "closed", newState: "open", source: null }, "ToggleEvent"))
      return;
    if ($.h.has_attribute(impl.id, "open") || (modal && !$.h.is_connected(impl.id))) return;
    $.queueToggle(element, impl, "closed", "open");
    $.h.set_attribute(impl.id, "open", "");
    impl.modal = modal;
    impl.focusedBefore = $.h.active_element();
    $.focusFirst(element, impl, false);
  },
  // https://html.spec.whatwg.org/#close-the-dialog
  closeDialog(element, impl, result) {
    if (!$.h.has_attribute(impl.id, "open")) return;
    $.fire(element, "beforetoggle", { oldState: "open", newState: "closed", source: null }, "ToggleEvent");
    if (!$.h.has_attribute(impl.id, "open")) return;
    $.queueToggle(element, impl, "open", "closed");
    $.h.remove_attribute(impl.id, "open");
    impl.modal = false;
    if (result !== undefined) impl.returnValue = result;
    const before = impl.focusedBefore ?? null;
    impl.focusedBefore = null;
    if (before !== null && element.contains($.wrap($.h.active_element()))) $.focus($.impl($.wrap(before)));
    $.queueTask(() => $.fire(element, "close", {}, "Event"));
  },
  // https://html.spec.whatwg.org/#form-submission-2, the dialog method
  submitToDialog(form, submitter) {
    const id = $.h.closest_element(form.id, "dialog");
    if (id === null || !$.h.has_attribute(id, "open")) return;
    const slots = submitter === null ? null : $.impl(submitter);
    const result =
      slots === null
        ? undefined
        : slots.is.HTMLInputElement
          ? $.inputValue(slots)
          : ($.h.get_attribute(slots.id, "value") ?? undefined);
    const dialog = $.wrap(id);
    $.closeDialog(dialog, $.impl(dialog), result);
  },
});
