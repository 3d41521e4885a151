// https://w3c.github.io/web-locks/#api
define(
  `
[SecureContext, Exposed=(Window,Worker)]
interface LockManager {
  Promise<any> request(DOMString name, any options, optional any callback);
  Promise<any> query();
};`,
  class {
    async request(name, options, callback) {
      const [given, steps] = callback === undefined ? [{}, options] : [options ?? {}, callback];
      if (typeof steps !== "function") throw new $.TypeError("The callback is not a function.");
      const mode = given.mode === undefined ? "exclusive" : $.str(given.mode);
      const ifAvailable = Boolean(given.ifAvailable),
        steal = Boolean(given.steal),
        { signal } = given;
      if (mode !== "exclusive" && mode !== "shared") throw new $.TypeError("The mode is not 'exclusive' or 'shared'.");
      if (signal !== undefined && !$.is(signal, "AbortSignal")) throw new $.TypeError("The signal is not an AbortSignal.");
      const refuse = (text) => {
        throw new $.DOMException(text, "NotSupportedError");
      };
      if (name.startsWith("-")) refuse("Names cannot start with '-'.");
      if (steal && ifAvailable) refuse("The 'steal' and 'ifAvailable' options cannot be used together.");
      if (steal && mode !== "exclusive") refuse("The 'steal' option may only be used with 'exclusive' locks.");
      if (signal !== undefined && (steal || ifAvailable))
        refuse("The 'signal' option cannot be used with 'steal' or 'ifAvailable'.");
      if (signal?.aborted) throw signal.reason;
      return $.requestLock(name, mode, ifAvailable, steal, signal, steps);
    }
    async query() {
      return $.pageParse(h.query_locks());
    }
  },
);
define(
  `
[SecureContext, Exposed=(Window,Worker)]
interface Lock {
  readonly attribute DOMString name;
  readonly attribute any mode;
};`,
  class {
    get name() {
      return impl.name;
    }
    get mode() {
      return impl.mode;
    }
  },
);
library({
  get lockRequests() {
    return new Map();
  },
  // https://w3c.github.io/web-locks/#request-a-lock
  requestLock(name, mode, ifAvailable, steal, signal, callback) {
    const { promise, resolve, reject } = $.deferred();
    const request = { name, mode, callback, resolve, reject, signal, granted: false };
    const number = $.h.request_lock(name, mode === "shared", ifAvailable, steal);
    $.lockRequests.set(number, request);
    if (signal !== undefined)
      $.onAbort(signal, () => {
        if (request.granted || !$.lockRequests.delete(number)) return;
        $.h.release_lock(number);
        reject(signal.reason);
      });
    return promise;
  },
  // The lock is there, or there is none for one that does not wait. https://w3c.github.io/web-locks/#request-a-lock
  lockGranted(number, isThere) {
    const request = $.lockRequests.get(number);
    if (request === undefined) return;
    request.granted = true;
    const lock = isThere ? $.create("Lock", { name: request.name, mode: request.mode }) : null;
    const end = () => {
      $.lockRequests.delete(number);
      $.h.release_lock(number);
    };
    let result;
    try {
      result = Promise.resolve(request.callback.call(undefined, lock));
    } catch (error) {
      result = Promise.reject(error);
    }
    result.then(
      (value) => {
        end();
        request.resolve($.outcome(value));
      },
      (error) => {
        end();
        request.reject(error);
      },
    );
  },
  lockStolen(number) {
    const request = $.lockRequests.get(number);
    $.lockRequests.delete(number);
    request?.reject(new $.DOMException("Lock broken by another request with the 'steal' option.", "AbortError"));
  },
});
