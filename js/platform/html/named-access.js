// Elements by name, as properties of the window; frames come before them.
// https://html.spec.whatwg.org/#named-access-on-the-window-object
library({
  namedWindow(name) {
    const ids = $.h.named_elements(name);
    if (ids === "") return undefined;
    return ids.includes(" ") ? $.liveCollection(() => $.h.named_elements(name)) : $.wrap(+ids);
  },
});
