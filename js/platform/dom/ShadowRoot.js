// https://dom.spec.whatwg.org/#interface-shadowroot
define(
  `
[Exposed=Window]
interface ShadowRoot : DocumentFragment {
  readonly attribute ShadowRootMode mode;
  readonly attribute boolean delegatesFocus;
  readonly attribute SlotAssignmentMode slotAssignment;
  readonly attribute boolean clonable;
  readonly attribute boolean serializable;
  readonly attribute CustomElementRegistry? customElementRegistry;
  readonly attribute Element host;
  attribute EventHandler onslotchange;
  attribute [LegacyNullToEmptyString] DOMString innerHTML;
  DOMString getHTML(optional any options = {});
  undefined setHTMLUnsafe(DOMString html);
};`,
  class {
    get mode() {
      return h.shadow_mode(impl.id);
    }
    get delegatesFocus() {
      return impl.delegatesFocus ?? false;
    }
    get slotAssignment() {
      return impl.slotAssignment ?? "named";
    }
    get clonable() {
      return impl.clonable ?? false;
    }
    get serializable() {
      return impl.serializable ?? false;
    }
    get customElementRegistry() {
      return $.global.customElements ?? null;
    }
    get host() {
      return $.wrap(h.shadow_host(impl.id));
    }
    get innerHTML() {
      return h.inner_html(impl.id);
    }
    set innerHTML(value) {
      h.set_inner_html(impl.id, value);
    }
    getHTML(options) {
      return h.inner_html(impl.id);
    }
    setHTMLUnsafe(html) {
      h.set_inner_html(impl.id, html);
    }
  },
);
