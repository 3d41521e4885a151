// Focus and what else HTML and SVG elements share. https://html.spec.whatwg.org/#htmlorsvgelement
define(
  `
interface mixin HTMLOrSVGElement {
  attribute DOMString nonce;
  [Reflect] attribute boolean autofocus;
  attribute long tabIndex;
  undefined focus(optional FocusOptions options = {});
  undefined blur();
};
dictionary FocusOptions {
  boolean preventScroll = false;
  boolean focusVisible;
};
`,
  class {
    get nonce() {
      return impl.nonce ?? h.get_attribute(impl.id, "nonce") ?? "";
    }
    set nonce(value) {
      impl.nonce = value;
    }
    get tabIndex() {
      const number = $.parseInteger(h.get_attribute(impl.id, "tabindex") ?? "");
      return number ?? ($.focusableByDefault(impl) ? 0 : -1);
    }
    set tabIndex(value) {
      h.set_attribute(impl.id, "tabindex", `${value}`);
    }
    focus(options) {
      $.focus(impl);
    }
    blur() {
      $.blur(impl);
    }
  },
);
