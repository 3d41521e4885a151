// https://streams.spec.whatwg.org/#rs-class
define(
  `
enum ReadableStreamReaderMode { "byob" };
dictionary ReadableStreamGetReaderOptions { ReadableStreamReaderMode mode; };
dictionary ReadableStreamIteratorOptions { boolean preventCancel = false; };
dictionary ReadableWritablePair { required ReadableStream readable; required WritableStream writable; };
dictionary StreamPipeOptions {
  boolean preventClose = false;
  boolean preventAbort = false;
  boolean preventCancel = false;
  AbortSignal signal;
};
callback QueuingStrategySize = unrestricted double (any chunk);
dictionary QueuingStrategy { unrestricted double highWaterMark; QueuingStrategySize size; };
[Exposed=*]
interface ReadableStream {
  constructor(optional object underlyingSource, optional QueuingStrategy strategy = {});
  static ReadableStream from(any asyncIterable);
  readonly attribute boolean locked;
  Promise<undefined> cancel(optional any reason);
  any getReader(optional ReadableStreamGetReaderOptions options = {});
  ReadableStream pipeThrough(ReadableWritablePair transform, optional StreamPipeOptions options = {});
  Promise<undefined> pipeTo(WritableStream destination, optional StreamPipeOptions options = {});
  sequence<ReadableStream> tee();
  any values(optional ReadableStreamIteratorOptions options = {});
};`,
  class {
    construct(underlyingSource, strategy) {
      const source = $.underlying(underlyingSource, "underlyingSource");
      // https://streams.spec.whatwg.org/#dictdef-underlyingsource, its members in the order of IDL's dictionaries
      const { autoAllocateChunkSize, cancel, pull, start, type } = source ?? {};
      const size = autoAllocateChunkSize === undefined ? undefined : $.integer(autoAllocateChunkSize, 64, false, 1);
      for (const f of [cancel, pull, start])
        if (f !== undefined && typeof f !== "function")
          throw new $.TypeError("A member of the underlying source is not a function.");
      if (type !== undefined && `${type}` !== "bytes") throw new $.TypeError(`Invalid type '${type}'.`);
      const algorithms = {
        start: start && ((controller) => Reflect.apply(start, source, [controller])),
        pull: pull && ((controller) => Reflect.apply(pull, source, [controller])),
        cancel: cancel && ((reason) => Reflect.apply(cancel, source, [reason])),
      };
      if (type === undefined) {
        $.setUpReadable(impl, algorithms, $.highWaterMark(strategy, 1), strategy.size ?? (() => 1));
        return;
      }
      if (strategy.size !== undefined) throw new $.RangeError("A byte stream has no size function.");
      const highWaterMark = $.highWaterMark(strategy, 0);
      if (size === 0) throw new $.TypeError("autoAllocateChunkSize is 0");
      $.setUpReadableOfBytes(impl, algorithms, highWaterMark, size);
    }
    static from(asyncIterable) {
      return $.readableFromIterable(asyncIterable);
    }
    get locked() {
      return impl.reader !== null;
    }
    cancel(reason) {
      if (impl.reader !== null) throw new $.TypeError("Cannot cancel a locked stream");
      return $.cancelReadable(impl, reason);
    }
    getReader(options) {
      return new ($.exposed(options.mode === "byob" ? "ReadableStreamBYOBReader" : "ReadableStreamDefaultReader"))(this);
    }
    pipeThrough(transform, options) {
      const destination = $.impl(transform.writable);
      if (impl.reader !== null) throw new $.TypeError("The stream is locked");
      if (destination.writer !== null) throw new $.TypeError("The writable stream is locked");
      $.quiet($.pipe(impl, destination, options));
      return transform.readable;
    }
    pipeTo(destination, options) {
      if (impl.reader !== null) throw new $.TypeError("The stream is locked");
      const writable = $.impl(destination);
      if (writable.writer !== null) throw new $.TypeError("The writable stream is locked");
      return $.pipe(impl, writable, options);
    }
    tee() {
      if (impl.reader !== null) throw new $.TypeError("The stream is locked");
      return $.teeReadable(impl, false).map((stream) => $.create("ReadableStream", stream));
    }
    values(options) {
      return $.readableIterator(impl, options.preventCancel);
    }
  },
);
