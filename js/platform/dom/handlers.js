// Event handler attributes, of objects and in markup. https://html.spec.whatwg.org/#event-handler-attributes
library({
  // body and frameset hold some of the window's handlers. https://html.spec.whatwg.org/#determining-the-target-of-an-event-handler
  get windowHandlers() {
    return new Set(
      (
        "blur error focus load resize scroll afterprint beforeprint beforeunload hashchange languagechange message messageerror offline online " +
        "pagehide pagereveal pageshow pageswap popstate rejectionhandled storage unhandledrejection unload"
      ).split(" "),
    );
  },
  // the types of events that are not their handler's name; shim/engine/platform/bindings.py has the same
  get handlerTypes() {
    return {
      __proto__: null,
      webkitanimationend: "webkitAnimationEnd",
      webkitanimationiteration: "webkitAnimationIteration",
      webkitanimationstart: "webkitAnimationStart",
      webkittransitionend: "webkitTransitionEnd",
    };
  },
  handlerOwner(impl, type) {
    if (!(impl.is.HTMLBodyElement || impl.is.HTMLFrameSetElement) || !$.windowHandlers.has(type)) return impl;
    return $.documentOf(impl) === $.documentId ? $.impl($.global) : null;
  },
  getHandler(impl, object, type) {
    const owner = $.handlerOwner(impl, type);
    const handler = owner?.handlers?.[type];
    if (handler === undefined) return null;
    if (typeof handler.source === "string") {
      // 3.3: scripting is disabled in a document without a window
      if ($.documentOf(handler.element) !== $.documentId) return null;
      $.compileHandler(handler, type);
    }
    return handler.value;
  },
  setHandler(impl, object, type, value) {
    const owner = $.handlerOwner(impl, type);
    if (typeof value !== "function" && (value === null || typeof value !== "object")) value = null;
    if (owner !== null) $.putHandler(owner, type, { value });
  },
  // the first non-null value takes a place among the listeners and keeps it
  putHandler(impl, type, handler) {
    const handlers = (impl.handlers ??= Object.create(null));
    const before = handlers[type];
    if (before) {
      before.value = handler.value;
      before.source = handler.source;
      before.element = handler.element;
    } else handlers[type] = handler;
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
  // the handlers that an element has in the markup it was parsed from
  adoptHandlers(impl) {
    for (const [name, source] of JSON.parse($.h.handler_attributes(impl.id))) $.handlerAttribute(impl, name, source);
  },
  // https://html.spec.whatwg.org/#event-handler-content-attributes; `source` is null when the attribute goes
  handlerAttribute(impl, name, source) {
    const lower = $.lower(name);
    if (!lower.startsWith("on") || !(lower in $.prototypeOf($.handlerInterface(impl, lower)))) return;
    const type = $.handlerTypes[lower.slice(2)] ?? lower.slice(2);
    const owner = $.handlerOwner(impl, type);
    if (owner === null) return;
    $.putHandler(owner, type, source === null ? { value: null } : { value: null, source, element: impl });
  },
  // The interface that a handler's IDL attribute would stand on.
  handlerInterface(impl, name) {
    if (impl.is.HTMLBodyElement) return "HTMLBodyElement";
    if (impl.is.HTMLFrameSetElement) return "HTMLFrameSetElement";
    return impl.is.HTMLMediaElement
      ? "HTMLMediaElement"
      : impl.is.SVGElement
        ? "SVGElement"
        : impl.is.HTMLElement
          ? "HTMLElement"
          : "Element";
  },
  // https://html.spec.whatwg.org/#getting-the-current-value-of-the-event-handler
  compileHandler(handler, type) {
    const { source, element } = handler;
    handler.source = undefined;
    handler.value = null;
    const onWindow = element.is.HTMLBodyElement || element.is.HTMLFrameSetElement;
    const parameters = type === "error" && onWindow ? "event, source, lineno, colno, error" : "event";
    const object = $.wrap(element.id);
    try {
      // the body alone must parse, so that it cannot close the function it stands in
      Function(parameters, source);
      // 10.: what handles an event of the window has its scope alone
      const scopes = onWindow && $.windowHandlers.has(type) ? [] : [$.global.document, $.formOf(object) ?? {}, object];
      const open = scopes.map((_, i) => `with(scopes[${i}]){`).join("");
      const close = "}".repeat(scopes.length);
      const above = "\n".repeat($.h.reserve_handler(element.id, source));
      handler.value = Function(
        "scopes",
        `${above}${open}return function on${type}(${parameters}) {\n${source}\n}${close}`,
      )(scopes);
    } catch (error) {
      $.report(error);
    }
  },
  formOf(object) {
    return $.is(object, "HTMLElement") ? (object.form ?? null) : null;
  },
  // https://html.spec.whatwg.org/#the-event-handler-processing-algorithm
  processHandler(object, impl, listener, event, e) {
    const callback = $.getHandler(impl, object, listener.type);
    if (callback === null) return;
    if (typeof callback !== "function") return;
    const isError = e.type === "error" && (impl.is.Window || impl.is.WorkerGlobalScope) && e.is.ErrorEvent === true;
    const result = $.invoke(callback, object, isError ? [e.message, e.filename, e.lineno, e.colno, e.error] : [event]);
    if (e.is.BeforeUnloadEvent && e.type === "beforeunload") {
      if (result !== undefined && result !== null) {
        if (e.cancelable) e.canceled = true;
        if (!e.returnText) e.returnText = `${result}`;
      }
    } else if (isError ? result === true : result === false) if (e.cancelable && !e.inPassive) e.canceled = true;
  },
});
