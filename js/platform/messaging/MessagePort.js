// https://html.spec.whatwg.org/#message-ports; the host keeps the queues, `impl.id` is null once the port was transferred
define(
  `
interface mixin MessageEventTarget {
  attribute EventHandler onmessage;
  attribute EventHandler onmessageerror;
};
[Exposed=(Window,Worker,AudioWorklet)]
interface MessagePort : EventTarget {
  undefined postMessage(any message, optional any options = {});
  undefined start();
  undefined close();
  attribute EventHandler onclose;
};
MessagePort includes MessageEventTarget;`,
  class {
    // https://html.spec.whatwg.org/#message-port-post-message-steps
    postMessage(message, options) {
      const transfer = $.transferList(options);
      if (transfer.includes(this)) $.cannotClone("The port that the message is sent through");
      const text = $.serialize(message, transfer);
      if (impl.id !== null) h.post_to_port(impl.id, text);
    }
    start() {
      if (impl.id !== null) h.start_port(impl.id);
    }
    close() {
      if (impl.id === null) return;
      h.close_port(impl.id);
      $.ports.delete(impl.id);
      impl.closed = true;
    }
  },
);
