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
  DOMString getHTML(optional GetHTMLOptions options = {});
  undefined setHTMLUnsafe(DOMString html);
};`,
  class {
    get mode() {
      return h.shadow_mode(impl.id);
    }
    get delegatesFocus() {
      return h.shadow_fact(impl.id, "delegates_focus");
    }
    get slotAssignment() {
      return h.shadow_fact(impl.id, "is_manual") ? "manual" : "named";
    }
    get clonable() {
      return h.shadow_fact(impl.id, "clonable");
    }
    get serializable() {
      return h.shadow_fact(impl.id, "serializable");
    }
    get customElementRegistry() {
      return $.registryObject(h.registry_of(impl.id));
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
      return $.getHTML(impl, options);
    }
    setHTMLUnsafe(html) {
      h.set_html_unsafe(impl.id, html);
    }
  },
);
