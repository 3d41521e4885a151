// https://websockets.spec.whatwg.org/#the-closeevent-interface
define(
  `
[Exposed=(Window,Worker)]
interface CloseEvent : Event {
  constructor(DOMString type, optional CloseEventInit eventInitDict = {});
  readonly attribute boolean wasClean;
  readonly attribute unsigned short code;
  readonly attribute USVString reason;
};
dictionary CloseEventInit : EventInit { boolean wasClean = false; unsigned short code = 0; USVString reason = ""; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { wasClean: init.wasClean, code: init.code, reason: init.reason });
    }
    get wasClean() {
      return impl.wasClean;
    }
    get code() {
      return impl.code;
    }
    get reason() {
      return impl.reason;
    }
  },
);
