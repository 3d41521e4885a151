// State that location and history share: the document's URL, its history state, and the events about them.
library({
  // https://html.spec.whatwg.org/#the-location-interface: nothing of it can be changed, not even how it turns into a string
  get location() {
    const location = $.create("Location");
    const { toString } = {
      toString() {
        return $.of(this, "Location") && $.h.document_url();
      },
    };
    for (const key of ["assign", "replace", "reload"]) Object.defineProperty(location, key, { writable: false });
    Object.defineProperty(location, "toString", { value: toString, enumerable: true, writable: false });
    Object.defineProperty(location, "valueOf", { value: Object.prototype.valueOf });
    Object.defineProperty(location, Symbol.toPrimitive, { value: undefined });
    return location;
  },
  get history() {
    return $.create("History");
  },
  get stateCache() {
    return { text: null, value: null };
  },
  locationParts() {
    return $.urlParts($.h.document_url());
  },
  // https://html.spec.whatwg.org/#location-object-navigate
  navigateTo(url, replace, member) {
    const target = $.entrant().absolute(url);
    if (target === null)
      throw new $.DOMException(`Failed to execute '${member}' on 'Location': '${url}' is not a valid URL.`, "SyntaxError");
    $.h.navigate(target, replace);
  },
  setLocation(name, value) {
    const before = $.h.document_url();
    const [href, , protocol] = $.h.set_url_component(before, name, value).split("\n");
    if (name === "protocol" && protocol !== "http:" && protocol !== "https:") return;
    $.h.navigate(href, false);
  },
  // AD-HOC: the embedder assigns the frames around this one
  ancestorOrigins() {
    return [];
  },
  // history.state keeps its identity until the entry's state changes. https://html.spec.whatwg.org/#restore-the-history-object-state
  historyState() {
    const text = $.h.history_state();
    if (text !== $.stateCache.text) {
      let value = null;
      try {
        if (text !== null) value = $.deserialize(text);
      } catch {}
      $.stateCache = { text, value };
    }
    return $.stateCache.value;
  },
  // https://html.spec.whatwg.org/#shared-history-push/replace-state-steps
  updateHistory(data, url, replace, member) {
    const text = $.serialize(data);
    let target = $.h.document_url();
    if (url !== null) {
      target = $.absolute(url);
      if (target === null)
        throw new $.DOMException(`Failed to execute '${member}' on 'History': '${url}' is not a valid URL.`, "SecurityError");
    }
    $.h.update_history(target, text, replace);
    // step 10: what the page reads is a clone, made now
    $.stateCache = { text, value: $.deserialize(text) };
  },
  firePopState() {
    $.fire($.global, "popstate", { state: $.historyState(), hasUAVisualTransition: false }, "PopStateEvent");
  },
  fireHashChange(oldURL, newURL) {
    $.fire($.global, "hashchange", { oldURL, newURL }, "HashChangeEvent");
  },
});
