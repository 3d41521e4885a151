// https://streams.spec.whatwg.org/#cqs-class
define(
  `
dictionary QueuingStrategyInit { required unrestricted double highWaterMark; };
[Exposed=*]
interface CountQueuingStrategy {
  constructor(QueuingStrategyInit init);
  readonly attribute unrestricted double highWaterMark;
  readonly attribute Function size;
};`,
  class {
    construct(init) {
      impl.highWaterMark = init.highWaterMark;
    }
    get highWaterMark() {
      return impl.highWaterMark;
    }
    get size() {
      return $.countSize;
    }
  },
);
