// https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts
define(
  `
[Exposed=(Window,Worker)]
interface BroadcastChannel : EventTarget {
  constructor(DOMString name);
  readonly attribute DOMString name;
  undefined postMessage(any message);
  undefined close();
  attribute EventHandler onmessage;
  attribute EventHandler onmessageerror;
};`,
  class {
    construct(name) {
      impl.name = name;
      impl.closed = false;
      impl.number = h.open_broadcast(name);
      $.broadcasts.set(impl.number, this);
    }
    get name() {
      return impl.name;
    }
    postMessage(message) {
      if (impl.closed)
        throw new $.DOMException("Failed to execute 'postMessage' on 'BroadcastChannel': Channel is closed", "InvalidStateError");
      h.broadcast(impl.number, $.serialize(message));
    }
    close() {
      impl.closed = true;
      h.close_broadcast(impl.number);
      $.broadcasts.delete(impl.number);
    }
  },
);
