// Events that the host fires at the window.
library({
  firePageEvent(type) {
    if (type === "pageshow" || type === "pagehide") $.pageTransition(type, false);
    else $.fire($.global, type, {}, "Event");
  },
});
