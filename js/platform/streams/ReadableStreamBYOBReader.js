// https://streams.spec.whatwg.org/#byob-reader-class
define(
  `
[Exposed=*]
interface ReadableStreamBYOBReader {
  constructor(ReadableStream stream);
  Promise<any> read(ArrayBufferView view, optional ReadableStreamBYOBReaderReadOptions options = {});
  undefined releaseLock();
};
ReadableStreamBYOBReader includes ReadableStreamGenericReader;
dictionary ReadableStreamBYOBReaderReadOptions { [EnforceRange] unsigned long long min = 1; };`,
  class {
    construct(stream) {
      $.acquireBYOBReader($.impl(stream), impl);
    }
    read(view, options) {
      $.checkReadInto(view, options.min);
      if (impl.stream === null) throw new $.TypeError("The reader was released");
      return $.readIntoPromise(impl, view, options.min);
    }
    releaseLock() {
      $.releaseReader(impl);
    }
  },
);
