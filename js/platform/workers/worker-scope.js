// The global scope of a worker, as its own script sees it.
library({
  get workerScope() {
    return { name: "", port: null };
  },
  // `port`: a dedicated worker's end of the ports between it and its Worker; 0 for a shared one
  startWorkerScope(name, port) {
    $.workerScope.name = name;
    if (port === 0) return;
    $.workerScope.port = port;
    $.h.adopt_port(port);
    $.ports.set(port, $.global);
  },
  // https://html.spec.whatwg.org/#import-scripts-into-worker-global-scope
  importScripts(urls) {
    // 1.
    if ($.h.worker_is_module())
      throw new $.TypeError(
        "Failed to execute 'importScripts' on 'WorkerGlobalScope': Module scripts don't support importScripts().",
      );
    // 4. - 5.
    const found = urls.map((url) => {
      const text = $.str(url),
        parts = $.urlParts(text, $.h.base_url());
      if (parts === null)
        throw new $.DOMException(
          `Failed to execute 'importScripts' on 'WorkerGlobalScope': The URL '${text}' is invalid.`,
          "SyntaxError",
        );
      return parts[0];
    });
    // 6.
    for (const url of found) {
      const failed = $.h.worker_import(url);
      if (failed) throw $.handover[0];
    }
  },
  // keeps an error that the host is to throw from an operation
  layThrown(error) {
    $.handover[0] = error;
  },
  // https://html.spec.whatwg.org/#dom-sharedworker, the steps that fire `connect`
  connectShared(id) {
    const port = $.adoptPort(id);
    $.fire($.global, "connect", { data: "", ports: Object.freeze([port]), source: port }, "MessageEvent");
  },
});
