// https://html.spec.whatwg.org/#htmlscriptelement
define(
  `
[Exposed=Window]
interface HTMLScriptElement : HTMLElement {
  [Reflect] attribute DOMString type;
  [ReflectURL] attribute USVString src;
  [Reflect] attribute boolean noModule;
  attribute boolean async;
  [Reflect] attribute boolean defer;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList blocking;
  attribute DOMString? crossOrigin;
  [ReflectEnum=("", no-referrer, no-referrer-when-downgrade, same-origin, origin, strict-origin, origin-when-cross-origin, strict-origin-when-cross-origin, unsafe-url)] attribute DOMString referrerPolicy;
  [Reflect] attribute DOMString integrity;
  [ReflectEnum=(auto, high, low)] attribute DOMString fetchPriority;
  attribute DOMString text;
  static boolean supports(DOMString type);
  [Reflect] attribute DOMString charset;
  [Reflect] attribute DOMString event;
  [Reflect=for] attribute DOMString htmlFor;
};`,
  class {
    // https://html.spec.whatwg.org/#dom-script-async: true for scripts that script made, until the attribute is touched
    get async() {
      return h.force_async(impl.id) || h.has_attribute(impl.id, "async");
    }
    set async(value) {
      h.clear_force_async(impl.id);
      if (value) h.set_attribute(impl.id, "async", "");
      else h.remove_attribute(impl.id, "async");
    }
    get blocking() {
      return $.tokenList(this, "blocking", ["render"]);
    }
    get crossOrigin() {
      return $.crossOrigin(impl);
    }
    set crossOrigin(value) {
      $.setOrRemove(impl, "crossorigin", value);
    }
    get text() {
      return h.child_text(impl.id);
    }
    set text(value) {
      h.set_text_content(impl.id, value);
    }
    static supports(type) {
      return type === "classic" || type === "module" || type === "importmap";
    }
  },
);
