// Brings what an expression came to out of a page, as the JSON that shim.api.values.decode_value reads.
// Its value is the second argument, or `value` of the object that this is a method of; a function is called with the
// first argument.
// biome-ignore lint/correctness/noUnusedVariables: this declaration is what Chromium is given
async function evaluate(argument, came) {
  const value = arguments.length > 1 ? came : this.value;
  const decode = (key, item) => (typeof item?.$number === "string" ? Number(item.$number) : item);
  const encode = (item, seen) => {
    if (typeof item === "number" && (!Number.isFinite(item) || Object.is(item, -0))) {
      return { $number: Object.is(item, -0) ? "-0" : String(item) };
    }
    if (typeof item === "bigint") return Number(item);
    if (item === null || typeof item !== "object") return ["function", "symbol", "undefined"].includes(typeof item) ? null : item;
    if (seen.includes(item)) throw new TypeError("the value is cyclic: it cannot leave the page as JSON");
    if (item === window) return "ref: <Window>";
    if (item instanceof Node) return `ref: <${item.nodeName}>`;
    if (item instanceof Date) return item.toISOString();
    if (item instanceof Error || item instanceof DOMException) return `${item.name}: ${item.message}`;
    if (typeof item.toJSON === "function") return item.toJSON();
    const within = [...seen, item];
    if (Array.isArray(item) || ArrayBuffer.isView(item))
      return Array.from(/** @type {any} */ (item), (one) => encode(one, within));
    if (item instanceof Map || item instanceof Set) return {};
    const result = {};
    for (const key of Object.keys(item)) result[key] = encode(item[key], within);
    return result;
  };
  try {
    const result = await (typeof value === "function" ? value(JSON.parse(argument, decode)) : value);
    return { value: JSON.stringify(encode(result, [])) ?? "null" };
  } catch (error) {
    const isError = error !== null && typeof error === "object" && "message" in error;
    const stack = isError && typeof error.stack === "string" ? error.stack : "";
    return { message: isError ? `${error.name}: ${error.message}` : String(error), stack };
  }
}
