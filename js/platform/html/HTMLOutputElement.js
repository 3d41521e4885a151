// https://html.spec.whatwg.org/#htmloutputelement
define(
  `
[Exposed=Window]
interface HTMLOutputElement : HTMLElement {
  [SameObject, PutForwards=value] readonly attribute DOMTokenList htmlFor;
  [Reflect] attribute DOMString name;
  readonly attribute DOMString type;
  attribute DOMString defaultValue;
  attribute DOMString value;
};
HTMLOutputElement includes FormAssociated;
HTMLOutputElement includes Labelable;
`,
  class {
    get htmlFor() {
      return $.tokenList(this, "for");
    }
    get type() {
      return "output";
    }
    // the default value override is null until script sets a value. https://html.spec.whatwg.org/#concept-output-default-value-override
    get defaultValue() {
      return impl.defaultOverride ?? h.text_content(impl.id);
    }
    set defaultValue(value) {
      if (impl.defaultOverride === undefined) h.set_text_content(impl.id, value);
      else impl.defaultOverride = value;
    }
    get value() {
      return h.text_content(impl.id);
    }
    set value(value) {
      impl.defaultOverride = this.defaultValue;
      h.set_text_content(impl.id, value);
    }
  },
);
