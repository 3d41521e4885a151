// Promises that are rejected and that nobody listens to. https://html.spec.whatwg.org/#unhandled-promise-rejections
library({
  // rejected promises whose event was not fired yet, by promise; and those whose event was fired
  get aboutToBeNotified() { return new Map(); },
  get outstandingRejections() { return new WeakSet(); },
  // the engine's notes stand in the box from 1 on: promise, reason, whether it is handled
  // https://html.spec.whatwg.org/#the-hostpromiserejectiontracker-implementation, #notify-about-rejected-promises
  notifyRejections(count) {
    const notes = [];
    for (let i = 0; i < count; i++) {
      const at = 1 + 3 * i;
      notes.push([$.box[at], $.box[at + 1], $.box[at + 2]]);
      $.box[at] = $.box[at + 1] = undefined;
    }
    const late = [];
    for (const [promise, reason, handled] of notes) {
      if (!handled) $.aboutToBeNotified.set(promise, reason);
      else if (!$.aboutToBeNotified.delete(promise) && $.outstandingRejections.delete(promise)) late.push([promise, reason]);
    }
    const list = [...$.aboutToBeNotified];
    $.aboutToBeNotified.clear();
    for (const [promise, reason] of late) $.queueTask(() => $.fire($.global, "rejectionhandled", { promise, reason }, "PromiseRejectionEvent"));
    for (const [promise, reason] of list) {
      $.outstandingRejections.add(promise);
      if ($.fire($.global, "unhandledrejection", { cancelable: true, promise, reason }, "PromiseRejectionEvent")) $.reportRejection(reason);
    }
  },
  reportRejection(reason) {
    let message = "uncaught exception", stack = "", url = $.h.document_url(), line = 0, column = 0;
    try {
      const isError = reason !== null && typeof reason === "object" && typeof reason.message === "string";
      message = isError ? `${reason.name}: ${reason.message}` : String(reason);
      stack = isError && typeof reason.stack === "string" ? reason.stack : "";
      const place = /at (?:.*\()?(\S+?):(\d+):(\d+)\)?/.exec(stack);
      if (place) { url = place[1]; line = +place[2]; column = +place[3]; }
    } catch {}
    $.h.report_error($.str(`Uncaught (in promise) ${message}`), $.str(url), line, column, $.str(stack));
  },
});
