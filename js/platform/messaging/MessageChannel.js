// https://html.spec.whatwg.org/#message-channels
define(
  `
[Exposed=(Window,Worker)]
interface MessageChannel {
  constructor();
  readonly attribute MessagePort port1;
  readonly attribute MessagePort port2;
};`,
  class {
    construct() {
      const [first, second] = h.create_ports().split(" ");
      impl.port1 = $.newPort(+first);
      impl.port2 = $.newPort(+second);
    }
    get port1() {
      return impl.port1;
    }
    get port2() {
      return impl.port2;
    }
  },
);
