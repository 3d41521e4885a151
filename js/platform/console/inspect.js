// Values as text, much as Node.js prints them; no getter of the page runs.
library({
  inspect(value, depth = 2, seen = []) {
    switch (typeof value) {
      case "string":
        return $.quote(value);
      case "number":
        return Object.is(value, -0) ? "-0" : String(value);
      case "bigint":
        return `${value}n`;
      case "symbol":
        return String(value);
      case "function":
        return $.inspectFunction(value);
      case "object":
        break;
      default:
        return String(value);
    }
    if (value === null) return "null";
    if (seen.includes(value)) return "[Circular]";
    try {
      return $.inspectObject(value, depth, [...seen, value]);
    } catch {
      return "[object]";
    }
  },
  quote(text) {
    const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes("`") ? "`" : "'";
    const escapes = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\\": "\\\\" };
    const body = text.replace(
      /[\u0000-\u001f\\]/g,
      (c) => escapes[c] ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
    );
    return mark + (mark === "'" ? body.replaceAll("'", "\\'") : body) + mark;
  },
  inspectFunction(value) {
    let name = "";
    try {
      name = Object.getOwnPropertyDescriptor(value, "name")?.value ?? "";
    } catch {}
    const isClass = /^class\b/.test(Function.prototype.toString.call(value));
    return isClass ? `[class ${name || "(anonymous)"}]` : name ? `[Function: ${name}]` : "[Function (anonymous)]";
  },
  // the name of what made an object; "" for plain ones
  madeBy(value) {
    for (let object = value; object !== null; object = Object.getPrototypeOf(object)) {
      const made = Object.getOwnPropertyDescriptor(object, "constructor")?.value;
      if (typeof made === "function" && made.name) return made.name;
    }
    return "[Object: null prototype]";
  },
  inspectObject(value, depth, seen) {
    const impl = $.impl(value);
    if (impl !== undefined && impl.is.Node) return $.inspectNode(value);
    const inner = (v) => $.inspect(v, depth - 1, seen);
    const kind = $.builtinKind(value);
    const name = $.madeBy(value);
    if (value instanceof $.DOMException) return $.inspectError(value);
    switch (kind) {
      case "Error":
        return $.inspectError(value);
      case "Date":
        return Number.isNaN(Date.prototype.getTime.call(value)) ? "Invalid Date" : Date.prototype.toISOString.call(value);
      case "RegExp":
        return RegExp.prototype.toString.call(value);
      case "Boolean":
      case "Number":
      case "String":
      case "BigInt":
        return `[${kind}: ${$.inspect(value.valueOf())}]`;
      case "ArrayBuffer":
        return `ArrayBuffer { byteLength: ${value.byteLength} }`;
      case "Promise":
      case "WeakMap":
      case "WeakSet":
      case "WeakRef":
        return `${name} {}`;
    }
    if (kind === "View" && $.byteKind(value) === "DataView") return `DataView { byteLength: ${value.byteLength} }`;
    if (depth < 0) return kind === "Array" ? "[Array]" : `[${name === "" ? "Object" : name}]`;
    if (kind === "Array" || kind === "View") {
      const items = Array.prototype.slice.call(value, 0, 100).map(inner);
      if (value.length > 100) items.push(`... ${value.length - 100} more item${value.length > 101 ? "s" : ""}`);
      if (kind === "Array") items.push(...$.inspectProperties(value, inner, (key) => !/^\d+$/.test(key)));
      return $.enclose(kind === "View" || name !== "Array" ? `${name}(${value.length}) ` : "", "[", items, "]");
    }
    if (kind === "Map") {
      const items = [...Map.prototype.entries.call(value)].slice(0, 100).map(([k, v]) => `${inner(k)} => ${inner(v)}`);
      return $.enclose(`${name}(${items.length}) `, "{", items, "}");
    }
    if (kind === "Set") {
      const items = [...Set.prototype.values.call(value)].slice(0, 100).map(inner);
      return $.enclose(`${name}(${items.length}) `, "{", items, "}");
    }
    if (impl !== undefined && impl.is.Event) return `${name} { type: ${$.quote(impl.type)}, isTrusted: ${impl.isTrusted} }`;
    const shown =
      impl === undefined
        ? []
        : ["href", "status", "url", "method", "name", "size", "type"]
            .filter((key) => key in value && typeof value[key] !== "function")
            .map((key) => `${key}: ${inner(value[key])}`);
    const expandos = $.inspectProperties(
      value,
      inner,
      (key) =>
        impl === undefined ||
        ("value" in Object.getOwnPropertyDescriptor(value, key) &&
          !Object.hasOwn(Object.getPrototypeOf(value), key) &&
          !$.isUnforgeable(value, key)),
    );
    return $.enclose(name === "Object" ? "" : `${name} `, "{", [...shown, ...expandos], "}");
  },
  isUnforgeable(value, key) {
    return !Object.getOwnPropertyDescriptor(value, key).configurable;
  },
  inspectProperties(value, inner, wanted) {
    const found = [];
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
      if (descriptor === undefined || !descriptor.enumerable || (typeof key === "string" && !wanted(key))) continue;
      const shown = typeof key === "symbol" ? `[${String(key)}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? key : $.quote(key);
      const { get, set } = descriptor;
      found.push(`${shown}: ${get ? (set ? "[Getter/Setter]" : "[Getter]") : set ? "[Setter]" : inner(descriptor.value)}`);
      if (found.length === 100) {
        found.push("...");
        break;
      }
    }
    return found;
  },
  enclose(prefix, open, items, close) {
    if (items.length === 0) return `${prefix}${open}${close}`;
    const line = `${prefix}${open} ${items.join(", ")} ${close}`;
    if (line.length <= 76 && !line.includes("\n")) return line;
    return `${prefix}${open}\n${items.map((i) => `  ${i.replaceAll("\n", "\n  ")}`).join(",\n")}\n${close}`;
  },
  inspectError(error) {
    const head = `${error.name}: ${error.message}`.replace(/: $/, "");
    const stack = typeof error.stack === "string" ? error.stack : "";
    const text = stack.startsWith(head) || stack.startsWith(error.name) ? stack : stack ? `${head}\n${stack}` : head;
    const cause = Object.getOwnPropertyDescriptor(error, "cause");
    return (cause && "value" in cause ? `${text}\n  [cause]: ${$.inspect(cause.value, 1, [error])}` : text).trimEnd();
  },
  inspectNode(node) {
    if (!$.is(node, "Element"))
      return $.is(node, "Text")
        ? `#text ${$.quote(node.textContent ?? "")}`
        : `#${$.is(node, "Document") ? "document" : $.madeBy(node)}`;
    const name = node.tagName.toLowerCase();
    const attributes = ["id", "class", "src", "href", "type", "name"]
      .map((key) => [key, node.getAttribute(key)])
      .filter(([, v]) => v !== null);
    return `<${name}${attributes.map(([k, v]) => ` ${k}="${v}"`).join("")}>`;
  },
  // a value as JSON can say it, for the embedder
  preview(value, depth) {
    switch (typeof value) {
      case "string":
        return value.length > 10000 ? `${value.slice(0, 10000)}…` : value;
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) ? value : String(value);
      case "bigint":
      case "symbol":
        return String(value);
      case "function":
        return $.inspectFunction(value);
      case "undefined":
        return null;
    }
    if (value === null) return null;
    const kind = $.impl(value) !== undefined ? "" : $.builtinKind(value);
    if (kind === "Array" && depth > 0) return value.slice(0, 100).map((v) => $.preview(v, depth - 1));
    if (kind !== "Object" || depth <= 0) return $.inspect(value, 0);
    const result = {};
    for (const key of Object.keys(value).slice(0, 100)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      if (descriptor && "value" in descriptor && key !== "__proto__") result[key] = $.preview(descriptor.value, depth - 1);
    }
    return result;
  },
});
