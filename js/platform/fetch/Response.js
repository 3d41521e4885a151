// https://fetch.spec.whatwg.org/#response-class
define(
  `
enum ResponseType { "basic", "cors", "default", "error", "opaque", "opaqueredirect" };
dictionary ResponseInit { unsigned short status = 200; ByteString statusText = ""; any headers; };
[Exposed=(Window,Worker)]
interface Response {
  constructor(optional any body = null, optional ResponseInit init = {});
  static Response error();
  static Response redirect(USVString url, optional unsigned short status = 302);
  static Response json(any data, optional ResponseInit init = {});
  readonly attribute ResponseType type;
  readonly attribute USVString url;
  readonly attribute boolean redirected;
  readonly attribute unsigned short status;
  readonly attribute boolean ok;
  readonly attribute ByteString statusText;
  [SameObject] readonly attribute Headers headers;
  Response clone();
};
Response includes Body;`,
  class {
    construct(body, init) {
      const extracted = body === null || body === undefined ? null : $.extractBody(body, false);
      $.initResponse(impl, init, extracted);
    }
    static error() {
      return $.create("Response", {
        type: "error",
        url: "",
        redirected: false,
        status: 0,
        statusText: "",
        headers: $.newHeaders([], "immutable"),
        body: null,
      });
    }
    static redirect(url, status) {
      const target = $.absolute(url);
      if (target === null) throw new $.TypeError(`Failed to execute 'redirect' on 'Response': Invalid URL`);
      if (![301, 302, 303, 307, 308].includes(status))
        throw new $.RangeError(`Failed to execute 'redirect' on 'Response': Invalid status code`);
      return $.create("Response", {
        type: "default",
        url: "",
        redirected: false,
        status,
        statusText: "",
        headers: $.newHeaders([["location", target]], "immutable"),
        body: null,
      });
    }
    static json(data, init) {
      const text = $.pageJSON(data);
      if (text === undefined) throw new $.TypeError("Failed to execute 'json' on 'Response': The data is not JSON serializable");
      const impl = { __proto__: null };
      $.initResponse(impl, init, {
        body: { buffer: $.utf8(text), stream: null, used: false, error: null },
        type: "application/json",
      });
      return $.create("Response", impl);
    }
    get type() {
      return impl.type;
    }
    get url() {
      return impl.url;
    }
    get redirected() {
      return impl.redirected;
    }
    get status() {
      return impl.status;
    }
    get ok() {
      return impl.status >= 200 && impl.status <= 299;
    }
    get statusText() {
      return impl.statusText;
    }
    get headers() {
      return impl.headers;
    }
    clone() {
      if ($.isUnusable(impl.body))
        throw new $.TypeError("Failed to execute 'clone' on 'Response': Response body is already used");
      const headers = $.impl(impl.headers);
      const { type, url, redirected, status, statusText } = impl;
      return $.create("Response", {
        type,
        url,
        redirected,
        status,
        statusText,
        headers: $.newHeaders(headers.list.slice(), headers.guard),
        body: $.cloneBody(impl.body),
      });
    }
  },
);
