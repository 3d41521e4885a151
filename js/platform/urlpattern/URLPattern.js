// https://urlpattern.spec.whatwg.org/#urlpattern-class
// `impl.components` has { pattern, regexp, names, hasRegExpGroups } for each name of $.urlPatternNames
define(
  `
[Exposed=*]
interface URLPattern {
  constructor(optional any input, optional any baseURL, optional any options);
  boolean test(optional any input, optional USVString baseURL);
  any exec(optional any input, optional USVString baseURL);
  readonly attribute USVString protocol;
  readonly attribute USVString username;
  readonly attribute USVString password;
  readonly attribute USVString hostname;
  readonly attribute USVString port;
  readonly attribute USVString pathname;
  readonly attribute USVString search;
  readonly attribute USVString hash;
  readonly attribute boolean hasRegExpGroups;
};
dictionary URLPatternInit {
  USVString baseURL;
  USVString hash;
  USVString hostname;
  USVString password;
  USVString pathname;
  USVString port;
  USVString protocol;
  USVString search;
  USVString username;
};
dictionary URLPatternOptions { boolean ignoreCase = false; };`,
  class {
    construct(input, baseURL, options) {
      const hasBase = baseURL !== null && baseURL !== undefined && typeof baseURL !== "object" && typeof baseURL !== "function";
      const { ignoreCase } = $.dictionary(hasBase ? options : baseURL, "URLPatternOptions");
      impl.components = $.newUrlPattern($.urlPatternInput(input), hasBase ? $.str(baseURL) : undefined, ignoreCase);
    }
    test(input, baseURL) {
      return $.matchUrlPattern(impl, $.urlPatternInput(input), baseURL) !== null;
    }
    exec(input, baseURL) {
      return $.shown($.matchUrlPattern(impl, $.urlPatternInput(input), baseURL));
    }
    get protocol() {
      return impl.components.protocol.pattern;
    }
    get username() {
      return impl.components.username.pattern;
    }
    get password() {
      return impl.components.password.pattern;
    }
    get hostname() {
      return impl.components.hostname.pattern;
    }
    get port() {
      return impl.components.port.pattern;
    }
    get pathname() {
      return impl.components.pathname.pattern;
    }
    get search() {
      return impl.components.search.pattern;
    }
    get hash() {
      return impl.components.hash.pattern;
    }
    get hasRegExpGroups() {
      return $.urlPatternNames.some((name) => impl.components[name].hasRegExpGroups);
    }
  },
);
