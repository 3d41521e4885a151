// https://tc39.es/ecma402/#numberformat-objects and the other services but Locale
library({
  get intlNumberFormat() {
    const slotOf = (object) => $.intlSlot(object, "NumberFormat");
    const range = (slot, start, end) => {
      if (start === undefined || end === undefined) throw new $.TypeError("start or end is undefined");
      const both = [$.intlNumber(start), $.intlNumber(end)];
      if (both.includes("NaN")) throw new $.RangeError("Invalid number value: NaN");
      return $.h.intl_text("NumberRange", slot.key, both.join(" "));
    };
    return $.intlService("NumberFormat", {
      callable: true,
      make: (locales, options) => $.intlResolve("NumberFormat", locales, options),
      members: {
        get format() {
          return $.intlBound(slotOf(this), (slot) => (value) => $.intlText(slot, $.intlNumber(value)));
        },
        formatToParts(value) {
          return $.intlParts(slotOf(this), $.intlNumber(value));
        },
        formatRange(start, end) {
          return range(slotOf(this), start, end);
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
  get intlPluralRules() {
    const slotOf = (object) => $.intlSlot(object, "PluralRules");
    return $.intlService("PluralRules", {
      make: (locales, options) => $.intlResolve("PluralRules", locales, options),
      members: {
        select(value) {
          return $.intlText(slotOf(this), `${Number(value)}`);
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
  intlDateFormat(locales, options, required, defaults) {
    return $.intlResolve("DateTimeFormat", locales, options, { required, defaults });
  },
  get intlDateTimeFormat() {
    const slotOf = (object) => $.intlSlot(object, "DateTimeFormat");
    const range = (object, start, end) => {
      const slot = slotOf(object);
      if (start === undefined || end === undefined) throw new $.TypeError("startDate or endDate cannot be undefined");
      return $.pageParse($.h.intl_parts("DateRange", slot.key, `${$.intlDate(start)} ${$.intlDate(end)}`));
    };
    return $.intlService("DateTimeFormat", {
      callable: true,
      make: (locales, options) => $.intlDateFormat(locales, options, "any", "date"),
      members: {
        get format() {
          return $.intlBound(slotOf(this), (slot) => (date) => $.intlText(slot, $.intlDate(date)));
        },
        formatToParts(date) {
          return $.intlParts(slotOf(this), $.intlDate(date));
        },
        formatRange(start, end) {
          return range(this, start, end)
            .map((part) => part.value)
            .join("");
        },
        formatRangeToParts(start, end) {
          return range(this, start, end);
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
  get intlListFormat() {
    const slotOf = (object) => $.intlSlot(object, "ListFormat");
    const texts = (list) => {
      const found = [];
      if (list !== undefined)
        for (const item of list) {
          if (typeof item !== "string") throw new $.TypeError("Iterable yielded a non-String value");
          found.push(item);
        }
      return JSON.stringify(found);
    };
    return $.intlService("ListFormat", {
      make: (locales, options) => $.intlResolve("ListFormat", locales, options),
      members: {
        format(list) {
          return $.intlText(slotOf(this), texts(list));
        },
        formatToParts(list) {
          return $.intlParts(slotOf(this), texts(list));
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
  get intlRelativeTimeFormat() {
    const slotOf = (object) => $.intlSlot(object, "RelativeTimeFormat");
    const said = (value, unit) => {
      const number = Number(value);
      const singular = $.str(unit).replace(/ /g, "_");
      if (!Number.isFinite(number)) throw new $.RangeError("Invalid number value for Intl.RelativeTimeFormat.format()");
      return `${Object.is(number, -0) ? "-0" : number} ${singular}`;
    };
    return $.intlService("RelativeTimeFormat", {
      make: (locales, options) => $.intlResolve("RelativeTimeFormat", locales, options),
      members: {
        format(value, unit) {
          return $.intlText(slotOf(this), said(value, unit));
        },
        formatToParts(value, unit) {
          return $.intlParts(slotOf(this), said(value, unit));
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
  get intlDisplayNames() {
    const slotOf = (object) => $.intlSlot(object, "DisplayNames");
    return $.intlService("DisplayNames", {
      length: 2,
      make: (locales, options) => {
        if (options === undefined) throw new $.TypeError("Cannot convert undefined or null to object");
        return $.intlResolve("DisplayNames", locales, options);
      },
      members: {
        of(code) {
          return $.intlText(slotOf(this), $.str(code)) ?? undefined;
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
  get intlCollator() {
    const slotOf = (object) => $.intlSlot(object, "Collator");
    return $.intlService("Collator", {
      callable: true,
      make: (locales, options) => $.intlResolve("Collator", locales, options),
      members: {
        get compare() {
          return $.intlBound(slotOf(this), (slot) => (a, b) => $.h.intl_compare(slot.key, $.str(a), $.str(b)));
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
  // https://tc39.es/ecma402/#segmenter-objects
  get intlSegmenter() {
    const slotOf = (object) => $.intlSlot(object, "Segmenter");
    const isWords = (slot) => slot.resolved.granularity === "word";
    const data = (slot, at) => {
      const start = at === 0 ? 0 : Math.abs(slot.ends[at - 1]),
        end = slot.ends[at];
      const found = { segment: slot.text.slice(start, Math.abs(end)), index: start, input: slot.text };
      if (slot.isWords) found.isWordLike = end < 0;
      return $.shown(found);
    };
    const iterators = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([].values())), {
      next: {
        value: {
          next() {
            const slot = $.intlSlot(this, "Segment Iterator");
            const done = slot.at >= slot.segments.ends.length;
            return { __proto__: $.objects, value: done ? undefined : data(slot.segments, slot.at++), done };
          },
        }.next,
        writable: true,
        configurable: true,
      },
      [Symbol.toStringTag]: { value: "Segmenter String Iterator", configurable: true },
    });
    const methods = {
      containing(index) {
        const slot = $.intlSlot(this, "Segments"),
          at = Math.trunc(Number(index)) || 0;
        if (at < 0 || at >= slot.text.length) return undefined;
        return data(
          slot,
          slot.ends.findIndex((end) => at < Math.abs(end)),
        );
      },
      [Symbol.iterator]() {
        const iterator = Object.create(iterators);
        $.intlSlots.set(iterator, { service: "Segment Iterator", segments: $.intlSlot(this, "Segments"), at: 0 });
        return iterator;
      },
    };
    const segmentsPrototype = { __proto__: $.objects };
    for (const name of Reflect.ownKeys(methods))
      Object.defineProperty(segmentsPrototype, name, { value: methods[name], writable: true, configurable: true });
    return $.intlService("Segmenter", {
      make: (locales, options) => $.intlResolve("Segmenter", locales, options),
      members: {
        segment(input) {
          const slot = slotOf(this),
            text = `${input}`,
            object = Object.create(segmentsPrototype);
          $.intlSlots.set(object, { service: "Segments", text, isWords: isWords(slot), ends: $.intlParts(slot, $.str(text)) });
          return object;
        },
        resolvedOptions() {
          return $.intlPublic(slotOf(this));
        },
      },
    });
  },
});
