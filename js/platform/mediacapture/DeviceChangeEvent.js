// https://w3c.github.io/mediacapture-main/#devicechangeevent
define(
  `
[Exposed=Window]
interface DeviceChangeEvent : Event {
  constructor(DOMString type, optional DeviceChangeEventInit eventInitDict = {});
  [SameObject] readonly attribute FrozenArray<MediaDeviceInfo> devices;
  [SameObject] readonly attribute FrozenArray<MediaDeviceInfo> userInsertedDevices;
};
dictionary DeviceChangeEventInit : EventInit {
  sequence<MediaDeviceInfo> devices = [];
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.given = init.devices;
    }
    get devices() {
      return Object.freeze(impl.given);
    }
    get userInsertedDevices() {
      return Object.freeze([]);
    }
  },
);
