// Transform streams. https://streams.spec.whatwg.org/#ts-all-abstract-ops
library({
  setUpTransform(transform, algorithms, { writableHighWaterMark, writableSize, readableHighWaterMark, readableSize }) {
    const controller = {
      transform,
      run: algorithms.transform,
      flush: algorithms.flush,
      cancel: algorithms.cancel,
      finishing: null,
    };
    Object.assign(transform, { controller, backpressure: true, change: $.deferred(), readableSlots: {}, writableSlots: {} });
    controller.object = $.create("TransformStreamDefaultController", controller);
    const started = $.deferred();
    const start = () => started.promise;
    $.setUpWritable(
      transform.writableSlots,
      {
        start,
        write: (chunk) => $.transformWrite(transform, chunk),
        close: () => $.transformClose(transform),
        abort: (reason) => $.transformStop(transform, reason, (e) => $.errorController(transform.readableSlots.controller, e)),
      },
      writableHighWaterMark,
      writableSize ?? (() => 1),
    );
    $.setUpReadable(
      transform.readableSlots,
      {
        start,
        pull: () => {
          $.setTransformBackpressure(transform, false);
          return transform.change.promise;
        },
        cancel: (reason) => $.transformStop(transform, reason, (e) => $.errorTransformWritable(transform, e)),
      },
      readableHighWaterMark,
      readableSize ?? (() => 1),
    );
    transform.writable = $.create("WritableStream", transform.writableSlots);
    transform.readable = $.create("ReadableStream", transform.readableSlots);
    started.resolve(algorithms.start?.(controller.object));
  },
  // { readable, writable } of a transform of our own
  newTransform(transform, flush) {
    const slots = {};
    $.setUpTransform(slots, { transform, flush }, { writableHighWaterMark: 1, readableHighWaterMark: 0 });
    return slots;
  },
  setTransformBackpressure(transform, backpressure) {
    transform.change.resolve();
    transform.change = $.deferred();
    transform.backpressure = backpressure;
  },
  clearTransform(controller) {
    controller.run = controller.flush = controller.cancel = undefined;
  },
  errorTransform(transform, e) {
    $.errorController(transform.readableSlots.controller, e);
    $.errorTransformWritable(transform, e);
  },
  errorTransformWritable(transform, e) {
    $.clearTransform(transform.controller);
    const { writableSlots } = transform;
    if (writableSlots.state === "writable") $.errorWritable(writableSlots.controller, e);
    if (transform.backpressure) $.setTransformBackpressure(transform, false);
  },
  // https://streams.spec.whatwg.org/#transform-stream-default-controller-enqueue
  transformEnqueue(controller, chunk) {
    const { transform } = controller;
    const readable = transform.readableSlots.controller;
    if (!$.canEnqueue(readable)) throw new $.TypeError("The readable side is not in a state that permits enqueue");
    try {
      $.enqueueChunk(readable, chunk);
    } catch (e) {
      $.errorTransformWritable(transform, e);
      throw transform.readableSlots.storedError;
    }
    const requests = transform.readableSlots.reader?.requests.length ?? 0;
    const backpressure = requests === 0 && $.readableDesiredSize(readable) <= 0;
    if (backpressure && !transform.backpressure) $.setTransformBackpressure(transform, true);
  },
  transformRun(transform, chunk) {
    const { controller } = transform;
    const run = controller.run ?? ((c) => $.transformEnqueue(controller, c));
    return $.then($.promised(run, chunk, controller.object), undefined, (e) => {
      $.errorTransform(transform, e);
      throw e;
    });
  },
  transformWrite(transform, chunk) {
    if (!transform.backpressure) return $.transformRun(transform, chunk);
    return $.then(transform.change.promise, () => {
      const { writableSlots } = transform;
      if (writableSlots.state === "erroring") throw writableSlots.storedError;
      return $.transformRun(transform, chunk);
    });
  },
  // https://streams.spec.whatwg.org/#transform-stream-default-sink-close-algorithm
  transformClose(transform) {
    const { controller, readableSlots } = transform;
    if (controller.finishing !== null) return controller.finishing.promise;
    controller.finishing = $.deferred();
    const { flush } = controller;
    const flushed = $.promised(flush, controller.object);
    $.clearTransform(controller);
    $.then(
      flushed,
      () => {
        if (readableSlots.state === "errored") controller.finishing.reject(readableSlots.storedError);
        else {
          $.closeController(readableSlots.controller);
          controller.finishing.resolve();
        }
      },
      (e) => {
        $.errorController(readableSlots.controller, e);
        controller.finishing.reject(e);
      },
    );
    return controller.finishing.promise;
  },
  // aborting the writable side and canceling the readable one: `stopOther` errors the other
  transformStop(transform, reason, stopOther) {
    const { controller } = transform;
    if (controller.finishing !== null) return controller.finishing.promise;
    controller.finishing = $.deferred();
    const { cancel } = controller;
    const canceled = $.promised(cancel, reason);
    $.clearTransform(controller);
    $.then(
      canceled,
      () => {
        stopOther(reason);
        controller.finishing.resolve();
      },
      (e) => {
        stopOther(e);
        controller.finishing.reject(e);
      },
    );
    return controller.finishing.promise;
  },
});
