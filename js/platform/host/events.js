// Events that the host fires at the window and the document.
library({
  // Most pages do not listen for them.
  listensFor(object, type) {
    const listeners = object === undefined ? undefined : $.impl(object).listeners;
    return listeners !== undefined && listeners.some((listener) => listener.type === type);
  },
  fireAtWindow(type) {
    if ($.listensFor($.global, type)) $.firePageEvent(type);
  },
  fireAtDocument(type, bubbles) {
    if ((bubbles && $.listensFor($.global, type)) || $.listensFor($.ownDocument(), type))
      $.fireAt($.documentId, type, bubbles, false, "Event");
  },
  firePageEvent(type) {
    if (type === "pageshow" || type === "pagehide") $.pageTransition(type, false);
    // the legacy target override flag: the window's load event has the document as its target
    else $.fire($.global, type, type === "load" ? { targetOverride: $.global.document } : {}, "Event");
  },
});
