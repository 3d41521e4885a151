// https://www.w3.org/TR/performance-timeline/#the-performanceobserver-interface
define(
  `
callback PerformanceObserverCallback = undefined (PerformanceObserverEntryList entries, PerformanceObserver observer, optional any options = {});
dictionary PerformanceObserverInit { sequence<DOMString> entryTypes; DOMString type; boolean buffered; };
[Exposed=(Window,Worker)]
interface PerformanceObserver {
  constructor(PerformanceObserverCallback callback);
  undefined observe(optional PerformanceObserverInit options = {});
  undefined disconnect();
  any takeRecords();
  static readonly attribute any supportedEntryTypes;
};`,
  class {
    construct(callback) {
      Object.assign(impl, { callback, object: this, types: new Set(), buffer: [], mode: null });
    }
    observe(options) {
      const { entryTypes, type, buffered } = options;
      if (entryTypes === undefined && type === undefined)
        throw new $.TypeError("An observe() call must include either entryTypes or type arguments.");
      if (entryTypes !== undefined && (type !== undefined || buffered !== undefined))
        throw new $.TypeError("An observe() call must not include both entryTypes and type arguments.");
      const mode = entryTypes !== undefined ? "multiple" : "single";
      if (impl.mode !== null && impl.mode !== mode)
        throw new $.DOMException("The type of the observer cannot be changed.", "InvalidModificationError");
      impl.mode = mode;
      const known = (entryTypes ?? [type]).filter((t) => t === "mark" || t === "measure");
      if (known.length === 0) return;
      if (mode === "multiple") impl.types = new Set(known);
      else impl.types.add(type);
      $.performanceObservers.add(impl);
      if (buffered) {
        impl.buffer.push(...$.timelineEntries((e) => e.entryType === type));
        $.schedulePerformance();
      }
    }
    disconnect() {
      $.performanceObservers.delete(impl);
      impl.buffer = [];
      impl.types.clear();
      impl.mode = null;
    }
    takeRecords() {
      return impl.buffer.splice(0);
    }
    static get supportedEntryTypes() {
      return $.supportedEntryTypes;
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface PerformanceObserverEntryList {
  any getEntries();
  any getEntriesByType(DOMString type);
  any getEntriesByName(DOMString name, optional DOMString type);
};`,
  class {
    getEntries() {
      return impl.entries.slice();
    }
    getEntriesByType(type) {
      return impl.entries.filter((e) => e.entryType === type);
    }
    getEntriesByName(name, type) {
      return impl.entries.filter((e) => e.name === name && (type === undefined || e.entryType === type));
    }
  },
);
library({
  get supportedEntryTypes() {
    return Object.freeze(["mark", "measure"]);
  },
});
