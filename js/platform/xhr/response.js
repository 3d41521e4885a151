// The response of an XMLHttpRequest. https://xhr.spec.whatwg.org/#the-response-attribute
library({
  xhrType(impl) {
    const own = $.h.serialize_mime_type($.getHeader(impl.answer.headers, "content-type") ?? "") || "text/xml";
    if (impl.override === null) return own;
    // https://xhr.spec.whatwg.org/#final-charset: the server's own stays if the override names none
    const charset = /;charset=("[^"]*"|[^;]*)/;
    return charset.test(impl.override) ? impl.override : `${impl.override}${charset.exec(own)?.[0] ?? ""}`;
  },
  xhrText(impl) {
    if (impl.answer === null || impl.state < 3) return "";
    impl.cache ??= {};
    if (impl.cache.text === undefined) {
      const type = $.xhrType(impl);
      const label =
        /;\s*charset=("?)([^";]+)\1/i.exec(type)?.[2] ??
        (impl.responseType === "" ? $.xmlEncoding(impl, type) : undefined) ??
        (impl.isForDocument ? $.htmlEncoding(impl, type) : undefined) ??
        "utf-8";
      const mark = $.byteOrderMark(impl.answer.buffer);
      $.handover[0] = impl.answer.buffer;
      impl.cache.text = JSON.parse($.h.decode_bytes(mark ?? label));
    }
    return impl.cache.text;
  },
  // https://encoding.spec.whatwg.org/#bom-sniff
  byteOrderMark(buffer) {
    const [first, second, third] = new Uint8Array(buffer.slice(0, 3));
    if (first === 0xfe && second === 0xff) return "utf-16be";
    if (first === 0xff && second === 0xfe) return "utf-16le";
    return first === 0xef && second === 0xbb && third === 0xbf ? "utf-8" : null;
  },
  xmlEncoding(impl, type) {
    if (!/[/+]xml\b/.test(type)) return undefined;
    const head = $.binaryText(new Uint8Array(impl.answer.buffer.slice(0, 256)));
    return /^<\?xml[^>]*encoding=["']([^"']+)["']/.exec(head)?.[1];
  },
  // https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding. INTEROP: what is text for the parser is left out,
  // as browsers do
  htmlEncoding(impl, type) {
    if (!/^text\/html\b/.test(type)) return undefined;
    const head = $.binaryText(new Uint8Array(impl.answer.buffer.slice(0, 1024)))
      .replace(/<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)/g, "")
      .replace(/<(script|style|title|textarea|xmp|iframe|noembed|noframes)\b[^]*?(?:<\/\1\b|$)/gi, "");
    return /<meta[^>]*?charset\s*=\s*["']?\s*([^\s"';>]+)/i.exec(head)?.[1];
  },
  xhrResponse(impl) {
    const { responseType } = impl;
    if (responseType === "" || responseType === "text") return $.xhrText(impl);
    if (impl.state !== 4 || impl.answer === null) return null;
    impl.cache ??= {};
    if (!(responseType in impl.cache)) impl.cache[responseType] = $.xhrConvert(impl, responseType);
    return impl.cache[responseType];
  },
  xhrConvert(impl, responseType) {
    const { buffer } = impl.answer;
    if (responseType === "arraybuffer") return buffer.slice(0);
    if (responseType === "blob") return $.newBlob(buffer, $.xhrType(impl));
    if (responseType === "document") return $.xhrDocument(impl);
    try {
      return $.pageParse($.utf8Text(buffer));
    } catch {
      return null;
    }
  },
  // https://xhr.spec.whatwg.org/#document-response
  xhrDocument(impl) {
    if (impl.answer === null || impl.answer.buffer.byteLength === 0) return null;
    const type = $.xhrType(impl).split(";")[0] || "text/xml";
    const isHtml = type === "text/html";
    if ((isHtml && impl.responseType === "") || (!isHtml && !/^(text|application)\/xml$|\+xml$/.test(type))) return null;
    if (!$.is($.global, "Window")) {
      $.missing("XMLHttpRequest.responseXML");
      return null;
    }
    impl.cache ??= {};
    if (impl.cache.document === undefined) {
      const text = $.xhrText({ ...impl, responseType: "", isForDocument: true });
      const parsed = $.wrap($.h.parse_document(text, type, false, impl.answer.url));
      const modified = Date.parse($.getHeader(impl.answer.headers, "last-modified") ?? "");
      if (!Number.isNaN(modified)) $.impl(parsed).lastModified = modified;
      impl.cache.document = parsed.querySelector("parsererror") ? null : parsed;
    }
    return impl.cache.document;
  },
});
