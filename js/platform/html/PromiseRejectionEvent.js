// https://html.spec.whatwg.org/#promiserejectionevent
define(
  `
[Exposed=*]
interface PromiseRejectionEvent : Event {
  constructor(DOMString type, PromiseRejectionEventInit eventInitDict);
  readonly attribute object promise;
  readonly attribute any reason;
};
dictionary PromiseRejectionEventInit : EventInit { required object promise; any reason; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { promise: init.promise, reason: init.reason });
    }
    get promise() {
      return impl.promise;
    }
    get reason() {
      return impl.reason;
    }
  },
);
