// Encryption, signatures and derivation, once parameters and keys are checked.
library({
  // https://w3c.github.io/webcrypto/#aes-cbc-operations, and of the other ciphers
  cipher(operation, algorithm, key, data) {
    const { name } = algorithm;
    const empty = new ArrayBuffer(0);
    if (name === "AES-KW") return $.cryptoCall(operation, { algorithm: name }, key.bytes, data)[0];
    if (name === "RSA-OAEP") {
      if (key.type !== (operation === "encrypt" ? "public" : "private"))
        throw new $.DOMException(`A ${key.type} key cannot ${operation}`, "InvalidAccessError");
      return $.cryptoCall(operation, { algorithm: name, hash: key.info.hash }, key.bytes, data, algorithm.label ?? empty)[0];
    }
    const length = algorithm.length ?? algorithm.tagLength ?? 128;
    const start = algorithm.iv ?? algorithm.counter;
    return $.cryptoCall(operation, { algorithm: name, length }, key.bytes, data, start, algorithm.additionalData ?? empty)[0];
  },
  // `signature` is what there is to verify
  signing(operation, algorithm, key, data, ...signature) {
    const { name } = algorithm;
    const type = name === "HMAC" ? "secret" : operation === "sign" ? "private" : "public";
    if (key.type !== type) throw new $.DOMException(`A ${key.type} key cannot ${operation}`, "InvalidAccessError");
    const hash = algorithm.hash ?? key.info.hash;
    const [answer] = $.cryptoCall(
      operation,
      { algorithm: name, hash, length: algorithm.saltLength },
      key.bytes,
      data,
      ...signature,
    );
    return operation === "sign" ? answer : new Uint8Array(answer)[0] === 1;
  },
  // `length` in bits, null for all that an agreement gives: a buffer or a promise of one
  deriveBits(algorithm, key, length) {
    const { name } = algorithm;
    if (name === "ECDH" || name === "X25519") {
      const other = algorithm.public;
      if (key.type !== "private" || other.type !== "public")
        throw new $.DOMException("A private and a public key are needed", "InvalidAccessError");
      if (other.info.name !== name || other.info.namedCurve !== key.info.namedCurve)
        throw new $.DOMException(
          "The public parameter for ECDH key derivation is for a different named curve",
          "InvalidAccessError",
        );
      const [secret] = $.cryptoCall("derive", { algorithm: name }, key.bytes, other.bytes);
      if (length === null) return secret;
      if (length > secret.byteLength * 8)
        throw new $.DOMException("Length specified for ECDH key derivation is too large", "OperationError");
      const bits = new Uint8Array(secret.slice(0, Math.ceil(length / 8)));
      if (length % 8 !== 0) bits[bits.length - 1] &= 0xff << (8 - (length % 8));
      return bits.buffer;
    }
    if (length === null || length % 8 !== 0)
      throw new $.DOMException(`The length provided for ${name} is not a multiple of 8 bits.`, "OperationError");
    const { hash, iterations, salt, info } = algorithm;
    const parameters = { algorithm: name, hash, length: length / 8, iterations };
    if (name === "HKDF") return $.cryptoCall("derive", parameters, key.bytes, salt, info)[0];
    if (iterations === 0) throw new $.DOMException("PBKDF2 requires iterations > 0", "OperationError");
    // OPTIMIZATION: few iterations take less time than a thread does to begin
    if (iterations * length < 1_000_000) return $.cryptoCall("derive", parameters, key.bytes, salt)[0];
    return $.cryptoCallLater("derive", parameters, key.bytes, salt).then(([bits]) => bits);
  },
});
