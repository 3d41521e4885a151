// Methods of arrays that call no setter which a page has given to all arrays. `$._push(list, x)` is how `list.push(x)` is compiled.
library({
  _unshift(o, ...items) {
    $._splice(o, 0, 0, ...items);
    return o.length;
  },
  _splice(o, start, ...rest) {
    if (!$.Array_isArray(o)) return $.applied(o, "splice", [start, ...rest]);
    const { Array__splice: splice, Reflect_apply: apply } = $;
    if (rest.length < 2 || !(o.length in $.Array.prototype)) return apply(splice, o, [start, ...rest]);
    const tail = apply(splice, o, [start]),
      removed = apply(splice, tail, [0, rest[0]]);
    for (let i = 1; i < rest.length; i++) $.append(o, rest[i]);
    for (let i = 0; i < tail.length; i++) $.append(o, tail[i]);
    return removed;
  },
  Array_from(items, f = (item, _index) => item) {
    const found = [];
    if (Array.isArray(items) || typeof items === "string" || items[Symbol.iterator] !== undefined)
      for (const item of items) $.append(found, f(item, found.length));
    else for (let i = 0; i < items.length; i++) $.append(found, f(items[i], i));
    return found;
  },
  Float32Array_from(items) {
    return new Float32Array(items);
  },
  Uint8Array_from(items, f) {
    return new Uint8Array(Array.from(items, f));
  },
  Object_fromEntries(entries) {
    const made = { __proto__: $.objects };
    for (const [key, value] of entries)
      Object.defineProperty(made, key, { value, writable: true, enumerable: true, configurable: true });
    return made;
  },
  _toString(o, base) {
    return typeof o === "number" ? $.Reflect_apply($.Number__toString, o, [base]) : $.applied(o, "toString", [base]);
  },
});
