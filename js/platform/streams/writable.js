// Writable streams. https://streams.spec.whatwg.org/#ws-all-abstract-ops
library({
  setUpWritable(stream, { start, write, close, abort }, highWaterMark, size) {
    Object.assign(stream, {
      state: "writable",
      storedError: undefined,
      writer: null,
      requests: [],
      inFlightWrite: null,
      closeRequest: null,
      inFlightClose: null,
      pendingAbort: null,
      backpressure: false,
    });
    const controller = { stream, queue: [], total: 0, started: false, highWaterMark, size, write, close, abort };
    stream.controller = controller;
    Object.defineProperty(controller, "abortController", {
      get() {
        return (this.aborter ??= new ($.exposed("AbortController"))());
      },
    });
    controller.object = $.create("WritableStreamDefaultController", controller);
    $.setBackpressure(stream, $.hasBackpressure(controller));
    const started = start === undefined ? undefined : start(controller.object);
    $.then(
      Promise.resolve(started),
      () => {
        controller.started = true;
        $.advanceWritable(controller);
      },
      (e) => {
        controller.started = true;
        $.rejectWritable(stream, e);
      },
    );
    return stream;
  },
  hasBackpressure({ highWaterMark, total }) {
    return highWaterMark - total <= 0;
  },
  writableDesiredSize({ state, controller }) {
    return state === "errored" || state === "erroring"
      ? null
      : state === "closed"
        ? 0
        : controller.highWaterMark - controller.total;
  },
  isClosing(stream) {
    return stream.closeRequest !== null || stream.inFlightClose !== null || stream.state === "closed";
  },
  setBackpressure(stream, backpressure) {
    const { writer } = stream;
    if (writer !== null && backpressure !== stream.backpressure) {
      if (backpressure) writer.ready = $.deferred();
      else writer.ready.resolve();
    }
    stream.backpressure = backpressure;
  },
  clearWritable(controller) {
    controller.write = controller.close = controller.abort = controller.size = undefined;
  },
  // https://streams.spec.whatwg.org/#set-up-writable-stream-default-writer
  acquireWriter(stream, writer = {}) {
    if (stream.writer !== null) throw new $.TypeError("The stream is locked to a writer");
    Object.assign(writer, { stream, closed: $.deferred(), ready: $.deferred() });
    stream.writer = writer;
    switch (stream.state) {
      case "writable":
        if ($.isClosing(stream) || !stream.backpressure) writer.ready.resolve();
        break;
      case "erroring":
        writer.ready.reject(stream.storedError);
        break;
      case "closed":
        writer.ready.resolve();
        writer.closed.resolve();
        break;
      default:
        writer.ready.reject(stream.storedError);
        writer.closed.reject(stream.storedError);
    }
    return writer;
  },
  releaseWriter(writer) {
    const { stream } = writer;
    if (stream === null) return;
    const error = new $.TypeError("The writer was released");
    $.rejectOf(writer, "ready", error);
    $.rejectOf(writer, "closed", error);
    stream.writer = null;
    writer.stream = null;
  },
  // https://streams.spec.whatwg.org/#writable-stream-abort
  abortWritable(stream, reason) {
    if (stream.state === "closed" || stream.state === "errored") return Promise.resolve();
    stream.controller.abortController.abort(reason);
    if (stream.state === "closed" || stream.state === "errored") return Promise.resolve();
    if (stream.pendingAbort !== null) return stream.pendingAbort.deferred.promise;
    const wasErroring = stream.state === "erroring";
    const deferred = $.deferred();
    stream.pendingAbort = { deferred, reason: wasErroring ? undefined : reason, wasErroring };
    if (!wasErroring) $.startErroring(stream, reason);
    return deferred.promise;
  },
  closeWritable(stream) {
    if (stream.state === "closed" || stream.state === "errored")
      return Promise.reject(new $.TypeError("The stream is not in a state that can be closed"));
    stream.closeRequest = $.deferred();
    if (stream.writer !== null && stream.backpressure && stream.state === "writable") stream.writer.ready.resolve();
    stream.controller.queue.push({ close: true, size: 0 });
    $.advanceWritable(stream.controller);
    return stream.closeRequest?.promise ?? stream.inFlightClose.promise;
  },
  // https://streams.spec.whatwg.org/#writable-stream-default-writer-write
  writeChunk(writer, chunk) {
    const { stream } = writer;
    const { controller } = stream;
    let size = 1;
    try {
      if (controller.size !== undefined) size = +Reflect.apply(controller.size, undefined, [chunk]);
    } catch (e) {
      if (stream.state === "writable") $.errorWritable(controller, e);
    }
    if (writer.stream !== stream) return Promise.reject(new $.TypeError("The writer was released"));
    if (stream.state === "errored") return Promise.reject(stream.storedError);
    if ($.isClosing(stream)) return Promise.reject(new $.TypeError("The stream is closing or closed"));
    if (stream.state === "erroring") return Promise.reject(stream.storedError);
    const request = $.deferred();
    stream.requests.push(request);
    if (!(size >= 0) || size === Infinity) {
      $.errorWritable(controller, new $.RangeError("The size of a chunk must be a finite, non-negative number"));
      return request.promise;
    }
    controller.queue.push({ chunk, size });
    controller.total += size;
    if (!$.isClosing(stream) && stream.state === "writable") $.setBackpressure(stream, $.hasBackpressure(controller));
    $.advanceWritable(controller);
    return request.promise;
  },
  errorWritable(controller, e) {
    $.clearWritable(controller);
    $.startErroring(controller.stream, e);
  },
  startErroring(stream, reason) {
    stream.state = "erroring";
    stream.storedError = reason;
    if (stream.writer !== null) $.rejectOf(stream.writer, "ready", reason);
    if (stream.inFlightWrite === null && stream.inFlightClose === null && stream.controller.started) $.finishErroring(stream);
  },
  // rejects `ready` or `closed`, or puts a rejected promise in its place
  // https://streams.spec.whatwg.org/#writable-stream-default-writer-ensure-ready-promise-rejected
  rejectOf(writer, name, e) {
    if (!writer[name].isPending) writer[name] = $.deferred();
    writer[name].reject(e);
  },
  rejectWritable(stream, e) {
    if (stream.state === "writable") {
      $.clearWritable(stream.controller);
      $.startErroring(stream, e);
    } else if (stream.state === "erroring") $.finishErroring(stream);
  },
  // https://streams.spec.whatwg.org/#writable-stream-finish-erroring
  finishErroring(stream) {
    stream.state = "errored";
    const { controller, storedError, pendingAbort } = stream;
    controller.queue = [];
    controller.total = 0;
    for (const request of stream.requests.splice(0)) request.reject(storedError);
    stream.pendingAbort = null;
    if (pendingAbort === null) return $.rejectClosed(stream);
    if (pendingAbort.wasErroring) {
      pendingAbort.deferred.reject(storedError);
      return $.rejectClosed(stream);
    }
    const { abort } = controller;
    $.clearWritable(controller);
    $.then(
      $.promised(abort, pendingAbort.reason),
      () => {
        pendingAbort.deferred.resolve();
        $.rejectClosed(stream);
      },
      (e) => {
        pendingAbort.deferred.reject(e);
        $.rejectClosed(stream);
      },
    );
  },
  rejectClosed(stream) {
    if (stream.closeRequest !== null) {
      stream.closeRequest.reject(stream.storedError);
      stream.closeRequest = null;
    }
    if (stream.writer !== null) stream.writer.closed.reject(stream.storedError);
  },
  // https://streams.spec.whatwg.org/#writable-stream-default-controller-advance-queue-if-needed
  advanceWritable(controller) {
    const { stream } = controller;
    if (!controller.started || stream.inFlightWrite !== null) return;
    if (stream.state === "erroring") return $.finishErroring(stream);
    if (stream.state !== "writable" || controller.queue.length === 0) return;
    const next = controller.queue[0];
    if (next.close) {
      stream.inFlightClose = stream.closeRequest;
      stream.closeRequest = null;
      controller.queue.shift();
      const { close } = controller;
      const closing = $.promised(close);
      $.clearWritable(controller);
      $.then(
        closing,
        () => $.finishClose(stream),
        (e) => {
          stream.inFlightClose.reject(e);
          stream.inFlightClose = null;
          if (stream.pendingAbort !== null) {
            stream.pendingAbort.deferred.reject(e);
            stream.pendingAbort = null;
          }
          $.rejectWritable(stream, e);
        },
      );
      return;
    }
    const request = (stream.inFlightWrite = stream.requests.shift());
    $.then(
      $.promised(controller.write, next.chunk, controller.object),
      () => {
        request.resolve();
        stream.inFlightWrite = null;
        if (stream.state === "writable" || stream.state === "erroring") {
          if (controller.queue.length > 0) {
            controller.queue.shift();
            controller.total = Math.max(0, controller.total - next.size);
          }
        }
        if (!$.isClosing(stream) && stream.state === "writable") $.setBackpressure(stream, $.hasBackpressure(controller));
        $.advanceWritable(controller);
      },
      (e) => {
        if (stream.state === "writable") $.clearWritable(controller);
        request.reject(e);
        stream.inFlightWrite = null;
        $.rejectWritable(stream, e);
      },
    );
  },
  finishClose(stream) {
    stream.inFlightClose.resolve();
    stream.inFlightClose = null;
    if (stream.state === "erroring") {
      stream.storedError = undefined;
      if (stream.pendingAbort !== null) {
        stream.pendingAbort.deferred.resolve();
        stream.pendingAbort = null;
      }
    }
    stream.state = "closed";
    if (stream.writer !== null) stream.writer.closed.resolve();
  },
});
