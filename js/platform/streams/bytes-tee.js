// Two streams of one byte stream, each of which may be read into buffers.
library({
  // answers the slots of two streams. https://streams.spec.whatwg.org/#abstract-opdef-readablebytestreamtee
  teeBytes(stream) {
    const branches = [{}, {}],
      canceled = [false, false],
      readAgain = [false, false],
      reasons = [undefined, undefined];
    const done = $.deferred();
    let reader = $.acquireReader(stream),
      reading = false;
    const controllerOf = (i) => branches[i].controller;
    const finish = () => {
      if (!canceled[0] || !canceled[1]) done.resolve();
    };
    const forwardErrors = (from) =>
      $.then(from.closed.promise, undefined, (e) => {
        if (from !== reader) return;
        $.errorController(controllerOf(0), e);
        $.errorController(controllerOf(1), e);
        finish();
      });
    const become = (next) => {
      reader = next;
      forwardErrors(reader);
    };
    const copyOf = (chunk) => {
      const { buffer, byteOffset, byteLength } = chunk;
      return new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength));
    };
    const goOn = () => {
      reading = false;
      if (readAgain[0]) pull(0);
      else if (readAgain[1]) pull(1);
    };
    const inMicrotask = (f) => $.then(Promise.resolve(), f);
    const pullByDefault = () => {
      if (reader.isBYOB) {
        $.releaseReader(reader);
        become($.acquireReader(stream));
      }
      $.readChunk(reader, {
        chunk: (chunk) =>
          inMicrotask(() => {
            readAgain[0] = readAgain[1] = false;
            const second = canceled[0] || canceled[1] ? chunk : copyOf(chunk);
            if (!canceled[0]) $.enqueueBytes(controllerOf(0), chunk);
            if (!canceled[1]) $.enqueueBytes(controllerOf(1), second);
            goOn();
          }),
        close: () => {
          reading = false;
          for (let i = 0; i < 2; i++) if (!canceled[i]) $.closeByteController(controllerOf(i));
          for (let i = 0; i < 2; i++) if (controllerOf(i).pendingPullIntos.length > 0) $.respondToRead(controllerOf(i), 0);
          finish();
        },
        error: () => {
          reading = false;
        },
      });
    };
    const pullInto = (view, i) => {
      if (!reader.isBYOB) {
        $.releaseReader(reader);
        const next = {};
        $.acquireBYOBReader(stream, next);
        become(next);
      }
      const own = controllerOf(i),
        other = controllerOf(1 - i);
      $.readInto(reader, view, 1, {
        chunk: (chunk) =>
          inMicrotask(() => {
            readAgain[0] = readAgain[1] = false;
            const second = canceled[1 - i] ? null : copyOf(chunk);
            if (!canceled[i]) $.respondWithView(own, chunk);
            if (second !== null) $.enqueueBytes(other, second);
            goOn();
          }),
        close: (chunk) => {
          reading = false;
          if (!canceled[i]) $.closeByteController(own);
          if (!canceled[1 - i]) $.closeByteController(other);
          if (chunk !== undefined) {
            if (!canceled[i]) $.respondWithView(own, chunk);
            if (!canceled[1 - i] && other.pendingPullIntos.length > 0) $.respondToRead(other, 0);
          }
          finish();
        },
        error: () => {
          reading = false;
        },
      });
    };
    const pull = (i) => {
      if (reading) {
        readAgain[i] = true;
        return;
      }
      reading = true;
      const request = $.byobRequestOf(controllerOf(i));
      if (request === null) pullByDefault();
      else pullInto($.impl(request).view, i);
    };
    const cancel = (i, reason) => {
      canceled[i] = true;
      reasons[i] = reason;
      if (canceled[1 - i]) done.resolve($.cancelReadable(stream, reasons));
      return done.promise;
    };
    for (let i = 0; i < 2; i++)
      $.setUpReadableOfBytes(branches[i], { pull: () => pull(i), cancel: (reason) => cancel(i, reason) }, 0, undefined);
    forwardErrors(reader);
    return branches;
  },
});
