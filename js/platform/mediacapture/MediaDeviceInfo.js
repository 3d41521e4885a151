// https://w3c.github.io/mediacapture-main/#device-info
define(
  `
[Exposed=Window, SecureContext]
interface MediaDeviceInfo {
  readonly attribute DOMString deviceId;
  readonly attribute MediaDeviceKind kind;
  readonly attribute DOMString label;
  readonly attribute DOMString groupId;
  object toJSON();
};
enum MediaDeviceKind { "audioinput", "audiooutput", "videoinput" };`,
  class {
    get deviceId() {
      return impl.deviceId;
    }
    get kind() {
      return impl.kind;
    }
    get label() {
      return impl.label;
    }
    get groupId() {
      return impl.groupId;
    }
    toJSON() {
      return { deviceId: impl.deviceId, kind: impl.kind, label: impl.label, groupId: impl.groupId };
    }
  },
);
