// https://html.spec.whatwg.org/#beforeunloadevent
define(`
[Exposed=Window]
interface BeforeUnloadEvent : Event { attribute DOMString returnValue; };
`, class {
  get returnValue() { return impl.returnValue ?? ""; }
  set returnValue(value) { impl.returnValue = value; }
});
