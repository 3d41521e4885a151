// https://html.spec.whatwg.org/#htmltemplateelement
define(
  `
[Exposed=Window]
interface HTMLTemplateElement : HTMLElement {
  readonly attribute DocumentFragment content;
  attribute DOMString shadowRootMode;
  [Reflect] attribute boolean shadowRootDelegatesFocus;
  [Reflect] attribute boolean shadowRootSerializable;
  [Reflect] attribute boolean shadowRootClonable;
  [Reflect] attribute DOMString shadowRootCustomElementRegistry;
};`,
  class {
    get content() {
      return $.wrap(h.template_content(impl.id));
    }
    get shadowRootMode() {
      return $.enumerated(impl, "shadowrootmode", ["open", "closed"], "", "");
    }
    set shadowRootMode(value) {
      h.set_attribute(impl.id, "shadowrootmode", value);
    }
  },
);
