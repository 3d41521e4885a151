// Dispatching events, event handlers, and reporting exceptions: what the event interfaces share.
library({
  get currentEvent() { return undefined; },
  get reporting() { return false; },
  initEvent(impl, type, init) {
    impl.type = type;
    impl.bubbles = init.bubbles;
    impl.cancelable = init.cancelable;
    impl.composed = init.composed;
    impl.phase = 0;
    impl.isTrusted = false;
    impl.initialized = true;
    impl.timeStamp = $.h.now();
  },
  // a new event of any event interface, as `new Name(type, init)` makes it but trusted
  // https://dom.spec.whatwg.org/#concept-event-create
  createEvent(name, type, init) {
    const fields = { bubbles: false, cancelable: false, composed: false, ...init };
    const impl = {};
    $.initEvent(impl, type, fields);
    for (const key in fields) if (!(key in impl)) impl[key] = fields[key];
    impl.isTrusted = true;
    return $.create(name, impl);
  },
  // https://dom.spec.whatwg.org/#concept-event-fire; false when it was canceled
  fire(target, type, init, name) {
    const event = $.createEvent(name ?? "Event", type, init);
    return $.dispatch(target, $.impl(target), event, $.impl(event));
  },
  // the host fires a simple trusted event at a node
  fireAt(id, type, bubbles, cancelable, name) {
    return $.fire($.wrap(id), type, { bubbles, cancelable, composed: false }, name ?? "Event");
  },
  removeListener(impl, listener) {
    listener.removed = true;
    const at = impl.listeners.indexOf(listener);
    if (at >= 0) impl.listeners.splice(at, 1);
  },
  // https://dom.spec.whatwg.org/#concept-event-dispatch
  // a path entry is [object, impl, shadow-adjusted target]; trees of nodes are walked by the host
  dispatch(target, targetImpl, event, e) {
    e.dispatching = true;
    e.target = target;
    const path = (e.path = $.eventPath(target, targetImpl, e));
    // AD-HOC: activation behaviour belongs to HTML; an element's impl class may have it in `$.activation`
    const activation = e.type === "click" && targetImpl.is.Node ? $.activationTarget(path, e) : null;
    const restore = activation && $.preActivate(activation);
    for (let i = path.length - 1; i >= 0 && !e.stop; i--) {
      const [object, impl, adjusted] = path[i];
      e.target = adjusted;
      e.phase = object === adjusted ? 2 : 1;
      if (impl.listeners) $.innerInvoke(object, impl, event, e, true);
    }
    for (let i = 0; i < path.length && !e.stop; i++) {
      const [object, impl, adjusted] = path[i];
      if (object !== adjusted && !e.bubbles) continue;
      e.target = adjusted;
      e.phase = object === adjusted ? 2 : 3;
      if (impl.listeners) $.innerInvoke(object, impl, event, e, false);
    }
    e.phase = 0;
    e.currentTarget = null;
    e.target = path.length ? path[path.length - 1][2] : target;
    if (path.length && !path.some((p) => p[0] === $.global) && path[0][2] !== e.target) e.target = path[0][2];
    e.path = null;
    e.dispatching = e.stop = e.stopImmediate = false;
    if (activation) e.canceled ? $.cancelActivation(activation, restore) : $.activate(activation, event);
    return !e.canceled;
  },
  // https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke
  innerInvoke(object, impl, event, e, capture) {
    for (const listener of impl.listeners.slice()) {
      if (listener.removed || listener.type !== e.type || listener.capture !== capture) continue;
      e.currentTarget = object;
      if (listener.once) $.removeListener(impl, listener);
      const previous = impl.is.Window ? undefined : $.global.event;
      e.inPassive = listener.passive;
      $.currentEvent = event;
      if (listener.handler) $.processHandler(object, impl, listener, event, e);
      else {
        let f = listener.callback;
        if (typeof f === "function") $.invoke(f, object, [event]);
        else {
          $.depth++;
          let handleEvent;
          try {
            handleEvent = f.handleEvent;
            if (typeof handleEvent !== "function") throw new $.TypeError("EventListener's handleEvent is not a function");
          } catch (error) { $.report(error); handleEvent = null; } finally { $.depth--; }
          if (handleEvent) $.invoke(handleEvent, f, [event]);
        }
      }
      e.inPassive = false;
      $.currentEvent = undefined;
      if (e.stopImmediate) return;
    }
  },
  // https://dom.spec.whatwg.org/#get-the-parent, for every kind of target
  eventPath(target, impl, e) {
    if (!impl.is.Node) return impl.parentTarget ? [[target, impl, target], ...$.eventPath(impl.parentTarget, $.impl(impl.parentTarget), e).map((p) => [p[0], p[1], target])] : [[target, impl, target]];
    const path = [[target, impl, target]];
    const ancestors = $.h.event_path(impl.id, e.composed);
    let adjusted = target;
    if (ancestors !== "")
      for (const step of ancestors.split(" ")) {
        // "#id": the host of a shadow tree, from where the target is seen as the host
        const id = +(step[0] === "#" ? step.slice(1) : step);
        const object = $.wrap(id);
        if (step[0] === "#") adjusted = object;
        path.push([object, $.impl(object), adjusted]);
      }
    const last = path[path.length - 1][1];
    if (last.id === $.documentId && e.type !== "load") path.push([$.global, $.impl($.global), adjusted]);
    return path;
  },
  composedPath(impl) {
    return impl.path.map((p) => p[0]);
  },
  // https://html.spec.whatwg.org/#event-handler-attributes
  getHandler(impl, object, type) {
    const handler = impl.handlers?.[type];
    if (handler === undefined) return null;
    if (typeof handler.source === "string") $.compileHandler(handler, object ?? $.global, impl, type);
    return handler.value;
  },
  setHandler(impl, object, type, value) {
    if (typeof value !== "function" && (value === null || typeof value !== "object")) value = null;
    $.putHandler(impl, type, { value });
  },
  // the first non-null value takes a place among the listeners and keeps it
  putHandler(impl, type, handler) {
    const handlers = (impl.handlers ??= Object.create(null));
    const before = handlers[type];
    if (before) { before.value = handler.value; before.source = handler.source; before.place = handler.place; }
    else handlers[type] = handler;
    const current = handlers[type];
    const has = current.value !== null || current.source !== undefined;
    if (has && !current.listener) {
      current.listener = { type, callback: null, capture: false, once: false, passive: false, removed: false, handler: true };
      (impl.listeners ??= []).push(current.listener);
      if (impl.listenerAdded) impl.listenerAdded(type);
    } else if (!has && current.listener) {
      $.removeListener(impl, current.listener);
      delete current.listener;
    }
  },
  // https://html.spec.whatwg.org/#getting-the-current-value-of-the-event-handler
  compileHandler(handler, object, impl, type) {
    const { source } = handler;
    handler.source = undefined;
    handler.value = null;
    const parameters = type === "error" && impl.is.Window ? "event, source, lineno, colno, error" : "event";
    try {
      const scope = impl.is.Element ? "with(document){with(form){with(element){" : "with(document){{{";
      const make = Function("document", "form", "element", `${scope}return function on${type}(${parameters}) {\n${source}\n}}}}`);
      handler.value = make($.global.document, (impl.is.Element && object.form) || {}, object);
    } catch (error) {
      $.report(error);
    }
  },
  // https://html.spec.whatwg.org/#the-event-handler-processing-algorithm
  processHandler(object, impl, listener, event, e) {
    const callback = $.getHandler(impl, object, e.type);
    if (typeof callback !== "function") return;
    const isError = e.type === "error" && impl.is.Window && $.is(event, "ErrorEvent");
    const result = $.invoke(callback, object, isError ? [e.message, e.filename, e.lineno, e.colno, e.error] : [event]);
    if (e.type === "beforeunload") { if (result != null) { e.canceled = true; e.returnValue ??= `${result}`; } }
    else if (isError ? result === true : result === false) if (e.cancelable) e.canceled = true;
  },
  // https://html.spec.whatwg.org/#report-an-exception
  report(error) {
    let message, line = 0, column = 0, url = $.h.document_url(), stack = "";
    try {
      const isError = error !== null && typeof error === "object" && typeof error.message === "string";
      message = isError ? `${error.name}: ${error.message}` : String(error);
      stack = isError && typeof error.stack === "string" ? error.stack : "";
      const place = /at (?:.*\()?(\S+?):(\d+):(\d+)\)?/.exec(stack);
      if (place) { url = place[1]; line = +place[2]; column = +place[3]; }
    } catch { message = "uncaught exception"; }
    if ($.reportAt(`Uncaught ${message}`, url, line, column, error)) $.h.report_error($.str(`Uncaught ${message}`), $.str(url), line, column, $.str(stack));
  },
  // true when no handler took care of it
  reportAt(message, filename, lineno, colno, error) {
    if ($.reporting) return true;
    $.reporting = true;
    try {
      return $.fire($.global, "error", { cancelable: true, message, filename, lineno, colno, error }, "ErrorEvent");
    } finally {
      $.reporting = false;
    }
  },
  // an error that the engine let out of a script, known to the host by its text; null when no handler took care of it
  reportText(text, url, line, column) {
    const made = $.lastError;
    $.lastError = undefined;
    const same = made !== undefined && made !== null && `${made.name}: ${made.message}` === text;
    // AD-HOC: what is thrown without being an Error reaches `error` as its text
    return $.reportAt(`Uncaught ${text}`, url, line, column, same ? made : text) ? null : true;
  },
  activationTarget() { return null; },
  preActivate() { return null; },
  cancelActivation() {},
  activate() {},
});
