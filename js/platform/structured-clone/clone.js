// Structured clones. https://html.spec.whatwg.org/#safe-passing-of-structured-data
//
// A record is { root, table, buffers }. A value is a JSON primitive or an array: [0] undefined, [1, text] a number that JSON has not,
// [2, text] a bigint, [3, index] the object at that place of `table`. An object is [tag, ...]; bytes stand in `buffers`. As JSON, with
// base64 for the bytes, a record crosses into other realms.
library({
  cannotClone(what) {
    throw new $.DOMException(`${what} could not be cloned.`, "DataCloneError");
  },
  serialize(value, transfer = []) {
    const { root, table, buffers } = $.cloneOut(value, transfer);
    return JSON.stringify({ root, table, buffers: buffers.map((b) => new Uint8Array(b).toBase64()) });
  },
  deserialize(text) {
    return $.deserializeWithPorts(text).value;
  },
  // https://html.spec.whatwg.org/#structureddeserialize step 22.1
  needExposed(name) {
    if (!$.isExposed(name)) throw new $.DOMException(`There is no ${name} here.`, "DataCloneError");
    return true;
  },
  // { value, ports }: the ports in the order in which they were transferred
  deserializeWithPorts(text) {
    const record = JSON.parse(text);
    record.buffers = record.buffers.map((b) => Uint8Array.fromBase64(b).buffer);
    return $.cloneIn(record);
  },
  // https://html.spec.whatwg.org/#structuredserializewithtransfer
  // A class of views or of errors.
  classOf(name) {
    return Object.hasOwn($, name) ? $[name] : globalThis[name];
  },
  cloneOut(value, transfer) {
    const record = { root: null, table: [], buffers: [] };
    const memory = new Map();
    for (const item of transfer) {
      const isPort = $.is(item, "MessagePort");
      const isPicture = $.is(item, "OffscreenCanvas") || $.is(item, "ImageBitmap");
      const isStream = $.isStream(item);
      if (!isPort && !isPicture && !isStream && $.byteKind(item) !== "ArrayBuffer")
        $.cannotClone("A value in the transfer list that is not transferable");
      if (memory.has(item)) $.cannotClone("A value that stands twice in the transfer list");
      if (isPort && $.impl(item).id === null) $.cannotClone("A detached MessagePort");
      memory.set(item, record.table.length);
      record.table.push(
        isPort ? ["port", $.impl(item).id] : isPicture ? $.pictureEntry(item) : [isStream ? "stream" : "buffer", -1],
      );
    }
    record.root = $.cloneValue(value, memory, record);
    for (const item of transfer) {
      if ($.is(item, "MessagePort")) {
        $.detachPort(item);
        continue;
      }
      if (record.table[memory.get(item)][0] === "picture") {
        $.impl(item).isDetached = true;
        continue;
      }
      if (record.table[memory.get(item)][0] === "stream") {
        record.table[memory.get(item)] = $.streamEntry(item);
        continue;
      }
      if (item.detached) $.cannotClone("A detached ArrayBuffer");
      record.table[memory.get(item)][1] = record.buffers.push(item.transfer()) - 1;
    }
    return record;
  },
  isStream(value) {
    return $.is(value, "ReadableStream") || $.is(value, "WritableStream") || $.is(value, "TransformStream");
  },
  cloneValue(value, memory, record) {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? value : [1, Object.is(value, -0) ? "-0" : String(value)];
      case "undefined":
        return [0];
      case "bigint":
        return [2, String(value)];
      case "symbol":
        return $.cannotClone(String(value));
      case "function":
        return $.cannotClone(Function.prototype.toString.call(value));
    }
    if (value === null) return null;
    let index = memory.get(value);
    if (index === undefined) {
      $.cloneObject(value, memory, record);
      index = memory.get(value);
    }
    return [3, index];
  },
  // https://html.spec.whatwg.org/#structuredserializeinternal
  cloneObject(value, memory, record) {
    const keep = (...entry) => {
      memory.set(value, record.table.length);
      record.table.push(entry);
      return entry;
    };
    const inner = (v) => $.cloneValue(v, memory, record);
    const bytes = (buffer) => record.buffers.push(buffer) - 1;
    const impl = $.impl(value);
    if (impl !== undefined) {
      if (impl.is.File) return keep("file", bytes(impl.buffer), impl.type, impl.name, impl.lastModified);
      if (impl.is.Blob) return keep("blob", bytes(impl.buffer), impl.type);
      if (impl.is.CryptoKey)
        return keep("key", impl.type, bytes(impl.bytes.slice(0)), JSON.stringify(impl.info), impl.extractable, impl.usages);
      if (impl.is.ImageBitmap) return keep(...$.pictureEntry(value));
      if (impl.is.ImageData) return keep("image", bytes(impl.data.slice().buffer), impl.width, impl.height);
      if (impl.is.FileList) {
        const entry = keep("files", null);
        entry[1] = impl.files.map(inner);
        return;
      }
      $.cannotClone(`#<${Object.prototype.toString.call(value).slice(8, -1)}>`);
    }
    const proto = Object.getPrototypeOf(value);
    const kind = proto === Object.prototype || proto === null ? "Object" : $.builtinKind(value);
    switch (kind) {
      case "Boolean":
        return keep("boxed", Boolean.prototype.valueOf.call(value));
      case "Number":
        return keep("boxed", inner(Number.prototype.valueOf.call(value)));
      case "String":
        return keep("boxed", String.prototype.valueOf.call(value));
      case "BigInt":
        return keep("boxed", inner(BigInt.prototype.valueOf.call(value)));
      case "Date":
        return keep("date", inner(Date.prototype.valueOf.call(value)));
      case "RegExp":
        return keep("regexp", value.source, value.flags);
      case "ArrayBuffer":
        if (value.detached) $.cannotClone("A detached ArrayBuffer");
        return keep("buffer", bytes(value.slice(0)), value.resizable ? value.maxByteLength : 0);
      case "View": {
        // INTEROP: a view that tracks the length of a resizable buffer comes back with the length it has now
        const buffer = inner(value.buffer);
        const name = $.byteKind(value);
        return keep("view", name, buffer[1], value.byteOffset, name === "DataView" ? value.byteLength : $.viewLength(value));
      }
      case "DOMException":
        return keep("exception", value.message, value.name);
      case "Error":
        return $.cloneError(value, keep, inner);
      case "Map": {
        const entry = keep("map", null);
        entry[1] = [...Map.prototype.entries.call(value)].flatMap(([k, v]) => [inner(k), inner(v)]);
        return;
      }
      case "Set": {
        const entry = keep("set", null);
        entry[1] = [...Set.prototype.values.call(value)].map(inner);
        return;
      }
      case "Array": {
        const keys = Object.keys(value),
          { length } = value;
        const dense = keys.length === length && (length === 0 || keys[length - 1] === String(length - 1));
        const entry = dense ? keep("list", null) : keep("array", length, null);
        if (dense) {
          const items = [];
          for (let i = 0; i < length; i++) items.push(inner(value[i]));
          entry[1] = items;
        } else entry[2] = $.cloneProperties(value, keys, inner);
        return;
      }
      case "Object": {
        const entry = keep("object", null);
        entry[1] = $.cloneProperties(value, Object.keys(value), inner);
        return;
      }
    }
    $.cannotClone(`#<${kind}>`);
  },
  cloneProperties(value, keys, inner) {
    const found = [];
    for (const key of keys) if (Object.hasOwn(value, key)) found.push(key, inner(value[key]));
    return found;
  },
  cloneError(value, keep, inner) {
    const name = String(value.name);
    const own = Object.getOwnPropertyDescriptor(value, "message");
    const known = ["EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"].includes(name)
      ? name
      : "Error";
    const entry = keep(
      "error",
      known,
      own && "value" in own ? String(own.value) : null,
      typeof value.stack === "string" ? value.stack : "",
    );
    const cause = Object.getOwnPropertyDescriptor(value, "cause");
    if (cause && "value" in cause) entry.push(inner(cause.value));
  },
  // The kind of an object by its internal slots. INTEROP: script cannot tell a proxy, which browsers refuse to clone
  builtinKind(value) {
    if (ArrayBuffer.isView(value)) return "View";
    if ($.isBuffer(value)) return $.byteKind(value);
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    const branded = (f) => {
      try {
        f();
        return true;
      } catch {
        return false;
      }
    };
    if (Array.isArray(value)) return "Array";
    if (Error.isError(value)) return "Error";
    switch (tag) {
      case "Boolean":
      case "Number":
      case "String":
      case "BigInt": {
        const type = { Boolean, Number, String, BigInt }[tag];
        return branded(() => type.prototype.valueOf.call(value)) ? tag : "Object";
      }
      case "Date":
        return branded(() => Date.prototype.valueOf.call(value)) ? tag : "Object";
      case "Map":
        return branded(() => Map.prototype.has.call(value)) ? tag : "Object";
      case "Set":
        return branded(() => Set.prototype.has.call(value)) ? tag : "Object";
      case "DOMException":
        return value instanceof $.DOMException ? tag : "Object";
      case "RegExp":
      case "Error":
        return tag;
      case "WeakMap":
        return branded(() => WeakMap.prototype.has.call(value)) ? tag : "Object";
      case "WeakSet":
        return branded(() => WeakSet.prototype.has.call(value)) ? tag : "Object";
      case "WeakRef":
        return branded(() => WeakRef.prototype.deref.call(value)) ? tag : "Object";
      case "Promise":
        return value instanceof Promise ? tag : "Object";
      case "Generator":
      case "AsyncGenerator":
        return `[object ${tag}]`;
    }
    return "Object";
  },
  // a CryptoKey, which only secure contexts have
  receivedKey(...key) {
    if (!$.h.is_secure()) $.cannotClone("A CryptoKey in an insecure context");
    return $.newKey(...key);
  },
  // https://html.spec.whatwg.org/#structureddeserializewithtransfer
  cloneIn({ root, table, buffers }) {
    const objects = [],
      ports = [],
      later = [];
    const value = (v) =>
      Array.isArray(v) ? (v[0] === 0 ? undefined : v[0] === 1 ? +v[1] : v[0] === 2 ? BigInt(v[1]) : objects[v[1]]) : v;
    const fill = (object, pairs) => {
      for (let i = 0; i < pairs.length; i += 2)
        Object.defineProperty(object, pairs[i], {
          value: value(pairs[i + 1]),
          writable: true,
          enumerable: true,
          configurable: true,
        });
    };
    const make = {
      boxed: (v) => Object(value(v)),
      date: (v) => new Date(value(v)),
      regexp: (source, flags) => new RegExp(source, flags),
      buffer: (at, max) => {
        if (!max) return buffers[at];
        const buffer = new ArrayBuffer(buffers[at].byteLength, { maxByteLength: max });
        new Uint8Array(buffer).set(new Uint8Array(buffers[at]));
        return buffer;
      },
      view: (name, at, offset, length) => new ($.classOf(name))(objects[at], offset, length),
      exception: (message, name) => new $.DOMException(message, name),
      error: (name, message, stack, cause) => {
        const error = message === null ? new ($.classOf(name))() : new ($.classOf(name))(message);
        Object.defineProperty(error, "stack", { value: stack, writable: true, enumerable: false, configurable: true });
        if (cause !== undefined)
          later.push(() =>
            Object.defineProperty(error, "cause", { value: value(cause), writable: true, enumerable: false, configurable: true }),
          );
        return error;
      },
      blob: (at, type) => $.needExposed("Blob") && $.newBlob(buffers[at], type),
      file: (at, type, name, lastModified) => $.needExposed("File") && $.newFile(buffers[at], type, name, lastModified),
      image: (at, width, height) => $.create("ImageData", { width, height, data: new Uint8ClampedArray(buffers[at]) }),
      files: (items) => {
        $.needExposed("FileList");
        const files = [];
        later.push(() => files.push(...items.map(value)));
        return $.create("FileList", { files });
      },
      key: (type, at, info, extractable, usages) => $.receivedKey(type, buffers[at], JSON.parse(info), extractable, usages),
      readable: (port) => $.receiveReadable(port),
      writable: (port) => $.receiveWritable(port),
      transform: (readable, writable) => $.receiveTransform(readable, writable),
      picture: (name, width, height) => $.create(name, { width, height }),
      port: (id) => {
        const port = $.adoptPort(id);
        ports.push(port);
        return port;
      },
      map: (items) => {
        const map = Reflect.construct(Map, []);
        later.push(() => {
          for (let i = 0; i < items.length; i += 2) map.set(value(items[i]), value(items[i + 1]));
        });
        return map;
      },
      set: (items) => {
        const set = Reflect.construct(Set, []);
        later.push(() => {
          for (const item of items) set.add(value(item));
        });
        return set;
      },
      list: (items) => {
        const list = [];
        later.push(() => {
          for (const item of items) list.push(value(item));
        });
        return list;
      },
      array: (length, pairs) => {
        const list = new Array(length);
        later.push(() => fill(list, pairs));
        return list;
      },
      object: (pairs) => {
        const object = { __proto__: $.objects };
        later.push(() => fill(object, pairs));
        return object;
      },
    };
    for (const row of table) objects.push(make[row[0]](...row.slice(1)));
    for (const f of later) f();
    return { value: value(root), ports };
  },
  // https://html.spec.whatwg.org/#structuredserializeoptions, from (sequence<object> or dictionary)
  transferList(options) {
    if (options === undefined || options === null) return [];
    if (typeof options !== "object" && typeof options !== "function")
      throw new $.TypeError("The provided value is not of type 'StructuredSerializeOptions'.");
    const list = options[Symbol.iterator] != null ? options : options.transfer;
    return list === undefined
      ? []
      : $.sequence(list, (item) => {
          if (item === null || (typeof item !== "object" && typeof item !== "function"))
            throw new $.TypeError("A value to transfer is not an object.");
          return item;
        });
  },
});
