// The initial about:blank gives way to a document of its origin, which gets the same Window.
// https://html.spec.whatwg.org/#initialise-the-document-object
library({
  // https://html.spec.whatwg.org/#erase-all-event-listeners-and-handlers, of the document, its nodes and its window
  eraseListeners() {
    const impls = [$.impl($.global)];
    for (let id = 0; id < $.impls.length; id++)
      if ($.impls[id]?.listeners !== undefined && $.h.root(id, true) === $.documentId) impls.push($.impls[id]);
    for (const impl of impls) {
      for (const listener of [...(impl.listeners ?? [])]) $.removeListener(impl, listener);
      delete impl.handlers;
    }
  },
  // what was still to come belonged to the document before. https://html.spec.whatwg.org/#unloading-document-cleanup-steps
  documentReplaced(id) {
    $.documentId = id;
    for (const [state, key] of [
      ["timers", "live"],
      ["frames", "callbacks"],
      ["idle", "callbacks"],
      ["tasks", "queued"],
      ["fetches", "waiting"],
    ])
      if (Object.hasOwn($, state)) $[state][key].clear();
    for (const state of ["selection", "scrollPosition", "openPopovers"]) delete $[state];
  },
});
