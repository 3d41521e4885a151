// Showing and hiding the document. https://html.spec.whatwg.org/#page-visibility
library({
  // the host has changed the document's visibility; `state` is "visible" or "hidden"
  setVisibility(state) {
    if (state === "hidden") for (const sentinel of [...$.wakeLocks]) $.releaseWakeLock(sentinel);
    $.fire($.global.document, "visibilitychange", { bubbles: true }, "Event");
  },
  // pageshow and pagehide. https://html.spec.whatwg.org/#fire-a-page-transition-event
  pageTransition(type, persisted) {
    const init = { bubbles: true, cancelable: true, persisted, targetOverride: $.global.document };
    $.fire($.global, type, init, "PageTransitionEvent");
  },
  // https://html.spec.whatwg.org/#steps-to-fire-beforeunload: true when the page asks to stay
  beforeUnload() {
    const event = $.createEvent("BeforeUnloadEvent", "beforeunload", { cancelable: true });
    const e = $.impl(event);
    $.dispatch($.global, $.impl($.global), event, e);
    return !!e.canceled || (e.returnText ?? "") !== "";
  },
});
