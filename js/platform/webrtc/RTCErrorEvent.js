// https://w3c.github.io/webrtc-pc/#rtcerrorevent-interface
define(
  `
[Exposed=Window]
interface RTCErrorEvent : Event {
  constructor(DOMString type, RTCErrorEventInit eventInitDict);
  readonly attribute any error;
};
dictionary RTCErrorEventInit : EventInit {
  required any error;
};`,
  class {
    construct(type, init) {
      if (!(init.error instanceof $.RTCError)) throw new $.TypeError("member error is not of type RTCError.");
      $.initEvent(impl, type, init);
      impl.error = init.error;
    }
    get error() {
      return impl.error;
    }
  },
);
