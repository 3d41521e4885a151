// https://url.spec.whatwg.org/#url-class
// `impl.parts` holds the components in the order of shim.net.url.COMPONENTS: href, origin, protocol, ...
define(
  `
[Exposed=*, LegacyWindowAlias=webkitURL]
interface URL {
  constructor(USVString url, optional USVString base);
  static URL? parse(USVString url, optional USVString base);
  static boolean canParse(USVString url, optional USVString base);
  stringifier attribute USVString href;
  readonly attribute USVString origin;
  attribute USVString protocol;
  attribute USVString username;
  attribute USVString password;
  attribute USVString host;
  attribute USVString hostname;
  attribute USVString port;
  attribute USVString pathname;
  attribute USVString search;
  [SameObject] readonly attribute URLSearchParams searchParams;
  attribute USVString hash;
  USVString toJSON();
};
partial interface URL {
  static DOMString createObjectURL(any obj);
  static undefined revokeObjectURL(DOMString url);
};`,
  class {
    construct(url, base) {
      impl.parts = $.urlParts(url, base);
      if (impl.parts === null)
        throw new $.TypeError(
          `Failed to construct 'URL': Invalid URL: '${url}'${base === undefined ? "" : ` with base '${base}'`}`,
        );
    }
    static parse(url, base) {
      const parts = $.urlParts(url, base);
      return parts === null ? null : $.create("URL", { parts });
    }
    static canParse(url, base) {
      return $.urlParts(url, base) !== null;
    }
    get href() {
      return impl.parts[0];
    }
    set href(value) {
      const parts = $.urlParts(value);
      if (parts === null) throw new $.TypeError(`Failed to set the 'href' property on 'URL': Invalid URL: '${value}'`);
      $.urlReplace(impl, parts);
    }
    get origin() {
      return impl.parts[1];
    }
    get protocol() {
      return impl.parts[2];
    }
    set protocol(value) {
      $.urlAssign(impl, "protocol", value);
    }
    get username() {
      return impl.parts[3];
    }
    set username(value) {
      $.urlAssign(impl, "username", value);
    }
    get password() {
      return impl.parts[4];
    }
    set password(value) {
      $.urlAssign(impl, "password", value);
    }
    get host() {
      return impl.parts[5];
    }
    set host(value) {
      $.urlAssign(impl, "host", value);
    }
    get hostname() {
      return impl.parts[6];
    }
    set hostname(value) {
      $.urlAssign(impl, "hostname", value);
    }
    get port() {
      return impl.parts[7];
    }
    set port(value) {
      $.urlAssign(impl, "port", value);
    }
    get pathname() {
      return impl.parts[8];
    }
    set pathname(value) {
      $.urlAssign(impl, "pathname", value);
    }
    get search() {
      return impl.parts[9];
    }
    set search(value) {
      $.urlAssign(impl, "search", value);
    }
    get searchParams() {
      return $.create("URLSearchParams", { list: $.parseUrlencoded(impl.parts[9].slice(1)), url: impl });
    }
    get hash() {
      return impl.parts[10];
    }
    set hash(value) {
      $.urlAssign(impl, "hash", value);
    }
    toJSON() {
      return impl.parts[0];
    }
    static createObjectURL(obj) {
      if ($.is(obj, "MediaSource")) return $.createMediaSourceUrl(obj);
      if (!$.is(obj, "Blob"))
        throw new $.TypeError("Failed to execute 'createObjectURL' on 'URL': parameter 1 is neither a Blob nor a MediaSource.");
      const blob = $.impl(obj);
      $.handover[0] = blob.buffer;
      return h.create_object_url(blob.type);
    }
    static revokeObjectURL(url) {
      if (url.startsWith("blob:") && $.mediaSourceUrls.delete(url)) h.source_revoke_url(url);
      else h.revoke_object_url(url);
    }
  },
);
