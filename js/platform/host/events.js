// Events that the host fires at the window, most of which nobody listens to.
library({
  fireAtWindow(type) {
    const impl = $.impl($.global);
    if (impl.listeners) $.fire($.global, type, {}, type === "pageshow" || type === "pagehide" ? "PageTransitionEvent" : "Event");
  },
  fireAtDocument(type, bubbles) {
    if ($.impl($.global).listeners || ($.nodes[$.documentId] && $.impl($.nodes[$.documentId]).listeners)) $.fireAt($.documentId, type, bubbles, false);
  },
});
