// https://html.spec.whatwg.org/multipage/worklets.html#worklet
define(
  `
[Exposed=Window, SecureContext]
interface Worklet {
  Promise<undefined> addModule(USVString moduleURL, optional WorkletOptions options = {});
};
dictionary WorkletOptions { RequestCredentials credentials = "same-origin"; };
`,
  class {
    addModule(moduleURL, options) {
      return $.addWorkletModule(impl, moduleURL, options.credentials);
    }
  },
);
