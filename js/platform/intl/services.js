// The services of ECMA-402: the host resolves options and formats; here is what script sees. https://tc39.es/ecma402/
library({
  get intlSlots() {
    return new WeakMap();
  },
  // Options that each service reads, in that order: `name`, `name=one|of|these`, `name#` a number, `name?` true or false.
  get intlOptions() {
    const matcher = "localeMatcher=lookup|best fit";
    const digits =
      "minimumIntegerDigits#,minimumFractionDigits#,maximumFractionDigits#,minimumSignificantDigits#,maximumSignificantDigits#,roundingIncrement#,roundingMode=ceil|floor|expand|trunc|halfCeil|halfFloor|halfExpand|halfTrunc|halfEven,roundingPriority=auto|morePrecision|lessPrecision,trailingZeroDisplay=auto|stripIfInteger";
    return {
      __proto__: null,
      NumberFormat: `${matcher},numberingSystem,style=decimal|percent|currency|unit,currency,currencyDisplay=code|symbol|narrowSymbol|name,currencySign=standard|accounting,unit,unitDisplay=short|narrow|long,notation=standard|scientific|engineering|compact,${digits},compactDisplay=short|long,useGrouping,signDisplay=auto|never|always|exceptZero|negative`,
      PluralRules: `${matcher},type=cardinal|ordinal,${digits}`,
      DateTimeFormat: `${matcher},calendar,numberingSystem,hour12?,hourCycle=h11|h12|h23|h24,timeZone,weekday=narrow|short|long,era=narrow|short|long,year=2-digit|numeric,month=2-digit|numeric|narrow|short|long,day=2-digit|numeric,dayPeriod=narrow|short|long,hour=2-digit|numeric,minute=2-digit|numeric,second=2-digit|numeric,fractionalSecondDigits#1-3,timeZoneName=short|long|shortOffset|longOffset|shortGeneric|longGeneric,formatMatcher=basic|best fit,dateStyle=full|long|medium|short,timeStyle=full|long|medium|short`,
      ListFormat: `${matcher},type=conjunction|disjunction|unit,style=long|short|narrow`,
      RelativeTimeFormat: `${matcher},numberingSystem,style=long|short|narrow,numeric=always|auto`,
      DisplayNames: `${matcher},style=narrow|short|long,type=language|region|script|currency|calendar|dateTimeField,fallback=code|none,languageDisplay=dialect|standard`,
      Collator: `usage=sort|search,${matcher},collation,numeric?,caseFirst=upper|lower|false,sensitivity=base|accent|case|variant,ignorePunctuation?`,
      Segmenter: `${matcher},granularity=grapheme|word|sentence`,
    };
  },
  // https://tc39.es/ecma402/#sec-canonicalizelocalelist
  intlTags(locales) {
    if (locales === undefined) return [];
    const tagOf = (value) => $.intlSlots.get(value)?.tag;
    if (typeof locales === "string" || tagOf(locales) !== undefined) locales = [locales];
    if (locales === null) throw new $.TypeError("Cannot convert undefined or null to object");
    const given = Object(locales),
      tags = [],
      length = Math.min(Math.max(Math.trunc(Number(given.length)) || 0, 0), 10000);
    for (let i = 0; i < length; i++) {
      if (!(i in given)) continue;
      const value = given[i];
      if (typeof value !== "string" && (typeof value !== "object" || value === null))
        throw new $.TypeError("Incorrect locale information provided");
      const tag = tagOf(value) ?? $.h.intl_canonical($.str(value));
      if (!tags.includes(tag)) tags.push(tag);
    }
    return tags;
  },
  // https://tc39.es/ecma402/#sec-getoption and the like; what is undefined is left out
  intlRead(service, options) {
    const read = { __proto__: null };
    if (options === undefined) return read;
    if (options === null) throw new $.TypeError("Cannot convert undefined or null to object");
    const given = Object(options);
    for (const said of $.intlOptions[service].split(",")) {
      const [, name, kind, rest] = /^(\w+)([=#?]?)(.*)$/.exec(said);
      const value = given[name];
      if (value === undefined) continue;
      if (name === "useGrouping") {
        const text = value === true ? "always" : !value ? false : `${value}`;
        if (text === "true" || text === "false") continue;
        if (text !== false && !["min2", "auto", "always"].includes(text))
          throw new $.RangeError(`Value ${text} out of range for Intl.${service} options property useGrouping`);
        read[name] = text;
      } else if (kind === "?") read[name] = Boolean(value);
      else if (kind === "#") {
        const number = Number(value),
          [least, most] = rest === "" ? [-Infinity, Infinity] : rest.split("-").map(Number);
        if (!(number >= least && number <= most) || Number.isNaN(number))
          throw new $.RangeError(`${name} value is out of range.`);
        read[name] = Math.floor(number);
      } else {
        const text = $.str(value);
        if (kind === "=" && !rest.split("|").includes(text))
          throw new $.RangeError(`Value ${text} out of range for Intl.${service} options property ${name}`);
        read[name] = text;
      }
    }
    return read;
  },
  // The resolved options of a service, as an object and as the host's key.
  intlResolve(service, locales, options, more = {}) {
    const tags = $.intlTags(locales),
      read = Object.assign($.intlRead(service, options), more);
    const key = $.h.intl_resolve(service, JSON.stringify(tags), JSON.stringify(read));
    return { service, key, resolved: JSON.parse(key) };
  },
  intlSlot(object, service) {
    const slot = typeof object === "object" && object !== null ? $.intlSlots.get(object) : undefined;
    if (slot === undefined || slot.service !== service)
      throw new $.TypeError(
        `Method called on incompatible receiver ${typeof object === "symbol" ? "Symbol()" : typeof object}: not an Intl.${service}`,
      );
    return slot;
  },
  // A service's constructor: `make` gives the slot of a new object, `members` what is on its prototype.
  intlService(service, { length = 0, callable = false, make, members, supports = true }) {
    const Service = {
      [service]: function (locales, options) {
        if (new.target === undefined && !callable) throw new $.TypeError(`Constructor Intl.${service} requires 'new'`);
        const prototype = new.target === undefined ? Service.prototype : new.target.prototype;
        const object = Object.create(typeof prototype === "object" && prototype !== null ? prototype : Service.prototype);
        $.intlSlots.set(object, make(locales, options));
        return object;
      },
    }[service];
    const hide = (target, methods) => {
      for (const name of Reflect.ownKeys(methods))
        Object.defineProperty(target, name, { ...Object.getOwnPropertyDescriptor(methods, name), enumerable: false });
    };
    Object.defineProperty(Service, "length", { value: length, configurable: true });
    hide(Service.prototype, members);
    Object.defineProperty(Service.prototype, Symbol.toStringTag, { value: `Intl.${service}`, configurable: true });
    Object.defineProperty(Service, "prototype", { writable: false });
    if (supports)
      hide(Service, {
        supportedLocalesOf(locales) {
          return JSON.parse($.h.intl_supported(JSON.stringify($.intlTags(locales))));
        },
      });
    return Service;
  },
  // a number as the host takes it: all digits, or a word
  intlNumber(value) {
    const primitive =
      typeof value === "object" && value !== null ? (value[Symbol.toPrimitive]?.("number") ?? value.valueOf()) : value;
    if (typeof primitive === "bigint") return `${primitive}`;
    if (typeof primitive === "string" && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(primitive)) return primitive.trim().replace(/^\+/, "");
    const number = Number(primitive);
    return Object.is(number, -0) ? "-0" : `${number}`;
  },
  intlDate(value) {
    const time = value === undefined ? Date.now() : Number(value);
    if (!(Math.abs(time) <= 8.64e15)) throw new $.RangeError("Invalid time value");
    return `${Math.trunc(time)}`;
  },
  intlText(slot, value) {
    return $.h.intl_text(slot.service, slot.key, value);
  },
  intlParts(slot, value) {
    return $.pageParse($.h.intl_parts(slot.service, slot.key, value));
  },
  // bound functions that `format` and `compare` give, one for each object
  intlBound(slot, make) {
    return (slot.bound ??= make(slot));
  },
  intlPublic({ resolved }) {
    const { pattern, tag, ...shown } = resolved;
    return shown;
  },
});
