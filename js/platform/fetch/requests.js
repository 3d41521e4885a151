// Making requests and giving them to the host.
library({
  // https://fetch.spec.whatwg.org/#dom-request
  initRequest(impl, input, init) {
    const from = $.is(input, "Request") ? $.impl(input) : null;
    let fallbackMode = null;
    if (from === null) {
      const parts = $.urlParts($.str(input), $.h.base_url());
      if (parts === null) throw new $.TypeError(`Failed to construct 'Request': Failed to parse URL from ${input}`);
      if (parts[3] || parts[4])
        throw new $.TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
      Object.assign(impl, {
        url: parts[0],
        blob: parts[0].startsWith("blob:") ? $.holdBlob(parts[0]) : null,
        method: "GET",
        referrer: "client",
        referrerPolicy: "",
        mode: "cors",
        credentials: "same-origin",
        cache: "default",
        redirect: "follow",
        integrity: "",
        keepalive: false,
      });
      fallbackMode = "cors";
    } else {
      for (const key of [
        "url",
        "blob",
        "method",
        "referrer",
        "referrerPolicy",
        "mode",
        "credentials",
        "cache",
        "redirect",
        "integrity",
        "keepalive",
      ])
        impl[key] = from[key];
    }
    if (init.window !== undefined && init.window !== null) throw new $.TypeError("The 'window' member can only be null");
    const given = Object.keys(init).length > 0;
    if (given) {
      if (impl.mode === "navigate") impl.mode = "same-origin";
      impl.referrer = "client";
      impl.referrerPolicy = "";
    }
    if (init.referrer !== undefined) impl.referrer = $.requestReferrer(init.referrer);
    if (init.referrerPolicy !== undefined) impl.referrerPolicy = init.referrerPolicy;
    const mode = init.mode ?? fallbackMode;
    if (mode === "navigate")
      throw new $.TypeError("Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'.");
    if (mode !== null) impl.mode = mode;
    for (const key of ["credentials", "cache", "redirect", "integrity", "keepalive"])
      if (init[key] !== undefined) impl[key] = init[key];
    if (impl.cache === "only-if-cached" && impl.mode !== "same-origin")
      throw new $.TypeError("'only-if-cached' can be set only with 'same-origin' mode");
    if (init.method !== undefined) impl.method = $.requestMethod(init.method);
    const parent = init.signal !== undefined ? init.signal : from === null ? null : $.requestSignal(from);
    impl.signals = parent === null ? [] : [parent];
    if (impl.mode === "no-cors" && !["GET", "HEAD", "POST"].includes(impl.method))
      throw new $.TypeError(`'${impl.method}' is unsupported in no-cors mode.`);
    const headers = $.headerSlots(
      from === null ? [] : $.impl(from.headers).list.slice(),
      impl.mode === "no-cors" ? "request-no-cors" : "request",
    );
    impl.headers = $.create("Headers", headers);
    if (given) {
      const before = headers.list;
      headers.list = [];
      if (init.headers === undefined || $.is(init.headers, "Headers")) {
        const list = init.headers === undefined ? before : $.impl(init.headers).list;
        for (const [name, value, original] of list) $.appendHeader(headers, original ?? name, value);
      } else $.fillHeaders(headers, init.headers);
    }
    const hasBody = init.body !== undefined && init.body !== null;
    if ((hasBody || (from !== null && from.body !== null)) && (impl.method === "GET" || impl.method === "HEAD"))
      throw new $.TypeError("Failed to construct 'Request': Request with GET/HEAD method cannot have body.");
    impl.body = null;
    if (hasBody) {
      const { body, type } = $.extractBody(init.body, impl.keepalive);
      if (body.stream !== null && init.duplex === undefined)
        throw new $.TypeError("The `duplex` member must be specified for a request with a streaming body");
      impl.body = body;
      if (type !== null && $.getHeader(headers.list, "content-type") === null) $.appendHeader(headers, "content-type", type);
    } else if (from !== null && from.body !== null) {
      if ($.isUnusable(from.body))
        throw new $.TypeError("Cannot construct a Request with a Request object that has already been used.");
      impl.body = { buffer: from.body.buffer, stream: from.body.stream, used: false, error: null };
      if (from.body.stream !== null) impl.body.stream = $.moveStream(from.body);
      else from.body.used = true;
    }
  },
  // the chunks of a body that goes over into another request
  moveStream(body) {
    const identity = new ($.exposed("TransformStream"))();
    const { readable, writable } = identity;
    $.quiet($.pipe($.impl(body.stream), $.impl(writable), {}));
    return readable;
  },
  requestMethod(method) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) throw new $.TypeError(`'${method}' is not a valid HTTP method.`);
    if (/^(connect|trace|track)$/i.test(method)) throw new $.TypeError(`'${method}' HTTP method is unsupported.`);
    return /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
  },
  requestReferrer(referrer) {
    if (referrer === "") return "";
    const parts = $.urlParts(referrer, $.h.base_url());
    if (parts === null) throw new $.TypeError(`Referrer '${referrer}' is not a valid URL.`);
    return parts[0] === "about:client" || parts[1] !== $.h.message_origin() ? "client" : parts[0];
  },
  // a signal of the request's own that follows those it was made with
  requestSignal(impl) {
    impl.signal ??= $.dependentSignal("AbortSignal", impl.signals);
    return impl.signal;
  },
  // `kept`: bytes of the bodies of requests with keepalive that are under way
  get fetches() {
    return { last: 0, waiting: new Map(), kept: 0 };
  },
  // gives a request to the host; `done(response)` or `failed(kind)` is called once, unless it is aborted. Answers its number
  startFetch(request, buffer, done, failed, kept = 0) {
    const id = ++$.fetches.last;
    $.fetches.waiting.set(id, { done, failed, kept });
    $.fetches.kept += kept;
    if (buffer !== null) $.handover[0] = buffer;
    try {
      $.h.fetch_start(id, JSON.stringify(request), buffer !== null);
    } catch (error) {
      $.takeFetch(id);
      throw error;
    }
    return id;
  },
  takeFetch(id) {
    const waiting = $.fetches.waiting.get(id);
    if (waiting === undefined) return undefined;
    $.fetches.waiting.delete(id);
    $.fetches.kept -= waiting.kept;
    return waiting;
  },
  abortFetch(id) {
    if ($.takeFetch(id) !== undefined) $.h.fetch_abort(id);
  },
  fetchDone(id, text) {
    const waiting = $.takeFetch(id);
    if (waiting === undefined) return;
    $.h.fetch_body(id);
    const buffer = $.handover[0];
    waiting.done({ ...JSON.parse(text), buffer });
  },
  fetchFailed(id, kind) {
    $.takeFetch(id)?.failed(kind);
  },
});
