// Dates and times as input elements write them, and numbers for them.
// https://html.spec.whatwg.org/#common-microsyntaxes, #concept-input-value-string-number
library({
  get DAY() {
    return 86400000;
  },
  daysInMonth(year, month) {
    return month === 2
      ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
        ? 29
        : 28
      : [4, 6, 9, 11].includes(month)
        ? 30
        : 31;
  },
  // milliseconds since the epoch of a date in the proleptic Gregorian calendar
  utc(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return date.getTime();
  },
  weeksInYear(year) {
    const first = new Date($.utc(year, 1, 1)).getUTCDay();
    return first === 4 || (first === 3 && $.daysInMonth(year, 2) === 29) ? 53 : 52;
  },
  // Monday of week 1: the week that has January 4
  firstMonday(year) {
    const fourth = $.utc(year, 1, 4);
    return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * $.DAY;
  },
  parseMonth(text) {
    const found = /^(\d{4,})-(\d\d)$/.exec(text);
    if (found === null || +found[1] < 1 || +found[2] < 1 || +found[2] > 12) return null;
    return [+found[1], +found[2]];
  },
  parseDate(text) {
    const found = /^(\d{4,}-\d\d)-(\d\d)$/.exec(text);
    const month = found && $.parseMonth(found[1]);
    return month === null || +found[2] < 1 || +found[2] > $.daysInMonth(...month) ? null : $.utc(...month, +found[2]);
  },
  parseWeek(text) {
    const found = /^(\d{4,})-W(\d\d)$/.exec(text);
    if (found === null || +found[1] < 1 || +found[2] < 1 || +found[2] > $.weeksInYear(+found[1])) return null;
    return $.firstMonday(+found[1]) + (+found[2] - 1) * 7 * $.DAY;
  },
  parseTime(text) {
    const found = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/.exec(text);
    if (found === null || +found[1] > 23 || +found[2] > 59 || +(found[3] ?? 0) > 59) return null;
    return (+found[1] * 3600 + +found[2] * 60 + +(found[3] ?? 0)) * 1000 + +(found[4] ?? "").padEnd(3, "0");
  },
  parseLocalDateTime(text) {
    const found = /^(.+?)[T ](.+)$/.exec(text);
    const date = found && $.parseDate(found[1]);
    const time = found && $.parseTime(found[2]);
    return date === null || time === null ? null : date + time;
  },
  pad(number, width) {
    return `${number}`.padStart(width, "0");
  },
  formatDate(ms) {
    const date = new Date(ms);
    return `${$.pad(date.getUTCFullYear(), 4)}-${$.pad(date.getUTCMonth() + 1, 2)}-${$.pad(date.getUTCDate(), 2)}`;
  },
  formatTime(ms) {
    ms = ((ms % $.DAY) + $.DAY) % $.DAY;
    const text = `${$.pad(Math.floor(ms / 3600000), 2)}:${$.pad(Math.floor(ms / 60000) % 60, 2)}`;
    const rest = ms % 60000;
    if (rest === 0) return text;
    const fraction = rest % 1000;
    return `${text}:${$.pad(Math.floor(rest / 1000), 2)}${fraction ? `.${$.pad(fraction, 3).replace(/0+$/, "")}` : ""}`;
  },
  formatWeek(ms) {
    const day = Math.floor(ms / $.DAY) * $.DAY;
    const monday = day - ((new Date(day).getUTCDay() + 6) % 7) * $.DAY;
    const year = new Date(monday + 3 * $.DAY).getUTCFullYear();
    return `${$.pad(year, 4)}-W${$.pad((monday - $.firstMonday(year)) / (7 * $.DAY) + 1, 2)}`;
  },
  // https://html.spec.whatwg.org/#concept-input-value-string-number; null when there is no number
  valueToNumber(type, text) {
    switch (type) {
      case "number":
      case "range":
        return $.validFloat(text);
      case "date":
        return $.parseDate(text);
      case "month": {
        const month = $.parseMonth(text);
        return month && (month[0] - 1970) * 12 + month[1] - 1;
      }
      case "week":
        return $.parseWeek(text);
      case "time":
        return $.parseTime(text);
      case "datetime-local":
        return $.parseLocalDateTime(text);
    }
    return null;
  },
  // https://html.spec.whatwg.org/#concept-input-value-number-string
  numberToValue(type, number) {
    switch (type) {
      case "number":
      case "range":
        return `${number}`;
      case "date":
        return $.formatDate(number);
      case "month":
        return `${$.pad(1970 + Math.floor(number / 12), 4)}-${$.pad((((number % 12) + 12) % 12) + 1, 2)}`;
      case "week":
        return $.formatWeek(number);
      case "time":
        return $.formatTime(number);
      case "datetime-local":
        return `${$.formatDate(number)}T${$.formatTime(number)}`;
    }
    return "";
  },
  // https://html.spec.whatwg.org/#concept-input-value-string-date, as milliseconds
  valueToDate(type, text) {
    if (type !== "month") return ["date", "week", "time"].includes(type) ? $.valueToNumber(type, text) : null;
    const month = $.parseMonth(text);
    return month && $.utc(month[0], month[1], 1);
  },
  dateToValue(type, ms) {
    if (type === "month") return $.formatDate(ms).slice(0, -3);
    return $.numberToValue(type, ms);
  },
});
