// Methods of arrays that call neither a setter which a page has given to all arrays nor a constructor of the page's. `$._push(list, x)` is how `list.push(x)` is compiled.
library({
  // The list that an array pattern takes apart: where it is shorter than the pattern, nothing inherited stands in.
  row(items, count) {
    return Array.isArray(items) && items.length < count ? Object.setPrototypeOf(items.slice(), null) : items;
  },
  _unshift(o, ...items) {
    $._splice(o, 0, 0, ...items);
    return o.length;
  },
  _splice(o, start, count = o.length, ...items) {
    if (!Array.isArray(o)) return $.applied(o, "splice", [start, count, ...items]);
    const at = $.place(start, o.length);
    const removed = o.slice(at, at + count),
      tail = o.slice(at + removed.length);
    o.length = at;
    o.push(...items, ...tail);
    return removed;
  },
  _filter(o, f) {
    if (!Array.isArray(o)) return $.applied(o, "filter", [f]);
    const made = [];
    for (let i = 0; i < o.length; i++) if (f(o[i], i, o)) made.push(o[i]);
    return made;
  },
  _concat(o, ...more) {
    if (!Array.isArray(o)) return $.applied(o, "concat", more);
    const made = o.slice();
    for (const one of more)
      if (Array.isArray(one)) made.push(...one);
      else made.push(one);
    return made;
  },
  _flat(o) {
    return [].concat(...o);
  },
  _flatMap(o, f) {
    return [].concat(...o.map(f));
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
