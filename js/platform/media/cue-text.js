// The text of WebVTT cues as nodes. https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules and #dom-construction-rules
library({
  // https://www.w3.org/TR/webvtt1/#dom-vttcue-getcueashtml
  cueFragment(text) {
    const { document } = $.global;
    const root = document.createDocumentFragment();
    let current = { tag: "", node: root, parent: null };
    const languages = [];
    for (const [kind, value] of $.cueTokens(text)) {
      if (kind === "text") {
        current.node.appendChild(document.createTextNode(value));
      } else if (kind === "time") {
        const time = $.cueTimestamp(value);
        if (time !== null) current.node.appendChild(document.createProcessingInstruction("timestamp", time));
      } else if (kind === "end") {
        const isRuby = current.tag === "rt" && value === "ruby";
        if (isRuby) current = current.parent;
        if (current.tag !== value || current.parent === null) continue;
        if (value === "lang") languages.pop();
        current = current.parent;
      } else {
        const { tag, classes, annotation } = value;
        if (!["c", "i", "b", "u", "ruby", "rt", "v", "lang"].includes(tag) || (tag === "rt" && current.tag !== "ruby")) continue;
        const node = document.createElement(["c", "v", "lang"].includes(tag) ? "span" : tag);
        if (tag === "lang") languages.push(annotation);
        if (classes.length > 0) node.setAttribute("class", classes.join(" "));
        if (tag === "v") node.setAttribute("title", annotation);
        if (tag === "lang") node.setAttribute("lang", languages.at(-1));
        current.node.appendChild(node);
        current = { tag, node, parent: current };
      }
    }
    if (!root.hasChildNodes()) root.appendChild(document.createTextNode(""));
    return root;
  },
  // https://www.w3.org/TR/webvtt1/#webvtt-cue-text-tokenizer
  cueTokens(text) {
    const tokens = [];
    for (const [part] of text.replace(/\0/g, "\ufffd").matchAll(/<[^>]*>?|[^<]+/g)) {
      if (part[0] !== "<") {
        tokens.push(["text", $.cueUnescape(part)]);
        continue;
      }
      const inner = part.replace(/^<|>$/g, "");
      if (inner[0] === "/") tokens.push(["end", inner.slice(1)]);
      else if (/^\d/.test(inner)) tokens.push(["time", inner]);
      else {
        const [, names, annotation] = /^([^\t\n\f ]*)([^]*)$/.exec(inner);
        const classes = names.split("."),
          tag = classes.shift();
        tokens.push([
          "start",
          {
            tag,
            classes: classes.filter(Boolean),
            annotation: $.cueUnescape(annotation)
              .trim()
              .replace(/[\t\n\f\r ]+/g, " "),
          },
        ]);
      }
    }
    return tokens;
  },
  cueUnescape(text) {
    return text.includes("&") ? $.h.unescape_references(text) : text;
  },
  cueTimestamp(text) {
    const match = /^(?:(\d+):)?(\d+):(\d\d)\.(\d{3})$/.exec(text);
    if (match === null || $.vttTime(match.slice(1)) === null) return null;
    const [, hours, minutes, seconds, thousandths] = match;
    return `${(hours ?? "0").padStart(2, "0")}:${minutes}:${seconds}.${thousandths}`;
  },
});
