// Members of navigator about the browser, the network and the battery. https://wicg.github.io/ua-client-hints/,
// https://wicg.github.io/netinfo/, https://w3c.github.io/battery/
define(
  `
partial interface mixin NavigatorOfAgent {
  [SecureContext] readonly attribute any userAgentData;
  readonly attribute NetworkInformation connection;
};`,
  class {
    // as in Chromium with another user agent string, there are no brands unless it names Chrome
    get userAgentData() {
      return (impl.userAgentData ??= $.create("NavigatorUAData"));
    }
    get connection() {
      return (impl.connection ??= $.create("NetworkInformation"));
    }
  },
);
define(
  `
partial interface Navigator {
  [SecureContext] Promise<BatteryManager> getBattery();
  any getGamepads();
};`,
  class {
    async getBattery() {
      return (impl.battery ??= $.create("BatteryManager"));
    }
    // https://w3c.github.io/gamepad/#dom-navigator-getgamepads: none is connected
    getGamepads() {
      return [null, null, null, null, null, null, null, null];
    }
  },
);
define(
  `
[SecureContext, Exposed=(Window,Worker)]
interface NavigatorUAData {
  readonly attribute any brands;
  readonly attribute boolean mobile;
  readonly attribute DOMString platform;
  Promise<any> getHighEntropyValues(sequence<DOMString> hints);
  object toJSON();
};`,
  class {
    get brands() {
      return (impl.brands ??= Object.freeze($.uaBrands(false)));
    }
    get mobile() {
      return / Mobile\b/.test(h.user_agent());
    }
    get platform() {
      return $.uaPlatform();
    }
    async getHighEntropyValues(hints) {
      const all = {
        architecture: "x86",
        bitness: "64",
        formFactors: [this.mobile ? "Mobile" : "Desktop"],
        fullVersionList: $.uaBrands(true),
        model: "",
        platformVersion: "",
        uaFullVersion: $.uaVersion(true),
        wow64: false,
      };
      const found = this.toJSON();
      for (const hint of hints) if (Object.hasOwn(all, hint)) found[hint] = all[hint];
      return found;
    }
    toJSON() {
      return { brands: $.uaBrands(false), mobile: this.mobile, platform: this.platform };
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface NetworkInformation : EventTarget {
  readonly attribute DOMString effectiveType;
  readonly attribute double downlink;
  readonly attribute unsigned long long rtt;
  readonly attribute boolean saveData;
  attribute EventHandler onchange;
};`,
  class {
    get effectiveType() {
      return "4g";
    }
    get downlink() {
      return 10;
    }
    get rtt() {
      return 50;
    }
    get saveData() {
      return false;
    }
  },
);
define(
  `
[SecureContext, Exposed=Window]
interface BatteryManager : EventTarget {
  readonly attribute boolean charging;
  readonly attribute unrestricted double chargingTime;
  readonly attribute unrestricted double dischargingTime;
  readonly attribute double level;
  attribute EventHandler onchargingchange;
  attribute EventHandler onchargingtimechange;
  attribute EventHandler ondischargingtimechange;
  attribute EventHandler onlevelchange;
};`,
  class {
    get charging() {
      return true;
    }
    get chargingTime() {
      return 0;
    }
    get dischargingTime() {
      return Infinity;
    }
    get level() {
      return 1;
    }
  },
);

library({
  uaVersion(full) {
    const found = / Chrome\/(\d+)([\d.]*)/.exec($.h.user_agent());
    if (found === null) return "";
    return full ? found[1] + found[2] : found[1];
  },
  uaBrands(full) {
    const isEdge = / Edg\//.test($.h.user_agent());
    const version = $.uaVersion(full);
    if (version === "") return [];
    return [
      { __proto__: $.objects, brand: "Chromium", version },
      { __proto__: $.objects, brand: isEdge ? "Microsoft Edge" : "Google Chrome", version },
      { __proto__: $.objects, brand: "Not_A Brand", version: full ? "24.0.0.0" : "24" },
    ];
  },
  uaPlatform() {
    const agent = $.h.user_agent();
    if (agent.includes("Android")) return "Android";
    if (agent.includes("Windows")) return "Windows";
    if (agent.includes("CrOS")) return "Chrome OS";
    return agent.includes("Mac OS X") ? "macOS" : "Linux";
  },
});
