// https://html.spec.whatwg.org/#toggleevent
define(
  `
[Exposed=Window]
interface ToggleEvent : Event {
  constructor(DOMString type, optional ToggleEventInit eventInitDict = {});
  readonly attribute DOMString oldState;
  readonly attribute DOMString newState;
  readonly attribute Element? source;
};
dictionary ToggleEventInit : EventInit { DOMString oldState = ""; DOMString newState = ""; Element? source = null; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { oldState: init.oldState, newState: init.newState, source: init.source });
    }
    get oldState() {
      return impl.oldState;
    }
    get newState() {
      return impl.newState;
    }
    get source() {
      return impl.source;
    }
  },
);
