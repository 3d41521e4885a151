// Readable byte streams. A controller is the slots of its ReadableByteStreamController, told by `isOfBytes`; what its queue holds is
// { buffer, byteOffset, byteLength }. https://streams.spec.whatwg.org/#rbs-controller-abstract-ops
library({
  // https://streams.spec.whatwg.org/#set-up-readable-byte-stream-controller
  setUpReadableOfBytes(stream, { start, pull, cancel }, highWaterMark, autoAllocateChunkSize) {
    const slots = { isOfBytes: true, stream, highWaterMark, autoAllocateChunkSize, pendingPullIntos: [], byobRequest: null };
    return $.setUpController("ReadableByteStreamController", { ...slots, pull, cancel }, start);
  },
  // a new byte stream over algorithms of our own
  readableOfBytes(algorithms) {
    const stream = {};
    $.setUpReadableOfBytes(stream, algorithms, 0, undefined);
    return $.create("ReadableStream", stream);
  },
  isView(value) {
    return ArrayBuffer.isView(value);
  },
  // the name of a typed array's class, or undefined for a DataView
  typedArrayName(view) {
    return view[Symbol.toStringTag] === "DataView" ? undefined : view[Symbol.toStringTag];
  },
  // https://streams.spec.whatwg.org/#transfer-array-buffer
  transferBuffer(buffer) {
    if ($.isShared(buffer)) throw new $.TypeError("A SharedArrayBuffer cannot be transferred");
    return ArrayBuffer.prototype.transfer.call(buffer);
  },
  isShared(buffer) {
    return $.byteKind(buffer) === "SharedArrayBuffer";
  },
  isDetachedBuffer(buffer) {
    return !$.isShared(buffer) && buffer.detached;
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-invalidate-byob-request
  invalidateRequest(controller) {
    const request = controller.byobRequest;
    if (request === null) return;
    $.impl(request).controller = null;
    $.impl(request).view = null;
    controller.byobRequest = null;
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollergetbyobrequest
  byobRequestOf(controller) {
    const [first] = controller.pendingPullIntos;
    if (controller.byobRequest === null && first !== undefined) {
      const view = new Uint8Array(first.buffer, first.byteOffset + first.filled, first.byteLength - first.filled);
      controller.byobRequest = $.create("ReadableStreamBYOBRequest", { controller, view });
    }
    return controller.byobRequest;
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-close
  closeByteController(controller) {
    const { stream } = controller;
    if (controller.closeRequested || stream.state !== "readable") return;
    if (controller.total > 0) {
      controller.closeRequested = true;
      return;
    }
    const [first] = controller.pendingPullIntos;
    if (first !== undefined && first.filled % first.elementSize !== 0) {
      const error = new $.TypeError("The stream is closed with an element that is not whole");
      $.errorController(controller, error);
      throw error;
    }
    $.clearReadable(controller);
    $.closeReadable(stream);
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-handle-queue-drain
  byteQueueDrained(controller) {
    if (controller.total === 0 && controller.closeRequested) {
      $.clearReadable(controller);
      $.closeReadable(controller.stream);
    } else $.callPull(controller);
  },
  // https://streams.spec.whatwg.org/#readable-byte-stream-controller-enqueue
  enqueueBytes(controller, chunk) {
    const { stream, pendingPullIntos } = controller;
    if (!$.canEnqueue(controller)) return;
    const { buffer, byteOffset, byteLength } = chunk;
    if ($.isDetachedBuffer(buffer)) throw new $.TypeError("The chunk's buffer is detached");
    const transferred = $.transferBuffer(buffer);
    if (pendingPullIntos.length > 0) {
      const [first] = pendingPullIntos;
      if ($.isDetachedBuffer(first.buffer)) throw new $.TypeError("The buffer of the pending read is detached");
      $.invalidateRequest(controller);
      first.buffer = $.transferBuffer(first.buffer);
      if (first.readerType === "none") $.enqueueDetachedPullInto(controller, first);
    }
    const { reader } = stream;
    if (reader !== null && !reader.isBYOB) {
      // https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerprocessreadrequestsusingqueue
      while (reader.requests.length > 0 && controller.total > 0) $.fillRequestFromQueue(controller, reader.requests.shift());
      if (reader.requests.length === 0) $.queueBytes(controller, transferred, byteOffset, byteLength);
      else {
        if (pendingPullIntos.length > 0) pendingPullIntos.shift();
        reader.requests.shift().chunk(new Uint8Array(transferred, byteOffset, byteLength));
      }
    } else {
      $.queueBytes(controller, transferred, byteOffset, byteLength);
      if (reader !== null) $.commitFilled(controller, $.fillPullIntos(controller));
    }
    $.callPull(controller);
  },
  queueBytes(controller, buffer, byteOffset, byteLength) {
    controller.queue.push({ buffer, byteOffset, byteLength });
    controller.total += byteLength;
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerenqueueclonedchunktoqueue
  queueCopy(controller, buffer, byteOffset, byteLength) {
    $.queueBytes(controller, buffer.slice(byteOffset, byteOffset + byteLength), 0, byteLength);
  },
  enqueueDetachedPullInto(controller, descriptor) {
    const { buffer, byteOffset, filled } = descriptor;
    if (filled > 0) $.queueCopy(controller, buffer, byteOffset, filled);
    controller.pendingPullIntos.shift();
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontrollerfillreadrequestfromqueue
  fillRequestFromQueue(controller, request) {
    const { buffer, byteOffset, byteLength } = controller.queue.shift();
    controller.total -= byteLength;
    $.byteQueueDrained(controller);
    request.chunk(new Uint8Array(buffer, byteOffset, byteLength));
  },
  // https://streams.spec.whatwg.org/#rbs-controller-private-pull
  pullBytes(controller, request) {
    const { autoAllocateChunkSize: size, stream } = controller;
    if (controller.total > 0) return $.fillRequestFromQueue(controller, request);
    if (size !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(size);
      } catch (e) {
        return request.error(e);
      }
      controller.pendingPullIntos.push({
        buffer,
        bufferByteLength: size,
        byteOffset: 0,
        byteLength: size,
        filled: 0,
        minimumFill: 1,
        elementSize: 1,
        typeName: "Uint8Array",
        readerType: "default",
      });
    }
    stream.reader.requests.push(request);
    $.callPull(controller);
  },
  // https://streams.spec.whatwg.org/#rbs-controller-private-cancel step 1, and what errors a stream
  clearPullIntos(controller) {
    $.invalidateRequest(controller);
    controller.pendingPullIntos = [];
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamcontroller-releasesteps
  releasePullIntos(controller) {
    const [first] = controller.pendingPullIntos;
    if (first === undefined) return;
    first.readerType = "none";
    controller.pendingPullIntos = [first];
  },
});
