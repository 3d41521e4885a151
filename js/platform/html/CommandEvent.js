// https://html.spec.whatwg.org/#commandevent
define(
  `
[Exposed=Window]
interface CommandEvent : Event {
  constructor(DOMString type, optional CommandEventInit eventInitDict = {});
  readonly attribute Element? source;
  readonly attribute DOMString command;
};
dictionary CommandEventInit : EventInit { Element? source = null; DOMString command = ""; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { source: init.source, command: init.command });
    }
    get source() {
      return impl.source;
    }
    get command() {
      return impl.command;
    }
  },
);
