// Reading streams in other ways: by iteration, twice, and from an iterable.
library({
  // https://streams.spec.whatwg.org/#rs-asynciterator
  get streamIteratorPrototype() {
    const iterators = new WeakMap();
    // https://webidl.spec.whatwg.org/#js-asynchronous-iterator-prototype-object: one step begins when the one before has ended
    const step = (self, f) => {
      const state = iterators.get(self);
      if (state === undefined) return Promise.reject(new $.TypeError("Illegal invocation"));
      const { ongoing } = state;
      const run = () => f(state);
      state.ongoing = ongoing === null ? run() : $.then(ongoing, run, run);
      return state.ongoing;
    };
    const prototype = Object.create(
      Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()))),
      {},
    );
    const methods = {
      next() {
        return step(this, (state) => {
          if (state.finished) return Promise.resolve({ __proto__: $.objects, value: undefined, done: true });
          // https://streams.spec.whatwg.org/#rs-get-iterator-next
          const { promise, resolve, reject } = Promise.withResolvers();
          $.readChunk(state.reader, {
            chunk: (value) => resolve({ __proto__: $.objects, value, done: false }),
            close: () => {
              $.releaseReader(state.reader);
              resolve({ __proto__: $.objects, value: undefined, done: true });
            },
            error: (e) => {
              $.releaseReader(state.reader);
              reject(e);
            },
          });
          return $.then(
            promise,
            (result) => {
              state.ongoing = null;
              state.finished ||= result.done;
              return result;
            },
            (e) => {
              state.ongoing = null;
              state.finished = true;
              throw e;
            },
          );
        });
      },
      return(value) {
        const returned = step(this, (state) => {
          if (state.finished) return Promise.resolve();
          state.finished = true;
          const canceled = state.preventCancel ? Promise.resolve() : $.cancelReadable(state.reader.stream, value);
          $.releaseReader(state.reader);
          return canceled;
        });
        return $.then(returned, () => ({ __proto__: $.objects, value, done: true }));
      },
    };
    for (const name of ["next", "return"])
      Object.defineProperty(prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
    Object.defineProperty(prototype, Symbol.toStringTag, { value: "ReadableStream AsyncIterator", configurable: true });
    return { prototype, iterators };
  },
  readableIterator(stream, preventCancel) {
    const { prototype, iterators } = $.streamIteratorPrototype;
    const iterator = Object.create(prototype);
    iterators.set(iterator, { reader: $.acquireReader(stream), preventCancel, finished: false, ongoing: null });
    return iterator;
  },
  // https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaulttee; answers the slots of two streams
  teeReadable(stream, cloneForBranch2) {
    if (stream.controller.isOfBytes) return $.teeBytes(stream);
    const reader = $.acquireReader(stream);
    const branches = [{}, {}],
      canceled = [false, false],
      reasons = [undefined, undefined];
    let reading = false,
      readAgain = false;
    const done = $.deferred();
    const pull = () => {
      if (reading) {
        readAgain = true;
        return;
      }
      reading = true;
      $.readChunk(reader, {
        chunk: (value) =>
          queueMicrotask(() => {
            readAgain = false;
            branches.forEach((branch, i) => {
              if (!canceled[i])
                $.enqueueChunk(branch.controller, i === 1 && cloneForBranch2 ? $.cloneIn($.cloneOut(value, [])).value : value);
            });
            reading = false;
            if (readAgain) pull();
          }),
        close: () => {
          reading = false;
          branches.forEach((branch, i) => {
            if (!canceled[i]) $.closeController(branch.controller);
          });
          if (!canceled[0] || !canceled[1]) done.resolve();
        },
        error: () => {
          reading = false;
        },
      });
    };
    const cancel = (i) => (reason) => {
      canceled[i] = true;
      reasons[i] = reason;
      if (canceled[1 - i]) done.resolve($.cancelReadable(stream, reasons));
      return done.promise;
    };
    const queueMicrotask = (f) => $.then(Promise.resolve(), f);
    branches.forEach((branch, i) => $.setUpReadable(branch, { start: undefined, pull, cancel: cancel(i) }, 1, () => 1));
    $.then(reader.closed.promise, undefined, (e) => {
      for (const branch of branches) $.errorController(branch.controller, e);
      if (!canceled[0] || !canceled[1]) done.resolve();
    });
    return branches;
  },
  // https://streams.spec.whatwg.org/#readable-stream-from-iterable
  readableFromIterable(iterable) {
    const method = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
    if (typeof method !== "function") throw new $.TypeError("The argument is not iterable");
    const iterator = Reflect.apply(method, iterable, []);
    if (iterator === null || typeof iterator !== "object") throw new $.TypeError("The iterator is not an object");
    const isObject = (v) => v !== null && (typeof v === "object" || typeof v === "function");
    return $.readableFrom({
      async pull(controller) {
        const result = await iterator.next();
        if (!isObject(result)) throw new $.TypeError("The iterator's result is not an object");
        if (result.done) controller.close();
        else controller.enqueue(await result.value);
      },
      async cancel(reason) {
        if (iterator.return === undefined) return;
        const result = await iterator.return(reason);
        if (!isObject(result)) throw new $.TypeError("The iterator's result is not an object");
      },
    });
  },
});
