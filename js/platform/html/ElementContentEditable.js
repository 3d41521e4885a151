// https://html.spec.whatwg.org/#elementcontenteditable
define(
  `
interface mixin ElementContentEditable {
  attribute DOMString contentEditable;
  [ReflectEnum=("", enter, done, go, next, previous, search, send)] attribute DOMString enterKeyHint;
  readonly attribute boolean isContentEditable;
  [ReflectEnum=("", none, text, tel, url, email, numeric, decimal, search)] attribute DOMString inputMode;
};
`,
  class {
    get contentEditable() {
      return $.contentEditable(impl);
    }
    set contentEditable(value) {
      const keyword = $.lower(value);
      if (keyword === "inherit") h.remove_attribute(impl.id, "contenteditable");
      else if (["true", "false", "plaintext-only"].includes(keyword)) h.set_attribute(impl.id, "contenteditable", keyword);
      else
        throw new $.DOMException(
          `The value provided ('${value}') is not one of 'true', 'false', 'plaintext-only' or 'inherit'.`,
          "SyntaxError",
        );
    }
    get isContentEditable() {
      for (let element = this; element; element = element.parentElement) {
        const state = $.contentEditable($.impl(element));
        if (state !== "inherit") return state !== "false";
      }
      return $.global.document.designMode === "on";
    }
  },
);

library({
  contentEditable(impl) {
    const state = $.enumerated(impl, "contenteditable", ["true", "", "false", "plaintext-only"], "inherit", "inherit");
    return state === "" ? "true" : state;
  },
});
