// https://html.spec.whatwg.org/#shared-workers-and-the-sharedworkerglobalscope-interface
define(
  `
[Global=(Worker,SharedWorker), Exposed=SharedWorker]
interface SharedWorkerGlobalScope : WorkerGlobalScope {
  [Replaceable] readonly attribute DOMString name;
  undefined close();
  attribute EventHandler onconnect;
};
`,
  class {
    get name() {
      return $.workerScope.name;
    }
    close() {
      h.worker_close();
    }
  },
);
