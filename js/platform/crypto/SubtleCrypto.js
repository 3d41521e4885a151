// https://w3c.github.io/webcrypto/#subtlecrypto-interface
define(
  `
typedef (object or DOMString) AlgorithmIdentifier;
enum KeyFormat { "raw", "spki", "pkcs8", "jwk" };
enum KeyUsage { "encrypt", "decrypt", "sign", "verify", "deriveKey", "deriveBits", "wrapKey", "unwrapKey" };
[SecureContext, Exposed=(Window,Worker)]
interface SubtleCrypto {
  Promise<any> encrypt(any algorithm, CryptoKey key, any data);
  Promise<any> decrypt(any algorithm, CryptoKey key, any data);
  Promise<any> sign(any algorithm, CryptoKey key, any data);
  Promise<any> verify(any algorithm, CryptoKey key, any signature, any data);
  Promise<any> digest(any algorithm, any data);
  Promise<any> generateKey(any algorithm, boolean extractable, sequence<KeyUsage> keyUsages);
  Promise<any> deriveKey(any algorithm, CryptoKey baseKey, any derivedKeyType, boolean extractable, sequence<KeyUsage> keyUsages);
  Promise<any> deriveBits(any algorithm, CryptoKey baseKey, optional unsigned long? length = null);
  Promise<any> importKey(KeyFormat format, any keyData, any algorithm, boolean extractable, sequence<KeyUsage> keyUsages);
  Promise<any> exportKey(KeyFormat format, CryptoKey key);
  Promise<any> wrapKey(KeyFormat format, CryptoKey key, CryptoKey wrappingKey, any wrapAlgorithm);
  Promise<any> unwrapKey(KeyFormat format, any wrappedKey, CryptoKey unwrappingKey, any unwrapAlgorithm, any unwrappedKeyAlgorithm, boolean extractable, sequence<KeyUsage> keyUsages);
};`,
  class {
    encrypt(algorithm, key, data) {
      return $.encryptOrDecrypt("encrypt", algorithm, key, data);
    }
    decrypt(algorithm, key, data) {
      return $.encryptOrDecrypt("decrypt", algorithm, key, data);
    }
    sign(algorithm, key, data) {
      const normalized = $.normalizeAlgorithm("sign", algorithm);
      const bytes = $.bufferSource(data);
      return $.signing("sign", normalized, $.checkKey($.impl(key), normalized.name, "sign"), bytes);
    }
    verify(algorithm, key, signature, data) {
      const normalized = $.normalizeAlgorithm("verify", algorithm);
      const given = $.bufferSource(signature);
      const bytes = $.bufferSource(data);
      return $.signing("verify", normalized, $.checkKey($.impl(key), normalized.name, "verify"), bytes, given);
    }
    digest(algorithm, data) {
      const { name } = $.normalizeAlgorithm("digest", algorithm);
      $.handover[0] = $.bufferSource(data);
      h.digest(name);
      return $.handover[0];
    }
    generateKey(algorithm, extractable, keyUsages) {
      const normalized = $.normalizeAlgorithm("generateKey", algorithm);
      const generate = $.keyUsages[normalized.name].secret === undefined ? $.generatePair : $.generateSecret;
      return generate(normalized, extractable, keyUsages);
    }
    async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
      const normalized = $.normalizeAlgorithm("deriveBits", algorithm);
      const imported = $.normalizeAlgorithm("importKey", derivedKeyType);
      const sized = $.normalizeAlgorithm("get key length", derivedKeyType);
      const key = $.checkKey($.impl(baseKey), normalized.name, "deriveKey");
      const secret = await $.deriveBits(normalized, key, $.keyLength(sized));
      return $.importKey("raw", secret, imported, extractable, keyUsages);
    }
    deriveBits(algorithm, baseKey, length) {
      const normalized = $.normalizeAlgorithm("deriveBits", algorithm);
      return $.deriveBits(normalized, $.checkKey($.impl(baseKey), normalized.name, "deriveBits"), length);
    }
    importKey(format, keyData, algorithm, extractable, keyUsages) {
      const isBytes = $.isBufferSource(keyData);
      if (isBytes === (format === "jwk"))
        throw new $.TypeError(
          isBytes ? "Key data must be an object for JWK import" : "Key data must be a BufferSource for non-JWK formats",
        );
      const data = isBytes ? $.bytesOf(keyData) : $.toJwk(keyData);
      return $.importKey(format, data, $.normalizeAlgorithm("importKey", algorithm), extractable, keyUsages);
    }
    exportKey(format, key) {
      return $.exportKey(format, $.impl(key));
    }
    wrapKey(format, key, wrappingKey, wrapAlgorithm) {
      const [operation, normalized] = $.wrapping("wrapKey", "encrypt", wrapAlgorithm);
      const wrapping = $.checkKey($.impl(wrappingKey), normalized.name, "wrapKey");
      const exported = $.exportKey(format, $.impl(key));
      const bytes = format === "jwk" ? $.utf8(JSON.stringify(exported)) : exported;
      return $.cipher(operation, normalized, wrapping, bytes);
    }
    unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages) {
      const [operation, normalized] = $.wrapping("unwrapKey", "decrypt", unwrapAlgorithm);
      const imported = $.normalizeAlgorithm("importKey", unwrappedKeyAlgorithm);
      const bytes = $.bufferSource(wrappedKey);
      const unwrapping = $.checkKey($.impl(unwrappingKey), normalized.name, "unwrapKey");
      const data = $.cipher(operation, normalized, unwrapping, bytes);
      return $.importKey(format, format === "jwk" ? $.parseJwk(data) : data, imported, extractable, keyUsages);
    }
  },
);
library({
  encryptOrDecrypt(operation, algorithm, key, data) {
    const normalized = $.normalizeAlgorithm(operation, algorithm);
    const bytes = $.bufferSource(data);
    return $.cipher(operation, normalized, $.checkKey($.impl(key), normalized.name, operation), bytes);
  },
  // an algorithm that wraps keys, or else one that encrypts
  wrapping(first, second, algorithm) {
    const name = $.isObject(algorithm) ? algorithm.name : algorithm;
    const operation = `${name}`.toUpperCase() === "AES-KW" ? first : second;
    return [operation, $.normalizeAlgorithm(operation, algorithm)];
  },
});
