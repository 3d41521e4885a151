// https://w3c.github.io/mediacapture-main/#navigator-interface-extensions
define(
  `
partial interface Navigator {
  [SameObject, SecureContext] readonly attribute MediaDevices mediaDevices;
};`,
  class {
    get mediaDevices() {
      h.watch_devices();
      return $.create("MediaDevices");
    }
  },
);
