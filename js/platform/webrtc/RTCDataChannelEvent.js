// https://w3c.github.io/webrtc-pc/#rtcdatachannelevent
define(
  `
[Exposed=Window]
interface RTCDataChannelEvent : Event {
  constructor(DOMString type, RTCDataChannelEventInit eventInitDict);
  readonly attribute RTCDataChannel channel;
};
dictionary RTCDataChannelEventInit : EventInit {
  required RTCDataChannel channel;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.channel = init.channel;
    }
    get channel() {
      return impl.channel;
    }
  },
);
