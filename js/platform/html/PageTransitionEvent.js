// https://html.spec.whatwg.org/#pagetransitionevent
define(
  `
[Exposed=Window]
interface PageTransitionEvent : Event {
  constructor(DOMString type, optional PageTransitionEventInit eventInitDict = {});
  readonly attribute boolean persisted;
};
dictionary PageTransitionEventInit : EventInit { boolean persisted = false; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.persisted = init.persisted;
    }
    get persisted() {
      return impl.persisted;
    }
  },
);
