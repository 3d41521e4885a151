// https://streams.spec.whatwg.org/#readable-stream-pipe-to; source and destination are slots
library({
  pipe(source, destination, { preventClose, preventAbort, preventCancel, signal }) {
    const reader = $.acquireReader(source),
      writer = $.acquireWriter(destination);
    source.disturbed = true;
    let shuttingDown = false,
      currentWrite = Promise.resolve();
    return new Promise((resolve, reject) => {
      const finalize = (isError, error) => {
        $.releaseWriter(writer);
        $.releaseReader(reader);
        if (isError) reject(error);
        else resolve(undefined);
      };
      // writes that were begun are finished first; new ones may begin while waiting
      const settled = () => {
        const write = currentWrite;
        return $.then(
          write,
          () => (write === currentWrite ? undefined : settled()),
          () => undefined,
        );
      };
      const shutdown = (action, isError, error) => {
        if (shuttingDown) return;
        shuttingDown = true;
        const act = () =>
          action === null
            ? finalize(isError, error)
            : $.then(
                action(),
                () => finalize(isError, error),
                (e) => finalize(true, e),
              );
        if (destination.state === "writable" && !$.isClosing(destination)) $.then(settled(), act);
        else act();
      };
      if (signal !== undefined) {
        const abort = () => {
          const { reason } = signal;
          const actions = [];
          if (!preventAbort && destination.state === "writable") actions.push(() => $.abortWritable(destination, reason));
          if (!preventCancel && source.state === "readable") actions.push(() => $.cancelReadable(source, reason));
          shutdown(() => Promise.all(actions.map((f) => f())), true, reason);
        };
        if (signal.aborted) return abort();
        $.onAbort(signal, abort);
      }
      const sourceErrored = (e) => shutdown(preventAbort ? null : () => $.abortWritable(destination, e), true, e);
      const destinationErrored = (e) => shutdown(preventCancel ? null : () => $.cancelReadable(source, e), true, e);
      const sourceClosed = () =>
        shutdown(
          preventClose
            ? null
            : () => {
                if ($.isClosing(destination)) return Promise.resolve();
                if (destination.state === "errored") return Promise.reject(destination.storedError);
                return $.closeWritable(destination);
              },
          false,
        );
      $.then(reader.closed.promise, sourceClosed, sourceErrored);
      if (source.state === "errored") sourceErrored(source.storedError);
      $.then(writer.closed.promise, undefined, destinationErrored);
      if (destination.state === "errored") destinationErrored(destination.storedError);
      if (source.state === "closed") sourceClosed();
      if ($.isClosing(destination)) {
        const error = new $.TypeError("The destination is closed");
        shutdown(preventCancel ? null : () => $.cancelReadable(source, error), true, error);
      }
      const read = () => {
        if (shuttingDown) return;
        $.readChunk(reader, {
          chunk: (chunk) => {
            // in a microtask of its own: enqueue() calls no write algorithm. https://github.com/whatwg/streams/issues/1243
            currentWrite = $.quiet(
              $.then(Promise.resolve(), () => {
                const written = $.writeChunk(writer, chunk);
                step();
                return written;
              }),
            );
          },
          close() {},
          error() {},
        });
      };
      const step = () => {
        if (writer.stream !== null && $.writableDesiredSize(destination) > 0) read();
        else $.then(writer.ready.promise, read, () => {});
      };
      step();
    });
  },
});
