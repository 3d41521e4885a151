// Methods of promises: `$._then(promise, f)` is how `promise.then(f)` is compiled.
library({
  isOwnPromise(o) {
    return typeof o === "object" && o !== null && Object.getPrototypeOf(o) === Promise.prototype;
  },
  // What a promise is resolved with. Of a promise the engine asks for `then`, which a page may have replaced.
  outcome(value) {
    if ($.isOwnPromise(value) && $.Promise.prototype.then !== $.kept.Promise.then)
      Object.defineProperty(value, "then", { value: $.kept.Promise.then, writable: true, configurable: true });
    return value;
  },
  _then(o, fulfilled, rejected = undefined) {
    return $.isOwnPromise(o)
      ? Reflect.apply($.kept.Promise.then, o, [fulfilled, rejected])
      : $.applied(o, "then", [fulfilled, rejected]);
  },
  _catch(o, rejected) {
    return $.isOwnPromise(o) ? $._then(o, undefined, rejected) : $.applied(o, "catch", [rejected]);
  },
  _finally(o, done) {
    if (!$.isOwnPromise(o)) return $.applied(o, "finally", [done]);
    const after = (f) => $.outcome($._then(Promise.resolve(done()), f));
    return $._then(
      o,
      (value) => after(() => value),
      (error) =>
        after(() => {
          throw error;
        }),
    );
  },
  // Promise.all of an array of ours
  Promise_all(list) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const values = [];
    let left = list.length;
    if (left === 0) resolve(values);
    for (let i = 0; i < list.length; i++) {
      $.append(values, undefined);
      $._then(
        Promise.resolve(list[i]),
        (value) => {
          values[i] = value;
          if (--left === 0) resolve(values);
        },
        reject,
      );
    }
    return promise;
  },
});
