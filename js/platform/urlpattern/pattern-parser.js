// Pattern strings: tokens, parts, and the regular expressions that they come to. https://urlpattern.spec.whatwg.org/#patterns
library({
  // https://urlpattern.spec.whatwg.org/#tokenize: { type, index, value } in code points
  tokenizeUrlPattern(characters, isStrict) {
    const tokens = [];
    const { length } = characters;
    let index = 0;
    const add = (type, next, from, to) => {
      tokens.push({ type, index, value: characters.slice(from, to).join("") });
      index = next;
    };
    const fail = (next, from) => {
      if (isStrict) $.badUrlPattern(`unexpected '${characters[index]}' at ${index}`);
      add("invalid", next, from, next);
    };
    while (index < length) {
      const start = index + 1;
      switch (characters[index]) {
        case "*":
          add("asterisk", start, index, start);
          break;
        case "+":
        case "?":
          add("modifier", start, index, start);
          break;
        case "{":
          add("open", start, index, start);
          break;
        case "}":
          add("close", start, index, start);
          break;
        case "\\":
          if (start === length) fail(start, index);
          else add("escaped", start + 1, start, start + 1);
          break;
        case ":": {
          let end = start;
          while (end < length && $.isNameCharacter(characters[end], end === start)) end++;
          if (end === start) fail(start, index);
          else add("name", end, start, end);
          break;
        }
        case "(": {
          const end = $.endOfGroup(characters, start);
          if (end < 0) fail(start, index);
          else add("regexp", end + 1, start, end);
          break;
        }
        default:
          add("char", start, index, start);
      }
    }
    tokens.push({ type: "end", index, value: "" });
    return tokens;
  },
  // the place of the parenthesis that closes a regular expression, below 0 if it is not a valid one
  endOfGroup(characters, start) {
    let depth = 1;
    for (let at = start; at < characters.length; at++) {
      const character = characters[at];
      if (character > "\x7f" || (at === start && character === "?")) return -1;
      if (character === "\\") {
        if (++at === characters.length || characters[at] > "\x7f") return -1;
      } else if (character === ")") {
        if (--depth === 0) return at > start ? at : -1;
      } else if (character === "(") {
        depth++;
        if (characters.at(at + 1) !== "?") return -1;
      }
    }
    return -1;
  },
  isNameCharacter(character, isFirst) {
    return (isFirst ? /^[$_\p{ID_Start}]$/u : /^(?:[$\u200c\p{ID_Continue}]|\u200d)$/u).test(character);
  },
  escapeUrlPattern(text) {
    return text.replace(/[+*?:{}()\\]/g, "\\$&");
  },
  escapeForRegExp(text) {
    return text.replace(/[.+*?^${}()[\]|/\\]/g, "\\$&");
  },
  segmentWildcard({ delimiter }) {
    return `[^${$.escapeForRegExp(delimiter)}]+?`;
  },
  // https://urlpattern.spec.whatwg.org/#compile-a-component
  compileUrlComponent(text, encode, options) {
    const parts = $.parsePatternString(text, encode, options);
    const names = [];
    const source = $.regExpOfParts(parts, options, names);
    const hasRegExpGroups = parts.some((part) => part.type === "regexp");
    // INTEROP: with the flag v the engine refuses "-" and "/" outside of classes, where it means the same as u
    const flags = hasRegExpGroups && /\[.*(?:--|&&|\[)/.test(text) ? "v" : "u";
    let regexp;
    try {
      regexp = new RegExp(source, options.ignoreCase ? `${flags}i` : flags);
    } catch {
      $.badUrlPattern(`'${text}' has an invalid regular expression`);
    }
    return { pattern: $.patternOfParts(parts, options), regexp, names, hasRegExpGroups };
  },
  // https://urlpattern.spec.whatwg.org/#parse-a-pattern-string: parts { type, value, modifier, name, prefix, suffix }
  parsePatternString(text, encode, options) {
    const tokens = $.tokenizeUrlPattern([...text], true);
    const segment = $.segmentWildcard(options);
    const parts = [];
    let at = 0;
    let pending = "";
    let nextNumber = 0;
    const take = (type) => (tokens[at].type === type ? tokens[at++] : null);
    const takeGroup = (name) => take("regexp") ?? (name === null ? take("asterisk") : null);
    const takeModifier = () => (take("modifier") ?? take("asterisk"))?.value ?? "";
    const require = (type) => take(type) ?? $.badUrlPattern(`'${text}' at ${tokens[at].index}`);
    const takeText = () => {
      let found = "";
      for (let token; (token = take("char") ?? take("escaped")) !== null; ) found += token.value;
      return found;
    };
    const flush = () => {
      if (pending === "") return;
      parts.push({ type: "text", value: encode(pending), modifier: "", name: "", prefix: "", suffix: "" });
      pending = "";
    };
    // https://urlpattern.spec.whatwg.org/#add-a-part
    const add = (prefix, name, group, suffix, modifier) => {
      if (name === null && group === null && modifier === "") {
        pending += prefix;
        return;
      }
      flush();
      if (name === null && group === null) {
        if (prefix !== "") parts.push({ type: "text", value: encode(prefix), modifier, name: "", prefix: "", suffix: "" });
        return;
      }
      let value = group === null ? segment : group.type === "asterisk" ? ".*" : group.value;
      let type = "regexp";
      if (value === segment) [type, value] = ["segment", ""];
      else if (value === ".*") [type, value] = ["full", ""];
      const called = name === null ? String(nextNumber++) : name.value;
      if (parts.some((part) => part.name === called)) $.badUrlPattern(`two groups are called '${called}'`);
      parts.push({ type, value, modifier, name: called, prefix: encode(prefix), suffix: encode(suffix) });
    };
    while (at < tokens.length) {
      const character = take("char");
      let name = take("name");
      let group = takeGroup(name);
      if (name !== null || group !== null) {
        let prefix = character === null ? "" : character.value;
        if (prefix !== options.prefix) {
          pending += prefix;
          prefix = "";
        }
        flush();
        add(prefix, name, group, "", takeModifier());
        continue;
      }
      const fixed = character ?? take("escaped");
      if (fixed !== null) {
        pending += fixed.value;
        continue;
      }
      if (take("open") !== null) {
        const prefix = takeText();
        name = take("name");
        group = takeGroup(name);
        const suffix = takeText();
        require("close");
        add(prefix, name, group, suffix, takeModifier());
        continue;
      }
      flush();
      require("end");
    }
    return parts;
  },
  // https://urlpattern.spec.whatwg.org/#generate-a-regular-expression-and-name-list
  regExpOfParts(parts, options, names) {
    let source = "^";
    for (const part of parts) {
      const { type, modifier } = part;
      if (type === "text") {
        const text = $.escapeForRegExp(part.value);
        source += modifier === "" ? text : `(?:${text})${modifier}`;
        continue;
      }
      names.push(part.name);
      const value = type === "segment" ? $.segmentWildcard(options) : type === "full" ? ".*" : part.value;
      const isRepeated = modifier === "*" || modifier === "+";
      if (part.prefix === "" && part.suffix === "") {
        source += isRepeated ? `((?:${value})${modifier})` : `(${value})${modifier}`;
        continue;
      }
      const prefix = $.escapeForRegExp(part.prefix);
      const suffix = $.escapeForRegExp(part.suffix);
      source += isRepeated
        ? `(?:${prefix}((?:${value})(?:${suffix}${prefix}(?:${value}))*)${suffix})${modifier === "*" ? "?" : ""}`
        : `(?:${prefix}(${value})${suffix})${modifier}`;
    }
    return `${source}$`;
  },
  // https://urlpattern.spec.whatwg.org/#generate-a-pattern-string
  patternOfParts(parts, options) {
    const escape = $.escapeUrlPattern;
    const startsName = (text) => $.isNameCharacter(String.fromCodePoint(text.codePointAt(0)), false);
    let result = "";
    parts.forEach((part, index) => {
      const { type, name, modifier, prefix, suffix } = part;
      if (type === "text") {
        result += modifier === "" ? escape(part.value) : `{${escape(part.value)}}${modifier}`;
        return;
      }
      const previous = index === 0 ? undefined : parts[index - 1];
      const next = parts.at(index + 1);
      const isNamed = !/^\d/.test(name);
      const isNamedSegment = isNamed && type === "segment";
      let isGrouped = suffix !== "" || (prefix !== "" && prefix !== options.prefix);
      if (!isGrouped && isNamedSegment && modifier === "" && next !== undefined && next.prefix === "" && next.suffix === "")
        isGrouped = next.type === "text" ? startsName(next.value) : /^\d/.test(next.name);
      if (!isGrouped && prefix === "" && previous?.type === "text" && options.prefix !== "")
        isGrouped = previous.value.endsWith(options.prefix);
      if (isGrouped) result += "{";
      result += escape(prefix);
      if (isNamed) result += `:${name}`;
      if (type === "regexp") result += `(${part.value})`;
      else if (type === "segment" && !isNamed) result += `(${$.segmentWildcard(options)})`;
      else if (type === "full") {
        const isPlain =
          previous === undefined || previous.type === "text" || previous.modifier !== "" || isGrouped || prefix !== "";
        result += !isNamed && isPlain ? "*" : "(.*)";
      }
      if (isNamedSegment && suffix !== "" && startsName(suffix)) result += "\\";
      result += escape(suffix);
      if (isGrouped) result += "}";
      result += modifier;
    });
    return result;
  },
});
