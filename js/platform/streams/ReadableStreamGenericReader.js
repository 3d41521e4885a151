// https://streams.spec.whatwg.org/#generic-reader-mixin
define(
  `
interface mixin ReadableStreamGenericReader {
  readonly attribute Promise<undefined> closed;
  Promise<undefined> cancel(optional any reason);
};`,
  class {
    get closed() {
      return impl.closed.promise;
    }
    cancel(reason) {
      if (impl.stream === null) throw new $.TypeError("The reader was released");
      return $.cancelReadable(impl.stream, reason);
    }
  },
);
