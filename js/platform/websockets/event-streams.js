// Server-sent events. https://html.spec.whatwg.org/#server-sent-events
library({
  connectEvents(source, impl) {
    const headers = [
      ["accept", "text/event-stream"],
      ["cache-control", "no-cache"],
    ];
    if (impl.lastId !== "") headers.push(["last-event-id", $.binaryText(new Uint8Array($.utf8(impl.lastId)))]);
    const again = () => {
      if (impl.state === 2) return;
      impl.state = 0;
      $.fire(source, "error");
      if (impl.state !== 2)
        $.setTimer(
          () => {
            if (impl.state !== 2) $.connectEvents(source, impl);
          },
          impl.delay,
          [],
          false,
        );
    };
    const reader = { decoder: 0, held: "", afterReturn: false, data: [], type: "", id: impl.lastId, origin: "" };
    const stop = () => {
      impl.fetch = 0;
      if (reader.decoder !== 0) $.h.free_decoder(reader.decoder);
    };
    impl.fetch = $.startFetch(
      {
        url: impl.url,
        method: "GET",
        headers,
        mode: "cors",
        credentials: impl.withCredentials ? "include" : "same-origin",
        redirect: "follow",
        referrer: "client",
        referrerPolicy: "",
        timeout: 0,
        comesInPieces: true,
      },
      null,
      null,
      (kind) => {
        stop();
        if (kind === "cors") impl.state = 2;
        if (impl.state === 2) $.fire(source, "error");
        else again();
      },
    );
    Object.assign($.fetches.waiting.get(impl.fetch), {
      began(answer) {
        const type = $.getHeader(answer.headers, "content-type") ?? "";
        if (answer.status !== 200 || !/^text\/event-stream(;|$)/i.test(type.trim())) {
          $.abortFetch(impl.fetch);
          stop();
          impl.state = 2;
          $.fire(source, "error");
          return;
        }
        reader.decoder = +$.h.new_decoder("utf-8", false, false).split(" ")[0];
        [, reader.origin] = $.urlParts(answer.url);
        impl.state = 1;
        $.fire(source, "open");
      },
      piece(buffer) {
        $.handover[0] = buffer;
        $.readEvents(source, impl, reader, $.uncrossed($.h.decode_stream(reader.decoder, true)));
      },
      ended() {
        stop();
        again();
      },
    });
  },
  // calls of the host about a fetch whose body comes in pieces
  fetchBegan(id, text) {
    $.fetches.waiting.get(id)?.began(JSON.parse(text));
  },
  fetchPiece(id) {
    const waiting = $.fetches.waiting.get(id);
    if (waiting === undefined) return;
    $.h.fetch_piece(id);
    waiting.piece($.handover[0]);
  },
  fetchEnded(id) {
    $.takeFetch(id)?.ended();
  },
  // https://html.spec.whatwg.org/#event-stream-interpretation
  readEvents(source, impl, reader, text) {
    // a line feed after the carriage return that the piece before has ended with
    if (reader.afterReturn && text.startsWith("\n")) text = text.slice(1);
    if (text !== "") reader.afterReturn = text.endsWith("\r");
    const lines = (reader.held + text).split(/\r\n|\r|\n/);
    reader.held = lines.pop();
    for (const line of lines) {
      if (impl.state === 2) return;
      if (line === "") {
        impl.lastId = reader.id;
        const { data, type, origin } = reader;
        reader.data = [];
        reader.type = "";
        if (data.length > 0)
          $.fire(source, type || "message", { data: data.join("\n"), origin, lastEventId: reader.id }, "MessageEvent");
        continue;
      }
      const at = line.indexOf(":");
      if (at === 0) continue;
      const field = at < 0 ? line : line.slice(0, at);
      const value = at < 0 ? "" : line.slice(at + 1).replace(/^ /, "");
      if (field === "event") reader.type = value;
      else if (field === "data") reader.data.push(value);
      else if (field === "id" && !value.includes("\0")) reader.id = value;
      else if (field === "retry" && /^\d+$/.test(value)) impl.delay = +value;
    }
  },
});
