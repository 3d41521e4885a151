// https://w3c.github.io/mediacapture-main/#input-specific-device-info
define(
  `
[Exposed=Window, SecureContext]
interface InputDeviceInfo : MediaDeviceInfo {
  MediaTrackCapabilities getCapabilities();
};`,
  class {
    getCapabilities() {
      return impl.deviceId === "" ? { __proto__: $.objects } : $.pageParse(h.device_capabilities(impl.deviceId));
    }
  },
);
