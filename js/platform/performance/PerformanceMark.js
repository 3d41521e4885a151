// https://w3c.github.io/user-timing/#performancemark and #performancemeasure
define(
  `
[Exposed=(Window,Worker)]
interface PerformanceMark : PerformanceEntry {
  constructor(DOMString markName, optional PerformanceMarkOptions markOptions = {});
  readonly attribute any detail;
};`,
  class {
    construct(markName, markOptions) {
      Object.assign(impl, $.newMark(markName, markOptions));
    }
    get detail() {
      return impl.detail;
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface PerformanceMeasure : PerformanceEntry {
  readonly attribute any detail;
};`,
  class {
    get detail() {
      return impl.detail;
    }
  },
);
