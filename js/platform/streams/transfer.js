// Streams that go to another realm: the one left behind is piped into a message port, of which the other end makes one there.
// https://streams.spec.whatwg.org/#transferrable-streams
library({
  // the entry of a structured clone. https://streams.spec.whatwg.org/#rs-transfer, #ws-transfer, #ts-transfer
  streamEntry(object) {
    const impl = $.impl(object);
    if (impl.is.TransformStream) {
      if (impl.readableSlots.reader !== null || impl.writableSlots.writer !== null) $.cannotClone("A locked TransformStream");
      const { readable, writable } = impl;
      return ["transform", $.sendReadable($.impl(readable)), $.sendWritable($.impl(writable))];
    }
    if (impl.is.ReadableStream) {
      if (impl.reader !== null) $.cannotClone("A locked ReadableStream");
      return ["readable", $.sendReadable(impl)];
    }
    if (impl.writer !== null) $.cannotClone("A locked WritableStream");
    return ["writable", $.sendWritable(impl)];
  },
  streamPair() {
    const [kept, sent] = $.h.create_ports().split(" ");
    $.h.release_port(+sent);
    return [+kept, +sent];
  },
  sendReadable(stream) {
    const [kept, sent] = $.streamPair();
    $.quiet($.pipe(stream, $.writableOverPort({}, kept), {}));
    return sent;
  },
  sendWritable(stream) {
    const [kept, sent] = $.streamPair();
    $.quiet($.pipe($.readableOverPort({}, kept), stream, {}));
    return sent;
  },
  receiveReadable(port) {
    $.h.adopt_port(port);
    return $.create("ReadableStream", $.readableOverPort({}, port));
  },
  receiveWritable(port) {
    $.h.adopt_port(port);
    return $.create("WritableStream", $.writableOverPort({}, port));
  },
  // slots of a transform whose sides are elsewhere
  receiveTransform(readablePort, writablePort) {
    const readable = $.receiveReadable(readablePort),
      writable = $.receiveWritable(writablePort);
    const slots = { readable, writable, readableSlots: $.impl(readable), writableSlots: $.impl(writable) };
    return $.create("TransformStream", slots);
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-packandpostmessage
  tellStream(port, type, value) {
    $.h.post_to_port(port, $.serialize({ type, value }));
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-packandpostmessagehandlingerror; throws what cannot be cloned
  tellStreamOrError(port, type, value) {
    try {
      $.tellStream(port, type, value);
    } catch (error) {
      $.tellStream(port, "error", error);
      throw error;
    }
  },
  listenToStream(port, heard, failed) {
    $.streamPorts.set(port, (text) => {
      let message;
      try {
        message = $.deserialize(text);
      } catch {
        const error = new $.DOMException("A chunk could not be read here.", "DataCloneError");
        $.tellStream(port, "error", error);
        failed(error);
        $.endStreamPort(port);
        return;
      }
      heard(message);
    });
    $.h.start_port(port);
  },
  endStreamPort(port) {
    $.streamPorts.delete(port);
    $.h.close_port(port);
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-setupcrossrealmtransformreadable
  readableOverPort(stream, port) {
    $.setUpReadable(
      stream,
      {
        start: undefined,
        pull: () => $.tellStream(port, "pull", undefined),
        cancel: (reason) => {
          try {
            $.tellStreamOrError(port, "error", reason);
          } finally {
            $.endStreamPort(port);
          }
        },
      },
      0,
      () => 1,
    );
    const { controller } = stream;
    $.listenToStream(
      port,
      ({ type, value }) => {
        if (type === "chunk") return $.enqueueChunk(controller, value);
        if (type === "close") $.closeController(controller);
        else if (type === "error") $.errorController(controller, value);
        $.endStreamPort(port);
      },
      (error) => $.errorController(controller, error),
    );
    return stream;
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-setupcrossrealmtransformwritable
  writableOverPort(stream, port) {
    let backpressure = $.deferred();
    const relieve = () => {
      backpressure?.resolve();
      backpressure = null;
    };
    const fail = (error) => {
      if (stream.state === "writable") $.errorWritable(stream.controller, error);
    };
    $.setUpWritable(
      stream,
      {
        start: undefined,
        write: (chunk) => {
          const ready = backpressure === null ? Promise.resolve() : backpressure.promise;
          return $.then(ready, () => {
            backpressure = $.deferred();
            try {
              $.tellStreamOrError(port, "chunk", chunk);
            } catch (error) {
              $.endStreamPort(port);
              throw error;
            }
          });
        },
        close: () => {
          $.tellStream(port, "close", undefined);
          $.endStreamPort(port);
        },
        abort: (reason) => {
          try {
            $.tellStreamOrError(port, "error", reason);
          } finally {
            $.endStreamPort(port);
          }
        },
      },
      1,
      () => 1,
    );
    $.listenToStream(
      port,
      ({ type, value }) => {
        if (type === "error") fail(value);
        if (type === "pull" || type === "error") relieve();
      },
      fail,
    );
    return stream;
  },
});
