// https://html.spec.whatwg.org/#the-hashchangeevent-interface
define(
  `
[Exposed=Window]
interface HashChangeEvent : Event {
  constructor(DOMString type, optional HashChangeEventInit eventInitDict = {});
  readonly attribute USVString oldURL;
  readonly attribute USVString newURL;
};
dictionary HashChangeEventInit : EventInit { USVString oldURL = ""; USVString newURL = ""; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.oldURL = init.oldURL;
      impl.newURL = init.newURL;
    }
    get oldURL() {
      return impl.oldURL;
    }
    get newURL() {
      return impl.newURL;
    }
  },
);
