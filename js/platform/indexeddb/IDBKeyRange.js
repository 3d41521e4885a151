// https://w3c.github.io/IndexedDB/#keyrange
define(
  `
[Exposed=(Window,Worker)]
interface IDBKeyRange {
  readonly attribute any lower;
  readonly attribute any upper;
  readonly attribute boolean lowerOpen;
  readonly attribute boolean upperOpen;
  static IDBKeyRange only(any value);
  static IDBKeyRange lowerBound(any lower, optional boolean open = false);
  static IDBKeyRange upperBound(any upper, optional boolean open = false);
  static IDBKeyRange bound(any lower, any upper, optional boolean lowerOpen = false, optional boolean upperOpen = false);
  boolean includes(any key);
};`,
  class {
    get lower() {
      return impl.lower === null ? undefined : (impl.lowerValue ??= { value: $.keyValue(impl.lower) }).value;
    }
    get upper() {
      return impl.upper === null ? undefined : (impl.upperValue ??= { value: $.keyValue(impl.upper) }).value;
    }
    get lowerOpen() {
      return impl.lowerOpen;
    }
    get upperOpen() {
      return impl.upperOpen;
    }
    static only(value) {
      const key = $.needKey(value);
      return $.newKeyRange(key, key, false, false);
    }
    static lowerBound(lower, open) {
      return $.newKeyRange($.needKey(lower), null, open, true);
    }
    static upperBound(upper, open) {
      return $.newKeyRange(null, $.needKey(upper), true, open);
    }
    static bound(lower, upper, lowerOpen, upperOpen) {
      const from = $.needKey(lower),
        to = $.needKey(upper);
      if (from > to || (from === to && (lowerOpen || upperOpen))) $.badKey("The lower key is greater than the upper key.");
      return $.newKeyRange(from, to, lowerOpen, upperOpen);
    }
    includes(key) {
      const text = $.needKey(key);
      const isAbove = impl.lower === null || text > impl.lower || (text === impl.lower && !impl.lowerOpen);
      return isAbove && (impl.upper === null || text < impl.upper || (text === impl.upper && !impl.upperOpen));
    }
  },
);
