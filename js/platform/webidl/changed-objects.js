// Functions for realms where a page has given something to all objects or all arrays.
library({
  // a value of ours as JSON
  written(value) {
    if (typeof value !== "object" || value === null) return $.pageJSON(value);
    let text = "";
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) text += (i === 0 ? "" : ",") + ($.written(value[i]) ?? "null");
      return `[${text}]`;
    }
    for (const key of Object.keys(value)) {
      const inner = $.written(value[key]);
      if (inner !== undefined) text += `${text === "" ? "" : ","}${$.pageJSON(key)}:${inner}`;
    }
    return `{${text}}`;
  },
  // what JSON of ours says, as objects that inherit nothing
  bared(value) {
    if (typeof value !== "object" || value === null) return value;
    if (!Array.isArray(value)) Object.setPrototypeOf(value, null);
    for (const key of Object.keys(value)) $.bared(value[key]);
    return value;
  },
  get WeakSet() {
    return $.own($.pageWeakSet, Object.setPrototypeOf($.kept.WeakSet, null));
  },
});
