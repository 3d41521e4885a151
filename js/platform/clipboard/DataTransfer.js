// https://html.spec.whatwg.org/#datatransfer; a store that script makes may always be written
define(
  `
[Exposed=Window]
interface DataTransfer {
  constructor();
  attribute DOMString dropEffect;
  attribute DOMString effectAllowed;
  [SameObject] readonly attribute DataTransferItemList items;
  undefined setDragImage(Element image, long x, long y);
  readonly attribute any types;
  DOMString getData(DOMString format);
  undefined setData(DOMString format, DOMString data);
  undefined clearData(optional DOMString format);
  [SameObject] readonly attribute FileList files;
};`,
  class {
    construct() {
      Object.assign(impl, { list: [], dropEffect: "none", effectAllowed: "none" });
    }
    get dropEffect() {
      return impl.dropEffect;
    }
    set dropEffect(value) {
      if (["none", "copy", "link", "move"].includes(value)) impl.dropEffect = value;
    }
    get effectAllowed() {
      return impl.effectAllowed;
    }
    set effectAllowed(value) {
      const known = ["none", "copy", "copyLink", "copyMove", "link", "linkMove", "move", "all", "uninitialized"];
      if (known.includes(value)) impl.effectAllowed = value;
    }
    get items() {
      return $.create("DataTransferItemList", { store: impl });
    }
    setDragImage(image, x, y) {}
    // https://html.spec.whatwg.org/#dom-datatransfer-types
    get types() {
      const types = impl.list.filter((item) => item.kind === "string").map((item) => item.type);
      if (impl.list.some((item) => item.kind === "file")) types.push("Files");
      return Object.freeze(types);
    }
    getData(format) {
      const type = $.dataFormat(format);
      const found = impl.list.find((item) => item.kind === "string" && item.type === type)?.data ?? "";
      // the first URL of a list
      return $.lower(format) === "url" ? (found.split(/\r?\n/).find((line) => line !== "" && line[0] !== "#") ?? "") : found;
    }
    setData(format, data) {
      const type = $.dataFormat(format);
      impl.list = impl.list.filter((item) => item.kind !== "string" || item.type !== type);
      impl.list.push({ kind: "string", type, data });
    }
    clearData(format) {
      const type = format === undefined ? null : $.dataFormat(format);
      impl.list = impl.list.filter((item) => item.kind !== "string" || (type !== null && item.type !== type));
    }
    get files() {
      return $.create("FileList", { files: impl.list.filter((item) => item.kind === "file").map((item) => item.data) });
    }
  },
);
define(
  `
[Exposed=Window]
interface DataTransferItemList {
  readonly attribute unsigned long length;
  getter DataTransferItem (unsigned long index);
  DataTransferItem? add(any data, optional DOMString type);
  undefined remove(unsigned long index);
  undefined clear();
};`,
  class {
    get length() {
      return impl.store.list.length;
    }
    add(data, type) {
      const { store } = impl;
      if ($.is(data, "File")) store.list.push({ kind: "file", type: data.type, data });
      else {
        if (type === undefined) throw new $.TypeError("parameter 1 is not of type 'File'.");
        const wanted = $.lower(type);
        if (store.list.some((item) => item.kind === "string" && item.type === wanted))
          throw new $.DOMException(`An item already exists for type '${wanted}'.`, "NotSupportedError");
        store.list.push({ kind: "string", type: wanted, data: $.str(data) });
      }
      return $.dataItem(store.list.at(-1));
    }
    remove(index) {
      impl.store.list.splice(index, 1);
    }
    clear() {
      impl.store.list = [];
    }
    static $length(impl) {
      return impl.store.list.length;
    }
    static $item(impl, index) {
      return $.dataItem(impl.store.list[index]);
    }
  },
);
define(
  `
[Exposed=Window]
interface DataTransferItem {
  readonly attribute DOMString kind;
  readonly attribute DOMString type;
  undefined getAsString(FunctionStringCallback? callback);
  File? getAsFile();
  any webkitGetAsEntry();
};
callback FunctionStringCallback = undefined (DOMString data);
`,
  class {
    get kind() {
      return impl.item.kind;
    }
    get type() {
      return impl.item.type;
    }
    getAsString(callback) {
      if (callback === null || impl.item.kind !== "string") return;
      $.queueTask(() => $.invoke(callback, undefined, [impl.item.data]));
    }
    getAsFile() {
      return impl.item.kind === "file" ? impl.item.data : null;
    }
    webkitGetAsEntry() {
      return null;
    }
  },
);
// https://w3c.github.io/clipboard-apis/#clipboard-event-interfaces
define(
  `
[Exposed=Window]
interface ClipboardEvent : Event {
  constructor(DOMString type, optional ClipboardEventInit eventInitDict = {});
  readonly attribute DataTransfer? clipboardData;
};
dictionary ClipboardEventInit : EventInit { DataTransfer? clipboardData = null; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.clipboardData = init.clipboardData;
    }
    get clipboardData() {
      return impl.clipboardData ?? null;
    }
  },
);

library({
  dataFormat(format) {
    const lower = $.lower(format);
    return { text: "text/plain", url: "text/uri-list" }[lower] ?? lower;
  },
  dataItem(item) {
    return item === undefined ? undefined : (item.object ??= $.create("DataTransferItem", { item }));
  },
});
