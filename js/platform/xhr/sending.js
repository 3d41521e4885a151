// XMLHttpRequest's algorithms. The host brings a response whole, so the states of one pass in one task.
library({
  // https://xhr.spec.whatwg.org/#the-open()-method
  xhrOpen(xhr, impl, method, url, async, username, password) {
    let normal;
    try {
      normal = $.requestMethod(method);
    } catch {
      const known = /^(connect|trace|track)$/i.test(method);
      throw new $.DOMException(
        `Failed to execute 'open' on 'XMLHttpRequest': '${method}' is ${known ? "unsupported" : "not a valid HTTP method"}.`,
        known ? "SecurityError" : "SyntaxError",
      );
    }
    let parts = $.urlParts(url, $.h.base_url());
    if (parts === null) throw new $.DOMException("Failed to execute 'open' on 'XMLHttpRequest': Invalid URL", "SyntaxError");
    if (parts[5] !== "") {
      if (username !== null && username !== undefined)
        parts = $.h.set_url_component(parts[0], "username", $.str(username)).split("\n");
      if (password !== null && password !== undefined)
        parts = $.h.set_url_component(parts[0], "password", $.str(password)).split("\n");
    }
    if (!async && $.is($.global, "Window") && (impl.timeout !== 0 || impl.responseType !== ""))
      throw new $.DOMException("Synchronous requests must not set a timeout or a response type.", "InvalidAccessError");
    if (impl.fetch) $.abortFetch(impl.fetch);
    Object.assign(impl, {
      sent: false,
      url: parts[0],
      blob: parts[0].startsWith("blob:") ? $.holdBlob(parts[0]) : null,
      method: normal,
      async,
      author: [],
      answer: null,
      fetch: 0,
      cache: undefined,
    });
    if (impl.state !== 1) $.xhrState(xhr, impl, 1);
  },
  // https://xhr.spec.whatwg.org/#the-timeout-attribute step 1, and of the response type
  refuseWhileWaiting(impl, member) {
    if (impl.state > 0 && !impl.async && $.is($.global, "Window"))
      throw new $.DOMException(`The ${member} cannot be set for synchronous requests.`, "InvalidAccessError");
  },
  authorHeader(impl, name) {
    return impl.author.find((pair) => $.lower(pair[0]) === name);
  },
  xhrState(xhr, impl, state) {
    impl.state = state;
    $.fire(xhr, "readystatechange");
  },
  // https://xhr.spec.whatwg.org/#the-send()-method
  xhrSend(xhr, impl, given) {
    const body = $.xhrArgument(given);
    if (impl.state !== 1 || impl.sent)
      throw new $.DOMException(
        "Failed to execute 'send' on 'XMLHttpRequest': The object's state must be OPENED.",
        "InvalidStateError",
      );
    let buffer = null;
    if (body !== null && impl.method !== "GET" && impl.method !== "HEAD") buffer = $.xhrBody(impl, body);
    impl.uploadDone = buffer === null;
    impl.uploadListened = (impl.uploadSlots.listeners ?? []).length > 0;
    impl.total = buffer === null ? 0 : buffer.byteLength;
    const request = {
      url: impl.url,
      blob: impl.blob?.number ?? 0,
      method: impl.method,
      headers: impl.author,
      mode: "cors",
      credentials: impl.withCredentials ? "include" : "same-origin",
      redirect: "follow",
      referrer: "client",
      referrerPolicy: "",
      timeout: impl.timeout,
    };
    if (!impl.async) {
      $.xhrSync(xhr, impl, request, buffer);
      return;
    }
    impl.sent = true;
    $.fireProgress(xhr, "loadstart", 0, 0);
    if (!impl.uploadDone && impl.uploadListened) $.fireProgress(impl.upload, "loadstart", 0, impl.total);
    if (impl.state !== 1 || !impl.sent) return;
    impl.fetch = $.startFetch(
      request,
      buffer,
      (answer) => $.xhrDone(xhr, impl, answer),
      (kind) => {
        impl.fetch = 0;
        $.xhrError(xhr, impl, kind === "timeout" || kind === "abort" ? kind : "error");
      },
    );
  },
  // the argument of send(): what is none of its objects is a string
  xhrArgument(body) {
    if (body === null || body === undefined) return null;
    if (typeof body !== "object") return $.usv(body);
    const there = $.impl(body) === undefined ? ($.realmOf(body) ?? $) : $;
    if (["Document", "Blob", "FormData", "URLSearchParams"].some((name) => there.is(body, name))) return body;
    return $.isBufferSource(body) ? body : $.usv(body);
  },
  xhrBody(impl, body) {
    let buffer, type;
    const { is } = $.impl(body) ?? $.realmOf(body)?.impl(body) ?? { is: {} };
    if (is.Document) [buffer, type] = $.xhrDocumentBody(body);
    else {
      const extracted = $.extractBody(body, false);
      ({ type } = extracted);
      ({ buffer } = extracted.body);
    }
    const found = $.authorHeader(impl, "content-type");
    if (found === undefined) {
      if (type !== null) impl.author.push(["Content-Type", type]);
      return buffer;
    }
    // step 4.5: text and documents are sent as UTF-8, whatever the page's own header says
    if (typeof body !== "string" && !is.Document && !is.URLSearchParams) return buffer;
    const parsed = $.h.serialize_mime_type(found[1]);
    const charset = /;charset=("[^"]*"|[^;]*)/.exec(parsed);
    if (charset !== null && !/^"?utf-8"?$/i.test(charset[1])) found[1] = parsed.replace(charset[0], ";charset=UTF-8");
    return buffer;
  },
  // the bytes and the type of a document, which may be that of a frame
  xhrDocumentBody(body) {
    const there = $.impl(body) === undefined ? $.realmOf(body) : $;
    const isXml = there.h.is_xml_document(there.impl(body).id);
    const text = isXml ? new (there.exposed("XMLSerializer"))().serializeToString(body) : there.h.inner_html(there.impl(body).id);
    return [$.utf8(text.toWellFormed()), `${isXml ? "application/xml" : "text/html"};charset=UTF-8`];
  },
  // https://xhr.spec.whatwg.org/#the-send()-method step 12
  xhrSync(xhr, impl, request, body) {
    if (body !== null) $.handover[0] = body;
    const text = $.h.fetch_while_waiting(JSON.stringify(request), body !== null);
    impl.state = 4;
    if (text === "")
      throw new $.DOMException(`Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${impl.url}'.`, "NetworkError");
    const buffer = $.handover[0];
    impl.answer = { ...JSON.parse(text), buffer };
    $.fire(xhr, "readystatechange");
    $.fireProgress(xhr, "load", buffer.byteLength, buffer.byteLength);
    $.fireProgress(xhr, "loadend", buffer.byteLength, buffer.byteLength);
  },
  // https://xhr.spec.whatwg.org/#handle-response-end-of-body
  xhrDone(xhr, impl, answer) {
    const { fetch } = impl;
    const current = () => impl.fetch === fetch && impl.sent;
    if (!impl.uploadDone) {
      impl.uploadDone = true;
      if (impl.uploadListened)
        for (const type of ["progress", "load", "loadend"])
          if (current()) $.fireProgress(impl.upload, type, impl.total, impl.total);
      if (!current()) return;
    }
    impl.answer = answer;
    const loaded = answer.buffer.byteLength;
    const declared = $.getHeader(answer.headers, "content-length");
    const total = declared !== null && $.getHeader(answer.headers, "content-encoding") === null ? loaded : 0;
    $.xhrState(xhr, impl, 2);
    if (!current()) return;
    if (loaded > 0) {
      $.xhrState(xhr, impl, 3);
      if (!current()) return;
    }
    $.fireProgress(xhr, "progress", loaded, total);
    if (!current()) return;
    impl.state = 4;
    impl.sent = false;
    impl.fetch = 0;
    $.fire(xhr, "readystatechange");
    if (impl.state !== 4 || impl.answer !== answer) return;
    $.fireProgress(xhr, "load", loaded, total);
    if (impl.state !== 4 || impl.answer !== answer) return;
    $.fireProgress(xhr, "loadend", loaded, total);
  },
  // https://xhr.spec.whatwg.org/#request-error-steps
  xhrError(xhr, impl, type) {
    impl.state = 4;
    impl.sent = false;
    impl.answer = null;
    $.fire(xhr, "readystatechange");
    if (!impl.uploadDone) {
      impl.uploadDone = true;
      if (impl.uploadListened) {
        $.fireProgress(impl.upload, type, 0, 0);
        $.fireProgress(impl.upload, "loadend", 0, 0);
      }
    }
    $.fireProgress(xhr, type, 0, 0);
    $.fireProgress(xhr, "loadend", 0, 0);
  },
  // https://xhr.spec.whatwg.org/#the-abort()-method
  xhrAbort(xhr, impl) {
    if (impl.fetch) $.abortFetch(impl.fetch);
    impl.fetch = 0;
    if ((impl.state === 1 && impl.sent) || impl.state === 2 || impl.state === 3) $.xhrError(xhr, impl, "abort");
    if (impl.state === 4) {
      impl.state = 0;
      impl.answer = null;
    }
  },
});
