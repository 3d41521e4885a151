// https://html.spec.whatwg.org/#formdataevent
define(
  `
[Exposed=Window]
interface FormDataEvent : Event {
  constructor(DOMString type, FormDataEventInit eventInitDict);
  readonly attribute FormData formData;
};
dictionary FormDataEventInit : EventInit { required FormData formData; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.formData = init.formData;
    }
    get formData() {
      return impl.formData;
    }
  },
);
