// Evaluating the embedder's expressions, and bringing values out as JSON.
library({
  // `node`: the id of an element that a function is called with before its argument, null for none
  evaluate(id, source, argument, lines, node) {
    let value;
    $.shared.depth++;
    try {
      let isExpression = true;
      try {
        new Function(`return (${source}\n)`);
      } catch {
        isExpression = false;
      }
      const above = "\n".repeat(lines);
      value = (0, eval)(isExpression ? `${above}(${source}\n)` : above + source);
      if (typeof value === "function")
        value = node === null ? value($.decodeArgument(argument)) : value($.wrap(node), $.decodeArgument(argument));
    } catch (error) {
      value = Promise.reject(error);
    } finally {
      $.shared.depth--;
    }
    Promise.resolve(value).then(
      (result) => {
        let text;
        try {
          text = $.str(JSON.stringify($.encodeValue(result)) ?? "null");
        } catch (error) {
          return $.evaluationFailed(id, error);
        }
        $.h.evaluated(id, true, text);
      },
      (error) => $.evaluationFailed(id, error),
    );
    return true;
  },
  decodeArgument(text) {
    if (!text.includes('"$number"')) return $.pageParse(text);
    return $.pageParse(text, (key, value) =>
      value !== null && typeof value === "object" && typeof value.$number === "string" ? Number(value.$number) : value,
    );
  },
  evaluationFailed(id, error) {
    let message = "uncaught exception",
      stack = "";
    try {
      const isError = error !== null && typeof error === "object" && "message" in error;
      message = isError ? `${error.name}: ${error.message}` : String(error);
      if (isError && typeof error.stack === "string") stack = error.stack;
    } catch {}
    $.h.evaluated(id, false, $.str(JSON.stringify({ message, stack })));
  },
  encodeValue(value, seen = []) {
    if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
      return { $number: Object.is(value, -0) ? "-0" : String(value) };
    if (typeof value === "bigint") return Number(value);
    if (typeof value === "function" || typeof value === "symbol") return null;
    if (value === null || value === undefined || typeof value !== "object") return value ?? null;
    if (seen.includes(value)) throw new TypeError("the value is cyclic: it cannot leave the page as JSON");
    if ($.is(value, "Node")) return `ref: <${value.nodeName}>`;
    if (value === $.global) return "ref: <Window>";
    if (value instanceof Date) return value.toISOString();
    if (value instanceof Error || $.is(value, "DOMException")) return `${value.name}: ${value.message}`;
    if (typeof value.toJSON === "function") return value.toJSON();
    const within = [...seen, value];
    if (Array.isArray(value) || ArrayBuffer.isView(value))
      return Array.from(/** @type {any} */ (value), (item) => $.encodeValue(item, within));
    if (value instanceof Map || value instanceof Set) return {};
    const result = {};
    for (const key of Object.keys(value)) result[key] = $.encodeValue(value[key], within);
    return result;
  },
});
