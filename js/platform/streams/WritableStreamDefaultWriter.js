// https://streams.spec.whatwg.org/#default-writer-class
define(
  `
[Exposed=*]
interface WritableStreamDefaultWriter {
  constructor(WritableStream stream);
  readonly attribute Promise<undefined> closed;
  readonly attribute unrestricted double? desiredSize;
  readonly attribute Promise<undefined> ready;
  Promise<undefined> abort(optional any reason);
  Promise<undefined> close();
  undefined releaseLock();
  Promise<undefined> write(optional any chunk);
};`,
  class {
    construct(stream) {
      $.acquireWriter($.impl(stream), impl);
    }
    get closed() {
      return impl.closed.promise;
    }
    get desiredSize() {
      if (impl.stream === null) throw new $.TypeError("The writer was released");
      return $.writableDesiredSize(impl.stream);
    }
    get ready() {
      return impl.ready.promise;
    }
    abort(reason) {
      if (impl.stream === null) throw new $.TypeError("The writer was released");
      return $.abortWritable(impl.stream, reason);
    }
    close() {
      if (impl.stream === null) throw new $.TypeError("The writer was released");
      if ($.isClosing(impl.stream)) throw new $.TypeError("Cannot close an already-closing stream");
      return $.closeWritable(impl.stream);
    }
    releaseLock() {
      $.releaseWriter(impl);
    }
    write(chunk) {
      if (impl.stream === null) throw new $.TypeError("The writer was released");
      return $.writeChunk(impl, chunk);
    }
  },
);
