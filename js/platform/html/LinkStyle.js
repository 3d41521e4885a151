// https://drafts.csswg.org/cssom/#the-linkstyle-interface
define(
  `
interface mixin LinkStyle { readonly attribute CSSStyleSheet? sheet; };
`,
  class {
    get sheet() {
      return $.styleSheetOf(this);
    }
  },
);
