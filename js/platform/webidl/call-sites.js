// The call sites that a page's own Error.prepareStackTrace gets. https://v8.dev/docs/stack-trace-api
// Call sites tell the places and names of frames of the page, and never hand out a function or a receiver.
library({
  get siteOf() {
    return new WeakMap();
  },
  get callSitePrototype() {
    const of = (object) => {
      const site = $.siteOf.get(object);
      if (site === undefined) throw new $.TypeError("Illegal invocation: this is not a CallSite");
      return site;
    };
    return Object.defineProperties(
      { __proto__: $.objects },
      Object.getOwnPropertyDescriptors(
        class {
          getFileName() {
            return of(this).url;
          }
          getScriptNameOrSourceURL() {
            return of(this).url;
          }
          getLineNumber() {
            return of(this).line;
          }
          getColumnNumber() {
            return of(this).column;
          }
          getFunctionName() {
            return of(this).name;
          }
          getMethodName() {
            of(this);
            return null;
          }
          getTypeName() {
            of(this);
            return null;
          }
          getFunction() {
            of(this);
          }
          getThis() {
            of(this);
          }
          getEvalOrigin() {
            of(this);
          }
          isNative() {
            of(this);
            return false;
          }
          isToplevel() {
            of(this);
            return true;
          }
          isEval() {
            of(this);
            return false;
          }
          isConstructor() {
            return of(this).isConstructor;
          }
          isAsync() {
            of(this);
            return false;
          }
          isPromiseAll() {
            of(this);
            return false;
          }
          getPromiseIndex() {
            of(this);
            return null;
          }
          toString() {
            return $.placeOfFrame(of(this));
          }
        }.prototype,
      ),
    );
  },
  callSite(frame) {
    const object = Object.create($.callSitePrototype);
    $.siteOf.set(object, frame);
    return object;
  },
});
