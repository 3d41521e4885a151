// https://tc39.es/ecma402/#locale-objects
library({
  // the parts of a canonical tag
  intlTagParts(tag) {
    const [base, extension = ""] = tag.split(/-u-(.*)/),
      keywords = { __proto__: null };
    const parts = base.split(/-[a-tv-z\d]-/)[0].split("-");
    let key = "";
    for (const part of extension.split("-")) {
      if (part.length === 1) break;
      if (part.length === 2) keywords[(key = part)] = "";
      else if (key) keywords[key] += (keywords[key] ? "-" : "") + part;
    }
    return {
      language: parts[0],
      script: parts.slice(1).find((part) => /^[A-Za-z]{4}$/.test(part)),
      region: parts.slice(1).find((part) => /^([A-Za-z]{2}|\d{3})$/.test(part)),
      variants:
        parts
          .slice(1)
          .filter((part) => /^([a-z\d]{5,8}|\d[a-z\d]{3})$/.test(part))
          .join("-") || undefined,
      baseName: parts.join("-"),
      keywords,
    };
  },
  get intlLocale() {
    const slotOf = (object) => $.intlSlot(object, "Locale");
    const parts = (object) => (slotOf(object).parts ??= $.intlTagParts(slotOf(object).tag));
    const keyword = (object, key) => parts(object).keywords[key];
    const about = (object, what) => JSON.parse($.h.intl_locale(slotOf(object).tag, what));
    const own = (object, key, what) => {
      const value = keyword(object, key);
      return value === undefined ? about(object, what) : [value];
    };
    const keys = [
      ["ca", "calendar"],
      ["co", "collation"],
      ["fw", "firstDayOfWeek"],
      ["hc", "hourCycle"],
      ["kf", "caseFirst"],
      ["kn", "numeric"],
      ["nu", "numberingSystem"],
    ];
    const make = (tag, options) => {
      if (typeof tag !== "string" && (typeof tag !== "object" || tag === null))
        throw new $.TypeError("First argument to Intl.Locale constructor can't be empty or missing");
      const canonical = $.intlSlots.get(tag)?.tag ?? $.h.intl_canonical($.str(tag));
      if (options === undefined) return { service: "Locale", tag: canonical };
      const given = Object(options),
        from = $.intlTagParts(canonical);
      const text = (name, shape) => {
        const value = given[name];
        if (value === undefined) return undefined;
        if (!shape.test(`${value}`)) throw new $.RangeError(`Incorrect locale information provided`);
        return `${value}`;
      };
      const language = text("language", /^([a-z]{2,3}|[a-z]{5,8})$/i) ?? from.language,
        script = text("script", /^[a-z]{4}$/i) ?? from.script,
        region = text("region", /^([a-z]{2}|\d{3})$/i) ?? from.region;
      const keywords = { ...from.keywords };
      for (const [key, name] of keys) {
        const value =
          name === "numeric"
            ? given.numeric
            : text(
                name,
                name === "hourCycle"
                  ? /^h(11|12|23|24)$/
                  : name === "caseFirst"
                    ? /^(upper|lower|false)$/
                    : /^[a-z\d]{1,8}(-[a-z\d]{3,8})*$/i,
              );
        if (value !== undefined) keywords[key] = name === "numeric" ? (value ? "" : "false") : value;
      }
      const extension = Object.keys(keywords)
        .sort()
        .map((key) => `-${key}${keywords[key] ? `-${keywords[key]}` : ""}`)
        .join("");
      const whole = [language, script, region, from.variants].filter(Boolean).join("-") + (extension ? `-u${extension}` : "");
      return { service: "Locale", tag: $.h.intl_canonical(whole) };
    };
    const changed = (object, how) => {
      const { baseName } = parts(object),
        extension = slotOf(object).tag.slice(baseName.length);
      return new $.intlLocale(JSON.parse($.h.intl_locale(baseName, how)) + extension);
    };
    return $.intlService("Locale", {
      length: 1,
      make,
      supports: false,
      members: {
        toString() {
          return slotOf(this).tag;
        },
        maximize() {
          return changed(this, "maximize");
        },
        minimize() {
          return changed(this, "minimize");
        },
        get baseName() {
          return parts(this).baseName;
        },
        get language() {
          return parts(this).language;
        },
        get script() {
          return parts(this).script;
        },
        get region() {
          return parts(this).region;
        },
        get variants() {
          return parts(this).variants;
        },
        get calendar() {
          return keyword(this, "ca");
        },
        get collation() {
          return keyword(this, "co");
        },
        get firstDayOfWeek() {
          return keyword(this, "fw");
        },
        get hourCycle() {
          return keyword(this, "hc");
        },
        get caseFirst() {
          return keyword(this, "kf");
        },
        get numeric() {
          return ["", "true"].includes(keyword(this, "kn"));
        },
        get numberingSystem() {
          return keyword(this, "nu");
        },
        getCalendars() {
          return own(this, "ca", "calendars");
        },
        getCollations() {
          return own(this, "co", "collations");
        },
        getHourCycles() {
          return own(this, "hc", "hourCycles");
        },
        getNumberingSystems() {
          return own(this, "nu", "numberingSystems");
        },
        getTimeZones() {
          return parts(this).region === undefined ? undefined : about(this, "timeZones");
        },
        getTextInfo() {
          return { direction: about(this, "textInfo") };
        },
        getWeekInfo() {
          return about(this, "weekInfo");
        },
      },
    });
  },
});
