// https://xhr.spec.whatwg.org/#interface-xmlhttprequest
define(
  `
enum XMLHttpRequestResponseType { "", "arraybuffer", "blob", "document", "json", "text" };
[Exposed=(Window,DedicatedWorker,SharedWorker)]
interface XMLHttpRequest : XMLHttpRequestEventTarget {
  constructor();
  attribute EventHandler onreadystatechange;
  const unsigned short UNSENT = 0;
  const unsigned short OPENED = 1;
  const unsigned short HEADERS_RECEIVED = 2;
  const unsigned short LOADING = 3;
  const unsigned short DONE = 4;
  readonly attribute unsigned short readyState;
  undefined open(ByteString method, USVString url, optional any async, optional any username = null, optional any password = null);
  undefined setRequestHeader(ByteString name, ByteString value);
  attribute unsigned long timeout;
  attribute boolean withCredentials;
  [SameObject] readonly attribute XMLHttpRequestUpload upload;
  undefined send(optional any body = null);
  undefined abort();
  readonly attribute USVString responseURL;
  readonly attribute unsigned short status;
  readonly attribute ByteString statusText;
  ByteString? getResponseHeader(ByteString name);
  ByteString getAllResponseHeaders();
  undefined overrideMimeType(DOMString mime);
  attribute XMLHttpRequestResponseType responseType;
  readonly attribute any response;
  readonly attribute USVString responseText;
  readonly attribute Document? responseXML;
};`,
  class {
    construct() {
      Object.assign(impl, {
        state: 0,
        sent: false,
        async: true,
        timeout: 0,
        withCredentials: false,
        responseType: "",
        override: null,
        author: [],
        answer: null,
        fetch: 0,
        uploadDone: true,
      });
      impl.uploadSlots = {};
      impl.upload = $.create("XMLHttpRequestUpload", impl.uploadSlots);
    }
    get readyState() {
      return impl.state;
    }
    open(method, url, async, username, password) {
      $.xhrOpen(this, impl, method, url, async === undefined && arguments.length < 3 ? true : !!async, username, password);
    }
    // https://xhr.spec.whatwg.org/#the-setrequestheader()-method
    setRequestHeader(name, value) {
      if (impl.state !== 1 || impl.sent)
        throw new $.DOMException(
          "Failed to execute 'setRequestHeader' on 'XMLHttpRequest': The object's state must be OPENED.",
          "InvalidStateError",
        );
      let key, text;
      $.byteString(name);
      try {
        key = $.headerName(name);
      } catch {
        throw new $.DOMException(`'${name}' is not a valid HTTP header field name.`, "SyntaxError");
      }
      $.byteString(value);
      try {
        text = $.headerValue(value);
      } catch {
        throw new $.DOMException(`'${value}' is not a valid HTTP header field value.`, "SyntaxError");
      }
      if ($.isForbiddenHeader(key, text)) return;
      const found = $.authorHeader(impl, key);
      if (found !== undefined) found[1] += `, ${text}`;
      else impl.author.push([name, text]);
    }
    get timeout() {
      return impl.timeout;
    }
    set timeout(value) {
      $.refuseWhileWaiting(impl, "timeout");
      impl.timeout = value;
      if (impl.fetch) h.fetch_set_timeout(impl.fetch, value);
    }
    get withCredentials() {
      return impl.withCredentials;
    }
    set withCredentials(value) {
      if (impl.state > 1 || impl.sent)
        throw new $.DOMException("The value may only be set if the object's state is UNSENT or OPENED.", "InvalidStateError");
      impl.withCredentials = value;
    }
    get upload() {
      return impl.upload;
    }
    send(body) {
      $.xhrSend(this, impl, body);
    }
    abort() {
      $.xhrAbort(this, impl);
    }
    get responseURL() {
      return impl.answer?.url ?? "";
    }
    get status() {
      return impl.answer?.status ?? 0;
    }
    get statusText() {
      return impl.answer?.statusText ?? "";
    }
    getResponseHeader(name) {
      return impl.answer === null ? null : $.getHeader(impl.answer.headers, name.toLowerCase());
    }
    getAllResponseHeaders() {
      if (impl.answer === null) return "";
      // https://xhr.spec.whatwg.org/#legacy-uppercased-byte-less-than
      return $.sortedHeaders(impl.answer.headers)
        .map(([name, value]) => [name.toUpperCase(), name, value])
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, name, value]) => [name, value])
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("");
    }
    overrideMimeType(mime) {
      if (impl.state >= 3)
        throw new $.DOMException("MimeType cannot be overridden when the state is LOADING or DONE.", "InvalidStateError");
      impl.override = h.serialize_mime_type(mime) || "application/octet-stream";
    }
    get responseType() {
      return impl.responseType;
    }
    set responseType(value) {
      if (impl.state >= 3)
        throw new $.DOMException(
          "The response type cannot be set if the object's state is LOADING or DONE.",
          "InvalidStateError",
        );
      $.refuseWhileWaiting(impl, "responseType");
      if (value !== "document" || $.is($.global, "Window")) impl.responseType = value;
    }
    get response() {
      return $.xhrResponse(impl);
    }
    get responseText() {
      if (impl.responseType !== "" && impl.responseType !== "text")
        throw new $.DOMException(
          `Failed to read the 'responseText' property from 'XMLHttpRequest': The value is only accessible if the object's 'responseType' is '' or 'text' (was '${impl.responseType}').`,
          "InvalidStateError",
        );
      return $.xhrText(impl);
    }
    get responseXML() {
      if (impl.responseType !== "" && impl.responseType !== "document")
        throw new $.DOMException(
          `Failed to read the 'responseXML' property from 'XMLHttpRequest': The value is only accessible if the object's 'responseType' is '' or 'document' (was '${impl.responseType}').`,
          "InvalidStateError",
        );
      return impl.state === 4 ? $.xhrDocument(impl) : null;
    }
  },
);
