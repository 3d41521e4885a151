// Bodies: { buffer, stream, used }, with the bytes at hand or in a stream. https://fetch.spec.whatwg.org/#bodies
library({
  // BodyInit to { body, type }. https://fetch.spec.whatwg.org/#concept-bodyinit-extract
  extractBody(init, keepalive) {
    if ($.is(init, "ReadableStream")) {
      const stream = $.impl(init);
      if (keepalive) throw new $.TypeError("A request with keepalive cannot have a stream as its body");
      if (stream.disturbed || stream.reader !== null) throw new $.TypeError("The stream is disturbed or locked");
      return { body: { buffer: null, stream: init, used: false }, type: null };
    }
    let buffer,
      type = null;
    if ($.is(init, "Blob")) {
      buffer = $.impl(init).buffer;
      type = $.impl(init).type || null;
    } else if ($.isBufferSource(init)) buffer = $.bytesOf(init);
    else if ($.is(init, "FormData")) [buffer, type] = $.encodeForm($.impl(init).entries);
    else if ($.is(init, "URLSearchParams")) {
      buffer = $.utf8($.serializeUrlencoded($.impl(init).list));
      type = "application/x-www-form-urlencoded;charset=UTF-8";
    } else {
      buffer = $.utf8(`${init}`);
      type = "text/plain;charset=UTF-8";
    }
    return { body: { buffer, stream: null, used: false }, type };
  },
  bodyStream(body) {
    if (body.stream === null) {
      body.stream = $.streamOfBytes(body.buffer);
      if (body.used) {
        $.quiet($.cancelReadable($.impl(body.stream)));
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
  // https://fetch.spec.whatwg.org/#concept-body-consume-body
  consumeBody(impl) {
    const { body } = impl;
    if (body === null) return new ArrayBuffer(0);
    if ($.isUnusable(body)) throw new $.TypeError("body stream already read");
    if (impl.signal?.aborted) throw impl.signal.reason;
    if (body.stream === null) {
      body.used = true;
      return body.buffer.slice(0);
    }
    return $.drain(body);
  },
  async drain(body) {
    const chunks = [];
    await $.readAll($.impl(body.stream), (chunk) => {
      if ($.byteKind(chunk) !== "Uint8Array") throw new $.TypeError("A chunk of the body is not a Uint8Array");
      chunks.push($.bytesOf(chunk));
    });
    return chunks.length ? $.concat(chunks) : new ArrayBuffer(0);
  },
  // https://fetch.spec.whatwg.org/#concept-body-clone
  cloneBody(body) {
    if (body === null) return null;
    if (body.stream === null) return { buffer: body.buffer, stream: null, used: false };
    const [first, second] = $.teeReadable($.impl(body.stream), true).map((slots) => $.create("ReadableStream", slots));
    body.stream = first;
    return { buffer: null, stream: second, used: false };
  },
  // https://fetch.spec.whatwg.org/#concept-body-mime-type
  bodyType(impl) {
    return $.h.serialize_mime_type($.getHeader($.impl(impl.headers).list, "content-type") ?? "");
  },
  encodeForm(entries) {
    const type = $.h.encode_multipart(
      JSON.stringify(
        entries.map(([name, value]) => {
          if (typeof value === "string") return [name.toWellFormed(), value.toWellFormed()];
          const file = $.impl(value);
          return [name.toWellFormed(), { name: file.name, type: file.type, data: new Uint8Array(file.buffer).toBase64() }];
        }),
      ),
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
