// Ports and channels of this realm, by the numbers that the host knows them by.
library({
  get ports() {
    return new Map();
  },
  get broadcasts() {
    return new Map();
  },
  // what hears the messages of ports that carry a stream
  get streamPorts() {
    return new Map();
  },
  newPort(id) {
    const impl = { id };
    const port = $.create("MessagePort", impl);
    // https://html.spec.whatwg.org/#handler-messageeventtarget-onmessage: the handler, unlike a listener, starts the port
    impl.listenerAdded = (type) => {
      if (type === "message" && impl.id !== null && impl.handlers?.message?.listener) $.h.start_port(impl.id);
    };
    $.ports.set(id, port);
    return port;
  },
  // a port that came with a message
  adoptPort(id) {
    return $.h.adopt_port(id) ? $.newPort(id) : $.create("MessagePort", { id: null });
  },
  detachPort(port) {
    const impl = $.impl(port);
    $.h.release_port(impl.id);
    $.ports.delete(impl.id);
    impl.id = null;
  },
  deliverPort(id, text) {
    const port = $.ports.get(id);
    if (port !== undefined) $.fireMessage(port, text, {});
    else $.streamPorts.get(id)?.(text);
  },
  closePort(id) {
    const port = $.ports.get(id);
    if (port === undefined) {
      $.streamPorts.delete(id);
      return;
    }
    $.ports.delete(id);
    if ($.is(port, "MessagePort")) $.fire(port, "close");
  },
  deliverBroadcast(number, text, origin) {
    const channel = $.broadcasts.get(number);
    if (channel !== undefined && !$.impl(channel).closed) $.fireMessage(channel, text, { origin });
  },
  // a message event, or a messageerror event when the message cannot be read here
  fireMessage(target, text, init) {
    let found;
    try {
      found = $.deserializeWithPorts(text);
    } catch {
      $.fire(target, "messageerror", init, "MessageEvent");
      return;
    }
    $.fire(target, "message", { ...init, data: found.value, ports: Object.freeze(found.ports) }, "MessageEvent");
  },
  messageSource(source) {
    if (
      source !== null &&
      source !== undefined &&
      !$.is(source, "MessagePort") &&
      !$.is(source, "Window") &&
      typeof source !== "object" &&
      typeof source !== "function"
    )
      throw new $.TypeError("The 'source' property must be a Window or a MessagePort.");
    return source ?? null;
  },
});
