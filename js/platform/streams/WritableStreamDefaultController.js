// https://streams.spec.whatwg.org/#ws-default-controller-class
define(
  `
[Exposed=*]
interface WritableStreamDefaultController {
  readonly attribute AbortSignal signal;
  undefined error(optional any e);
};`,
  class {
    get signal() {
      return impl.abortController.signal;
    }
    error(e) {
      if (impl.stream.state === "writable") $.errorWritable(impl, e);
    }
  },
);
