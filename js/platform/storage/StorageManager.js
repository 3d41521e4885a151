// https://storage.spec.whatwg.org/#storagemanager
define(
  `
[SecureContext, Exposed=(Window,Worker)]
interface StorageManager {
  Promise<boolean> persisted();
  Promise<boolean> persist();
  Promise<any> estimate();
};`,
  class {
    async persisted() {
      return false;
    }
    // what is stored goes with the browser, as in a private window
    async persist() {
      return false;
    }
    async estimate() {
      const [usage, quota] = JSON.parse(h.storage_estimate());
      return {
        __proto__: $.objects,
        quota,
        usage,
        usageDetails: usage > 0 ? { __proto__: $.objects, indexedDB: usage } : { __proto__: $.objects },
      };
    }
  },
);
