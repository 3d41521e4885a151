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
    async arrayBuffer() {
      return await $.consumeBody(impl);
    }
    async blob() {
      return $.newBlob(await $.consumeBody(impl), $.bodyType(impl));
    }
    async bytes() {
      return new Uint8Array(await $.consumeBody(impl));
    }
    async formData() {
      return $.parseForm(await $.consumeBody(impl), $.getHeader($.impl(impl.headers).list, "content-type") ?? "");
    }
    async json() {
      return $.pageParse($.utf8Text(await $.consumeBody(impl)));
    }
    textStream() {
      if ($.isUnusable(impl.body)) throw new $.TypeError("body stream already read");
      return $.textStream(impl.body === null ? $.streamOfBytes(new ArrayBuffer(0)) : $.bodyStream(impl.body));
    }
    async text() {
      return $.utf8Text(await $.consumeBody(impl));
    }
  },
);
