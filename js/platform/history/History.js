// https://html.spec.whatwg.org/#the-history-interface
define(
  `
enum ScrollRestoration { "auto", "manual" };
[Exposed=Window]
interface History {
  readonly attribute unsigned long length;
  attribute ScrollRestoration scrollRestoration;
  readonly attribute any state;
  undefined go(optional long delta = 0);
  undefined back();
  undefined forward();
  undefined pushState(any data, DOMString unused, optional USVString? url = null);
  undefined replaceState(any data, DOMString unused, optional USVString? url = null);
};`,
  class {
    get length() {
      return h.history_length();
    }
    get scrollRestoration() {
      return h.scroll_restoration(null);
    }
    set scrollRestoration(value) {
      h.scroll_restoration(value);
    }
    get state() {
      return $.historyState();
    }
    go(delta) {
      h.traverse(delta);
    }
    back() {
      h.traverse(-1);
    }
    forward() {
      h.traverse(1);
    }
    pushState(data, unused, url) {
      $.updateHistory(data, url, false, "pushState");
    }
    replaceState(data, unused, url) {
      $.updateHistory(data, url, true, "replaceState");
    }
  },
);
