// https://html.spec.whatwg.org/#dom-lfe-labels
define(
  `
interface mixin Labelable { readonly attribute NodeList? labels; };
`,
  class {
    get labels() {
      return $.labelsOf(impl);
    }
  },
);
