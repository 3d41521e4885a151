// https://html.spec.whatwg.org/#htmltitleelement
define(
  `[Exposed=Window] interface HTMLTitleElement : HTMLElement { attribute DOMString text; };`,
  class {
    get text() {
      return h.child_text(impl.id);
    }
    set text(value) {
      h.set_text_content(impl.id, value);
    }
  },
);
