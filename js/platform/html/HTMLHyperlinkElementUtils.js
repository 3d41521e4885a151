// The URL of a link, taken apart. https://html.spec.whatwg.org/#htmlhyperlinkelementutils
define(
  `
interface mixin HTMLHyperlinkElementUtils {
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
  attribute USVString hash;
  [Reflect] attribute DOMString target;
  [Reflect] attribute DOMString hreflang;
  [Reflect] attribute DOMString type;
};
`,
  class {
    get href() {
      return $.reflectURL(impl, "href");
    }
    set href(value) {
      h.set_attribute(impl.id, "href", value);
    }
    get origin() {
      return h.link_part(impl.id, "origin");
    }
    get protocol() {
      return h.link_part(impl.id, "protocol") || ":";
    }
    set protocol(value) {
      $.setLinkPart(impl, "protocol", value);
    }
    get username() {
      return h.link_part(impl.id, "username");
    }
    set username(value) {
      $.setLinkPart(impl, "username", value);
    }
    get password() {
      return h.link_part(impl.id, "password");
    }
    set password(value) {
      $.setLinkPart(impl, "password", value);
    }
    get host() {
      return h.link_part(impl.id, "host");
    }
    set host(value) {
      $.setLinkPart(impl, "host", value);
    }
    get hostname() {
      return h.link_part(impl.id, "hostname");
    }
    set hostname(value) {
      $.setLinkPart(impl, "hostname", value);
    }
    get port() {
      return h.link_part(impl.id, "port");
    }
    set port(value) {
      $.setLinkPart(impl, "port", value);
    }
    get pathname() {
      return h.link_part(impl.id, "pathname");
    }
    set pathname(value) {
      $.setLinkPart(impl, "pathname", value);
    }
    get search() {
      return h.link_part(impl.id, "search");
    }
    set search(value) {
      $.setLinkPart(impl, "search", value);
    }
    get hash() {
      return h.link_part(impl.id, "hash");
    }
    set hash(value) {
      $.setLinkPart(impl, "hash", value);
    }
  },
);

library({
  // the attribute is written by the one operation that every change of an attribute goes through
  setLinkPart(impl, part, value) {
    const href = $.h.link_with(impl.id, part, value);
    if (href !== null) $.h.set_attribute(impl.id, "href", href);
  },
});
