// https://html.spec.whatwg.org/#dedicated-workers-and-the-dedicatedworkerglobalscope-interface
define(
  `
[Global=(Worker,DedicatedWorker), Exposed=DedicatedWorker]
interface DedicatedWorkerGlobalScope : WorkerGlobalScope {
  [Replaceable] readonly attribute DOMString name;
  undefined postMessage(any message, optional any options = {});
  undefined close();
};
DedicatedWorkerGlobalScope includes MessageEventTarget;
DedicatedWorkerGlobalScope includes AnimationFrameProvider;
`,
  class {
    get name() {
      return $.workerScope.name;
    }
    postMessage(message, options) {
      const text = $.serialize(message, $.transferList(options));
      h.post_to_port($.workerScope.port, text);
    }
    close() {
      h.worker_close();
    }
  },
);
