// https://dom.spec.whatwg.org/#interface-text, with Comment and CDATASection beside it
define(
  `
[Exposed=Window]
interface Text : CharacterData {
  constructor(optional DOMString data = "");
  [NewObject] Text splitText(unsigned long offset);
  readonly attribute DOMString wholeText;
};`,
  class {
    construct(data) {
      return $.adopted(this, impl, h.create_text($.documentId, data));
    }
    splitText(offset) {
      const data = h.data(impl.id);
      $.checkOffset(offset, data.length);
      return $.wrap(h.split_text(impl.id, $.str(data.slice(0, offset)), $.str(data.slice(offset)), offset));
    }
    get wholeText() {
      let first = impl.id;
      for (let id = h.sibling(first, false); id !== null && $.implOf(id).is.Text; id = h.sibling(id, false)) first = id;
      let text = "";
      for (let id = first; id !== null && $.implOf(id).is.Text; id = h.sibling(id, true)) text += h.data(id);
      return text;
    }
  },
);
define(
  `
[Exposed=Window]
interface Comment : CharacterData { constructor(optional DOMString data = ""); };
`,
  class {
    construct(data) {
      return $.adopted(this, impl, h.create_comment($.documentId, data));
    }
  },
);
define(`[Exposed=Window] interface CDATASection : Text {};`);

library({
  // an object that script made with `new` becomes the wrapper of the host's node
  adopted(object, impl, id) {
    impl.id = id;
    $.nodes[id] = object;
    $.impls[id] = impl;
    return object;
  },
});
