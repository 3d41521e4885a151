// https://dom.spec.whatwg.org/#interface-abortcontroller and #interface-AbortSignal
define(
  `
[Exposed=*]
interface AbortController {
  constructor();
  [SameObject] readonly attribute AbortSignal signal;
  undefined abort(optional any reason);
};`,
  class {
    construct() {
      impl.signal = $.create("AbortSignal", {});
    }
    get signal() {
      return impl.signal;
    }
    abort(reason) {
      $.abort(impl.signal, reason);
    }
  },
);
define(
  `
[Exposed=*]
interface AbortSignal : EventTarget {
  [NewObject] static AbortSignal abort(optional any reason);
  [Exposed=(Window,Worker), NewObject] static AbortSignal timeout([EnforceRange] unsigned long long milliseconds);
  [NewObject] static AbortSignal any(sequence<AbortSignal> signals);
  readonly attribute boolean aborted;
  readonly attribute any reason;
  undefined throwIfAborted();
  attribute EventHandler onabort;
};`,
  class {
    static abort(reason) {
      return $.create("AbortSignal", { aborted: true, reason: reason === undefined ? $.abortError() : reason });
    }
    static timeout(milliseconds) {
      const signal = $.create("AbortSignal", {});
      $.setTimer(() => $.abort(signal, new $.DOMException("signal timed out", "TimeoutError")), milliseconds, [], false);
      return signal;
    }
    static any(signals) {
      return $.dependentSignal("AbortSignal", signals);
    }
    get aborted() {
      return impl.aborted === true;
    }
    get reason() {
      return impl.reason;
    }
    throwIfAborted() {
      if (impl.aborted) throw impl.reason;
    }
  },
);

library({
  abortError() {
    return new $.DOMException("signal is aborted without reason", "AbortError");
  },
  // https://dom.spec.whatwg.org/#create-a-dependent-abort-signal
  dependentSignal(name, signals) {
    const made = $.create(name, { dependent: true });
    const aborted = signals.find((s) => s.aborted);
    if (aborted !== undefined) {
      Object.assign($.impl(made), { aborted: true, reason: aborted.reason });
      return made;
    }
    const sources = new Set();
    for (const signal of signals) {
      const s = $.impl(signal);
      for (const source of s.dependent ? (s.sources ?? []) : [signal]) sources.add(source);
    }
    $.impl(made).sources = sources;
    for (const source of sources) ($.impl(source).dependents ??= []).push(made);
    return made;
  },
  // an algorithm to run when the signal is aborted. https://dom.spec.whatwg.org/#abortsignal-add; gives what takes it off again
  onAbort(signal, steps) {
    const impl = $.impl(signal);
    if (impl.aborted) return () => {};
    (impl.algorithms ??= new Set()).add(steps);
    return () => {
      impl.algorithms?.delete(steps);
    };
  },
  // https://dom.spec.whatwg.org/#abortsignal-signal-abort
  abort(signal, reason) {
    const impl = $.impl(signal);
    if (impl.aborted) return;
    if (reason === undefined) reason = $.abortError();
    impl.aborted = true;
    impl.reason = reason;
    const dependents = (impl.dependents ?? []).filter((d) => !$.impl(d).aborted);
    for (const each of dependents) Object.assign($.impl(each), { aborted: true, reason });
    $.runAbortSteps(signal);
    for (const each of dependents) $.runAbortSteps(each);
  },
  runAbortSteps(signal) {
    const impl = $.impl(signal);
    const algorithms = impl.algorithms ?? [];
    impl.algorithms = undefined;
    for (const steps of algorithms) steps();
    $.fire(signal, "abort", {});
  },
});
