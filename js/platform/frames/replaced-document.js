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
  // The URL of the document whose script was called first, null when it is this one.
  // https://html.spec.whatwg.org/#document-open-steps, step 2
  urlOfEntry() {
    const entry = $.entrant();
    return entry === $ ? null : entry.h.document_url();
  },
  // what was still to come belonged to the document before. https://html.spec.whatwg.org/#unloading-document-cleanup-steps
  documentReplaced(id) {
    $.documentId = id;
    if (Object.hasOwn($, "timers")) $.timers.live = {};
    for (const [state, key] of [
      ["frames", "callbacks"],
      ["idle", "callbacks"],
      ["tasks", "queued"],
      ["fetches", "waiting"],
    ])
      if (Object.hasOwn($, state)) $[state][key].clear();
    for (const state of ["selection", "scrollPosition", "openPopovers"]) delete $[state];
  },
});
