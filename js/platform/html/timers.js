// Timers, microtasks and animation frames. https://html.spec.whatwg.org/#timers
library({
  get timers() {
    return { last: 0, live: {} }; // by number: most pages use no Map of ours
  },
  setTimer(handler, timeout, args, repeat) {
    const id = ++$.timers.last;
    const f = typeof handler === "function" ? handler : $.str(handler);
    $.timers.live[id] = { f, args, repeat };
    $.h.set_timer(id, +timeout || 0, repeat);
    return id;
  },
  clearTimer(id) {
    id = +id || 0;
    if ($.timers.live[id] === undefined) return;
    delete $.timers.live[id];
    $.h.clear_timer(id);
  },
  runTimer(id) {
    const timer = $.timers.live[id];
    if (timer === undefined) return;
    if (!timer.repeat) delete $.timers.live[id];
    if (typeof timer.f === "function") $.invoke(timer.f, $.global, timer.args);
    else $.h.run_string(timer.f);
  },
  microtask(callback) {
    $.resolved.then(() => {
      $.invoke(callback, undefined, []);
    });
  },
  get resolved() {
    const promise = Promise.resolve();
    Object.defineProperty(promise, "then", { value: promise.then });
    return promise;
  },
  // Lets Date go by the event loop's clock. https://tc39.es/ecma262/#sec-date-constructor
  followClock() {
    const EngineDate = $.Date;
    const now = () => Math.trunc($.h.wall_clock());
    const constructor = function (...args) {
      if (new.target === undefined) return new EngineDate(now()).toString();
      return Reflect.construct(EngineDate, args.length === 0 ? [now()] : args, new.target);
    };
    const own = Object.getOwnPropertyDescriptors(EngineDate);
    own.now.value = now;
    own.prototype.value.constructor = constructor;
    Object.defineProperties(constructor, own);
    $.Date = constructor;
    $.Date_now = now;
    Object.defineProperty($.global, "Date", { value: constructor, writable: true, enumerable: false, configurable: true });
  },
  get frames() {
    return { last: 0, callbacks: new Map(), running: new Map() };
  },
  // https://html.spec.whatwg.org/#run-the-animation-frame-callbacks: a callback may cancel one that comes after it
  runFrames(now) {
    const running = ($.frames.running = $.frames.callbacks);
    $.frames.callbacks = new Map();
    for (const [id, f] of running) {
      running.delete(id);
      $.invoke(f, undefined, [now]);
    }
  },
});
