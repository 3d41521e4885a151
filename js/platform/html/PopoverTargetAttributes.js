// https://html.spec.whatwg.org/#popovertargetattributes
define(
  `
interface mixin PopoverTargetAttributes {
  attribute Element? popoverTargetElement;
  [ReflectEnum=(toggle, show, hide)] attribute DOMString popoverTargetAction;
};
`,
  class {
    get popoverTargetElement() {
      return $.attributeElement(impl, "popovertarget");
    }
    set popoverTargetElement(value) {
      $.setAttributeElement(impl, "popovertarget", value);
    }
  },
);
