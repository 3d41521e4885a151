// https://fetch.spec.whatwg.org/#body-mixin
define(
  `
interface mixin Body {
  readonly attribute ReadableStream? body;
  readonly attribute boolean bodyUsed;
  Promise<ArrayBuffer> arrayBuffer();
  Promise<Blob> blob();
  Promise<Uint8Array> bytes();
  Promise<FormData> formData();
  Promise<any> json();
  Promise<USVString> text();
  ReadableStream textStream();
};`,
  class {
    get body() {
      return impl.body === null ? null : $.bodyStream(impl.body);
    }
    get bodyUsed() {
      return impl.body !== null && $.bodyUsed(impl.body);
    }
    arrayBuffer() {
      return $.consumeBody(impl, (buffer) => buffer);
    }
    blob() {
      return $.consumeBody(impl, (buffer) => $.newBlob(buffer, $.bodyType(impl)));
    }
    bytes() {
      return $.consumeBody(impl, (buffer) => new Uint8Array(buffer));
    }
    formData() {
      const type = $.getHeader($.impl(impl.headers).list, "content-type") ?? "";
      return $.consumeBody(impl, (buffer) => $.parseForm(buffer, type));
    }
    json() {
      return $.consumeBody(impl, (buffer) => $.pageParse($.utf8Text(buffer)));
    }
    textStream() {
      if ($.isUnusable(impl.body)) throw new $.TypeError("body stream already read");
      return $.textStream(impl.body === null ? $.streamOfBytes(new ArrayBuffer(0)) : $.bodyStream(impl.body));
    }
    text() {
      return $.consumeBody(impl, (buffer) => $.utf8Text(buffer));
    }
  },
);
