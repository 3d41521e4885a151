// https://html.spec.whatwg.org/#submitevent
define(
  `
[Exposed=Window]
interface SubmitEvent : Event {
  constructor(DOMString type, optional SubmitEventInit eventInitDict = {});
  readonly attribute HTMLElement? submitter;
};
dictionary SubmitEventInit : EventInit { HTMLElement? submitter = null; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.submitter = init.submitter;
    }
    get submitter() {
      return impl.submitter;
    }
  },
);
