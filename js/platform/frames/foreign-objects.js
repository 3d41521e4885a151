// Events and ranges that go to another document, as nodes do (adoption.js): an event while it is dispatched there, a range once it
// is put around nodes there.
library({
  // dispatches an event of another document at a target of this one
  dispatchForeign(target, targetImpl, event) {
    const origin = $.origins.get(event);
    const lent = origin === undefined ? null : JSON.parse($.remotely(origin.r, "lend", origin.o, $.realmNumber));
    if (lent === null) throw new $.DOMException("The event is already being dispatched.", "InvalidStateError");
    const impl = $.fieldsFrom(lent.fields);
    $.localize(event, lent.name, impl);
    impl.isTrusted = false;
    try {
      return $.dispatch(target, targetImpl, event, impl);
    } finally {
      $.leave(event);
      $.reach(origin.r, "giveBack", origin.o, [JSON.stringify($.fieldsOf(impl))]);
    }
  },
  lend(event, to) {
    const impl = $.impl(event);
    if (impl === undefined || impl.dispatching || !impl.initialized) return "null";
    const lent = { name: Object.keys(impl.is)[0], fields: $.fieldsOf(impl) };
    $.leave(event, to);
    return JSON.stringify(lent);
  },
  giveBack(event, fields) {
    $.comeHome(event, $.fieldsFrom(JSON.parse(fields)));
  },
  fieldsOf(impl) {
    const fields = {};
    for (const key of Object.keys(impl)) if (key !== "is" && key !== "path") fields[key] = $.toMembrane(impl[key]);
    return fields;
  },
  fieldsFrom(fields) {
    for (const key in fields) fields[key] = $.fromMembrane(fields[key]);
    return fields;
  },

  // The property of that name of the window of the realm that a node is in.
  thereOf(node, name) {
    return $.remotely($.placeOf(node).realm, "get", 0, name);
  },
  // a mutation observer observes nodes of other documents through an observer in each
  observeThere(observer, impl, target, options) {
    const { realm } = $.placeOf(target);
    impl.others ??= new Map();
    let other = impl.others.get(realm);
    if (other === undefined) {
      other = new ($.thereOf(target, "MutationObserver"))((records) =>
        Reflect.apply(impl.callback, observer, [[...records], observer]),
      );
      impl.others.set(realm, other);
    }
    other.observe(target, options);
  },

  // a range's method that got a node of another document: the range goes there
  rangeThere(range, node, key, args) {
    const { realm } = $.placeOf(node);
    const ref = $.away.get(range)?.ref ?? $.origins.get(range) ?? $.toMembrane(range);
    $.leave(range, realm);
    $.remotely(realm, "hostRange", ref);
    return $.callThere(range, key, args);
  },
  get guests() {
    return new Set();
  },
  hostRange(range) {
    const slots = { number: $.h.new_range($.documentId) };
    if ($.away.has(range)) return void $.comeHome(range, slots);
    $.localize(range, "Range", slots);
    $.guests.add(range);
    const { r, o } = $.origins.get(range);
    $.reach(r, "settled", o, [$.realmNumber]);
  },
});
