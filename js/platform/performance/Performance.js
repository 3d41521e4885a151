// https://www.w3.org/TR/hr-time-3/#sec-performance and https://www.w3.org/TR/performance-timeline/
define(
  `
typedef double DOMHighResTimeStamp;
dictionary PerformanceMarkOptions { any detail; DOMHighResTimeStamp startTime; };
[Exposed=(Window,Worker)]
interface Performance : EventTarget {
  DOMHighResTimeStamp now();
  readonly attribute DOMHighResTimeStamp timeOrigin;
  object toJSON();
  any getEntries();
  any getEntriesByType(DOMString type);
  any getEntriesByName(DOMString name, optional DOMString type);
  PerformanceMark mark(DOMString markName, optional PerformanceMarkOptions markOptions = {});
  undefined clearMarks(optional DOMString markName);
  PerformanceMeasure measure(DOMString measureName, optional any startOrMeasureOptions = {}, optional DOMString endMark);
  undefined clearMeasures(optional DOMString measureName);
  undefined clearResourceTimings();
  undefined setResourceTimingBufferSize(unsigned long maxSize);
  attribute EventHandler onresourcetimingbufferfull;
  [SameObject] readonly attribute PerformanceTiming timing;
  [SameObject] readonly attribute PerformanceNavigation navigation;
};`,
  class {
    now() {
      return h.now();
    }
    get timeOrigin() {
      return $.timeOrigin;
    }
    toJSON() {
      return { timeOrigin: $.timeOrigin, timing: this.timing.toJSON(), navigation: this.navigation.toJSON() };
    }
    getEntries() {
      return $.timelineEntries(() => true);
    }
    getEntriesByType(type) {
      return $.timelineEntries((e) => e.entryType === type);
    }
    getEntriesByName(name, type) {
      return $.timelineEntries((e) => e.name === name && (type === undefined || e.entryType === type));
    }
    mark(markName, markOptions) {
      const mark = $.create("PerformanceMark", $.newMark(markName, markOptions));
      $.addEntry(mark);
      return mark;
    }
    clearMarks(markName) {
      $.clearEntries("mark", markName);
    }
    measure(measureName, startOrMeasureOptions, endMark) {
      const measure = $.create("PerformanceMeasure", $.newMeasure(measureName, startOrMeasureOptions, endMark));
      $.addEntry(measure);
      return measure;
    }
    clearMeasures(measureName) {
      $.clearEntries("measure", measureName);
    }
    clearResourceTimings() {}
    setResourceTimingBufferSize(maxSize) {}
    get timing() {
      return $.create("PerformanceTiming");
    }
    get navigation() {
      return $.create("PerformanceNavigation");
    }
  },
);
