// Format specifiers, tables and traces.
library({
  // https://console.spec.whatwg.org/#formatter
  formatLog(args) {
    const rest = args.slice();
    const parts = [];
    if (rest.length > 1 && typeof rest[0] === "string" && rest[0].includes("%")) {
      parts.push(
        rest.shift().replace(/%([sdifoOcj%])/g, (whole, kind) => {
          if (kind === "%") return "%";
          if (rest.length === 0) return whole;
          const value = rest.shift();
          switch (kind) {
            case "s":
              return typeof value === "string"
                ? value
                : typeof value === "symbol"
                  ? String(value)
                  : typeof value === "object" && value !== null
                    ? $.inspect(value, 0)
                    : `${value}`;
            case "d":
            case "i":
              return typeof value === "symbol" ? "NaN" : typeof value === "bigint" ? `${value}n` : String(parseInt(value, 10));
            case "f":
              return typeof value === "symbol" ? "NaN" : String(parseFloat(value));
            case "c":
              return "";
            case "j":
              return $.pageJSON(value);
            default:
              return $.inspect(value, kind === "o" ? 4 : 2);
          }
        }),
      );
    }
    for (const value of rest) parts.push(typeof value === "string" ? value : $.inspect(value));
    return parts.join(" ");
  },
  logTrace(args) {
    const text = args.length ? `Trace: ${$.formatLog(args)}` : "Trace";
    $.logText("trace", [text, ...$.ownStack()].join("\n"), args);
  },
  // https://console.spec.whatwg.org/#table
  logTable(data, columns) {
    if (data === null || typeof data !== "object") return $.logTo("table", [data]);
    const isObject = (v) => v !== null && typeof v === "object";
    const rows =
      data instanceof Map
        ? [...data].map(([k, v], i) => [String(i), { Key: k, Values: v }])
        : data instanceof Set
          ? [...data].map((v, i) => [String(i), v])
          : Object.entries(data);
    const keys = [];
    for (const [, row] of rows) if (isObject(row)) for (const key of Object.keys(row)) if (!keys.includes(key)) keys.push(key);
    const shown = columns === undefined ? keys : Array.from(columns, String);
    const hasValues = rows.some(([, row]) => !isObject(row));
    const head = ["(index)", ...shown, ...(hasValues ? ["Values"] : [])];
    const cells = rows.map(([index, row]) => [
      index,
      ...shown.map((k) => (isObject(row) && k in row ? $.inspect(row[k], 0) : "")),
      ...(hasValues ? [isObject(row) ? "" : $.inspect(row, 0)] : []),
    ]);
    const widths = head.map((h, i) => Math.max(h.length, ...cells.map((c) => c[i].length)));
    const line = (cell) => `│ ${cell.map((c, i) => c.padEnd(widths[i])).join(" │ ")} │`;
    const rule = (l, m, r) => l + widths.map((w) => "─".repeat(w + 2)).join(m) + r;
    const text = [rule("┌", "┬", "┐"), line(head), rule("├", "┼", "┤"), ...cells.map(line), rule("└", "┴", "┘")].join("\n");
    $.logText("table", text, [data]);
  },
});
