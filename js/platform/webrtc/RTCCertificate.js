// https://w3c.github.io/webrtc-pc/#rtccertificate-interface
define(
  `
[Exposed=Window, Serializable]
interface RTCCertificate {
  readonly attribute unsigned long long expires;
  sequence<RTCDtlsFingerprint> getFingerprints();
};`,
  class {
    get expires() {
      return impl.expires;
    }
    getFingerprints() {
      return [{ __proto__: $.objects, algorithm: "sha-256", value: impl.fingerprint.toLowerCase() }];
    }
  },
);
