// The global object: its own members. https://html.spec.whatwg.org/#the-window-object
define(
  `
[Global=Window, Exposed=Window]
interface Window : EventTarget {
  [Replaceable] readonly attribute WindowProxy self;
  [LegacyUnforgeable] readonly attribute Document document;
  attribute DOMString name;
  attribute DOMString status;
  undefined close();
  readonly attribute boolean closed;
  undefined stop();
  undefined focus();
  undefined blur();
  undefined print();
  undefined alert(optional DOMString message = "");
  boolean confirm(optional DOMString message = "");
  DOMString? prompt(optional DOMString message = "", optional DOMString default = "");
  readonly attribute Navigator navigator;
  [Replaceable] readonly attribute Navigator clientInformation;
  readonly attribute boolean originAgentCluster;
  [Replaceable] readonly attribute any event;
  [Replaceable, SameObject] readonly attribute External external;
  [Replaceable] readonly attribute BarProp locationbar;
  [Replaceable] readonly attribute BarProp menubar;
  [Replaceable] readonly attribute BarProp personalbar;
  [Replaceable] readonly attribute BarProp scrollbars;
  [Replaceable] readonly attribute BarProp statusbar;
  [Replaceable] readonly attribute BarProp toolbar;
  undefined captureEvents();
  undefined releaseEvents();
};
Window includes GlobalEventHandlers;
Window includes WindowEventHandlers;
Window includes WindowOrWorkerGlobalScope;
Window includes AnimationFrameProvider;
`,
  class {
    get self() {
      return $.global;
    }
    get document() {
      return $.wrap($.documentId);
    }
    get name() {
      return h.window_name(null);
    }
    set name(value) {
      h.window_name(value);
    }
    get status() {
      return impl.status ?? "";
    }
    set status(value) {
      impl.status = value;
    }
    close() {
      h.window_close();
    }
    get closed() {
      return !h.is_shown() || h.is_closing();
    }
    stop() {
      h.window_stop();
    }
    focus() {}
    blur() {}
    print() {
      $.missing("print");
    }
    alert(message) {
      h.dialog("alert", message, "");
    }
    confirm(message) {
      return h.dialog("confirm", message, "") !== null;
    }
    prompt(message, text) {
      return h.dialog("prompt", message, text);
    }
    get navigator() {
      return (impl.navigator ??= $.create("Navigator"));
    }
    get clientInformation() {
      return $.global.navigator;
    }
    get originAgentCluster() {
      return false;
    }
    get event() {
      return $.currentEvent;
    }
    get external() {
      return $.create("External");
    }
    get locationbar() {
      return ((impl.bars ??= {}).location ??= $.create("BarProp"));
    }
    get menubar() {
      return ((impl.bars ??= {}).menu ??= $.create("BarProp"));
    }
    get personalbar() {
      return ((impl.bars ??= {}).personal ??= $.create("BarProp"));
    }
    get scrollbars() {
      return ((impl.bars ??= {}).scroll ??= $.create("BarProp"));
    }
    get statusbar() {
      return ((impl.bars ??= {}).status ??= $.create("BarProp"));
    }
    get toolbar() {
      return ((impl.bars ??= {}).tool ??= $.create("BarProp"));
    }
    captureEvents() {}
    releaseEvents() {}
  },
);
define(
  `[Exposed=Window] interface BarProp { readonly attribute boolean visible; };`,
  class {
    get visible() {
      return true;
    }
  },
);
// https://html.spec.whatwg.org/multipage/obsolete.html#external
define(
  `
[Exposed=Window]
interface External {
  undefined AddSearchProvider();
  undefined IsSearchProviderInstalled();
};`,
  class {
    AddSearchProvider() {}
    IsSearchProviderInstalled() {}
  },
);
