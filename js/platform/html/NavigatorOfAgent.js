// Members that navigators of windows and of workers share: NavigatorID, NavigatorLanguage, NavigatorOnLine,
// NavigatorConcurrentHardware and NavigatorDeviceMemory. https://html.spec.whatwg.org/#navigator-mixins
define(
  `
interface mixin NavigatorOfAgent {
  readonly attribute DOMString appCodeName;
  readonly attribute DOMString appName;
  readonly attribute DOMString appVersion;
  readonly attribute DOMString platform;
  readonly attribute DOMString product;
  readonly attribute DOMString userAgent;
  readonly attribute DOMString language;
  readonly attribute any languages;
  readonly attribute boolean onLine;
  readonly attribute unsigned long long hardwareConcurrency;
  readonly attribute double deviceMemory;
};`,
  class {
    get appCodeName() {
      return "Mozilla";
    }
    get appName() {
      return "Netscape";
    }
    get appVersion() {
      return h.user_agent().replace("Mozilla/", "");
    }
    get platform() {
      return "Linux x86_64";
    }
    get product() {
      return "Gecko";
    }
    get userAgent() {
      return h.user_agent();
    }
    get language() {
      return h.languages().split(",")[0];
    }
    get languages() {
      return (impl.languages ??= Object.freeze(h.languages().split(",")));
    }
    get onLine() {
      return h.is_online();
    }
    get hardwareConcurrency() {
      return 4;
    }
    get deviceMemory() {
      return 8;
    }
  },
);
