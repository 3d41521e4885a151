// https://streams.spec.whatwg.org/#blqs-class
define(
  `
[Exposed=*]
interface ByteLengthQueuingStrategy {
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
      return $.byteLengthSize;
    }
  },
);
