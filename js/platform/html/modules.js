// Modules: what the host makes of their texts, and the promises of import(). https://html.spec.whatwg.org/#module-script
library({
  // promises of import() that the host has yet to settle, by number
  get imports() {
    return new Map();
  },
  get lastImport() {
    return 0;
  },
  // Lays a function into the handover: the promise of import() follows it as it would any thenable. `place`: where import() stands.
  importer(place) {
    $.handover[0] = (resolve, reject) => {
      const id = ++$.lastImport;
      $.imports.set(id, { resolve, reject });
      try {
        $.h.import_module(place, id);
      } catch (error) {
        $.importFailed(id, error);
      }
    };
    return true;
  },
  importFailed(id, reason) {
    const { reject } = $.imports.get(id);
    $.imports.delete(id);
    reject(reason);
  },
  // https://tc39.es/ecma262/#sec-ContinueDynamicImport
  importEvaluated(id, promise, namespace) {
    const { resolve } = $.imports.get(id);
    $.then(
      promise,
      () => {
        $.imports.delete(id);
        resolve(namespace);
      },
      (reason) => $.importFailed(id, reason),
    );
  },
  // https://html.spec.whatwg.org/#run-a-module-script step 8: `promise` is that of its evaluation
  watchModule(promise) {
    $.then(promise, undefined, (reason) => $.reportThrown(reason, ""));
  },
  namedError(name, message) {
    return new (name === "SyntaxError" ? SyntaxError : $.TypeError)(message);
  },
  // lays an error into the handover
  createError(name, message) {
    $.handover[0] = $.namedError(name, message);
    return true;
  },
  describeError(error) {
    return $.str($.describeThrown(error).text);
  },
  // lays the default export of a module that is not script into the handover, or the error that it is malformed, and answers false
  createModuleValue(type, text) {
    try {
      $.handover[0] = type === "json" ? $.pageParse(text) : type === "css" ? $.createModuleSheet(text) : text;
      return true;
    } catch (error) {
      $.handover[0] = error;
      return false;
    }
  },
  createModuleSheet(text) {
    const impl = { rules: [], text: "", disabled: false, mediaText: "" };
    impl.self = $.create("CSSStyleSheet", impl);
    $.replaceSheet(impl, text);
    return impl.self;
  },
  // https://html.spec.whatwg.org/#hostgetimportmetaproperties
  describeImportMeta(meta, url) {
    meta.url = url;
    meta.resolve = {
      resolve(specifier) {
        return $.h.resolve_module_specifier($.str(specifier), url);
      },
    }.resolve;
  },
});
