// Uncaught exceptions. https://html.spec.whatwg.org/#report-an-exception
library({
  get reporting() { return false; },
  report(error) {
    let message, line = 0, column = 0, url = $.h.document_url(), stack = "";
    try {
      const isError = error !== null && typeof error === "object" && typeof error.message === "string";
      message = isError ? `${error.name}: ${error.message}` : String(error);
      stack = isError && typeof error.stack === "string" ? error.stack : "";
      const place = /at (?:.*\()?(\S+?):(\d+):(\d+)\)?/.exec(stack);
      if (place) { url = place[1]; line = +place[2]; column = +place[3]; }
    } catch { message = "uncaught exception"; }
    if ($.reportAt(`Uncaught ${message}`, url, line, column, error)) $.h.report_error($.str(`Uncaught ${message}`), $.str(url), line, column, $.str(stack));
  },
  // true when no handler took care of it
  reportAt(message, filename, lineno, colno, error) {
    if ($.reporting) return true;
    $.reporting = true;
    try {
      return $.fire($.global, "error", { cancelable: true, message, filename, lineno, colno, error }, "ErrorEvent");
    } finally {
      $.reporting = false;
    }
  },
  // an error that the engine let out of a script, known to the host by its text; null when no handler took care of it
  reportText(text, url, line, column) {
    const made = $.lastError;
    $.lastError = undefined;
    const same = made !== undefined && made !== null && `${made.name}: ${made.message}` === text;
    // AD-HOC: what is thrown without being an Error reaches `error` as its text
    return $.reportAt(`Uncaught ${text}`, url, line, column, same ? made : text) ? null : true;
  },
});
