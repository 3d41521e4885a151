// The document's sockets, by number; the host drives them.
library({
  get sockets() {
    return { last: 0, open: new Map() };
  },
  // https://websockets.spec.whatwg.org/#dom-websocket-websocket
  openSocket(socket, impl, url, protocols) {
    const parts = $.urlParts(url, $.h.base_url());
    if (parts === null) throw new $.DOMException(`Failed to construct 'WebSocket': The URL '${url}' is invalid.`, "SyntaxError");
    const href = parts[0].replace(/^http/, "ws");
    if (!/^wss?:/.test(href))
      throw new $.DOMException(
        `Failed to construct 'WebSocket': The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${parts[2]}' is not allowed.`,
        "SyntaxError",
      );
    if (parts[10] !== "" || href.includes("#"))
      throw new $.DOMException(
        `Failed to construct 'WebSocket': The URL contains a fragment identifier ('${parts[10]}'). Fragment identifiers are not allowed in WebSocket URLs.`,
        "SyntaxError",
      );
    const list =
      typeof protocols === "object" && protocols !== null ? $.sequence(protocols, (p) => $.str(p)) : [$.str(protocols)];
    if (
      new Set(list.map((p) => p.toLowerCase())).size !== list.length ||
      list.some((p) => !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(p))
    )
      throw new $.DOMException("Failed to construct 'WebSocket': The subprotocol is invalid or stands twice.", "SyntaxError");
    const id = ++$.sockets.last;
    Object.assign(impl, { id, url: href, state: 0, buffered: 0, protocol: "", binaryType: "blob" });
    $.sockets.open.set(id, socket);
    $.h.socket_open(id, href, list.join(","));
  },
  socketOpened(id, protocol) {
    const socket = $.sockets.open.get(id),
      impl = $.impl(socket);
    if (impl.state !== 0) return;
    impl.state = 1;
    impl.protocol = protocol;
    $.fire(socket, "open");
  },
  socketMessage(id, isBinary, text) {
    const socket = $.sockets.open.get(id),
      impl = $.impl(socket);
    if (impl.state !== 1) {
      if (isBinary) $.h.socket_bytes(id);
      return;
    }
    let data;
    if (isBinary) {
      $.h.socket_bytes(id);
      const buffer = $.handover[0];
      data = impl.binaryType === "blob" ? $.newBlob(buffer, "") : buffer;
    } else data = JSON.parse(text);
    $.fire(socket, "message", { data, origin: $.urlParts(impl.url)[1] }, "MessageEvent");
  },
  socketSent(id, count) {
    const socket = $.sockets.open.get(id);
    if (socket !== undefined) $.impl(socket).buffered -= count;
  },
  socketClosed(id, failed, wasClean, code, reason) {
    const socket = $.sockets.open.get(id),
      impl = $.impl(socket);
    $.sockets.open.delete(id);
    impl.state = 3;
    if (failed) $.fire(socket, "error");
    $.fire(socket, "close", { wasClean, code, reason }, "CloseEvent");
  },
});
