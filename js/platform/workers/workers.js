// Workers as whoever has started them sees them. A Worker is one end of a pair of message ports.
library({
  get sharedWorkers() {
    return new Map();
  },
  // the absolute URL of a worker's script, which is of the same origin
  workerURL(interfaceName, scriptURL) {
    const parts = $.urlParts(scriptURL, $.h.base_url());
    if (parts === null)
      throw new $.DOMException(`Failed to construct '${interfaceName}': '${scriptURL}' is not a valid URL.`, "SyntaxError");
    if (!$.h.worker_may_start(parts[0]))
      throw new $.DOMException(
        `Failed to construct '${interfaceName}': Script at '${parts[0]}' cannot be accessed from origin '${$.h.message_origin()}'.`,
        "SecurityError",
      );
    return parts[0];
  },
  // its script could not be had
  workerFailed(id) {
    const worker = $.sharedWorkers.get(id) ?? $.ports.get(id);
    if (worker !== undefined) $.fire(worker, "error");
  },
  // an error that no handler in the worker took care of; where none here does either, it is one of the global object
  workerError(id, message, filename, lineno, colno, stack) {
    const worker = $.ports.get(id);
    if (worker === undefined) return;
    const init = { cancelable: true, message, filename, lineno, colno, error: null };
    if (!$.fire(worker, "error", init, "ErrorEvent") || !$.reportAt(message, filename, lineno, colno, null)) return;
    $.h.report_error(message, filename, lineno, colno, stack);
  },
});
