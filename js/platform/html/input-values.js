// The value and checkedness of input elements. Both are worked out when they are asked for, so that an element nobody touched
// costs nothing. https://html.spec.whatwg.org/#the-input-element
library({
  get inputTypes() {
    return [
      "hidden",
      "text",
      "search",
      "tel",
      "url",
      "email",
      "password",
      "date",
      "month",
      "week",
      "time",
      "datetime-local",
      "number",
      "range",
      "color",
      "checkbox",
      "radio",
      "file",
      "submit",
      "image",
      "reset",
      "button",
    ];
  },
  inputType(impl) {
    return $.enumerated(impl, "type", $.inputTypes, "text", "text");
  },
  // https://html.spec.whatwg.org/#dom-input-value
  valueMode(type) {
    switch (type) {
      case "hidden":
      case "submit":
      case "image":
      case "reset":
      case "button":
        return "default";
      case "checkbox":
      case "radio":
        return "default/on";
      case "file":
        return "filename";
    }
    return "value";
  },
  // https://html.spec.whatwg.org/#input-type-change: noticed at the next look at the element
  syncType(impl) {
    const type = $.inputType(impl);
    const before = impl.type;
    if (before === type) return type;
    impl.type = type;
    if (before === undefined) return type;
    const was = $.valueMode(before),
      is = $.valueMode(type);
    // 1
    if (was === "value" && is.startsWith("default") && impl.dirty && impl.value !== "")
      $.h.set_attribute(impl.id, "value", impl.value);
    else if (was !== "value" && is === "value")
      impl.dirty = false; // 2
    else if (was !== "filename" && is === "filename") impl.fileNames = ""; // 3
    if (is !== "value") {
      impl.dirty = false;
      impl.value = undefined;
    }
    if (is === "value" && impl.dirty) impl.value = $.sanitize(impl, type, impl.value); // 6
    return type;
  },
  inputValue(impl) {
    const type = $.syncType(impl);
    switch ($.valueMode(type)) {
      case "value":
        return $.sanitize(impl, type, impl.dirty ? impl.value : ($.h.get_attribute(impl.id, "value") ?? ""));
      case "default":
        return $.h.get_attribute(impl.id, "value") ?? "";
      case "default/on":
        return $.h.get_attribute(impl.id, "value") ?? "on";
    }
    return impl.files?.length ? `C:\\fakepath\\${impl.files[0].name}` : "";
  },
  setInputValue(impl, value) {
    const type = $.syncType(impl);
    const mode = $.valueMode(type);
    if (mode === "value") {
      const before = $.inputValue(impl);
      impl.value = $.sanitize(impl, type, value);
      impl.dirty = true;
      if (impl.value !== before) {
        impl.selection = [impl.value.length, impl.value.length, "none"];
        impl.edited = false;
      }
    } else if (mode === "filename") {
      if (value !== "")
        throw new $.DOMException(
          "This input element accepts a filename, which may only be programmatically set to the empty string.",
          "InvalidStateError",
        );
      impl.files = undefined;
    } else $.h.set_attribute(impl.id, "value", value);
  },
  // https://html.spec.whatwg.org/#value-sanitization-algorithm, of every type
  sanitize(impl, type, value) {
    const trim = (text) => text.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "");
    switch (type) {
      case "text":
      case "search":
      case "tel":
      case "password":
        return value.replace(/[\n\r]/g, "");
      case "url":
        return trim(value.replace(/[\n\r]/g, ""));
      case "email":
        if ($.h.has_attribute(impl.id, "multiple")) return value.split(",").map(trim).join(",");
        return trim(value.replace(/[\n\r]/g, ""));
      case "number":
        return $.validFloat(value) === null ? "" : value;
      case "range":
        return $.sanitizeRange(impl, value);
      case "color":
        return /^#[0-9a-fA-F]{6}$/.test(value) ? value.toLowerCase() : "#000000";
      case "date":
      case "month":
      case "week":
      case "time":
        return $.parserOf(type)(value) === null ? "" : value;
      case "datetime-local": {
        const number = $.parseLocalDateTime(value);
        return number === null ? "" : $.numberToValue(type, number);
      }
    }
    return value;
  },
  parserOf(type) {
    return { date: $.parseDate, month: $.parseMonth, week: $.parseWeek, time: $.parseTime }[type];
  },
  // https://html.spec.whatwg.org/#range-state-(type=range)
  sanitizeRange(impl, value) {
    const min = $.minimum(impl, "range"),
      max = $.maximum(impl, "range");
    let number = $.validFloat(value);
    let text = value;
    const put = (n) => {
      number = n;
      text = `${n}`;
    };
    if (number === null) put(max < min ? min : min + (max - min) / 2);
    if (max >= min && number > max) put(max);
    if (number < min) put(min);
    const step = $.allowedStep(impl, "range");
    if (step !== null && $.stepMismatch(number, step, $.stepBase(impl, "range"))) {
      const base = $.stepBase(impl, "range");
      let nearest = base + Math.floor((number - base) / step + 0.5) * step;
      if (nearest > max) nearest -= step;
      if (nearest < min) nearest += step;
      if (nearest >= min && nearest <= max) put(+nearest.toPrecision(15));
    }
    return text;
  },
});
