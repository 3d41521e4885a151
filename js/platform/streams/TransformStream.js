// https://streams.spec.whatwg.org/#ts-class
define(
  `
[Exposed=*]
interface TransformStream {
  constructor(optional object transformer, optional QueuingStrategy writableStrategy = {}, optional QueuingStrategy readableStrategy = {});
  readonly attribute ReadableStream readable;
  readonly attribute WritableStream writable;
};`,
  class {
    construct(transformer, writableStrategy, readableStrategy) {
      const given = $.underlying(transformer, "transformer");
      const { cancel, flush, readableType, start, transform, writableType } = given ?? {};
      if (readableType !== undefined || writableType !== undefined) throw new $.RangeError("Invalid type is specified");
      for (const f of [cancel, flush, start, transform])
        if (f !== undefined && typeof f !== "function") throw new $.TypeError("A member of the transformer is not a function.");
      const bound = (f) => f && ((...args) => Reflect.apply(f, given, args));
      $.setUpTransform(
        impl,
        { start: bound(start), transform: bound(transform), flush: bound(flush), cancel: bound(cancel) },
        {
          writableHighWaterMark: $.highWaterMark(writableStrategy, 1),
          writableSize: writableStrategy.size,
          readableHighWaterMark: $.highWaterMark(readableStrategy, 0),
          readableSize: readableStrategy.size,
        },
      );
    }
    get readable() {
      return impl.readable;
    }
    get writable() {
      return impl.writable;
    }
  },
);
