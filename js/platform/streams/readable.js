// Readable streams. A stream, a controller and a reader are the slots (`impl`) of their objects.
// https://streams.spec.whatwg.org/#rs-all-abstract-ops
library({
  quiet(promise) {
    $.then(promise, undefined, () => {});
    return promise;
  },
  then(promise, fulfilled, rejected = undefined) {
    if ($.isOwnPromise(promise)) return promise.then(fulfilled, rejected);
    return Reflect.apply(Promise.prototype.then, promise, [fulfilled, rejected]);
  },
  // a promise whose rejection nobody has to handle, and what settles it
  deferred() {
    const { promise, resolve, reject } = Promise.withResolvers();
    const deferred = {
      promise,
      isPending: true,
      resolve(value) {
        deferred.isPending = false;
        resolve(value);
      },
      reject(error) {
        deferred.isPending = false;
        reject(error);
      },
    };
    $.quiet(promise);
    return deferred;
  },
  // calls an algorithm of the page; a promise in any case
  promised(f, ...args) {
    if (f === undefined) return Promise.resolve();
    try {
      return Promise.resolve(f(...args));
    } catch (error) {
      return Promise.reject(error);
    }
  },
  underlying(object, name) {
    if (object === undefined) return undefined;
    if (object === null || (typeof object !== "object" && typeof object !== "function"))
      throw new $.TypeError(`${name} is not an object`);
    return object;
  },
  // https://streams.spec.whatwg.org/#validate-and-normalize-high-water-mark
  highWaterMark(strategy, missing) {
    const { highWaterMark } = strategy;
    if (highWaterMark === undefined) return missing;
    if (Number.isNaN(highWaterMark) || highWaterMark < 0) throw new $.RangeError("Invalid highWaterMark");
    return highWaterMark;
  },
  // a new stream over algorithms of our own
  readableFrom(algorithms, highWaterMark = 0, size = () => 1) {
    const stream = {};
    $.setUpReadable(stream, algorithms, highWaterMark, size);
    return $.create("ReadableStream", stream);
  },
  get readableStreamReady() {
    const prototype = $.prototypeOf("ReadableStream");
    if (!Object.hasOwn(prototype, Symbol.asyncIterator))
      Object.defineProperty(prototype, Symbol.asyncIterator, {
        value: prototype.values,
        writable: true,
        enumerable: false,
        configurable: true,
      });
    return true;
  },
  // https://streams.spec.whatwg.org/#set-up-readable-stream-default-controller
  setUpReadable(stream, { start, pull, cancel }, highWaterMark, size) {
    return $.setUpController("ReadableStreamDefaultController", { stream, highWaterMark, size, pull, cancel }, start);
  },
  // what both kinds of controllers share; `slots` are those that are given
  setUpController(name, slots, start) {
    void $.readableStreamReady;
    const { stream } = slots;
    Object.assign(stream, { state: "readable", reader: null, storedError: undefined, disturbed: false });
    const controller = {
      queue: [],
      total: 0,
      started: false,
      closeRequested: false,
      pulling: false,
      pullAgain: false,
      ...slots,
    };
    stream.controller = controller;
    controller.object = $.create(name, controller);
    $.startReadable(controller, start);
    return stream;
  },
  startReadable(controller, start) {
    const started = start === undefined ? undefined : start(controller.object);
    $.then(
      Promise.resolve(started),
      () => {
        controller.started = true;
        $.callPull(controller);
      },
      (e) => $.errorController(controller, e),
    );
  },
  canEnqueue(controller) {
    return !controller.closeRequested && controller.stream.state === "readable";
  },
  readableDesiredSize({ stream, highWaterMark, total }) {
    return stream.state === "errored" ? null : stream.state === "closed" ? 0 : highWaterMark - total;
  },
  callPull(controller) {
    const { stream } = controller;
    if (!$.canEnqueue(controller) || !controller.started) return;
    if (!(stream.reader !== null && stream.reader.requests.length > 0) && $.readableDesiredSize(controller) <= 0) return;
    if (controller.pulling) {
      controller.pullAgain = true;
      return;
    }
    controller.pulling = true;
    $.then(
      $.promised(controller.pull, controller.object),
      () => {
        controller.pulling = false;
        if (controller.pullAgain) {
          controller.pullAgain = false;
          $.callPull(controller);
        }
      },
      (e) => $.errorController(controller, e),
    );
  },
  clearReadable(controller) {
    controller.queue = [];
    controller.total = 0;
    controller.pull = controller.cancel = undefined;
    controller.size = undefined;
  },
  // https://streams.spec.whatwg.org/#readable-stream-default-controller-enqueue
  enqueueChunk(controller, chunk) {
    const { stream } = controller;
    if (!$.canEnqueue(controller)) return;
    if (stream.reader !== null && stream.reader.requests.length > 0) stream.reader.requests.shift().chunk(chunk);
    else {
      let size;
      try {
        size = Reflect.apply(controller.size, undefined, [chunk]);
        size = +size;
        if (!(size >= 0) || size === Infinity)
          throw new $.RangeError("The size of a chunk must be a finite, non-negative number");
      } catch (e) {
        $.errorController(controller, e);
        throw e;
      }
      controller.queue.push({ chunk, size });
      controller.total += size;
    }
    $.callPull(controller);
  },
  closeController(controller) {
    if (!$.canEnqueue(controller)) return;
    controller.closeRequested = true;
    if (controller.queue.length === 0) {
      $.clearReadable(controller);
      $.closeReadable(controller.stream);
    }
  },
  errorController(controller, e) {
    if (controller.stream.state !== "readable") return;
    if (controller.isOfBytes) $.clearPullIntos(controller);
    $.clearReadable(controller);
    $.errorReadable(controller.stream, e);
  },
  closeReadable(stream) {
    stream.state = "closed";
    const { reader } = stream;
    if (reader === null) return;
    reader.closed.resolve();
    if (reader.isBYOB) return; // its requests wait for their buffers
    for (const request of reader.requests.splice(0)) request.close();
  },
  errorReadable(stream, e) {
    stream.state = "errored";
    stream.storedError = e;
    const { reader } = stream;
    if (reader === null) return;
    reader.closed.reject(e);
    for (const request of reader.requests.splice(0)) request.error(e);
  },
  // https://streams.spec.whatwg.org/#readable-stream-cancel
  cancelReadable(stream, reason = undefined) {
    stream.disturbed = true;
    if (stream.state === "closed") return Promise.resolve();
    if (stream.state === "errored") return Promise.reject(stream.storedError);
    $.closeReadable(stream);
    const { controller, reader } = stream;
    if (reader !== null && reader.isBYOB) for (const request of reader.requests.splice(0)) request.close(undefined);
    if (controller.isOfBytes) $.clearPullIntos(controller);
    const { cancel } = controller;
    $.clearReadable(controller);
    return $.then($.promised(cancel, reason), () => undefined);
  },
  acquireReader(stream, reader = {}) {
    if (stream.reader !== null)
      throw new $.TypeError(
        "ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader",
      );
    Object.assign(reader, { stream, requests: [], closed: $.deferred() });
    stream.reader = reader;
    if (stream.state === "closed") reader.closed.resolve();
    else if (stream.state === "errored") reader.closed.reject(stream.storedError);
    return reader;
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaultreaderrelease
  releaseReader(reader) {
    const { stream } = reader;
    if (stream === null) return;
    const error = new $.TypeError("The reader was released");
    if (stream.state === "readable") reader.closed.reject(error);
    else {
      reader.closed = $.deferred();
      reader.closed.reject(error);
    }
    if (stream.controller.isOfBytes) $.releasePullIntos(stream.controller);
    stream.reader = null;
    reader.stream = null;
    for (const request of reader.requests.splice(0)) request.error(error);
  },
  // a request is { chunk(value), close(), error(e) }. https://streams.spec.whatwg.org/#readable-stream-default-reader-read
  readChunk(reader, request) {
    const { stream } = reader;
    stream.disturbed = true;
    if (stream.state === "closed") return request.close();
    if (stream.state === "errored") return request.error(stream.storedError);
    const { controller } = stream;
    if (controller.isOfBytes) return $.pullBytes(controller, request);
    if (controller.queue.length > 0) {
      const { chunk, size } = controller.queue.shift();
      controller.total = Math.max(0, controller.total - size);
      if (controller.closeRequested && controller.queue.length === 0) {
        $.clearReadable(controller);
        $.closeReadable(stream);
      } else $.callPull(controller);
      request.chunk(chunk);
    } else {
      reader.requests.push(request);
      $.callPull(controller);
    }
  },
  readPromise(reader) {
    return new Promise((resolve, reject) =>
      $.readChunk(reader, {
        chunk: (value) => resolve({ __proto__: $.objects, value, done: false }),
        close: () => resolve({ __proto__: $.objects, value: undefined, done: true }),
        error: reject,
      }),
    );
  },
  // gives every chunk to `each`, one after another, and calls `done` or `failed` in the end
  readAll(stream, each, done, failed) {
    const reader = $.acquireReader(stream);
    const next = () =>
      $.readChunk(reader, {
        chunk(value) {
          try {
            each(value);
          } catch (error) {
            failed(error);
            return;
          }
          $.then(Promise.resolve(), next);
        },
        close: done,
        error: failed,
      });
    next();
  },
});
