// Uncaught exceptions. https://html.spec.whatwg.org/#report-an-exception
library({
  get reporting() {
    return false;
  },
  // what is known of something that was thrown: its text, and the place if it is an error
  describeThrown(error) {
    let text = "uncaught exception",
      url = $.h.document_url(),
      line = 0,
      column = 0,
      stack = "";
    try {
      const isError = error !== null && typeof error === "object" && typeof error.message === "string";
      text = isError ? `${error.name}: ${error.message}` : String(error);
      stack = isError && typeof error.stack === "string" ? error.stack : "";
      const place = /at (?:.*\()?(\S+?):(\d+):(\d+)\)?/.exec(stack);
      if (place) {
        url = place[1];
        line = +place[2];
        column = +place[3];
      }
    } catch {}
    return { text, url, line, column, stack };
  },
  report(error) {
    const { text, url, line, column, stack } = $.describeThrown(error);
    if ($.reportAt(`Uncaught ${text}`, url, line, column, error))
      $.h.report_error($.str(`Uncaught ${text}`), $.str(url), line, column, $.str(stack));
  },
  // an error that a script let out. `known`: its text where there was no memory left to make an error
  reportThrown(error, known) {
    const { text, url, line, column, stack } = $.describeThrown(error);
    if ($.reportAt(`Uncaught ${known || text}`, url, line, column, error))
      $.h.report_error($.str(known || text), $.str(url), line, column, $.str(stack));
  },
  // scripts of other origins, whose errors a page must not read, and whether one of them runs.
  // https://html.spec.whatwg.org/#muted-errors
  get muted() {
    return { urls: new Set(), isRunning: false };
  },
  muteErrors(url, isRunning) {
    $.muted.urls.add(url);
    $.muted.isRunning = isRunning;
  },
  // true when no handler took care of it
  reportAt(message, filename, lineno, colno, error) {
    if ($.reporting) return true;
    if (Object.hasOwn($, "muted") && ($.muted.isRunning || $.muted.urls.has(filename))) {
      message = "Script error.";
      filename = "";
      lineno = colno = 0;
      error = null;
    }
    $.reporting = true;
    try {
      return $.fire($.global, "error", { cancelable: true, message, filename, lineno, colno, error }, "ErrorEvent");
    } finally {
      $.reporting = false;
    }
  },
});
