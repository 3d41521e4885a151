// Buffers and views of ours: their getters and what the engine would have a page's constructor make.
library({
  get viewClasses() {
    return [Uint8Array, Float32Array, Uint8ClampedArray, Int32Array, Float64Array];
  },
  isBuffer(o) {
    return typeof o === "object" && o !== null && Object.getPrototypeOf(o) === ArrayBuffer.prototype;
  },
  // The value of a getter such as `byteLength`. `$.get_byteLength(x)` is how `x.byteLength` is compiled.
  ofBytes(o, name) {
    const isView = ArrayBuffer.isView(o);
    if (!isView && !$.isBuffer(o)) return o[name];
    const Class = !isView ? "ArrayBuffer" : Object.getPrototypeOf(o) === DataView.prototype ? "DataView" : "TypedArray";
    const getter = Object.getOwnPropertyDescriptor($.kept[Class], name);
    return getter === undefined ? o[name] : Reflect.apply(getter.get, o, []);
  },
  // A part of a buffer or a view: a copy, or the view's own bytes.
  part(o, name, start = 0, end = undefined) {
    if ($.isBuffer(o)) {
      const size = o.byteLength,
        from = $.place(start, size),
        to = end === undefined ? size : $.place(end, size);
      return new Uint8Array(new Uint8Array(o, from, from < to ? to - from : 0)).buffer;
    }
    const found = Object.getPrototypeOf(o);
    const View = ArrayBuffer.isView(o) ? $.viewClasses.find((one) => one.prototype === found) : undefined;
    if (View === undefined) return $.applied(o, name, [start, end]);
    const from = $.place(start, o.length),
      to = end === undefined ? o.length : $.place(end, o.length);
    const part = new View(o.buffer, o.byteOffset + from * View.BYTES_PER_ELEMENT, from < to ? to - from : 0);
    return name === "slice" ? new View(part) : part;
  },
});
