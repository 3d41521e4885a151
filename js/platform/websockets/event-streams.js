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
      },
      null,
      (answer) => {
        impl.fetch = 0;
        const type = $.getHeader(answer.headers, "content-type") ?? "";
        if (answer.status !== 200 || !/^text\/event-stream(;|$)/i.test(type.trim())) {
          impl.state = 2;
          $.fire(source, "error");
          return;
        }
        impl.state = 1;
        $.fire(source, "open");
        $.readEvents(source, impl, $.utf8Text(answer.buffer), $.urlParts(answer.url)[1]);
        again();
      },
      (kind) => {
        impl.fetch = 0;
        if (kind === "cors") impl.state = 2;
        if (impl.state === 2) $.fire(source, "error");
        else again();
      },
    );
  },
  // https://html.spec.whatwg.org/#event-stream-interpretation
  readEvents(source, impl, text, origin) {
    let data = [],
      type = "",
      id = impl.lastId;
    const lines = text.split(/\r\n|\r|\n/);
    lines.pop();
    for (const line of lines) {
      if (impl.state === 2) return;
      if (line === "") {
        impl.lastId = id;
        if (data.length > 0)
          $.fire(source, type || "message", { data: data.join("\n"), origin, lastEventId: id }, "MessageEvent");
        data = [];
        type = "";
        continue;
      }
      const at = line.indexOf(":");
      if (at === 0) continue;
      const field = at < 0 ? line : line.slice(0, at);
      const value = at < 0 ? "" : line.slice(at + 1).replace(/^ /, "");
      if (field === "event") type = value;
      else if (field === "data") data.push(value);
      else if (field === "id" && !value.includes("\0")) id = value;
      else if (field === "retry" && /^\d+$/.test(value)) impl.delay = +value;
    }
  },
});
