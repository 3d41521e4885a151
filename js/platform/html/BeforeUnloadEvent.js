// https://html.spec.whatwg.org/#beforeunloadevent
define(
  `
[Exposed=Window]
interface BeforeUnloadEvent : Event { attribute DOMString returnValue; };
`,
  class {
    get returnValue() {
      return impl.returnText ?? "";
    }
    set returnValue(value) {
      impl.returnText = value;
    }
  },
);
