// A whole URL as a pattern, taken apart. https://urlpattern.spec.whatwg.org/#constructor-string-parsing
library({
  // a URLPatternInit
  parseUrlPattern(text) {
    const characters = [...text];
    const tokens = $.tokenizeUrlPattern(characters, false);
    const result = {};
    let at = 0;
    let step = 1;
    let start = 0;
    let depth = 0;
    let brackets = 0;
    let isSpecial = false;
    let state = "init";
    const token = (index) => tokens[Math.min(index, tokens.length - 1)];
    const isChar = (value, index = at) => {
      const { type, value: found } = token(index);
      return found === value && (type === "char" || type === "escaped" || type === "invalid");
    };
    const isSearch = () => {
      if (isChar("?")) return true;
      if (tokens[at].value !== "?") return false;
      return at === 0 || !["name", "regexp", "close", "asterisk"].includes(tokens[at - 1].type);
    };
    const component = () => characters.slice(token(start).index, tokens[at].index).join("");
    const before = (name, ...names) => names.includes(name);
    // https://urlpattern.spec.whatwg.org/#change-state
    const change = (next, skip) => {
      if (state !== "init" && state !== "authority" && state !== "done") result[state] = component();
      if (state !== "init" && next !== "done") {
        const isEarly = before(state, "protocol", "authority", "username", "password");
        if (isEarly && before(next, "port", "pathname", "search", "hash")) result.hostname ??= "";
        const isOfHost = isEarly || before(state, "hostname", "port");
        if (isOfHost && before(next, "search", "hash")) result.pathname ??= isSpecial ? "/" : "";
        if ((isOfHost || state === "pathname") && next === "hash") result.search ??= "";
      }
      state = next;
      at += skip;
      start = at;
      step = 0;
    };
    const rewind = (next) => {
      at = start;
      step = 0;
      state = next;
    };
    const afterAuthority = () => {
      if (isChar("/")) change("pathname", 0);
      else if (isSearch()) change("search", 1);
      else if (isChar("#")) change("hash", 1);
    };
    // https://urlpattern.spec.whatwg.org/#parse-a-constructor-string
    for (; at < tokens.length; at += step) {
      step = 1;
      const { type } = tokens[at];
      if (type === "end") {
        if (state === "init") {
          rewind(state);
          if (isChar("#")) change("hash", 1);
          else if (isSearch()) change("search", 1);
          else change("pathname", 0);
          continue;
        }
        if (state === "authority") {
          rewind("hostname");
          continue;
        }
        change("done", 0);
        break;
      }
      if (type === "open") {
        depth++;
        continue;
      }
      if (depth > 0) {
        if (type !== "close") continue;
        depth--;
      }
      switch (state) {
        case "init":
          if (isChar(":")) rewind("protocol");
          break;
        case "protocol":
          if (!isChar(":")) break;
          isSpecial = $.matchesSpecialScheme(component());
          if (isChar("/", at + 1) && isChar("/", at + 2)) change("authority", 3);
          else change(isSpecial ? "authority" : "pathname", 1);
          break;
        case "authority":
          if (isChar("@")) rewind("username");
          else if (isChar("/") || isSearch() || isChar("#")) rewind("hostname");
          break;
        case "username":
          if (isChar(":")) change("password", 1);
          else if (isChar("@")) change("hostname", 1);
          break;
        case "password":
          if (isChar("@")) change("hostname", 1);
          break;
        case "hostname":
          if (isChar("[")) brackets++;
          else if (isChar("]")) brackets--;
          else if (isChar(":") && brackets === 0) change("port", 1);
          else afterAuthority();
          break;
        case "port":
          afterAuthority();
          break;
        case "pathname":
          if (isSearch()) change("search", 1);
          else if (isChar("#")) change("hash", 1);
          break;
        case "search":
          if (isChar("#")) change("hash", 1);
      }
    }
    if (result.hostname !== undefined) result.port ??= "";
    return result;
  },
  // https://urlpattern.spec.whatwg.org/#protocol-component-matches-a-special-scheme-string
  matchesSpecialScheme(protocol) {
    const options = { delimiter: "", prefix: "", ignoreCase: false };
    const { regexp } = $.compileUrlComponent(protocol, $.urlEncoders.protocol, options);
    return Object.keys($.specialPorts).some((scheme) => regexp.test(scheme));
  },
});
