// The console namespace. https://console.spec.whatwg.org/#console-namespace
globals({
  get console() {
    const state = $.consoleState;
    const label = (given) => (given === undefined ? "default" : `${given}`);
    const say = (kind, ...args) => $.logTo(kind, args);
    const methods = {
      assert(...args) {
        if (args[0]) return;
        const rest = args.slice(1);
        if (rest.length === 0) rest.push("Assertion failed");
        else if (typeof rest[0] === "string") rest[0] = `Assertion failed: ${rest[0]}`;
        else rest.unshift("Assertion failed");
        $.logTo("assert", rest);
      },
      clear() {
        state.indent = "";
      },
      debug(...args) {
        $.logTo("debug", args);
      },
      error(...args) {
        $.logTo("error", args);
      },
      info(...args) {
        $.logTo("info", args);
      },
      log(...args) {
        $.logTo("log", args);
      },
      table(...args) {
        $.logTable(args[0], args[1]);
      },
      trace(...args) {
        $.logTrace(args);
      },
      warn(...args) {
        $.logTo("warn", args);
      },
      dir(...args) {
        $.logText("dir", $.inspect(args[0]), [args[0]]);
      },
      dirxml(...args) {
        $.logText("dirxml", args.map((a) => $.inspect(a)).join(" "), args);
      },
      count(...args) {
        const name = label(args[0]);
        state.counts.set(name, (state.counts.get(name) ?? 0) + 1);
        say("count", `${name}: ${state.counts.get(name)}`);
      },
      countReset(...args) {
        const name = label(args[0]);
        if (!state.counts.delete(name)) say("warn", `Count for '${name}' does not exist`);
      },
      group(...args) {
        if (args.length > 0) $.logTo("group", args);
        state.indent += "  ";
      },
      groupCollapsed(...args) {
        if (args.length > 0) $.logTo("groupCollapsed", args);
        state.indent += "  ";
      },
      groupEnd() {
        state.indent = state.indent.slice(2);
      },
      time(...args) {
        const name = label(args[0]);
        if (state.timers.has(name)) say("warn", `Timer '${name}' already exists`);
        else state.timers.set(name, $.h.now());
      },
      timeLog(...args) {
        const name = label(args[0]);
        if (!state.timers.has(name)) say("warn", `Timer '${name}' does not exist`);
        else $.logTo("timeLog", [`${name}: ${+($.h.now() - state.timers.get(name)).toFixed(3)} ms`, ...args.slice(1)]);
      },
      timeEnd(...args) {
        const name = label(args[0]);
        if (!state.timers.has(name)) {
          say("warn", `Timer '${name}' does not exist`);
          return;
        }
        say("timeEnd", `${name}: ${+($.h.now() - state.timers.get(name)).toFixed(3)} ms`);
        state.timers.delete(name);
      },
      timeStamp() {},
      profile() {},
      profileEnd() {},
    };
    // https://webidl.spec.whatwg.org/#js-namespaces, with the prototype that the console standard asks for
    const console = Object.create({ __proto__: $.objects });
    for (const key of Object.keys(methods)) console[key] = methods[key];
    Object.defineProperty(console, Symbol.toStringTag, { value: "console", configurable: true });
    return console;
  },
});
