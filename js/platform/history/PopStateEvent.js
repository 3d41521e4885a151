// https://html.spec.whatwg.org/#the-popstateevent-interface
define(
  `
[Exposed=Window]
interface PopStateEvent : Event {
  constructor(DOMString type, optional PopStateEventInit eventInitDict = {});
  readonly attribute any state;
  readonly attribute boolean hasUAVisualTransition;
};
dictionary PopStateEventInit : EventInit { any state = null; boolean hasUAVisualTransition = false; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.state = init.state;
      impl.hasUAVisualTransition = init.hasUAVisualTransition;
    }
    get state() {
      return impl.state;
    }
    get hasUAVisualTransition() {
      return impl.hasUAVisualTransition;
    }
  },
);
