// https://dom.spec.whatwg.org/#interface-customevent
define(
  `
[Exposed=*]
interface CustomEvent : Event {
  constructor(DOMString type, optional CustomEventInit eventInitDict = {});
  readonly attribute any detail;
  undefined initCustomEvent(DOMString type, optional boolean bubbles = false, optional boolean cancelable = false, optional any detail = null);
};
dictionary CustomEventInit : EventInit { any detail = null; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.detail = init.detail;
    }
    get detail() {
      return impl.detail ?? null;
    }
    initCustomEvent(type, bubbles, cancelable, detail) {
      if (impl.dispatching) return;
      $.initializeEvent(impl, type, bubbles, cancelable);
      impl.detail = detail;
    }
  },
);
