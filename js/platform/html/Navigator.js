// https://html.spec.whatwg.org/#the-navigator-object
define(
  `
[Exposed=Window]
interface Navigator {
  readonly attribute DOMString productSub;
  readonly attribute DOMString vendor;
  readonly attribute DOMString vendorSub;
  readonly attribute boolean cookieEnabled;
  [SameObject] readonly attribute PluginArray plugins;
  [SameObject] readonly attribute MimeTypeArray mimeTypes;
  boolean javaEnabled();
  readonly attribute boolean pdfViewerEnabled;
  readonly attribute long maxTouchPoints;
  readonly attribute DOMString? doNotTrack;
  readonly attribute boolean webdriver;
  [SameObject] readonly attribute UserActivation userActivation;
  [SecureContext, SameObject] readonly attribute WakeLock wakeLock;
  [SecureContext, SameObject] readonly attribute Clipboard clipboard;
  boolean vibrate(any pattern);
  [SecureContext] undefined registerProtocolHandler(DOMString scheme, USVString url);
  [SecureContext] undefined unregisterProtocolHandler(DOMString scheme, USVString url);
};
Navigator includes NavigatorOfAgent;
`,
  class {
    get productSub() {
      return "20030107";
    }
    get vendor() {
      return "";
    }
    get vendorSub() {
      return "";
    }
    get cookieEnabled() {
      return true;
    }
    get plugins() {
      return $.create("PluginArray");
    }
    get mimeTypes() {
      return $.create("MimeTypeArray");
    }
    javaEnabled() {
      return false;
    }
    get pdfViewerEnabled() {
      return false;
    }
    get maxTouchPoints() {
      return 0;
    }
    get doNotTrack() {
      return null;
    }
    get webdriver() {
      return false;
    }
    get userActivation() {
      return $.create("UserActivation");
    }
    get wakeLock() {
      return $.create("WakeLock");
    }
    get clipboard() {
      return $.create("Clipboard");
    }
    // https://w3c.github.io/vibration/#vibrate-method: there is nothing that could vibrate
    vibrate(pattern) {
      const list =
        typeof pattern === "object" && pattern !== null
          ? $.sequence(pattern, (x) => $.integer(x, 32, false, 0))
          : [$.integer(pattern, 32, false, 0)];
      return list.length <= 128 && h.user_activation(true);
    }
    registerProtocolHandler(scheme, url) {
      $.checkProtocolHandler(scheme, url);
      $.missing("Navigator.registerProtocolHandler");
    }
    unregisterProtocolHandler(scheme, url) {
      $.checkProtocolHandler(scheme, url);
      $.missing("Navigator.unregisterProtocolHandler");
    }
  },
);
library({
  // https://html.spec.whatwg.org/#normalize-protocol-handler-parameters
  checkProtocolHandler(scheme, url) {
    const refuse = (why, kind) => {
      throw new $.DOMException(why, kind);
    };
    // 1.
    const name = $.lower(scheme);
    // 2.
    const safelisted =
      "bitcoin ftp ftps geo im irc ircs magnet mailto matrix mms news nntp openpgp4fpr sftp sip sms smsto ssh tel urn webcal wtai xmpp";
    // INTEROP: these are Chromium's, for distributed networks
    const others = "cabal dat did doi dweb ethereum hyper ipfs ipns ssb";
    if (!/^web\+[a-z]+$/.test(name) && !`${safelisted} ${others}`.split(" ").includes(name))
      refuse(`The scheme '${scheme}' doesn't belong to the scheme allowlist.`, "SecurityError");
    // 3.
    if (!url.includes("%s")) refuse(`The url provided ('${url}') does not contain '%s'.`, "SyntaxError");
    // 4., 5.
    const resolved = $.h.resolve_url(url);
    if (resolved === null) refuse(`The custom handler URL ('${url}') is invalid.`, "SyntaxError");
    // 6.
    const { protocol, origin } = new ($.exposed("URL"))(resolved);
    if ((protocol !== "http:" && protocol !== "https:") || origin !== $.global.location.origin)
      refuse("A protocol handler must have the origin of its page.", "SecurityError");
  },
});
define(
  `
[Exposed=Window]
interface UserActivation {
  readonly attribute boolean hasBeenActive;
  readonly attribute boolean isActive;
};`,
  class {
    get hasBeenActive() {
      return h.user_activation(true);
    }
    get isActive() {
      return h.user_activation(false);
    }
  },
);
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface PluginArray {
  undefined refresh();
  readonly attribute unsigned long length;
  any item(unsigned long index);
  any namedItem(DOMString name);
};`,
  class {
    refresh() {}
    get length() {
      return 0;
    }
    item(index) {
      return null;
    }
    namedItem(name) {
      return null;
    }
  },
);
define(
  `
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface MimeTypeArray {
  readonly attribute unsigned long length;
  any item(unsigned long index);
  any namedItem(DOMString name);
};`,
  class {
    get length() {
      return 0;
    }
    item(index) {
      return null;
    }
    namedItem(name) {
      return null;
    }
  },
);
