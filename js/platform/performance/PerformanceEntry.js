// https://www.w3.org/TR/performance-timeline/#the-performanceentry-interface
define(
  `
[Exposed=(Window,Worker)]
interface PerformanceEntry {
  readonly attribute DOMString name;
  readonly attribute DOMString entryType;
  readonly attribute DOMHighResTimeStamp startTime;
  readonly attribute DOMHighResTimeStamp duration;
  object toJSON();
};`,
  class {
    get name() {
      return impl.name;
    }
    get entryType() {
      return impl.entryType;
    }
    get startTime() {
      return impl.startTime;
    }
    get duration() {
      return impl.duration;
    }
    toJSON() {
      const { name, entryType, startTime, duration } = impl;
      return "detail" in impl
        ? { name, entryType, startTime, duration, detail: impl.detail }
        : { name, entryType, startTime, duration };
    }
  },
);
