// https://html.spec.whatwg.org/#the-location-interface
define(
  `
[Exposed=Window]
interface Location {
  [LegacyUnforgeable] stringifier attribute USVString href;
  [LegacyUnforgeable] readonly attribute USVString origin;
  [LegacyUnforgeable] attribute USVString protocol;
  [LegacyUnforgeable] attribute USVString host;
  [LegacyUnforgeable] attribute USVString hostname;
  [LegacyUnforgeable] attribute USVString port;
  [LegacyUnforgeable] attribute USVString pathname;
  [LegacyUnforgeable] attribute USVString search;
  [LegacyUnforgeable] attribute USVString hash;
  [LegacyUnforgeable] undefined assign(USVString url);
  [LegacyUnforgeable] undefined replace(USVString url);
  [LegacyUnforgeable] undefined reload();
  [LegacyUnforgeable, SameObject] readonly attribute DOMStringList ancestorOrigins;
};`,
  class {
    get href() {
      return $.locationParts()[0];
    }
    set href(value) {
      $.navigateTo(value, false, "href");
    }
    get origin() {
      return h.message_origin();
    }
    get protocol() {
      return $.locationParts()[2];
    }
    set protocol(value) {
      $.setLocation("protocol", value);
    }
    get host() {
      return $.locationParts()[5];
    }
    set host(value) {
      $.setLocation("host", value);
    }
    get hostname() {
      return $.locationParts()[6];
    }
    set hostname(value) {
      $.setLocation("hostname", value);
    }
    get port() {
      return $.locationParts()[7];
    }
    set port(value) {
      $.setLocation("port", value);
    }
    get pathname() {
      return $.locationParts()[8];
    }
    set pathname(value) {
      $.setLocation("pathname", value);
    }
    get search() {
      return $.locationParts()[9];
    }
    set search(value) {
      $.setLocation("search", value);
    }
    get hash() {
      return $.locationParts()[10];
    }
    // https://html.spec.whatwg.org/#dom-location-hash step 5: an unchanged fragment does nothing
    set hash(value) {
      const before = $.locationParts();
      const parts = h.set_url_component(before[0], "hash", value === "" ? "#" : value).split("\n");
      if (parts[10] !== before[10]) $.navigateTo(parts[0].includes("#") ? parts[0] : `${parts[0]}#`, false, "hash");
    }
    assign(url) {
      $.navigateTo(url, false, "assign");
    }
    replace(url) {
      $.navigateTo(url, true, "replace");
    }
    reload() {
      h.reload();
    }
    get ancestorOrigins() {
      return $.create("DOMStringList", { items: $.ancestorOrigins() });
    }
  },
);
