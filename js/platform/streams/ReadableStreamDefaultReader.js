// https://streams.spec.whatwg.org/#default-reader-class
define(
  `
[Exposed=*]
interface ReadableStreamDefaultReader {
  constructor(ReadableStream stream);
  readonly attribute any closed;
  Promise<undefined> cancel(optional any reason);
  Promise<any> read();
  undefined releaseLock();
};`,
  class {
    construct(stream) {
      $.acquireReader($.impl(stream), impl);
    }
    get closed() {
      return impl.closed.promise;
    }
    cancel(reason) {
      if (impl.stream === null) throw new $.TypeError("The reader was released");
      return $.cancelReadable(impl.stream, reason);
    }
    read() {
      if (impl.stream === null) throw new $.TypeError("The reader was released");
      return $.readPromise(impl);
    }
    releaseLock() {
      $.releaseReader(impl);
    }
  },
);
