// https://html.spec.whatwg.org/#the-workerglobalscope-common-interface
define(
  `
[Exposed=Worker]
interface WorkerGlobalScope : EventTarget {
  readonly attribute WorkerGlobalScope self;
  readonly attribute WorkerLocation location;
  readonly attribute WorkerNavigator navigator;
  undefined importScripts(any... urls);
  attribute OnErrorEventHandler onerror;
  attribute EventHandler onlanguagechange;
  attribute EventHandler onoffline;
  attribute EventHandler ononline;
  attribute EventHandler onrejectionhandled;
  attribute EventHandler onunhandledrejection;
};
WorkerGlobalScope includes WindowOrWorkerGlobalScope;
`,
  class {
    get self() {
      return $.global;
    }
    get location() {
      return (impl.location ??= $.create("WorkerLocation", { parts: $.urlParts(h.document_url()) }));
    }
    get navigator() {
      return (impl.navigator ??= $.create("WorkerNavigator"));
    }
    importScripts(...urls) {
      $.importScripts(urls);
    }
  },
);
define(
  `
[Exposed=Worker]
interface WorkerLocation {
  stringifier readonly attribute USVString href;
  readonly attribute USVString origin;
  readonly attribute USVString protocol;
  readonly attribute USVString host;
  readonly attribute USVString hostname;
  readonly attribute USVString port;
  readonly attribute USVString pathname;
  readonly attribute USVString search;
  readonly attribute USVString hash;
};`,
  class {
    get href() {
      return impl.parts[0];
    }
    get origin() {
      return impl.parts[1];
    }
    get protocol() {
      return impl.parts[2];
    }
    get host() {
      return impl.parts[5];
    }
    get hostname() {
      return impl.parts[6];
    }
    get port() {
      return impl.parts[7];
    }
    get pathname() {
      return impl.parts[8];
    }
    get search() {
      return impl.parts[9];
    }
    get hash() {
      return impl.parts[10];
    }
  },
);
define(`
[Exposed=Worker]
interface WorkerNavigator {};
WorkerNavigator includes NavigatorOfAgent;
`);
