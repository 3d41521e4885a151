// https://html.spec.whatwg.org/#htmlfieldsetelement
define(
  `
[Exposed=Window]
interface HTMLFieldSetElement : HTMLElement {
  [Reflect] attribute boolean disabled;
  [Reflect] attribute DOMString name;
  readonly attribute DOMString type;
  [SameObject] readonly attribute HTMLCollection elements;
};
HTMLFieldSetElement includes FormAssociated;
`,
  class {
    get type() {
      return "fieldset";
    }
    get elements() {
      return $.liveCollection(() => h.fieldset_controls(impl.id));
    }
  },
);
