// Bodies: { buffer, stream, used, error }, with the bytes at hand or in a stream; `error` is { reason } once their fetch was aborted. https://fetch.spec.whatwg.org/#bodies
library({
  // BodyInit to { body, type }. https://fetch.spec.whatwg.org/#concept-bodyinit-extract
  extractBody(init, keepalive) {
    if ($.is(init, "ReadableStream")) {
      const stream = $.impl(init);
      if (keepalive) throw new $.TypeError("A request with keepalive cannot have a stream as its body");
      if (stream.disturbed || stream.reader !== null) throw new $.TypeError("The stream is disturbed or locked");
      return { body: { buffer: null, stream: init, used: false, error: null }, type: null };
    }
    let buffer,
      type = null;
    if ($.is(init, "Blob")) {
      buffer = $.impl(init).buffer;
      type = $.impl(init).type || null;
    } else if ($.isBufferSource(init)) buffer = $.bytesOf(init);
    else if ($.is(init, "FormData")) [buffer, type] = $.encodeForm($.impl(init).entries, "UTF-8");
    else if ($.is(init, "URLSearchParams")) {
      buffer = $.utf8($.serializeUrlencoded($.impl(init).list));
      type = "application/x-www-form-urlencoded;charset=UTF-8";
    } else {
      buffer = $.utf8(`${init}`);
      type = "text/plain;charset=UTF-8";
    }
    return { body: { buffer, stream: null, used: false, error: null }, type };
  },
  bodyStream(body) {
    if (body.stream === null) {
      body.stream = $.streamOfBytes(body.buffer);
      const slots = $.impl(body.stream);
      if (body.error !== null) $.errorController(slots.controller, body.error.reason);
      if (body.used) {
        // whoever has read it holds a reader for good
        $.quiet($.cancelReadable(slots));
        $.acquireReader(slots);
      }
    }
    return body.stream;
  },
  bodyUsed(body) {
    return body.used || (body.stream !== null && $.impl(body.stream).disturbed);
  },
  isUnusable(body) {
    return body !== null && ($.bodyUsed(body) || (body.stream !== null && $.impl(body.stream).reader !== null));
  },
  // what `convert` makes of the bytes, or a promise of it. https://fetch.spec.whatwg.org/#concept-body-consume-body
  consumeBody(impl, convert) {
    const { body } = impl;
    if (body === null) return convert(new ArrayBuffer(0));
    if ($.isUnusable(body)) throw new $.TypeError("body stream already read");
    if (impl.signal?.aborted) throw impl.signal.reason;
    if (body.error !== null) throw body.error.reason;
    if (body.stream === null) {
      body.used = true;
      return convert(body.buffer.slice(0));
    }
    return new Promise((resolve, reject) =>
      $.readBody(
        body,
        (buffer) => {
          try {
            resolve(convert(buffer));
          } catch (error) {
            reject(error);
          }
        },
        reject,
      ),
    );
  },
  // gives all bytes of a body to `done`, at once when they are at hand. https://fetch.spec.whatwg.org/#body-fully-read
  readBody(body, done, failed) {
    if (body.stream === null) {
      body.used = true;
      return done(body.buffer.slice(0));
    }
    const chunks = [];
    $.readAll(
      $.impl(body.stream),
      (chunk) => {
        if ($.byteKind(chunk) !== "Uint8Array") throw new $.TypeError("A chunk of the body is not a Uint8Array");
        chunks.push($.bytesOf(chunk));
      },
      () => done(chunks.length ? $.concat(chunks) : new ArrayBuffer(0)),
      failed,
    );
  },
  // https://fetch.spec.whatwg.org/#concept-body-clone
  cloneBody(body) {
    if (body === null) return null;
    if (body.stream === null) return { ...body };
    const [first, second] = $.teeReadable($.impl(body.stream), true).map((slots) => $.create("ReadableStream", slots));
    body.stream = first;
    return { buffer: null, stream: second, used: false, error: null };
  },
  // INTEROP: the header in lower case, as in Chromium, where the standard serializes what was parsed
  // https://fetch.spec.whatwg.org/#concept-body-mime-type
  bodyType(impl) {
    const header = $.getHeader($.impl(impl.headers).list, "content-type") ?? "";
    return $.h.serialize_mime_type(header) === "" ? "" : header.toLowerCase();
  },
  // [bytes, type] of multipart/form-data
  encodeForm(entries, encoding) {
    const type = $.h.encode_multipart(
      JSON.stringify(
        entries.map(([name, value]) => {
          if (typeof value === "string") return [name.toWellFormed(), value.toWellFormed()];
          const file = $.impl(value);
          return [name.toWellFormed(), { name: file.name, type: file.type, data: new Uint8Array(file.buffer).toBase64() }];
        }),
      ),
      encoding,
    );
    return [$.handover[0], type];
  },
  parseForm(buffer, contentType) {
    $.handover[0] = buffer;
    const entries = JSON.parse($.h.parse_form($.str(contentType)));
    return $.newFormData(
      entries.map(([name, value]) => [
        name,
        typeof value === "string"
          ? value
          : $.newFile(Uint8Array.fromBase64(value.data).buffer, $.blobType(value.type), value.name, Date.now()),
      ]),
    );
  },
});
