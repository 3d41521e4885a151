// https://dom.spec.whatwg.org/#interface-characterdata
define(
  `
[Exposed=Window]
interface CharacterData : Node {
  attribute [LegacyNullToEmptyString] DOMString data;
  readonly attribute unsigned long length;
  DOMString substringData(unsigned long offset, unsigned long count);
  undefined appendData(DOMString data);
  undefined insertData(unsigned long offset, DOMString data);
  undefined deleteData(unsigned long offset, unsigned long count);
  undefined replaceData(unsigned long offset, unsigned long count, DOMString data);
};`,
  class {
    get data() {
      return h.data(impl.id);
    }
    set data(value) {
      h.set_data(impl.id, value);
    }
    get length() {
      return h.data(impl.id).length;
    }
    substringData(offset, count) {
      const data = h.data(impl.id);
      $.checkOffset(offset, data.length);
      return data.slice(offset, offset + count);
    }
    appendData(data) {
      const old = h.data(impl.id);
      $.replaceData(impl, old, old.length, 0, data);
    }
    insertData(offset, data) {
      $.replaceData(impl, h.data(impl.id), offset, 0, data);
    }
    deleteData(offset, count) {
      $.replaceData(impl, h.data(impl.id), offset, count, "");
    }
    replaceData(offset, count, data) {
      $.replaceData(impl, h.data(impl.id), offset, count, data);
    }
  },
);

library({
  checkOffset(offset, length) {
    if (offset > length)
      throw new $.DOMException(`The offset ${offset} is larger than the node's length (${length}).`, "IndexSizeError");
  },
  // https://dom.spec.whatwg.org/#concept-cd-replace
  replaceData(impl, old, offset, count, data) {
    $.checkOffset(offset, old.length);
    count = Math.min(count, old.length - offset);
    $.h.replace_data(impl.id, $.str(old.slice(0, offset) + data + old.slice(offset + count)), offset, count, data.length);
  },
});
