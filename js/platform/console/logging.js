// Helpers of the console's methods: formatting, indentation, and the way to the host.
library({
  get consoleState() {
    return { indent: "", counts: new Map(), timers: new Map() };
  },
  // https://console.spec.whatwg.org/#logger
  logTo(kind, args) {
    const plain = $.plainLog(args);
    if (plain !== null) return $.emitLog(kind, plain[0], plain[1]);
    let text;
    try {
      text = $.formatLog(args);
    } catch (error) {
      text = `[the console could not print a value: ${error}]`;
    }
    $.logText(kind, text, args);
  },
  logText(kind, text, args) {
    let preview = "[]";
    try {
      preview = JSON.stringify(args.map((a) => $.preview(a, 4)));
    } catch {}
    $.emitLog(kind, text, preview);
  },
  emitLog(kind, text, preview) {
    const { indent } = $.consoleState;
    if (indent)
      text = text
        .split("\n")
        .map((line) => indent + line)
        .join("\n");
    const [url, line, column] = $.callingPlace();
    $.h.console(kind, $.str(text), preview, url, line, column);
  },
  // [text, JSON] of arguments that print as themselves and need no formatter, or null.
  plainLog(args) {
    const simple = (a) => typeof a === "string" || typeof a === "boolean" || a === null || (Number.isFinite(a) && a !== 0);
    if (!args.every(simple) || (args.length > 1 && typeof args[0] === "string" && args[0].includes("%"))) return null;
    return [args.map(String).join(" "), JSON.stringify(args)];
  },
});
