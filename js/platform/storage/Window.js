// https://html.spec.whatwg.org/#dom-localstorage
define(
  `
partial interface Window {
  readonly attribute Storage localStorage;
  readonly attribute Storage sessionStorage;
};`,
  class {
    get localStorage() {
      return $.localStorage;
    }
    get sessionStorage() {
      return $.sessionStorage;
    }
  },
);
