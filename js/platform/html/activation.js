// Activation behavior: what a click on an element does when no handler objects. https://html.spec.whatwg.org/#activation
library({
  // The activation target of a click. https://dom.spec.whatwg.org/#concept-event-dispatch
  activationTarget(target, targetImpl, e) {
    // 6.4
    if (!e.is.MouseEvent) return null;
    // 6.5
    if ($.canActivate(targetImpl)) return [target, targetImpl];
    // 6.9.6.1; 6.9.8.2 finds nothing more, for no shadow host has activation behavior
    return e.bubbles ? ($.fullPath(e).find(([, impl]) => $.canActivate(impl)) ?? null) : null;
  },
  canActivate(impl) {
    const { is } = impl;
    if (!is.HTMLElement) return false;
    return (
      is.HTMLInputElement ||
      is.HTMLButtonElement ||
      is.HTMLAnchorElement ||
      is.HTMLAreaElement ||
      is.HTMLLabelElement ||
      $.h.local_name(impl.id) === "summary"
    );
  },
  // https://html.spec.whatwg.org/#the-input-element:legacy-pre-activation-behavior
  preActivate([, impl]) {
    return impl.is.HTMLInputElement ? $.preActivateInput(impl) : null;
  },
  cancelActivation([, impl], before) {
    if (before !== null) $.cancelInput(impl, before);
  },
  activate([element, impl], event) {
    const { is } = impl;
    if (is.HTMLInputElement) $.activateInput(element, impl);
    else if (is.HTMLButtonElement) $.activateButton(element, impl);
    else if (is.HTMLLabelElement) $.activateLabel(element, impl, event);
    else if (is.HTMLAnchorElement || is.HTMLAreaElement) $.followLink(element, impl);
    else $.activateSummary(element);
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
    } finally {
      impl.clicking = false;
    }
  },
});
