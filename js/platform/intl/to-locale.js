// toLocaleString and the like of the language's own prototypes, which webidl.js lays there.
library({
  get intlKept() {
    return new Map();
  },
  // what a method without locales and options takes every time
  intlOnce(name, make) {
    let slot = $.intlKept.get(name);
    if (slot === undefined) $.intlKept.set(name, (slot = make()));
    return slot;
  },
  // The engine's own functions check `value`.
  toLocale(Class, name, value, locales, options) {
    if (Class !== "Date") return $.numberToLocale(Reflect.apply($[`${Class}__valueOf`], value, []), locales, options);
    const parts = { toLocaleString: ["any", "all"], toLocaleDateString: ["date", "date"], toLocaleTimeString: ["time", "time"] };
    return $.dateToLocale(Reflect.apply($.Date__getTime, value, []), locales, options, ...parts[name]);
  },
  // https://tc39.es/ecma402/#sup-number.prototype.tolocalestring
  numberToLocale(value, locales, options) {
    const make = () => $.intlResolve("NumberFormat", locales, options);
    return $.intlText(locales === undefined && options === undefined ? $.intlOnce("number", make) : make(), $.intlNumber(value));
  },
  // https://tc39.es/ecma402/#sup-date.prototype.tolocalestring
  dateToLocale(time, locales, options, required, defaults) {
    if (Number.isNaN(time)) return "Invalid Date";
    const make = () => $.intlDateFormat(locales, options, required, defaults);
    return $.intlText(locales === undefined && options === undefined ? $.intlOnce(defaults, make) : make(), `${time}`);
  },
  // https://tc39.es/ecma402/#sup-String.prototype.localeCompare
  compareInLocale(one, other, locales, options) {
    if (one === null || one === undefined) throw new $.TypeError("String.prototype.localeCompare called on null or undefined");
    const make = () => $.intlResolve("Collator", locales, options);
    return $.h.intl_compare(
      (locales === undefined && options === undefined ? $.intlOnce("collator", make) : make()).key,
      $.str(one),
      $.str(other),
    );
  },
});
