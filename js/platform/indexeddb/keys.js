// Keys of IndexedDB as text whose order is theirs, which is how the host has them; ranges and key paths.
// https://w3c.github.io/IndexedDB/#key-construct
//
// A key is its type (1 number, 2 date, 3 string, 4 binary, 5 array) and hexadecimal digits: a number's bits, turned so that they are in order; a
// string's code units plus one, "f0" before four digits where two do not do; bytes plus one in three digits; keys of an array. Strings, bytes and
// arrays end with zeros.
library({
  badKey(what = "The parameter is not a valid key.") {
    throw new $.DOMException(what, "DataError");
  },
  // the text of a key, null when the value is none. https://w3c.github.io/IndexedDB/#convert-value-to-key
  keyOf(value, seen = new Set()) {
    const hex = (number, digits) => number.toString(16).padStart(digits, "0");
    const ofNumber = (number) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, number === 0 ? 0 : number);
      const high = view.getUint32(0),
        low = view.getUint32(4);
      return number < 0 ? hex(~high >>> 0, 8) + hex(~low >>> 0, 8) : hex((high | 0x80000000) >>> 0, 8) + hex(low, 8);
    };
    if (typeof value === "number") return Number.isNaN(value) ? null : `1${ofNumber(value)}`;
    if (typeof value === "string") {
      let text = "3";
      for (let i = 0; i < value.length; i++) {
        const unit = value.charCodeAt(i) + 1;
        text += unit < 0x7f ? hex(unit, 2) : `f0${hex(unit - 1, 4)}`;
      }
      return `${text}00`;
    }
    if (typeof value !== "object" || value === null) return null;
    if (Object.prototype.toString.call(value) === "[object Date]" && value instanceof Date) {
      const time = value.getTime();
      return Number.isNaN(time) ? null : `2${ofNumber(time)}`;
    }
    if ($.isBufferSource(value)) {
      const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
      if (buffer.detached) return null;
      const bytes = ArrayBuffer.isView(value)
        ? new Uint8Array(buffer, value.byteOffset, value.byteLength)
        : new Uint8Array(buffer);
      let text = "4";
      for (const byte of bytes) text += hex(byte + 1, 3);
      return `${text}000`;
    }
    if (!Array.isArray(value) || seen.has(value)) return null;
    seen.add(value);
    let text = "5";
    for (let i = 0; i < value.length; i++) {
      if (!Object.hasOwn(value, i)) return null;
      const part = $.keyOf(value[i], seen);
      if (part === null) return null;
      text += part;
    }
    seen.delete(value);
    return `${text}0`;
  },
  needKey(value) {
    return $.keyOf(value) ?? $.badKey();
  },
  // https://w3c.github.io/IndexedDB/#convert-key-to-value
  keyValue(text) {
    let at = 0;
    const number = () => {
      const view = new DataView(new ArrayBuffer(8)),
        high = parseInt(text.slice(at, at + 8), 16),
        low = parseInt(text.slice(at + 8, at + 16), 16);
      at += 16;
      const isNegative = high < 0x80000000;
      view.setUint32(0, isNegative ? ~high >>> 0 : high & 0x7fffffff);
      view.setUint32(4, isNegative ? ~low >>> 0 : low);
      return view.getFloat64(0);
    };
    const read = () => {
      switch (text[at++]) {
        case "1":
          return number();
        case "2":
          return new Date(number());
        case "3": {
          let found = "";
          for (;;) {
            const unit = text.slice(at, at + 2);
            at += 2;
            if (unit === "00") return found;
            if (unit !== "f0") found += String.fromCharCode(parseInt(unit, 16) - 1);
            else {
              found += String.fromCharCode(parseInt(text.slice(at, at + 4), 16));
              at += 4;
            }
          }
        }
        case "4": {
          const bytes = [];
          for (;;) {
            const byte = text.slice(at, at + 3);
            at += 3;
            if (byte === "000") return new Uint8Array(bytes).buffer;
            bytes.push(parseInt(byte, 16) - 1);
          }
        }
        default: {
          const found = [];
          while (text[at] !== "0") found.push(read());
          at++;
          return found;
        }
      }
    };
    return read();
  },
  newKeyRange(lower, upper, lowerOpen, upperOpen) {
    return $.create("IDBKeyRange", { lower, upper, lowerOpen, upperOpen });
  },
  // a range as the host takes it. https://w3c.github.io/IndexedDB/#convert-a-value-to-a-key-range
  rangeOf(value, mayBeAll) {
    if ($.is(value, "IDBKeyRange")) {
      const { lower, upper, lowerOpen, upperOpen } = $.impl(value);
      return JSON.stringify([lower, upper, lowerOpen, upperOpen]);
    }
    if (value === undefined || value === null)
      return mayBeAll ? "[null,null,false,false]" : $.badKey("No key or key range specified.");
    const key = $.needKey(value);
    return JSON.stringify([key, key, false, false]);
  },
  // https://w3c.github.io/IndexedDB/#valid-key-path
  keyPathOf(path) {
    const isPath = (text) =>
      text === "" ||
      /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*(\.[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)*$/u.test(text);
    const bad = () => {
      throw new $.DOMException("The keyPath argument contains an invalid key path.", "SyntaxError");
    };
    if (Array.isArray(path)) {
      const parts = path.map((part) => $.str(part));
      return parts.length > 0 && parts.every(isPath) ? parts : bad();
    }
    const text = $.str(path);
    return isPath(text) ? text : bad();
  },
  // the value at a key path, undefined for a failure. https://w3c.github.io/IndexedDB/#evaluate-a-key-path-on-a-value
  atKeyPath(value, path) {
    if (Array.isArray(path)) {
      const found = [];
      for (const part of path) {
        const one = $.atKeyPath(value, part);
        if (one === undefined) return undefined;
        found.push(one);
      }
      return found;
    }
    if (path === "") return value;
    for (const name of path.split(".")) {
      if (typeof value === "string" && name === "length") value = value.length;
      else if ($.is(value, "Blob") && ["size", "type", "name", "lastModified"].includes(name)) value = value[name];
      else if (typeof value === "object" && value !== null && Object.hasOwn(value, name)) value = value[name];
      else return undefined;
    }
    return value;
  },
  // The keys of a value in an index: one, or with multiEntry several, or none.
  indexKeys(value, { keyPath, multiEntry }) {
    const found = $.atKeyPath(value, keyPath);
    if (found === undefined) return [];
    if (multiEntry && Array.isArray(found)) return [...new Set(found.map((one) => $.keyOf(one)).filter((key) => key !== null))];
    const key = $.keyOf(found);
    return key === null ? [] : [key];
  },
  // https://w3c.github.io/IndexedDB/#inject-a-key-into-a-value-using-a-key-path
  injectKey(value, path, key) {
    const names = path.split("."),
      last = names.pop();
    for (const name of names) {
      if (!Object.hasOwn(value, name)) value[name] = { __proto__: $.objects };
      value = value[name];
    }
    Object.defineProperty(value, last, { value: key, writable: true, enumerable: true, configurable: true });
  },
  canInjectKey(value, path) {
    const names = path.split(".");
    names.pop();
    for (const name of names) {
      if (typeof value !== "object" || value === null) return false;
      if (!Object.hasOwn(value, name)) return true;
      value = value[name];
    }
    return typeof value === "object" && value !== null;
  },
});
