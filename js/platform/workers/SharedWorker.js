// https://html.spec.whatwg.org/#shared-workers-and-the-sharedworker-interface
define(
  `
[Exposed=Window]
interface SharedWorker : EventTarget {
  constructor(USVString scriptURL, optional any options = {});
  readonly attribute MessagePort port;
};
SharedWorker includes AbstractWorker;
`,
  class {
    construct(scriptURL, options) {
      const { name, type, credentials } = $.dictionary(
        typeof options === "string" ? { name: options } : options,
        "WorkerOptions",
      );
      const id = h.shared_worker_connect($.workerURL("SharedWorker", scriptURL), name, type, credentials);
      impl.port = $.newPort(id);
      $.sharedWorkers.set(id, this);
    }
    get port() {
      return impl.port;
    }
  },
);
