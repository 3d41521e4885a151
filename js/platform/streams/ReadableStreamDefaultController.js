// https://streams.spec.whatwg.org/#rs-default-controller-class
define(
  `
[Exposed=*]
interface ReadableStreamDefaultController {
  readonly attribute unrestricted double? desiredSize;
  undefined close();
  undefined enqueue(optional any chunk);
  undefined error(optional any e);
};`,
  class {
    get desiredSize() {
      return $.readableDesiredSize(impl);
    }
    close() {
      if (!$.canEnqueue(impl)) throw new $.TypeError("The stream is closing or not readable");
      $.closeController(impl);
    }
    enqueue(chunk) {
      if (!$.canEnqueue(impl)) throw new $.TypeError("The stream is closing or not readable");
      $.enqueueChunk(impl, chunk);
    }
    error(e) {
      $.errorController(impl, e);
    }
  },
);
