// https://www.w3.org/TR/navigation-timing-2/#obsolete
// AD-HOC: nothing of the navigation is measured; what must have happened happened at the time origin, so that differences are 0
define(
  `
[Exposed=Window]
interface PerformanceTiming {
  readonly attribute unsigned long long navigationStart;
  readonly attribute unsigned long long unloadEventStart;
  readonly attribute unsigned long long unloadEventEnd;
  readonly attribute unsigned long long redirectStart;
  readonly attribute unsigned long long redirectEnd;
  readonly attribute unsigned long long fetchStart;
  readonly attribute unsigned long long domainLookupStart;
  readonly attribute unsigned long long domainLookupEnd;
  readonly attribute unsigned long long connectStart;
  readonly attribute unsigned long long connectEnd;
  readonly attribute unsigned long long secureConnectionStart;
  readonly attribute unsigned long long requestStart;
  readonly attribute unsigned long long responseStart;
  readonly attribute unsigned long long responseEnd;
  readonly attribute unsigned long long domLoading;
  readonly attribute unsigned long long domInteractive;
  readonly attribute unsigned long long domContentLoadedEventStart;
  readonly attribute unsigned long long domContentLoadedEventEnd;
  readonly attribute unsigned long long domComplete;
  readonly attribute unsigned long long loadEventStart;
  readonly attribute unsigned long long loadEventEnd;
  object toJSON();
};`,
  class {
    get navigationStart() {
      return Math.round($.timeOrigin);
    }
    get unloadEventStart() {
      return 0;
    }
    get unloadEventEnd() {
      return 0;
    }
    get redirectStart() {
      return 0;
    }
    get redirectEnd() {
      return 0;
    }
    get fetchStart() {
      return Math.round($.timeOrigin);
    }
    get domainLookupStart() {
      return Math.round($.timeOrigin);
    }
    get domainLookupEnd() {
      return Math.round($.timeOrigin);
    }
    get connectStart() {
      return Math.round($.timeOrigin);
    }
    get connectEnd() {
      return Math.round($.timeOrigin);
    }
    get secureConnectionStart() {
      return 0;
    }
    get requestStart() {
      return Math.round($.timeOrigin);
    }
    get responseStart() {
      return Math.round($.timeOrigin);
    }
    get responseEnd() {
      return Math.round($.timeOrigin);
    }
    get domLoading() {
      return Math.round($.timeOrigin);
    }
    get domInteractive() {
      return Math.round($.timeOrigin);
    }
    get domContentLoadedEventStart() {
      return Math.round($.timeOrigin);
    }
    get domContentLoadedEventEnd() {
      return Math.round($.timeOrigin);
    }
    get domComplete() {
      return Math.round($.timeOrigin);
    }
    get loadEventStart() {
      return Math.round($.timeOrigin);
    }
    get loadEventEnd() {
      return Math.round($.timeOrigin);
    }
    toJSON() {
      return Object.fromEntries(Object.keys($.timingAttributes).map((name) => [name, this[name]]));
    }
  },
);
define(
  `
[Exposed=Window]
interface PerformanceNavigation {
  const unsigned short TYPE_NAVIGATE = 0;
  const unsigned short TYPE_RELOAD = 1;
  const unsigned short TYPE_BACK_FORWARD = 2;
  const unsigned short TYPE_RESERVED = 255;
  readonly attribute unsigned short type;
  readonly attribute unsigned short redirectCount;
  object toJSON();
};`,
  class {
    get type() {
      return 0;
    }
    get redirectCount() {
      return 0;
    }
    toJSON() {
      return { type: 0, redirectCount: 0 };
    }
  },
);
