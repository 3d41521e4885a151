// https://streams.spec.whatwg.org/#default-reader-class
define(
  `
[Exposed=*]
interface ReadableStreamDefaultReader {
  constructor(ReadableStream stream);
  Promise<any> read();
  undefined releaseLock();
};
ReadableStreamDefaultReader includes ReadableStreamGenericReader;`,
  class {
    construct(stream) {
      $.acquireReader($.impl(stream), impl);
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
