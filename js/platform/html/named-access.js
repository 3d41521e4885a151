// Elements and frames by name, as properties of the window. https://html.spec.whatwg.org/#named-access-on-the-window-object
library({
  namedWindow(name) {
    const frame = $.h.named_frame(name);
    if (frame !== null) {
      const window = $.wrap(frame).contentWindow;
      if (window !== undefined && window !== null) return window;
    }
    const ids = $.h.named_elements(name);
    if (ids === "") return undefined;
    return ids.includes(" ") ? $.liveCollection(() => $.h.named_elements(name)) : $.wrap(+ids);
  },
});
