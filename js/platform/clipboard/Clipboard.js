// The clipboard, which the pages of a browser share. https://w3c.github.io/clipboard-apis/#async-clipboard-api
define(
  `
[SecureContext, Exposed=Window]
interface Clipboard : EventTarget {
  Promise<any> read(optional any formats = {});
  Promise<DOMString> readText();
  Promise<undefined> write(sequence<ClipboardItem> data);
  Promise<undefined> writeText(DOMString data);
};`,
  class {
    async read(formats) {
      await $.mayUseClipboard("clipboard-read");
      const parts = JSON.parse(h.clipboard_read());
      if (parts.length === 0) return [];
      const blobs = {};
      for (const [index, type] of parts.entries()) {
        h.clipboard_bytes(index);
        const bytes = $.handover[0];
        blobs[type] = Promise.resolve(new ($.exposed("Blob"))([bytes], { type }));
      }
      return [$.create("ClipboardItem", { blobs, presentationStyle: "unspecified" })];
    }
    async readText() {
      await $.mayUseClipboard("clipboard-read");
      const at = JSON.parse(h.clipboard_read()).indexOf("text/plain");
      if (at < 0) return "";
      h.clipboard_bytes(at);
      const bytes = $.handover[0];
      return new ($.exposed("TextDecoder"))().decode(bytes);
    }
    // https://w3c.github.io/clipboard-apis/#dom-clipboard-write
    async write(data) {
      await $.mayUseClipboard("clipboard-write");
      if (data.length > 1) throw new $.DOMException("Support for multiple ClipboardItems is not implemented.", "NotAllowedError");
      const found = [];
      for (const item of data)
        for (const [type, given] of Object.entries($.impl(item).blobs)) {
          const value = await given;
          found.push([
            type,
            typeof value === "string" ? new ($.exposed("TextEncoder"))().encode(value).buffer : await value.arrayBuffer(),
          ]);
        }
      $.fillClipboard(found);
    }
    async writeText(data) {
      await $.mayUseClipboard("clipboard-write");
      $.fillClipboard([["text/plain", new ($.exposed("TextEncoder"))().encode(data).buffer]]);
    }
  },
);
// https://w3c.github.io/clipboard-apis/#clipboarditem
define(
  `
[SecureContext, Exposed=Window]
interface ClipboardItem {
  constructor(any items, optional any options = {});
  readonly attribute DOMString presentationStyle;
  readonly attribute any types;
  Promise<Blob> getType(DOMString type);
  static boolean supports(DOMString type);
};`,
  class {
    construct(items, options) {
      if (!$.isObject(items)) throw new $.TypeError("parameter 1 is not of type 'object'.");
      impl.blobs = { ...items };
      impl.presentationStyle = options.presentationStyle ?? "unspecified";
      if (Object.keys(impl.blobs).length === 0) throw new $.TypeError("Empty dictionary argument");
    }
    get presentationStyle() {
      return impl.presentationStyle;
    }
    get types() {
      return (impl.types ??= Object.freeze(Object.keys(impl.blobs)));
    }
    async getType(type) {
      if (!Object.hasOwn(impl.blobs, type)) throw new $.DOMException("The type was not found", "NotFoundError");
      const value = await impl.blobs[type];
      return typeof value === "string" ? new ($.exposed("Blob"))([value], { type }) : value;
    }
    static supports(type) {
      return ["text/plain", "text/html", "image/png", "image/svg+xml"].includes(type) || type.startsWith("web ");
    }
  },
);

library({
  // https://w3c.github.io/clipboard-apis/#check-clipboard-read-permission; writing needs a gesture or the permission
  async mayUseClipboard(name) {
    await $.nextTask();
    const state = $.h.permission_state(name);
    if (state === "granted" || (name === "clipboard-write" && state === "prompt" && $.h.user_activation(false))) return;
    const what = name === "clipboard-read" ? "Read" : "Write";
    throw new $.DOMException(`${what} permission denied.`, "NotAllowedError");
  },
  fillClipboard(parts) {
    $.h.clipboard_clear();
    for (const [type, buffer] of parts) {
      $.handover[0] = buffer;
      $.h.clipboard_put(type);
    }
  },
});
