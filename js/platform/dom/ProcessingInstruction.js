// https://dom.spec.whatwg.org/#interface-processinginstruction; its attributes are written in its data
define(
  `
[Exposed=Window]
interface ProcessingInstruction : CharacterData {
  constructor(DOMString target, optional DOMString data = "");
  readonly attribute DOMString target;
  boolean hasAttributes();
  sequence<DOMString> getAttributeNames();
  DOMString? getAttribute(DOMString name);
  undefined setAttribute(DOMString name, DOMString value);
  undefined removeAttribute(DOMString name);
  boolean toggleAttribute(DOMString name, optional boolean force);
  boolean hasAttribute(DOMString name);
};
ProcessingInstruction includes LinkStyle;
`,
  class {
    construct(target, data) {
      return $.adopted(this, impl, h.create_instruction($.documentId, target, data));
    }
    get target() {
      return h.instruction_target(impl.id);
    }
    hasAttributes() {
      return $.instructionAttributes(impl).size > 0;
    }
    getAttributeNames() {
      return [...$.instructionAttributes(impl).keys()];
    }
    getAttribute(name) {
      return $.instructionAttributes(impl).get(name) ?? null;
    }
    setAttribute(name, value) {
      h.check_attribute_name(name);
      $.writeInstruction(impl, $.instructionAttributes(impl).set(name, value));
    }
    removeAttribute(name) {
      const attributes = $.instructionAttributes(impl);
      if (attributes.delete(name)) $.writeInstruction(impl, attributes);
    }
    toggleAttribute(name, force) {
      h.check_attribute_name(name);
      const attributes = $.instructionAttributes(impl);
      const present = attributes.has(name);
      if (present === (force ?? !present)) return present;
      if (present) attributes.delete(name);
      else attributes.set(name, "");
      $.writeInstruction(impl, attributes);
      return !present;
    }
    hasAttribute(name) {
      return $.instructionAttributes(impl).has(name);
    }
  },
);

library({
  instructionAttributes(impl) {
    const found = new Map();
    const unescape = (text) =>
      text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" })[name]);
    for (const [, name, double, single] of $.h.data(impl.id).matchAll(/([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
      if (!found.has(name)) found.set(name, unescape(double ?? single));
    return found;
  },
  writeInstruction(impl, attributes) {
    const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
    $.h.set_data(impl.id, [...attributes].map(([name, value]) => `${name}="${escape(value)}"`).join(" "));
  },
});
