// `fetch`, from a request to the promise of a response.
library({
  // https://fetch.spec.whatwg.org/#fetch-method
  fetch(input, init) {
    // 2. - 3.
    const request = { __proto__: null };
    $.initRequest(request, input, init);
    const signal = request.signals.length > 0 ? request.signals[0] : undefined;
    // 4.
    if (signal?.aborted) {
      $.abortBody(request.body, signal.reason);
      throw signal.reason;
    }
    const { promise, resolve, reject } = Promise.withResolvers();
    let number = 0,
      isAborted = false;
    // 11. https://fetch.spec.whatwg.org/#abort-fetch
    const stop = () => {
      isAborted = true;
      if (number !== 0) $.abortFetch(number);
      reject(signal.reason);
      $.abortBody(request.body, signal.reason);
    };
    const forget = signal === undefined ? () => {} : $.onAbort(signal, stop);
    // 12.
    const send = (buffer) => {
      if (isAborted) return;
      number = $.sendRequest(
        request,
        buffer,
        (answer) => {
          forget();
          const response = $.newResponse(answer);
          const { body } = $.impl(response);
          if (signal !== undefined && body !== null) $.abortWith(signal, $.weak(body));
          resolve(response);
        },
        () => {
          forget();
          if (slow === null) reject(new $.TypeError("Failed to fetch"));
          else $.errorController(slow, new $.TypeError("network error"));
        },
      );
      const waiting = $.fetches.waiting.get(number);
      if (waiting !== undefined) Object.assign(waiting, { began, piece, ended });
    };
    // a body that takes its time comes in pieces
    let slow = null;
    const began = (answer) => {
      const response = $.newResponse({ ...answer, buffer: null });
      const { body } = $.impl(response);
      const stop = () => $.abortFetch(number);
      if (body !== null) {
        body.stream = $.readableOfBytes({ start: undefined, pull: undefined, cancel: stop });
        slow = $.impl(body.stream).controller;
        if (signal !== undefined) $.abortWith(signal, $.weak(body));
      }
      resolve(response);
    };
    const piece = (buffer) => {
      if (slow !== null && slow.stream.state === "readable") $.enqueueBytes(slow, new Uint8Array(buffer));
    };
    const ended = () => {
      forget();
      if (slow === null) return;
      $.closeByteController(slow);
      if (slow.pendingPullIntos.length > 0) $.respondToRead(slow, 0);
    };
    if (request.body === null) send(null);
    else $.readBody(request.body, send, reject);
    return promise;
  },
  // a response's body is held weakly: a signal may outlive it
  abortWith(signal, weak) {
    $.onAbort(signal, () => {
      const body = $.alive(weak);
      if (body !== undefined) $.abortBody(body, signal.reason);
    });
  },
  // gives a Request's slots to the host; answers the number of the fetch
  sendRequest(request, buffer, done, failed) {
    const kept = request.keepalive && buffer !== null ? buffer.byteLength : 0;
    // https://fetch.spec.whatwg.org/#http-network-or-cache-fetch step 8.9: 64 KiB of a page are under way at the most
    if ($.fetches.kept + kept > 65536) {
      failed("network");
      return 0;
    }
    return $.startFetch(
      {
        url: request.url,
        blob: request.blob?.number ?? 0,
        method: request.method,
        headers: $.headersToSend($.impl(request.headers).list),
        mode: request.mode,
        credentials: request.credentials,
        redirect: request.redirect,
        referrer: request.referrer,
        referrerPolicy: request.referrerPolicy,
        integrity: request.integrity,
        keepalive: request.keepalive,
        isStream: request.body !== null && request.body.stream !== null,
        timeout: 0,
        mayComeInPieces: !request.keepalive,
      },
      buffer,
      done,
      failed,
      kept,
    );
  },
  // the body of a fetch that was aborted: what has not read it yet never will
  abortBody(body, reason) {
    if (body === null || body.used) return;
    if (body.stream === null) body.error = { reason };
    else $.errorController($.impl(body.stream).controller, reason);
  },
  // The entry of a blob: URL, which a request keeps when the URL is revoked. https://w3c.github.io/FileAPI/#blob-url-entry
  holdBlob(url) {
    const number = $.h.hold_blob(url);
    if (number === 0) return null;
    const entry = { number };
    $.heldBlobs.register(entry, number);
    return entry;
  },
  get heldBlobs() {
    return new FinalizationRegistry((number) => $.h.drop_blob(number));
  },
});
