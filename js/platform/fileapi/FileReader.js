// https://w3c.github.io/FileAPI/#APIASynch
define(
  `
[Exposed=(Window,Worker)]
interface FileReader : EventTarget {
  constructor();
  undefined readAsArrayBuffer(Blob blob);
  undefined readAsBinaryString(Blob blob);
  undefined readAsText(Blob blob, optional DOMString encoding);
  undefined readAsDataURL(Blob blob);
  undefined abort();
  const unsigned short EMPTY = 0;
  const unsigned short LOADING = 1;
  const unsigned short DONE = 2;
  readonly attribute unsigned short readyState;
  readonly attribute any result;
  readonly attribute DOMException? error;
  attribute EventHandler onloadstart;
  attribute EventHandler onprogress;
  attribute EventHandler onload;
  attribute EventHandler onabort;
  attribute EventHandler onerror;
  attribute EventHandler onloadend;
};`,
  class {
    construct() {
      Object.assign(impl, { state: 0, result: null, error: null, reading: 0 });
    }
    readAsArrayBuffer(blob) {
      $.readBlob(this, impl, blob, (buffer) => buffer.slice(0));
    }
    readAsBinaryString(blob) {
      $.readBlob(this, impl, blob, (buffer) => $.binaryText(new Uint8Array(buffer)));
    }
    readAsText(blob, encoding) {
      $.readBlob(this, impl, blob, (buffer, type) => {
        $.handover[0] = buffer;
        return JSON.parse(h.decode_bytes(encoding ?? /charset=\s*"?([^\s";]+)/i.exec(type)?.[1] ?? "utf-8"));
      });
    }
    readAsDataURL(blob) {
      $.readBlob(
        this,
        impl,
        blob,
        (buffer, type) => `data:${type || "application/octet-stream"};base64,${new Uint8Array(buffer).toBase64()}`,
      );
    }
    abort() {
      if (impl.state !== 1) {
        impl.result = null;
        return;
      }
      impl.reading++;
      impl.state = 2;
      impl.result = null;
      impl.error = new $.DOMException("The read was aborted.", "AbortError");
      $.fireProgress(this, "abort", 0, 0);
      if (impl.state !== 1) $.fireProgress(this, "loadend", 0, 0);
    }
    get readyState() {
      return impl.state;
    }
    get result() {
      return impl.result;
    }
    get error() {
      return impl.error;
    }
  },
);
