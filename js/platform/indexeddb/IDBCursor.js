// https://w3c.github.io/IndexedDB/#cursor-interface
define(
  `
[Exposed=(Window,Worker)]
interface IDBCursor {
  readonly attribute any source;
  readonly attribute any direction;
  readonly attribute any key;
  readonly attribute any primaryKey;
  readonly attribute IDBRequest request;
  undefined advance([EnforceRange] unsigned long count);
  undefined continue(optional any key);
  undefined continuePrimaryKey(any key, any primaryKey);
  IDBRequest update(any value);
  IDBRequest delete();
};`,
  class {
    get source() {
      return impl.source;
    }
    get direction() {
      return impl.direction;
    }
    get key() {
      return impl.key;
    }
    get primaryKey() {
      return impl.primaryKey;
    }
    get request() {
      return impl.request;
    }
    advance(count) {
      if (count === 0) throw new $.TypeError("A count argument with value 0 (zero) was supplied, must be greater than 0.");
      $.needCursor(impl);
      $.moveCursor(this, () => $.advanceCursor(this, null, null, count));
    }
    continue(key) {
      $.needCursor(impl);
      let text = null;
      if (key !== undefined) {
        text = $.needKey(key);
        const isForward = impl.direction.startsWith("next");
        if (isForward ? text <= impl.at[0] : text >= impl.at[0]) $.badKey("The parameter is not on the cursor's way.");
      }
      $.moveCursor(this, () => $.advanceCursor(this, text, null, 1));
    }
    continuePrimaryKey(key, primaryKey) {
      $.needSource(impl.of);
      if (impl.of.store === undefined || impl.direction.endsWith("unique"))
        throw new $.DOMException("The cursor's source is not an index, or its direction is unique.", "InvalidAccessError");
      $.needCursor(impl);
      const text = $.needKey(key),
        primary = $.needKey(primaryKey),
        [at, primaryAt] = impl.at;
      const isForward = impl.direction === "next";
      const isBehind = isForward
        ? text < at || (text === at && primary <= primaryAt)
        : text > at || (text === at && primary >= primaryAt);
      if (isBehind) $.badKey("The parameter is not on the cursor's way.");
      $.moveCursor(this, () => $.advanceCursor(this, text, primary, 1));
    }
    update(value) {
      const store = $.cursorStore(impl);
      const { keyPath } = store.record;
      if (keyPath !== null) {
        const clone = $.deserialize($.cloneFor(impl.transaction, value)),
          found = $.atKeyPath(clone, keyPath);
        if (found === undefined || $.keyOf(found) !== impl.at[1])
          $.badKey(
            "The effective object store of this cursor uses in-line keys and evaluating the key path of the value parameter results in a different value than the cursor's effective key.",
          );
        return $.putRecord(null, store, value, undefined, false, this);
      }
      return $.putRecord(null, store, value, impl.primaryKey, false, this);
    }
    delete() {
      const { record, transaction } = $.cursorStore(impl),
        key = impl.at[1];
      return $.execute(this, transaction, () => {
        $.h.indexed_remove($.impl(transaction).id, record.id, JSON.stringify([key, key, false, false]));
      });
    }
  },
);
library({
  // the store that a cursor changes
  cursorStore(impl) {
    $.needWritable(impl.of);
    $.needCursor(impl);
    if (!impl.hasValue) throw new $.DOMException("The cursor is a key cursor.", "InvalidStateError");
    return impl.of.store ?? impl.of;
  },
});
