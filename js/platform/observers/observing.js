// Helper of the two layout observers: what they observe is looked at once with the next task, and then with the frame after
// each change of the document.
library({
  // the observers that have targets, with what looks at one
  get layoutObservers() {
    return new Map();
  },
  // `describe` makes the entry of a target, or answers null where there is nothing new
  observeLayout(observer, target, describe) {
    observer.due.add(target);
    $.layoutObservers.set(observer, describe);
    $.h.watch_layout(true);
    if (observer.scheduled) return;
    observer.scheduled = true;
    $.queueTask(() => {
      observer.scheduled = false;
      $.lookAtLayout(observer, observer.due);
    });
  },
  stopObserving(observer) {
    if (observer.targets.size > 0) return;
    $.layoutObservers.delete(observer);
    if ($.layoutObservers.size === 0) $.h.watch_layout(false);
  },
  // the host calls this with the frame after a change
  layoutChanged() {
    for (const observer of [...$.layoutObservers.keys()]) $.lookAtLayout(observer, observer.targets.keys());
  },
  lookAtLayout(observer, targets) {
    const entries = $.layoutEntries(observer, targets);
    if (entries.length > 0) $.invoke(observer.callback, observer.object, [entries, observer.object]);
  },
  layoutEntries(observer, targets) {
    const describe = $.layoutObservers.get(observer);
    if (describe === undefined) return [];
    const entries = [...targets].filter((each) => observer.targets.has(each)).map((each) => describe(observer, each));
    observer.due.clear();
    return entries.filter((entry) => entry !== null);
  },
});
