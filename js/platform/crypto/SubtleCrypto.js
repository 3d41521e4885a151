// https://w3c.github.io/webcrypto/#subtlecrypto-interface: digests and HMAC; the rest reports itself and rejects
define(
  `
typedef (object or DOMString) AlgorithmIdentifier;
[SecureContext, Exposed=*]
interface SubtleCrypto {
  Promise<any> encrypt(any algorithm, CryptoKey key, any data);
  Promise<any> decrypt(any algorithm, CryptoKey key, any data);
  Promise<any> sign(any algorithm, CryptoKey key, any data);
  Promise<any> verify(any algorithm, CryptoKey key, any signature, any data);
  Promise<any> digest(any algorithm, any data);
  Promise<any> generateKey(any algorithm, boolean extractable, sequence<DOMString> keyUsages);
  Promise<any> deriveKey(any algorithm, CryptoKey baseKey, any derivedKeyType, boolean extractable, sequence<DOMString> keyUsages);
  Promise<any> deriveBits(any algorithm, CryptoKey baseKey, optional unsigned long? length = null);
  Promise<any> importKey(DOMString format, any keyData, any algorithm, boolean extractable, sequence<DOMString> keyUsages);
  Promise<any> exportKey(DOMString format, CryptoKey key);
  Promise<any> wrapKey(DOMString format, CryptoKey key, CryptoKey wrappingKey, any wrapAlgorithm);
  Promise<any> unwrapKey(DOMString format, any wrappedKey, CryptoKey unwrappingKey, any unwrapAlgorithm, any unwrappedKeyAlgorithm, boolean extractable, sequence<DOMString> keyUsages);
};`,
  class {
    encrypt(algorithm, key, data) {
      return $.unsupportedCrypto("encrypt", algorithm);
    }
    decrypt(algorithm, key, data) {
      return $.unsupportedCrypto("decrypt", algorithm);
    }
    sign(algorithm, key, data) {
      const bytes = $.bufferSource(data);
      return $.hmac($.hmacKey("sign", algorithm, key), bytes);
    }
    verify(algorithm, key, signature, data) {
      const given = new Uint8Array($.bufferSource(signature)),
        bytes = $.bufferSource(data);
      const made = new Uint8Array($.hmac($.hmacKey("verify", algorithm, key), bytes));
      return made.length === given.length && made.every((byte, i) => byte === given[i]);
    }
    digest(algorithm, data) {
      const bytes = $.bufferSource(data);
      const name = $.algorithmName(algorithm);
      $.handover[0] = bytes;
      h.digest(name);
      return $.handover[0];
    }
    generateKey(algorithm, extractable, keyUsages) {
      if ($.algorithmName(algorithm) !== "HMAC") return $.unsupportedCrypto("generateKey", algorithm);
      const hash = $.hashName(algorithm.hash);
      const length = algorithm.length ?? (hash === "SHA-384" || hash === "SHA-512" ? 1024 : 512);
      h.random_bytes(Math.ceil(length / 8));
      return $.newHmacKey($.handover[0], hash, extractable, keyUsages);
    }
    deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
      return $.unsupportedCrypto("deriveKey", algorithm);
    }
    deriveBits(algorithm, baseKey, length) {
      return $.unsupportedCrypto("deriveBits", algorithm);
    }
    importKey(format, keyData, algorithm, extractable, keyUsages) {
      if ($.algorithmName(algorithm) !== "HMAC") return $.unsupportedCrypto("importKey", algorithm);
      const hash = $.hashName(algorithm.hash);
      if (format === "raw") return $.newHmacKey($.bufferSource(keyData), hash, extractable, keyUsages);
      if (format !== "jwk") throw new $.DOMException(`The key format '${format}' is not supported for HMAC`, "NotSupportedError");
      if (keyData?.kty !== "oct" || typeof keyData.k !== "string")
        throw new $.DOMException("The JWK is not a symmetric key", "DataError");
      return $.newHmacKey(Uint8Array.fromBase64(keyData.k, { alphabet: "base64url" }).buffer, hash, extractable, keyUsages);
    }
    exportKey(format, key) {
      const k = $.impl(key);
      if (!k.extractable) throw new $.DOMException("The key is not extractable", "InvalidAccessError");
      if (format === "raw") return k.bytes.slice(0);
      if (format !== "jwk") throw new $.DOMException(`The key format '${format}' is not supported for HMAC`, "NotSupportedError");
      const text = new Uint8Array(k.bytes).toBase64({ alphabet: "base64url", omitPadding: true });
      return {
        __proto__: $.objects,
        kty: "oct",
        k: text,
        alg: `HS${k.algorithm.hash.name.slice(4)}`,
        key_ops: [...k.usages],
        ext: true,
      };
    }
    wrapKey(format, key, wrappingKey, wrapAlgorithm) {
      return $.unsupportedCrypto("wrapKey", wrapAlgorithm);
    }
    unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages) {
      return $.unsupportedCrypto("unwrapKey", unwrapAlgorithm);
    }
  },
);
