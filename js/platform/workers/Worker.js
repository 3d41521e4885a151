// https://html.spec.whatwg.org/#dedicated-workers-and-the-worker-interface
define(
  `
enum WorkerType { "classic", "module" };
enum WorkerCredentials { "omit", "same-origin", "include" };
dictionary WorkerOptions {
  DOMString name = "";
  WorkerType type = "classic";
  WorkerCredentials credentials = "same-origin";
};
interface mixin AbstractWorker {
  attribute EventHandler onerror;
};
[Exposed=(Window,DedicatedWorker,SharedWorker)]
interface Worker : EventTarget {
  constructor(USVString scriptURL, optional WorkerOptions options = {});
  undefined terminate();
  undefined postMessage(any message, optional any options = {});
};
Worker includes AbstractWorker;
Worker includes MessageEventTarget;
`,
  class {
    construct(scriptURL, options) {
      impl.id = h.worker_start($.workerURL("Worker", scriptURL), options.name, options.type, options.credentials);
      $.ports.set(impl.id, this);
      h.start_port(impl.id);
    }
    // https://html.spec.whatwg.org/#dom-worker-terminate
    terminate() {
      if (impl.id === null) return;
      $.ports.delete(impl.id);
      h.worker_terminate(impl.id);
      impl.id = null;
    }
    postMessage(message, options) {
      const text = $.serialize(message, $.transferList(options));
      if (impl.id !== null) h.post_to_port(impl.id, text);
    }
  },
);
