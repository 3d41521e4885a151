// Object stores and indexes, as far as they are alike: names, reading, counting, cursors. https://w3c.github.io/IndexedDB/#object-store-interface
//
// `impl.record` is the store or the index as its database has it, `impl.transaction` that of the handle.
library({
  needSource(impl) {
    if (impl.record.deleted || (impl.store !== undefined && impl.store.record.deleted))
      throw new $.DOMException("The object store or index has been deleted.", "InvalidStateError");
    return $.needActive(impl.transaction);
  },
  needWritable(impl) {
    if ($.needSource(impl).mode === "readonly") throw new $.DOMException("The transaction is read-only.", "ReadOnlyError");
  },
  needUpgrade(impl) {
    const tx = $.impl(impl.transaction);
    if (tx.before === null)
      throw new $.DOMException("The database is not running a version change transaction.", "InvalidStateError");
    return $.needSource(impl);
  },
  // `named` has all of the kind by their names. https://w3c.github.io/IndexedDB/#dom-idbobjectstore-name
  rename(impl, name, kind, named, what) {
    $.needUpgrade(impl);
    if (name === impl.name) return;
    if (named.has(name)) throw new $.DOMException(`${what} with the specified name already exists.`, "ConstraintError");
    named.delete(impl.name);
    named.set(name, impl.record);
    $.h.indexed_rename($.impl(impl.transaction).id, kind, impl.record.id, name);
    impl.name = name;
  },
  // rows of a store or an index, as [key, primary key, value]
  rows(impl, range, direction, after, limit) {
    return JSON.parse(
      $.h.indexed_rows(
        $.impl(impl.transaction).id,
        impl.store === undefined ? "store" : "index",
        impl.record.id,
        range,
        direction,
        JSON.stringify([after, limit]),
      ),
    );
  },
  // `take` makes the result of the first row
  readOne(self, impl, query, take) {
    $.needSource(impl);
    const range = $.rangeOf(query, false);
    return $.execute(self, impl.transaction, () => {
      const [row] = $.rows(impl, range, "next", null, 1);
      return row === undefined ? undefined : take(row);
    });
  },
  readRows(self, impl, query, count, take) {
    $.needSource(impl);
    const isOptions =
      typeof query === "object" &&
      query !== null &&
      !$.is(query, "IDBKeyRange") &&
      $.keyOf(query) === null &&
      !Array.isArray(query);
    const given = isOptions
      ? { query: query.query, count: query.count, direction: query.direction ?? "next" }
      : { query, count, direction: "next" };
    const range = $.rangeOf(given.query, true);
    const most = given.count === undefined ? 0 : $.unsignedLong(given.count);
    return $.execute(self, impl.transaction, () => $.rows(impl, range, given.direction, null, most || -1).map(take));
  },
  unsignedLong(value) {
    const number = Math.trunc(Number(value));
    if (!(number >= 0 && number <= 4294967295)) throw new $.TypeError("The count is not an unsigned long.");
    return number;
  },
  countRows(self, impl, query) {
    $.needSource(impl);
    const range = $.rangeOf(query, true);
    return $.execute(self, impl.transaction, () =>
      $.h.indexed_count($.impl(impl.transaction).id, impl.store === undefined ? "store" : "index", impl.record.id, range),
    );
  },
  recordOf([key, primaryKey, value]) {
    return $.create("IDBRecord", { key: $.keyValue(key), primaryKey: $.keyValue(primaryKey), value: $.deserialize(value) });
  },
  openCursor(self, impl, query, direction, hasValue) {
    $.needSource(impl);
    const range = $.rangeOf(query, true);
    const cursor = $.create(hasValue ? "IDBCursorWithValue" : "IDBCursor", {
      source: self,
      of: impl,
      transaction: impl.transaction,
      range,
      direction,
      hasValue,
      gotValue: false,
      key: undefined,
      primaryKey: undefined,
      value: undefined,
      at: null,
    });
    const request = $.execute(self, impl.transaction, () => $.advanceCursor(cursor, null, null, 1));
    $.impl(cursor).request = request;
    return cursor && request;
  },
  // Goes on by `count` rows, to `key` and `primaryKey` at the least. https://w3c.github.io/IndexedDB/#iterate-a-cursor
  advanceCursor(cursor, key, primaryKey, count) {
    const impl = $.impl(cursor);
    const rows = $.rows(impl.of, impl.range, impl.direction, { at: impl.at, key, primaryKey }, count);
    const row = rows.length === count ? rows[count - 1] : undefined;
    if (row === undefined) {
      Object.assign(impl, { key: undefined, primaryKey: undefined, value: undefined });
      return null;
    }
    Object.assign(impl, {
      at: [row[0], row[1]],
      key: $.keyValue(row[0]),
      primaryKey: $.keyValue(row[1]),
      value: impl.hasValue ? $.deserialize(row[2]) : undefined,
      gotValue: true,
    });
    return cursor;
  },
  moveCursor(cursor, operation) {
    const impl = $.impl(cursor),
      request = $.impl(impl.request);
    impl.gotValue = false;
    request.done = false;
    $.execute(impl.source, impl.transaction, operation, impl.request);
  },
  needCursor(impl) {
    $.needSource(impl.of);
    if (!impl.gotValue)
      throw new $.DOMException("The cursor is being iterated or has iterated past its end.", "InvalidStateError");
  },
  // a clone of a value, for which the transaction is not active. https://w3c.github.io/IndexedDB/#clone
  cloneFor(transaction, value) {
    const tx = $.impl(transaction);
    tx.active = false;
    try {
      return $.serialize(value);
    } finally {
      tx.active = true;
    }
  },
  // https://w3c.github.io/IndexedDB/#add-or-put
  putRecord(self, impl, value, key, noOverwrite, source = self) {
    $.needWritable(impl);
    const { keyPath, autoIncrement, id } = impl.record,
      isInline = keyPath !== null;
    if (isInline && key !== undefined) $.badKey("The object store uses in-line keys and the key parameter was provided.");
    if (!isInline && !autoIncrement && key === undefined)
      $.badKey("The object store uses out-of-line keys and has no key generator and the key parameter was not provided.");
    let found = key === undefined ? null : $.needKey(key);
    let text = $.cloneFor(impl.transaction, value);
    let clone;
    const cloned = () => (clone === undefined ? (clone = { value: $.deserialize(text) }) : clone).value;
    let injects = false;
    if (isInline) {
      const at = $.atKeyPath(cloned(), keyPath);
      if (at !== undefined)
        found = $.keyOf(at) ?? $.badKey("Evaluating the object store's key path yielded a value that is not a valid key.");
      else if (!autoIncrement) $.badKey("Evaluating the object store's key path did not yield a value.");
      else if (!$.canInjectKey(cloned(), keyPath)) $.badKey("A generated key could not be inserted into the value.");
      else injects = true;
    }
    const { transaction } = impl;
    return $.execute(source, transaction, () => {
      const tx = $.impl(transaction).id;
      const own = found ?? $.needKey($.h.indexed_generate(tx, id));
      if (injects) {
        $.injectKey(cloned(), keyPath, $.keyValue(own));
        text = $.serialize(cloned());
      }
      const entries = [...impl.record.indexes.values()].map((index) => [index.id, $.indexKeys(cloned(), index)]);
      $.h.indexed_put(tx, id, own, text, JSON.stringify(entries), noOverwrite);
      if (autoIncrement && found !== null && own[0] === "1") $.h.indexed_seen(tx, id, $.keyValue(own));
      return $.keyValue(own);
    });
  },
  // what a change of the schema does to the data, in its order among the requests
  alter(transaction, operation) {
    const request = $.newRequest("IDBRequest", null, transaction);
    $.impl(request).isInner = true;
    $.execute(null, transaction, operation, request);
  },
});
