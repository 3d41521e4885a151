// AD-HOC: a service worker is registered and never runs: its script is only fetched, requests are not intercepted, and no page is
// controlled by one. The first registration is reported. https://w3c.github.io/ServiceWorker/#serviceworkercontainer-interface
define(
  `
dictionary RegistrationOptions { USVString scope; WorkerType type = "classic"; };
[SecureContext, Exposed=Window]
interface ServiceWorkerContainer : EventTarget {
  readonly attribute ServiceWorker? controller;
  readonly attribute Promise<ServiceWorkerRegistration> ready;
  Promise<ServiceWorkerRegistration> register(USVString scriptURL, optional RegistrationOptions options = {});
  Promise<any> getRegistration(optional USVString clientURL = "");
  Promise<any> getRegistrations();
  undefined startMessages();
  attribute EventHandler oncontrollerchange;
  attribute EventHandler onmessage;
  attribute EventHandler onmessageerror;
};`,
  class {
    get controller() {
      return null;
    }
    get ready() {
      return impl.ready.promise;
    }
    async register(scriptURL, options) {
      return $.registerServiceWorker(impl, scriptURL, options);
    }
    async getRegistration(clientURL) {
      const url = $.absolute(clientURL);
      return [...impl.registrations.values()].findLast((each) => url !== null && url.startsWith($.impl(each).scope));
    }
    async getRegistrations() {
      return [...impl.registrations.values()];
    }
    startMessages() {}
  },
);
define(
  `
[SecureContext, Exposed=Window]
interface ServiceWorkerRegistration : EventTarget {
  readonly attribute ServiceWorker? installing;
  readonly attribute ServiceWorker? waiting;
  readonly attribute ServiceWorker? active;
  readonly attribute USVString scope;
  readonly attribute DOMString updateViaCache;
  Promise<ServiceWorkerRegistration> update();
  Promise<boolean> unregister();
  attribute EventHandler onupdatefound;
};`,
  class {
    get installing() {
      return null;
    }
    get waiting() {
      return null;
    }
    get active() {
      return impl.active;
    }
    get scope() {
      return impl.scope;
    }
    get updateViaCache() {
      return "imports";
    }
    async update() {
      return this;
    }
    async unregister() {
      return $.impl($.serviceWorkers).registrations.delete(impl.scope);
    }
  },
);
define(
  `
[SecureContext, Exposed=Window]
interface ServiceWorker : EventTarget {
  readonly attribute USVString scriptURL;
  readonly attribute DOMString state;
  undefined postMessage(any message, optional any options = {});
  attribute EventHandler onstatechange;
};
ServiceWorker includes AbstractWorker;
`,
  class {
    get scriptURL() {
      return impl.url;
    }
    get state() {
      return "activated";
    }
    postMessage(message, options) {
      $.serialize(message, $.transferList(options));
      $.missing("ServiceWorker.postMessage: service workers do not run");
    }
  },
);
