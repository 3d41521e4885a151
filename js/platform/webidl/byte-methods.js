// Buffers and views of ours: their getters, and what the engine would have a page's constructor make.
library({
  get viewClasses() {
    return [Uint8Array, Float32Array, Uint8ClampedArray, Int32Array, Float64Array];
  },
  // "Uint8Array", "DataView", "ArrayBuffer" and the like; "" for what has no bytes.
  byteKind(o) {
    if (typeof o !== "object" || o === null) return "";
    if (ArrayBuffer.isView(o)) return Reflect.apply($.viewTag, o, []) ?? "DataView";
    if (Object.getPrototypeOf(o) === ArrayBuffer.prototype) return "ArrayBuffer";
    const tag = Object.prototype.toString.call(o);
    return tag === "[object ArrayBuffer]" || tag === "[object SharedArrayBuffer]" ? tag.slice(8, -1) : "";
  },
  bytesGetter(name) {
    return (o) => $.ofBytes(o, name);
  },
  // The value of a getter such as `byteLength`. `$.get_byteLength(x)` is how `x.byteLength` is compiled.
  ofBytes(o, name) {
    const kind = ArrayBuffer.isView(o) || (typeof o === "object" && o !== null && !$.impl(o)) ? $.byteKind(o) : "";
    if (kind === "" || kind === "SharedArrayBuffer") return o[name];
    const Class = kind === "ArrayBuffer" || kind === "DataView" ? kind : "TypedArray";
    const getter = Object.getOwnPropertyDescriptor($.kept[Class], name);
    return getter === undefined ? o[name] : Reflect.apply(getter.get, o, []);
  },
  // what a typed array is made of: of a list the engine would ask for an iterator
  listed(items) {
    return Array.isArray(items) ? $.each(items) : items;
  },
  // The number of elements of a typed array.
  viewLength(o) {
    return Reflect.apply($.viewSize, o, []);
  },
  // A part of a buffer or a typed array: a copy, or the array's own bytes.
  part(o, name, start = 0, end = undefined) {
    const kind = $.byteKind(o);
    if (kind === "ArrayBuffer") {
      const size = o.byteLength,
        from = $.place(start, size),
        to = end === undefined ? size : $.place(end, size);
      return new Uint8Array(new Uint8Array(o, from, from < to ? to - from : 0)).buffer;
    }
    const found = Object.getPrototypeOf(o);
    const View = kind === "" ? undefined : $.viewClasses.find((one) => one.prototype === found);
    if (View === undefined) return $.applied(o, name, [start, end]);
    const size = $.viewLength(o),
      from = $.place(start, size),
      to = end === undefined ? size : $.place(end, size);
    const part = new View(o.buffer, o.byteOffset + from * View.BYTES_PER_ELEMENT, from < to ? to - from : 0);
    return name === "slice" ? new View(part) : part;
  },
});
