// Promises that are rejected and that nobody listens to. https://html.spec.whatwg.org/#unhandled-promise-rejections
library({
  // rejected promises whose event was not fired yet, by promise; and those whose event was fired
  get aboutToBeNotified() {
    return new Map();
  },
  get outstandingRejections() {
    return new WeakMap();
  },
  // https://html.spec.whatwg.org/#the-hostpromiserejectiontracker-implementation
  noteRejection(promise, reason, handled) {
    if (!handled) $.aboutToBeNotified.set(promise, reason);
    else if (!$.aboutToBeNotified.delete(promise) && $.outstandingRejections.delete(promise))
      $.queueTask(() => $.fire($.global, "rejectionhandled", { promise, reason }, "PromiseRejectionEvent"));
  },
  // https://html.spec.whatwg.org/#notify-about-rejected-promises
  notifyRejections() {
    const list = [...$.aboutToBeNotified];
    $.aboutToBeNotified.clear();
    for (const [promise, reason] of list) {
      $.outstandingRejections.set(promise, true);
      if ($.fire($.global, "unhandledrejection", { cancelable: true, promise, reason }, "PromiseRejectionEvent"))
        $.reportRejection(reason);
    }
  },
  reportRejection(reason) {
    const { text, url, line, column, stack } = $.describeThrown(reason);
    $.h.report_error($.str(`Uncaught (in promise) ${text}`), $.str(url), line, column, $.str(stack));
  },
});
