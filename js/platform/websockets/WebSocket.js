// https://websockets.spec.whatwg.org/#the-websocket-interface
define(
  `
enum BinaryType { "blob", "arraybuffer" };
[Exposed=(Window,Worker)]
interface WebSocket : EventTarget {
  constructor(USVString url, optional any protocols = []);
  readonly attribute USVString url;
  const unsigned short CONNECTING = 0;
  const unsigned short OPEN = 1;
  const unsigned short CLOSING = 2;
  const unsigned short CLOSED = 3;
  readonly attribute unsigned short readyState;
  readonly attribute unsigned long long bufferedAmount;
  attribute EventHandler onopen;
  attribute EventHandler onerror;
  attribute EventHandler onclose;
  readonly attribute DOMString extensions;
  readonly attribute DOMString protocol;
  undefined close(optional [Clamp] unsigned short code, optional USVString reason);
  attribute EventHandler onmessage;
  attribute BinaryType binaryType;
  undefined send(any data);
};`,
  class {
    construct(url, protocols) {
      $.openSocket(this, impl, url, protocols);
    }
    get url() {
      return impl.url;
    }
    get readyState() {
      return impl.state;
    }
    get bufferedAmount() {
      return impl.buffered;
    }
    get extensions() {
      return "";
    }
    get protocol() {
      return impl.protocol;
    }
    get binaryType() {
      return impl.binaryType;
    }
    set binaryType(value) {
      impl.binaryType = value;
    }
    // https://websockets.spec.whatwg.org/#dom-websocket-close
    close(code, reason) {
      if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999))
        throw new $.DOMException(
          `Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. ${code} is neither.`,
          "InvalidAccessError",
        );
      if (reason !== undefined && $.utf8(reason).byteLength > 123)
        throw new $.DOMException(
          "Failed to execute 'close' on 'WebSocket': The message must not be greater than 123 bytes.",
          "SyntaxError",
        );
      if (impl.state >= 2) return;
      impl.state = 2;
      h.socket_close(impl.id, code ?? (reason === undefined ? 0 : 1000), reason ?? "");
    }
    send(data) {
      if (impl.state === 0)
        throw new $.DOMException("Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.", "InvalidStateError");
      const isBlob = $.is(data, "Blob"),
        isBinary = isBlob || $.isBufferSource(data);
      const buffer = isBlob ? $.impl(data).buffer : isBinary ? $.bytesOf(data) : $.utf8(`${data}`);
      impl.buffered += buffer.byteLength;
      if (impl.state !== 1) return;
      $.handover[0] = buffer;
      h.socket_send(impl.id, isBinary);
    }
  },
);
