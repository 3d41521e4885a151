// https://html.spec.whatwg.org/#the-navigator-object
define(`
[Exposed=Window]
interface Navigator {
  readonly attribute DOMString appCodeName;
  readonly attribute DOMString appName;
  readonly attribute DOMString appVersion;
  readonly attribute DOMString platform;
  readonly attribute DOMString product;
  readonly attribute DOMString productSub;
  readonly attribute DOMString userAgent;
  readonly attribute DOMString vendor;
  readonly attribute DOMString vendorSub;
  readonly attribute DOMString language;
  readonly attribute any languages;
  readonly attribute boolean onLine;
  readonly attribute boolean cookieEnabled;
  [SameObject] readonly attribute PluginArray plugins;
  [SameObject] readonly attribute MimeTypeArray mimeTypes;
  boolean javaEnabled();
  readonly attribute boolean pdfViewerEnabled;
  readonly attribute unsigned long long hardwareConcurrency;
  readonly attribute long maxTouchPoints;
  readonly attribute double deviceMemory;
  readonly attribute DOMString? doNotTrack;
  readonly attribute boolean webdriver;
  [SameObject] readonly attribute UserActivation userActivation;
  [SecureContext, SameObject] readonly attribute WakeLock wakeLock;
  [SecureContext, SameObject] readonly attribute Clipboard clipboard;
  boolean vibrate(any pattern);
  [SecureContext] undefined registerProtocolHandler(DOMString scheme, USVString url);
  [SecureContext] undefined unregisterProtocolHandler(DOMString scheme, USVString url);
};`, class {
  get appCodeName() { return "Mozilla"; }
  get appName() { return "Netscape"; }
  get appVersion() { return h.user_agent().replace("Mozilla/", ""); }
  get platform() { return "Linux x86_64"; }
  get product() { return "Gecko"; }
  get productSub() { return "20030107"; }
  get userAgent() { return h.user_agent(); }
  get vendor() { return ""; }
  get vendorSub() { return ""; }
  get language() { return h.languages().split(",")[0]; }
  get languages() { return (impl.languages ??= Object.freeze(h.languages().split(","))); }
  get onLine() { return h.is_online(); }
  get cookieEnabled() { return true; }
  get plugins() { return $.create("PluginArray"); }
  get mimeTypes() { return $.create("MimeTypeArray"); }
  javaEnabled() { return false; }
  get pdfViewerEnabled() { return false; }
  get hardwareConcurrency() { return 4; }
  get maxTouchPoints() { return 0; }
  get deviceMemory() { return 8; }
  get doNotTrack() { return null; }
  get webdriver() { return false; }
  get userActivation() { return $.create("UserActivation"); }
  get wakeLock() { return $.create("WakeLock"); }
  get clipboard() { return $.create("Clipboard"); }
  // https://w3c.github.io/vibration/#vibrate-method: there is nothing that could vibrate
  vibrate(pattern) {
    const list = typeof pattern === "object" && pattern !== null ? $.sequence(pattern, (x) => $.integer(x, 32, false, 0)) : [$.integer(pattern, 32, false, 0)];
    return list.length <= 128 && h.user_activation(true);
  }
  registerProtocolHandler(scheme, url) { $.missing("Navigator.registerProtocolHandler"); }
  unregisterProtocolHandler(scheme, url) { $.missing("Navigator.unregisterProtocolHandler"); }
});
define(`
[Exposed=Window]
interface UserActivation {
  readonly attribute boolean hasBeenActive;
  readonly attribute boolean isActive;
};`, class {
  get hasBeenActive() { return h.user_activation(true); }
  get isActive() { return h.user_activation(false); }
});
define(`
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface PluginArray {
  undefined refresh();
  readonly attribute unsigned long length;
  any item(unsigned long index);
  any namedItem(DOMString name);
};`, class {
  refresh() {}
  get length() { return 0; }
  item(index) { return null; }
  namedItem(name) { return null; }
});
define(`
[Exposed=Window, LegacyUnenumerableNamedProperties]
interface MimeTypeArray {
  readonly attribute unsigned long length;
  any item(unsigned long index);
  any namedItem(DOMString name);
};`, class {
  get length() { return 0; }
  item(index) { return null; }
  namedItem(name) { return null; }
});
define(`
[SecureContext, Exposed=Window]
interface Clipboard : EventTarget {
  Promise<any> read();
  Promise<DOMString> readText();
  Promise<undefined> write(any data);
  Promise<undefined> writeText(DOMString data);
};`, class {
  async read() { $.missing("Clipboard.read"); throw new $.DOMException("There is no clipboard to read from.", "NotAllowedError"); }
  async readText() { $.missing("Clipboard.readText"); throw new $.DOMException("There is no clipboard to read from.", "NotAllowedError"); }
  async write(data) { $.missing("Clipboard.write"); throw new $.DOMException("There is no clipboard to write to.", "NotAllowedError"); }
  async writeText(data) { $.missing("Clipboard.writeText"); throw new $.DOMException("There is no clipboard to write to.", "NotAllowedError"); }
});
