// Promises that are rejected and that nobody listens to. https://html.spec.whatwg.org/#unhandled-promise-rejections
library({
  // rejected promises by whose event is to be fired, and why they were rejected
  get aboutToBeNotified() {
    return new Map();
  },
  // such maps, each of which a task has that was queued for it
  get rejectionsOfTasks() {
    return [];
  },
  // those whose event was fired
  get outstandingRejections() {
    return new WeakMap();
  },
  // https://html.spec.whatwg.org/#the-hostpromiserejectiontracker-implementation
  noteRejection(promise, reason, handled) {
    if (!handled) $.aboutToBeNotified.set(promise, reason);
    else if ($.aboutToBeNotified.delete(promise) || $.rejectionsOfTasks.some((list) => list.delete(promise))) return;
    else if ($.outstandingRejections.delete(promise))
      $.queueTask(() => $.fire($.global, "rejectionhandled", { promise, reason }, "PromiseRejectionEvent"));
  },
  // https://html.spec.whatwg.org/#notify-about-rejected-promises, steps 1 to 3: a task is queued
  collectRejections() {
    $.rejectionsOfTasks.push($.aboutToBeNotified);
    $.aboutToBeNotified = new Map();
  },
  // the task, step 4
  notifyRejections() {
    const list = $.rejectionsOfTasks[0];
    for (const [promise, reason] of list) {
      const isReported = $.fire($.global, "unhandledrejection", { cancelable: true, promise, reason }, "PromiseRejectionEvent");
      if (isReported) $.reportRejection(reason);
      $.host("rejections");
      // handled by now, if it is not there
      if (list.has(promise)) $.outstandingRejections.set(promise, true);
    }
    $.rejectionsOfTasks.shift();
  },
  reportRejection(reason) {
    const { text, url, line, column, stack } = $.describeThrown(reason);
    $.h.report_error($.str(`Uncaught (in promise) ${text}`), $.str(url), line, column, $.str(stack));
  },
});
