// https://streams.spec.whatwg.org/#ws-class
define(
  `
[Exposed=*]
interface WritableStream {
  constructor(optional object underlyingSink, optional QueuingStrategy strategy = {});
  readonly attribute boolean locked;
  Promise<undefined> abort(optional any reason);
  Promise<undefined> close();
  WritableStreamDefaultWriter getWriter();
};`,
  class {
    construct(underlyingSink, strategy) {
      const sink = $.underlying(underlyingSink, "underlyingSink");
      const { abort, close, start, type, write } = sink ?? {};
      for (const f of [abort, close, start, write])
        if (f !== undefined && typeof f !== "function")
          throw new $.TypeError("A member of the underlying sink is not a function.");
      if (type !== undefined) throw new $.RangeError("Invalid type is specified");
      const bound = (f) => f && ((...args) => Reflect.apply(f, sink, args));
      $.setUpWritable(
        impl,
        { start: bound(start), write: bound(write), close: bound(close), abort: bound(abort) },
        $.highWaterMark(strategy, 1),
        strategy.size ?? (() => 1),
      );
    }
    get locked() {
      return impl.writer !== null;
    }
    abort(reason) {
      if (impl.writer !== null) throw new $.TypeError("Cannot abort a locked stream");
      return $.abortWritable(impl, reason);
    }
    close() {
      if (impl.writer !== null) throw new $.TypeError("Cannot close a locked stream");
      if ($.isClosing(impl)) throw new $.TypeError("Cannot close an already-closing stream");
      return $.closeWritable(impl);
    }
    getWriter() {
      return new ($.exposed("WritableStreamDefaultWriter"))(this);
    }
  },
);
