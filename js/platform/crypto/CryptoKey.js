// https://w3c.github.io/webcrypto/#cryptokey-interface
define(
  `
enum KeyType { "public", "private", "secret" };
[SecureContext, Exposed=*]
interface CryptoKey {
  readonly attribute KeyType type;
  readonly attribute boolean extractable;
  readonly attribute object algorithm;
  readonly attribute object usages;
};`,
  class {
    get type() {
      return "secret";
    }
    get extractable() {
      return impl.extractable;
    }
    get algorithm() {
      return impl.algorithm;
    }
    get usages() {
      return impl.usages;
    }
  },
);
