// https://www.w3.org/TR/navigation-timing-2/#obsolete
// AD-HOC: nothing of the navigation is measured; every time is that of the time origin, so that differences are not NaN
define(`
[Exposed=Window]
interface PerformanceTiming {
  readonly attribute unsigned long long navigationStart;
  readonly attribute unsigned long long fetchStart;
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
};`, class {
  get navigationStart() { return Math.round($.timeOrigin); }
  get fetchStart() { return Math.round($.timeOrigin); }
  get requestStart() { return Math.round($.timeOrigin); }
  get responseStart() { return Math.round($.timeOrigin); }
  get responseEnd() { return Math.round($.timeOrigin); }
  get domLoading() { return Math.round($.timeOrigin); }
  get domInteractive() { return Math.round($.timeOrigin); }
  get domContentLoadedEventStart() { return Math.round($.timeOrigin); }
  get domContentLoadedEventEnd() { return Math.round($.timeOrigin); }
  get domComplete() { return Math.round($.timeOrigin); }
  get loadEventStart() { return Math.round($.timeOrigin); }
  get loadEventEnd() { return Math.round($.timeOrigin); }
  toJSON() { return { navigationStart: this.navigationStart, loadEventEnd: this.loadEventEnd }; }
});
define(`
[Exposed=Window]
interface PerformanceNavigation {
  const unsigned short TYPE_NAVIGATE = 0;
  const unsigned short TYPE_RELOAD = 1;
  const unsigned short TYPE_BACK_FORWARD = 2;
  const unsigned short TYPE_RESERVED = 255;
  readonly attribute unsigned short type;
  readonly attribute unsigned short redirectCount;
  object toJSON();
};`, class {
  get type() { return 0; }
  get redirectCount() { return 0; }
  toJSON() { return { type: 0, redirectCount: 0 }; }
});
