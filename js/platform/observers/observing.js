// Helper of the two layout observers: one report for each target, with the next animation frame.
library({
  observeOnce(observer, target, describe) {
    if (!observer.pending.includes(target)) observer.pending.push(target);
    if (observer.scheduled) return;
    observer.scheduled = true;
    $.queueTask(() => {
      observer.scheduled = false;
      const entries = observer.pending.splice(0).filter((each) => observer.targets.has(each)).map(describe);
      if (entries.length > 0) $.invoke(observer.callback, observer.object, [entries, observer.object]);
    });
  },
  // DOMRect and getBoundingClientRect may not be there: then a rectangle of the same members is
  boxOf(element) {
    if (element !== null && typeof element.getBoundingClientRect === "function") {
      const rect = element.getBoundingClientRect();
      if (rect !== undefined) return rect;
    }
    const Rect = $.global.DOMRectReadOnly;
    return Rect === undefined ? { x: 0, y: 0, width: 0, height: 0, top: 0, right: 0, bottom: 0, left: 0 } : new Rect(0, 0, 0, 0);
  },
});
