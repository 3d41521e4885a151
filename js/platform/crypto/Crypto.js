// https://w3c.github.io/webcrypto/#crypto-interface
define(
  `
[Exposed=*]
interface Crypto {
  [SecureContext] readonly attribute SubtleCrypto subtle;
  any getRandomValues(any array);
  [SecureContext] DOMString randomUUID();
};`,
  class {
    get subtle() {
      return (impl.subtle ??= $.create("SubtleCrypto"));
    }
    getRandomValues(array) {
      if (!ArrayBuffer.isView(array))
        throw new $.TypeError("Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of type 'ArrayBufferView'.");
      if (!/^(Int|Uint|BigInt|BigUint)\d+(Clamped)?Array$/.test($.byteKind(array)))
        throw new $.DOMException("The provided ArrayBufferView is not an integer array type.", "TypeMismatchError");
      if (array.byteLength > 65536)
        throw new $.DOMException(
          `The ArrayBufferView's byte length (${array.byteLength}) exceeds the number of bytes of entropy available via this API (65536).`,
          "QuotaExceededError",
        );
      h.random_bytes(array.byteLength);
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(new Uint8Array($.handover[0]));
      return array;
    }
    randomUUID() {
      return h.random_uuid();
    }
  },
);
