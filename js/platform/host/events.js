// Events that the host fires at the window.
library({
  firePageEvent(type) {
    $.fire($.global, type, {}, type === "pageshow" || type === "pagehide" ? "PageTransitionEvent" : "Event");
  },
});
