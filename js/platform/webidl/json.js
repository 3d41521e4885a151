// JSON for ourselves and for pages, whatever a page has given to all objects or all arrays.
library({
  // JSON for ourselves: what an object lacks is not looked for in what a page has given to all objects
  parse(text, change) {
    const value = change === undefined ? $.JSON_parse(text) : $.JSON_parse(text, change);
    return Reflect.ownKeys($.objects).length === $.inheritedNames ? value : $.bared(value);
  },
  // JSON for a page
  get pageParse() {
    return $.JSON_parse;
  },
  // A value of ours as JSON. The engine would ask for toJSON methods that a page gives to all objects, and put what it is
  // in the midst of into an array of its own, where a setter that a page has given to all arrays finds it.
  stringify(value) {
    const isPlain = !Object.hasOwn($.objects, "toJSON") && !Object.hasOwn(Array.prototype, "toJSON") && !$.inherits(0);
    return isPlain ? $.JSON_stringify(value) : $.written(value);
  },
  // a value of the page's as JSON, as its own script would make it
  pageJSON(value) {
    return $.JSON_stringify(value);
  },
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
});
