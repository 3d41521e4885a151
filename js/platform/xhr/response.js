// The response of an XMLHttpRequest. https://xhr.spec.whatwg.org/#the-response-attribute
library({
  xhrType(impl) {
    return impl.override ?? $.h.serialize_mime_type($.getHeader(impl.answer.headers, "content-type") ?? "");
  },
  xhrText(impl) {
    if (impl.answer === null || impl.state < 3) return "";
    impl.cache ??= {};
    if (impl.cache.text === undefined) {
      const type = $.xhrType(impl);
      const label =
        /;\s*charset=("?)([^";]+)\1/i.exec(type)?.[2] ??
        (impl.responseType === "" ? $.xmlEncoding(impl, type) : undefined) ??
        "utf-8";
      $.handover[0] = impl.answer.buffer;
      impl.cache.text = JSON.parse($.h.decode_bytes(label));
    }
    return impl.cache.text;
  },
  xmlEncoding(impl, type) {
    if (!/[/+]xml\b/.test(type)) return undefined;
    const head = $.binaryText(new Uint8Array(impl.answer.buffer.slice(0, 256)));
    return /^<\?xml[^>]*encoding=["']([^"']+)["']/.exec(head)?.[1];
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
    const Parser = $.global.DOMParser;
    if (Parser === undefined) {
      $.missing("XMLHttpRequest.responseXML");
      return null;
    }
    impl.cache ??= {};
    if (impl.cache.document === undefined) {
      const text = $.xhrText({ ...impl, responseType: "" });
      const parsed = new Parser().parseFromString(text, isHtml ? type : "text/xml");
      impl.cache.document = parsed.querySelector("parsererror") ? null : parsed;
    }
    return impl.cache.document;
  },
});
