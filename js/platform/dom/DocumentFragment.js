// https://dom.spec.whatwg.org/#interface-documentfragment
define(
  `
[Exposed=Window]
interface DocumentFragment : Node { constructor(); };
`,
  class {
    construct() {
      return $.adopted(this, impl, h.create_fragment($.documentId));
    }
  },
);
