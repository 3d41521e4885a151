// https://dom.spec.whatwg.org/#interface-mutationobserver; the host keeps who observes what and the records
define(
  `
[Exposed=Window, LegacyWindowAlias=WebKitMutationObserver]
interface MutationObserver {
  constructor(MutationCallback callback);
  undefined observe(Node target, optional MutationObserverInit options = {});
  undefined disconnect();
  sequence<MutationRecord> takeRecords();
};
callback MutationCallback = undefined (sequence<MutationRecord> mutations, MutationObserver observer);
dictionary MutationObserverInit {
  boolean childList = false;
  boolean attributes;
  boolean characterData;
  boolean subtree = false;
  boolean attributeOldValue;
  boolean characterDataOldValue;
  sequence<DOMString> attributeFilter;
};`,
  class {
    construct(callback) {
      impl.number = $.mutationObservers.push(this) - 1;
      impl.callback = callback;
    }
    observe(target, options) {
      const o = options;
      if ($.impl(target) === undefined) return $.observeThere(this, impl, target, o);
      if ((o.attributeOldValue !== undefined || o.attributeFilter !== undefined) && o.attributes === undefined)
        o.attributes = true;
      if (o.characterDataOldValue !== undefined && o.characterData === undefined) o.characterData = true;
      if (!o.childList && !o.attributes && !o.characterData)
        throw new $.TypeError(
          "The options object must set at least one of 'attributes', 'characterData', or 'childList' to true.",
        );
      if (o.attributeOldValue && !o.attributes) throw new $.TypeError("attributeOldValue needs attributes.");
      if (o.attributeFilter !== undefined && !o.attributes) throw new $.TypeError("attributeFilter needs attributes.");
      if (o.characterDataOldValue && !o.characterData) throw new $.TypeError("characterDataOldValue needs characterData.");
      const flags = [o.childList, o.attributes, o.characterData, o.subtree, o.attributeOldValue, o.characterDataOldValue];
      // nothing about an attribute node can be observed
      if ($.impl(target).id !== undefined)
        h.observe(
          $.impl(target).id,
          impl.number,
          flags.reduce((sum, flag, i) => sum + (flag ? 1 << i : 0), 0),
          o.attributeFilter === undefined ? null : JSON.stringify(o.attributeFilter),
        );
    }
    disconnect() {
      h.unobserve(impl.number);
      if (impl.others !== undefined) for (const other of impl.others.values()) other.disconnect();
    }
    takeRecords() {
      return $.takeRecords(impl.number).concat(...[...(impl.others?.values() ?? [])].map((other) => [...other.takeRecords()]));
    }
  },
);

define(
  `
[Exposed=Window]
interface MutationRecord {
  readonly attribute DOMString type;
  [SameObject] readonly attribute Node target;
  [SameObject] readonly attribute NodeList addedNodes;
  [SameObject] readonly attribute NodeList removedNodes;
  readonly attribute Node? previousSibling;
  readonly attribute Node? nextSibling;
  readonly attribute DOMString? attributeName;
  readonly attribute DOMString? attributeNamespace;
  readonly attribute DOMString? oldValue;
};`,
  class {
    get type() {
      return impl.record[0];
    }
    get target() {
      return $.wrap(impl.record[1]);
    }
    get addedNodes() {
      return $.create("NodeList", { items: impl.record[2] });
    }
    get removedNodes() {
      return $.create("NodeList", { items: impl.record[3] });
    }
    get previousSibling() {
      return $.wrap(impl.record[4]);
    }
    get nextSibling() {
      return $.wrap(impl.record[5]);
    }
    get attributeName() {
      return impl.record[6];
    }
    get attributeNamespace() {
      return impl.record[7];
    }
    get oldValue() {
      return impl.record[8];
    }
  },
);

library({
  // numbers that went through JSON.parse would reach the host as floats
  asId(key, value) {
    return typeof value === "number" ? value | 0 : value;
  },
  get mutationObservers() {
    return [];
  },
  takeRecords(number) {
    return JSON.parse($.h.take_records(number), $.asId).map((record) => $.create("MutationRecord", { record }));
  },
  // https://dom.spec.whatwg.org/#queue-a-mutation-observer-compound-microtask; the host calls it
  queueMutationMicrotask() {
    $.resolved.then($.notifyMutationObservers);
  },
  // https://dom.spec.whatwg.org/#notify-mutation-observers
  notifyMutationObservers() {
    const pending = $.h.pending_observers();
    // 4., 5.
    const slots = $.h.take_slot_signals();
    // 6.
    if (pending !== "")
      for (const number of pending.split(" ")) {
        const observer = $.mutationObservers[+number];
        const records = $.takeRecords(+number);
        if (records.length > 0) $.invoke($.impl(observer).callback, observer, [records, observer]);
      }
    // 7.
    for (const slot of $.wrapAll(slots)) $.fire(slot, "slotchange", { bubbles: true });
  },
});
