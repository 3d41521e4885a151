// Reading the bytes of a stream into a buffer of the reader's ("bring your own buffer").
// A descriptor of `pendingPullIntos` is a *pull-into descriptor*: `filled` counts bytes, `typeName` is the view's class.
library({
  // https://streams.spec.whatwg.org/#set-up-readable-stream-byob-reader
  acquireBYOBReader(stream, reader) {
    if (stream.reader !== null) throw new $.TypeError("The stream is locked to a reader");
    if (!stream.controller.isOfBytes) throw new $.TypeError("Cannot use a BYOB reader with a non-byte stream");
    return $.acquireReader(stream, Object.assign(reader, { isBYOB: true }));
  },
  // https://streams.spec.whatwg.org/#byob-reader-read steps 1 to 7
  checkReadInto(view, min) {
    if (!$.isView(view)) throw new $.TypeError("The view is not an ArrayBufferView");
    if (view.byteLength === 0) throw new $.TypeError("The view has no room");
    if ($.isDetachedBuffer(view.buffer) || view.buffer.byteLength === 0) throw new $.TypeError("The view's buffer is detached");
    if (min === 0) throw new $.TypeError("At least one element has to be asked for");
    if (min > ($.typedArrayName(view) === undefined ? view.byteLength : view.length))
      throw new $.RangeError("More elements are asked for than the view has room for");
  },
  // https://streams.spec.whatwg.org/#readable-stream-byob-reader-read
  readInto(reader, view, min, request) {
    const { stream } = reader;
    stream.disturbed = true;
    if (stream.state === "errored") return request.error(stream.storedError);
    $.pullInto(stream.controller, view, min, request);
  },
  readIntoPromise(reader, view, min) {
    return new Promise((resolve, reject) =>
      $.readInto(reader, view, min, {
        chunk: (value) => resolve({ __proto__: $.objects, value, done: false }),
        close: (value) => resolve({ __proto__: $.objects, value, done: true }),
        error: reject,
      }),
    );
  },
  // a request is { chunk(view), close(view), error(e) }. https://streams.spec.whatwg.org/#readable-byte-stream-controller-pull-into
  pullInto(controller, view, min, request) {
    const { stream, pendingPullIntos } = controller;
    const typeName = $.typedArrayName(view) ?? "DataView";
    const elementSize = view.BYTES_PER_ELEMENT ?? 1;
    const { byteOffset, byteLength } = view;
    let buffer;
    try {
      buffer = $.transferBuffer(view.buffer);
    } catch (e) {
      return request.error(e);
    }
    const descriptor = {
      buffer,
      bufferByteLength: buffer.byteLength,
      byteOffset,
      byteLength,
      filled: 0,
      minimumFill: min * elementSize,
      elementSize,
      typeName,
      readerType: "byob",
    };
    if (pendingPullIntos.length > 0) {
      pendingPullIntos.push(descriptor);
      stream.reader.requests.push(request);
      return;
    }
    if (stream.state === "closed") return request.close($.viewOf(descriptor));
    if (controller.total > 0) {
      if ($.fillPullInto(controller, descriptor)) {
        const filled = $.filledView(descriptor);
        $.byteQueueDrained(controller);
        return request.chunk(filled);
      }
      if (controller.closeRequested) {
        const error = new $.TypeError("The stream is closed with too few bytes in it");
        $.errorController(controller, error);
        return request.error(error);
      }
    }
    pendingPullIntos.push(descriptor);
    stream.reader.requests.push(request);
    $.callPull(controller);
  },
  viewOf({ typeName, buffer, byteOffset, filled, elementSize }) {
    return new ($.classOf(typeName))(buffer, byteOffset, filled / elementSize);
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerconvertpullintodescriptor
  filledView(descriptor) {
    descriptor.buffer = $.transferBuffer(descriptor.buffer);
    return $.viewOf(descriptor);
  },
  // answers whether enough is there. https://streams.spec.whatwg.org/#readable-byte-stream-controller-fill-pull-into-descriptor-from-queue
  fillPullInto(controller, descriptor) {
    const { queue } = controller;
    let remaining = Math.min(controller.total, descriptor.byteLength - descriptor.filled);
    const aligned = descriptor.filled + remaining - ((descriptor.filled + remaining) % descriptor.elementSize);
    const isReady = aligned >= descriptor.minimumFill;
    if (isReady) remaining = aligned - descriptor.filled;
    while (remaining > 0) {
      const head = queue[0];
      const size = Math.min(remaining, head.byteLength);
      const to = new Uint8Array(descriptor.buffer, descriptor.byteOffset + descriptor.filled, size);
      to.set(new Uint8Array(head.buffer, head.byteOffset, size));
      if (head.byteLength === size) queue.shift();
      else {
        head.byteOffset += size;
        head.byteLength -= size;
      }
      controller.total -= size;
      descriptor.filled += size;
      remaining -= size;
    }
    return isReady;
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-process-pull-into-descriptors-using-queue
  fillPullIntos(controller) {
    const filled = [];
    while (controller.pendingPullIntos.length > 0 && controller.total > 0) {
      if (!$.fillPullInto(controller, controller.pendingPullIntos[0])) break;
      filled.push(controller.pendingPullIntos.shift());
    }
    return filled;
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollercommitpullintodescriptor
  commitFilled({ stream }, descriptors) {
    for (const descriptor of descriptors) {
      const view = $.filledView(descriptor);
      const request = stream.reader.requests.shift();
      if (stream.state === "closed") request.close(descriptor.readerType === "default" ? undefined : view);
      else request.chunk(view);
    }
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond
  respondToRead(controller, bytes) {
    const [first] = controller.pendingPullIntos;
    if (controller.stream.state === "closed") {
      if (bytes !== 0) throw new $.TypeError("Nothing can be written into a closed stream");
    } else {
      if (bytes === 0) throw new $.TypeError("At least one byte has to be written");
      if (first.filled + bytes > first.byteLength) throw new $.RangeError("More bytes were written than there is room for");
    }
    first.buffer = $.transferBuffer(first.buffer);
    $.readResponded(controller, bytes);
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-with-new-view
  respondWithView(controller, view) {
    const [first] = controller.pendingPullIntos;
    if (controller.stream.state === "closed") {
      if (view.byteLength !== 0) throw new $.TypeError("Nothing can be written into a closed stream");
    } else if (view.byteLength === 0) throw new $.TypeError("At least one byte has to be written");
    if (first.byteOffset + first.filled !== view.byteOffset) throw new $.RangeError("The view begins at another place");
    if (first.bufferByteLength !== view.buffer.byteLength) throw new $.RangeError("The view's buffer has another length");
    if (first.filled + view.byteLength > first.byteLength) throw new $.RangeError("The view is longer than there is room for");
    const { byteLength } = view;
    first.buffer = $.transferBuffer(view.buffer);
    $.readResponded(controller, byteLength);
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-internal
  readResponded(controller, bytes) {
    const { stream, pendingPullIntos } = controller;
    const [first] = pendingPullIntos;
    $.invalidateRequest(controller);
    if (stream.state === "closed") {
      // https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-in-closed-state
      if (first.readerType === "none") pendingPullIntos.shift();
      if (stream.reader?.isBYOB) $.commitFilled(controller, pendingPullIntos.splice(0, stream.reader.requests.length));
    } else $.readRespondedInReadable(controller, bytes, first);
    $.callPull(controller);
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-respond-in-readable-state
  readRespondedInReadable(controller, bytes, descriptor) {
    descriptor.filled += bytes;
    if (descriptor.readerType === "none") {
      $.enqueueDetachedPullInto(controller, descriptor);
      return $.commitFilled(controller, $.fillPullIntos(controller));
    }
    if (descriptor.filled < descriptor.minimumFill) return;
    controller.pendingPullIntos.shift();
    const rest = descriptor.filled % descriptor.elementSize;
    if (rest > 0) {
      const end = descriptor.byteOffset + descriptor.filled;
      $.queueCopy(controller, descriptor.buffer, end - rest, rest);
      descriptor.filled -= rest;
    }
    $.commitFilled(controller, [descriptor, ...$.fillPullIntos(controller)]);
  },
});
