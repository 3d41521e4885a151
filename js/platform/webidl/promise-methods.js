// Methods of promises: `$._then(promise, f)` is how `promise.then(f)` is compiled.
library({
  isOwnPromise(o) {
    return typeof o === "object" && o !== null && Object.getPrototypeOf(o) === Promise.prototype;
  },
  // A value that a promise can be resolved with. The engine asks a promise for `then` and `constructor`, which a page may have replaced.
  outcome(value) {
    if (!$.isOwnPromise(value) || !$.arePromisesChanged()) return value;
    Object.defineProperty(value, "then", { value: $.ownThen, writable: true, configurable: true });
    return Object.defineProperty(value, "constructor", { value: Promise, writable: true, configurable: true });
  },
  get ownThen() {
    return function (fulfilled, rejected) {
      return $._then(this, fulfilled, rejected);
    };
  },
  arePromisesChanged() {
    const changed = (object, key) => Object.getOwnPropertyDescriptor(object, key);
    const then = changed($.Promise.prototype, "then"),
      maker = changed($.Promise.prototype, "constructor"),
      species = changed($.Promise, Symbol.species);
    return then?.value !== $.kept.Promise.then || maker?.value !== Promise || species?.get !== $.promiseSpecies;
  },
  _then(o, fulfilled, rejected = undefined) {
    if (!$.isOwnPromise(o)) return $.applied(o, "then", [fulfilled, rejected]);
    const run = () => Reflect.apply($.kept.Promise.then, o, [fulfilled, rejected]);
    if (!$.arePromisesChanged()) return run();
    const isSettled = Object.hasOwn(o, "constructor");
    Reflect.defineProperty(o, "constructor", { value: undefined, writable: true, configurable: true });
    const made = run();
    if (isSettled) $.outcome(o);
    else Reflect.deleteProperty(o, "constructor");
    return $.outcome(made);
  },
  Promise_resolve(value) {
    return $.isOwnPromise(value) ? value : new Promise((resolve) => resolve(value));
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
