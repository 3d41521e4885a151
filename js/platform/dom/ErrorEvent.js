// https://html.spec.whatwg.org/#errorevent
define(
  `
[Exposed=*]
interface ErrorEvent : Event {
  constructor(DOMString type, optional ErrorEventInit eventInitDict = {});
  readonly attribute DOMString message;
  readonly attribute USVString filename;
  readonly attribute unsigned long lineno;
  readonly attribute unsigned long colno;
  readonly attribute any error;
};
dictionary ErrorEventInit : EventInit {
  DOMString message = "";
  USVString filename = "";
  unsigned long lineno = 0;
  unsigned long colno = 0;
  any error;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, {
        message: init.message,
        filename: init.filename,
        lineno: init.lineno,
        colno: init.colno,
        error: init.error,
      });
    }
    get message() {
      return impl.message;
    }
    get filename() {
      return impl.filename;
    }
    get lineno() {
      return impl.lineno;
    }
    get colno() {
      return impl.colno;
    }
    get error() {
      return impl.error;
    }
  },
);
