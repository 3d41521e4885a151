// Actions of a caller on a page of a real browser, from a world of its own that no script of the page can change.
({
  // The place to click on the first element that matches, { x, y }, or why that cannot be done, { problem, fatal }.
  locate(selector, action) {
    let element;
    try {
      element = document.querySelector(selector);
    } catch {
      return { fatal: `${JSON.stringify(selector)} is no selector` };
    }
    if (!element) return { problem: `no element matches '${selector}'` };
    if (action === "look" || action === "press") return {};
    const refuse = (problem) => ({ problem: `${selector}: the element ${problem}, and that did not change` });
    if (!element.checkVisibility() || getComputedStyle(element).visibility !== "visible") return refuse("is not visible");
    if (element.matches(":disabled")) return refuse("is disabled");
    if (action === "fill") return element.readOnly ? refuse("is read-only") : {};
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const [box] = element.getClientRects();
    if (!box) return refuse("has no box");
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot?.elementFromPoint(x, y) && hit !== hit.shadowRoot.elementFromPoint(x, y)) {
      hit = hit.shadowRoot.elementFromPoint(x, y);
    }
    // Out of shadow trees too: what is slotted is within what it is shown in.
    const around = (node) => node.assignedSlot ?? node.parentNode ?? node.host;
    const isWithin = (node, outer) => {
      while (node && node !== outer) node = around(node);
      return !!node;
    };
    const isHit = hit && ([element, ...(element.labels ?? [])].some((one) => isWithin(hit, one)) || isWithin(element, hit));
    return isHit ? { x, y } : refuse(`is covered by <${hit?.localName ?? "nothing"}>`);
  },

  // Sets the value, with `input` and `change`. Returns why it cannot.
  fill(selector, text) {
    const element = document.querySelector(selector);
    const name = element.localName;
    if (name === "input" && /^(?:button|checkbox|file|hidden|image|radio|reset|submit)$/.test(element.type)) {
      return `an input of type ${element.type} cannot be filled`;
    }
    const hasValue = name === "input" || name === "textarea" || name === "select";
    if (!hasValue && !element.isContentEditable) return "the element is no input, textarea or select, and not editable";
    element.focus();
    if (hasValue) element.value = text;
    else element.textContent = text;
    const init = { bubbles: true, composed: true };
    const input = name === "select" ? new Event("input", init) : new InputEvent("input", { ...init, inputType: "insertText", data: text });
    element.dispatchEvent(input);
    element.dispatchEvent(new Event("change", { bubbles: true }));
    return "";
  },

  focus(selector) {
    document.querySelector(selector).focus();
  },

  snapshot() {
    const { doctype, documentElement } = document;
    const start = doctype ? new XMLSerializer().serializeToString(doctype) : "";
    return start + (documentElement ? documentElement.outerHTML : "");
  },

  // The number of media elements of the document that are heard, and go on for ever.
  endless() {
    const isEndless = (media) => media.loop || !Number.isFinite(media.duration);
    const isHeard = (media) => !media.paused && !media.ended && !media.muted && media.volume > 0;
    return [...document.querySelectorAll("audio, video")].filter((media) => isHeard(media) && isEndless(media)).length;
  },
})
