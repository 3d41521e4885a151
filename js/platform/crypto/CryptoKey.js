// https://w3c.github.io/webcrypto/#cryptokey-interface
// `impl.bytes` is a secret, or the PKCS #8 or SPKI form of a key of a pair; `impl.info` says what `algorithm` shows to the page
define(
  `
enum KeyType { "public", "private", "secret" };
[SecureContext, Exposed=(Window,Worker)]
interface CryptoKey {
  readonly attribute KeyType type;
  readonly attribute boolean extractable;
  readonly attribute object algorithm;
  readonly attribute object usages;
};`,
  class {
    get type() {
      return impl.type;
    }
    get extractable() {
      return impl.extractable;
    }
    get algorithm() {
      return (impl.algorithm ??= $.shownAlgorithm(impl.info));
    }
    get usages() {
      return (impl.shownUsages ??= [...impl.usages]);
    }
  },
);
