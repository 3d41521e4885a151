// https://fetch.spec.whatwg.org/#request-class
define(
  `
enum RequestDestination { "", "audio", "audioworklet", "document", "embed", "font", "frame", "iframe", "image", "json", "manifest", "object", "paintworklet", "report", "script", "sharedworker", "style", "text", "track", "video", "worker", "xslt" };
enum RequestMode { "navigate", "same-origin", "no-cors", "cors" };
enum RequestCredentials { "omit", "same-origin", "include" };
enum RequestCache { "default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached" };
enum RequestRedirect { "follow", "error", "manual" };
enum RequestDuplex { "half" };
enum RequestPriority { "high", "low", "auto" };
enum ReferrerPolicy { "", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url" };
dictionary RequestInit {
  ByteString method;
  any headers;
  any body;
  USVString referrer;
  ReferrerPolicy referrerPolicy;
  RequestMode mode;
  RequestCredentials credentials;
  RequestCache cache;
  RequestRedirect redirect;
  DOMString integrity;
  boolean keepalive;
  AbortSignal? signal;
  RequestDuplex duplex;
  RequestPriority priority;
  any window;
};
[Exposed=(Window,Worker)]
interface Request {
  constructor(any input, optional RequestInit init = {});
  readonly attribute ByteString method;
  readonly attribute USVString url;
  [SameObject] readonly attribute Headers headers;
  readonly attribute RequestDestination destination;
  readonly attribute USVString referrer;
  readonly attribute ReferrerPolicy referrerPolicy;
  readonly attribute RequestMode mode;
  readonly attribute RequestCredentials credentials;
  readonly attribute RequestCache cache;
  readonly attribute RequestRedirect redirect;
  readonly attribute DOMString integrity;
  readonly attribute boolean keepalive;
  readonly attribute boolean isReloadNavigation;
  readonly attribute boolean isHistoryNavigation;
  readonly attribute AbortSignal signal;
  readonly attribute RequestDuplex duplex;
  Request clone();
};
Request includes Body;`,
  class {
    construct(input, init) {
      $.initRequest(impl, input, init);
    }
    get method() {
      return impl.method;
    }
    get url() {
      return impl.url;
    }
    get headers() {
      return impl.headers;
    }
    get destination() {
      return "";
    }
    get referrer() {
      return impl.referrer === "client" ? "about:client" : impl.referrer;
    }
    get referrerPolicy() {
      return impl.referrerPolicy;
    }
    get mode() {
      return impl.mode;
    }
    get credentials() {
      return impl.credentials;
    }
    get cache() {
      return impl.cache;
    }
    get redirect() {
      return impl.redirect;
    }
    get integrity() {
      return impl.integrity;
    }
    get keepalive() {
      return impl.keepalive;
    }
    get isReloadNavigation() {
      return false;
    }
    get isHistoryNavigation() {
      return false;
    }
    get signal() {
      return $.requestSignal(impl);
    }
    get duplex() {
      return "half";
    }
    clone() {
      if ($.isUnusable(impl.body)) throw new $.TypeError("Failed to execute 'clone' on 'Request': Request body is already used");
      const headers = $.impl(impl.headers);
      const { method, url, blob, referrer, referrerPolicy, mode, credentials, cache, redirect, integrity, keepalive } = impl;
      return $.create("Request", {
        method,
        url,
        blob,
        referrer,
        referrerPolicy,
        mode,
        credentials,
        cache,
        redirect,
        integrity,
        keepalive,
        headers: $.newHeaders(headers.list.slice(), headers.guard),
        body: $.cloneBody(impl.body),
        signals: [$.requestSignal(impl)],
      });
    }
  },
);
