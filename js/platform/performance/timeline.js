// The performance timeline: entries, marks and measures, and who observes them. https://w3c.github.io/user-timing/
library({
  get performance() {
    return $.create("Performance");
  },
  // milliseconds since 1970 at which performance.now() was 0
  get timeOrigin() {
    return $.h.wall_clock() - $.h.now();
  },
  get timeline() {
    return [];
  },
  get performanceObservers() {
    return new Set();
  },
  timelineEntries(wanted) {
    return $.timeline.filter((entry) => wanted($.impl(entry))).sort((a, b) => $.impl(a).startTime - $.impl(b).startTime);
  },
  // https://www.w3.org/TR/performance-timeline/#queue-a-performanceentry
  addEntry(entry) {
    const { entryType } = $.impl(entry);
    $.timeline.push(entry);
    let scheduled = false;
    for (const observer of $.performanceObservers) {
      if (!observer.types.has(entryType)) continue;
      observer.buffer.push(entry);
      if (!scheduled) {
        scheduled = true;
        $.schedulePerformance();
      }
    }
  },
  clearEntries(type, name) {
    $.timeline = $.timeline.filter((entry) => {
      const e = $.impl(entry);
      return e.entryType !== type || (name !== undefined && e.name !== name);
    });
  },
  // https://w3c.github.io/user-timing/#the-performancemark-constructor
  newMark(name, { detail, startTime }) {
    if (name in $.timingAttributes)
      throw new $.DOMException(
        `'${name}' is part of the PerformanceTiming interface, and cannot be used as a mark name.`,
        "SyntaxError",
      );
    if (startTime !== undefined && startTime < 0) throw new $.TypeError(`'${name}' cannot have a negative start time.`);
    return {
      name,
      entryType: "mark",
      startTime: startTime ?? $.h.now(),
      duration: 0,
      detail: detail === undefined || detail === null ? null : $.cloneIn($.cloneOut(detail, [])).value,
    };
  },
  get timingAttributes() {
    const names = [
      "navigationStart",
      "unloadEventStart",
      "unloadEventEnd",
      "redirectStart",
      "redirectEnd",
      "fetchStart",
      "domainLookupStart",
      "domainLookupEnd",
      "connectStart",
      "connectEnd",
      "secureConnectionStart",
      "requestStart",
      "responseStart",
      "responseEnd",
      "domLoading",
      "domInteractive",
      "domContentLoadedEventStart",
      "domContentLoadedEventEnd",
      "domComplete",
      "loadEventStart",
      "loadEventEnd",
    ];
    return Object.assign(Object.create(null), Object.fromEntries(names.map((n) => [n, 0])));
  },
  // https://w3c.github.io/user-timing/#convert-a-mark-to-a-timestamp
  markTime(mark) {
    if (typeof mark === "number") {
      if (mark < 0) throw new $.TypeError("A measure cannot have a negative time stamp.");
      return mark;
    }
    const name = $.str(mark);
    if (name in $.timingAttributes) return 0;
    const found = $.timeline.findLast((entry) => {
      const e = $.impl(entry);
      return e.entryType === "mark" && e.name === name;
    });
    if (found === undefined)
      throw new $.DOMException(`Failed to execute 'measure' on 'Performance': The mark '${name}' does not exist.`, "SyntaxError");
    return $.impl(found).startTime;
  },
  // https://w3c.github.io/user-timing/#measure-method
  newMeasure(name, startOrOptions, endMark) {
    const isOptions = startOrOptions !== null && typeof startOrOptions === "object";
    const options = isOptions ? startOrOptions : {};
    const { start, end, duration, detail } = options;
    const given = [start, end, duration, detail].some((v) => v !== undefined);
    if (given) {
      if (endMark !== undefined)
        throw new $.TypeError("If a non-empty PerformanceMeasureOptions object was passed, endMark must not be passed.");
      if (start === undefined && end === undefined) throw new $.TypeError("A measure needs a start or an end.");
      if (start !== undefined && end !== undefined && duration !== undefined)
        throw new $.TypeError("A measure cannot have start, end and duration.");
    }
    const to =
      endMark !== undefined
        ? $.markTime(endMark)
        : end !== undefined
          ? $.markTime(end)
          : start !== undefined && duration !== undefined
            ? $.markTime(start) + $.double(duration)
            : $.h.now();
    const from =
      start !== undefined
        ? $.markTime(start)
        : duration !== undefined && end !== undefined
          ? to - $.double(duration)
          : !isOptions && startOrOptions !== undefined
            ? $.markTime($.str(startOrOptions))
            : 0;
    return {
      name,
      entryType: "measure",
      startTime: from,
      duration: to - from,
      detail: detail === undefined || detail === null ? null : $.cloneIn($.cloneOut(detail, [])).value,
    };
  },
  schedulePerformance() {
    if ($.performanceScheduled) return;
    $.performanceScheduled = true;
    $.queueTask(() => {
      $.performanceScheduled = false;
      for (const observer of [...$.performanceObservers]) {
        const entries = observer.buffer.splice(0);
        if (entries.length === 0) continue;
        const list = $.create("PerformanceObserverEntryList", { entries });
        $.invoke(observer.callback, observer.object, [list, observer.object, { __proto__: $.objects, droppedEntriesCount: 0 }]);
      }
    });
  },
  get performanceScheduled() {
    return false;
  },
});
