// HMAC keys and algorithm names.
library({
  get crypto() {
    return $.create("Crypto");
  },
  // https://w3c.github.io/webcrypto/#algorithm-normalization-normalize-an-algorithm
  algorithmName(algorithm) {
    const name = algorithm !== null && typeof algorithm === "object" ? algorithm.name : algorithm;
    if (name === undefined) throw new $.TypeError("Algorithm: name: Missing or not a string");
    return $.str(name).toUpperCase();
  },
  hashName(hash) {
    const name = $.algorithmName(hash);
    if (!["SHA-1", "SHA-256", "SHA-384", "SHA-512"].includes(name))
      throw new $.DOMException("Unrecognized hash", "NotSupportedError");
    return name;
  },
  unsupportedCrypto(method, algorithm) {
    const name = $.algorithmName(algorithm);
    $.missing(`SubtleCrypto.${method}(${name})`);
    throw new $.DOMException(`Unrecognized algorithm name: ${name}`, "NotSupportedError");
  },
  newHmacKey(bytes, hash, extractable, usages) {
    const unknown = usages.find((u) => u !== "sign" && u !== "verify");
    if (unknown !== undefined || usages.length === 0)
      throw new $.DOMException("Cannot create a key using the specified key usages.", "SyntaxError");
    if (bytes.byteLength === 0) throw new $.DOMException("HMAC key data must not be empty", "DataError");
    const algorithm = { name: "HMAC", hash: { name: hash }, length: bytes.byteLength * 8 };
    return $.create("CryptoKey", { bytes, algorithm, extractable, usages: ["sign", "verify"].filter((u) => usages.includes(u)) });
  },
  hmacKey(usage, algorithm, key) {
    if ($.algorithmName(algorithm) !== "HMAC") return $.unsupportedCrypto(usage, algorithm);
    const impl = $.impl(key);
    if (!impl.usages.includes(usage)) throw new $.DOMException("key.usages does not permit this operation", "InvalidAccessError");
    return impl;
  },
  hmac(key, bytes) {
    $.handover[0] = bytes;
    $.h.hold_message();
    $.handover[0] = key.bytes;
    $.h.hmac(key.algorithm.hash.name);
    return $.handover[0];
  },
});
