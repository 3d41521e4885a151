// https://html.spec.whatwg.org/multipage/worklets.html#worklet
define(`
[Exposed=Window, SecureContext]
interface Worklet {
  Promise<undefined> addModule(USVString moduleURL, optional WorkletOptions options = {});
};
dictionary WorkletOptions { RequestCredentials credentials = "same-origin"; };
`, class {
  // FIXME: a worklet's script would have to run in the renderer's thread
  addModule(moduleURL, options) {
    $.missing("AudioWorklet.addModule");
    throw new $.DOMException(`AudioWorklets are not implemented: ${moduleURL} was not loaded.`, "AbortError");
  }
});
