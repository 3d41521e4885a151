// Events that the host fires at the window.
library({
  firePageEvent(type) {
    if (type === "pageshow" || type === "pagehide") $.pageTransition(type, false);
    // the legacy target override flag: the window's load event has the document as its target
    else $.fire($.global, type, type === "load" ? { targetOverride: $.global.document } : {}, "Event");
  },
});
