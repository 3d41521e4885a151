// Keys of all algorithms: usages, generation, import and export. https://w3c.github.io/webcrypto/#algorithms
library({
  get crypto() {
    return $.create("Crypto");
  },
  get keyUsages() {
    const ciphers = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
    const signatures = { public: ["verify"], private: ["sign"] };
    const agreements = { public: [], private: ["deriveKey", "deriveBits"] };
    return {
      "RSASSA-PKCS1-v1_5": signatures,
      "RSA-PSS": signatures,
      "RSA-OAEP": { public: ["encrypt", "wrapKey"], private: ["decrypt", "unwrapKey"] },
      ECDSA: signatures,
      ECDH: agreements,
      Ed25519: signatures,
      X25519: agreements,
      "AES-CBC": { secret: ciphers },
      "AES-CTR": { secret: ciphers },
      "AES-GCM": { secret: ciphers },
      "AES-KW": { secret: ["wrapKey", "unwrapKey"] },
      HMAC: { secret: ["sign", "verify"] },
      HKDF: { secret: ["deriveKey", "deriveBits"] },
      PBKDF2: { secret: ["deriveKey", "deriveBits"] },
    };
  },
  get usagesInOrder() {
    return ["encrypt", "decrypt", "sign", "verify", "deriveKey", "deriveBits", "wrapKey", "unwrapKey"];
  },
  checkUsages(usages, allowed) {
    if (usages.some((usage) => !allowed.includes(usage)))
      throw new $.DOMException("Cannot create a key using the specified key usages.", "SyntaxError");
  },
  // https://w3c.github.io/webcrypto/#SubtleCrypto-method-importKey: a key that may do nothing is of no use
  requireUsages(usages) {
    if (usages.length === 0) throw new $.DOMException("Usages cannot be empty when creating a key.", "SyntaxError");
  },
  checkKey(key, name, usage) {
    if (key.info.name !== name) throw new $.DOMException("key.algorithm does not match that of operation", "InvalidAccessError");
    if (!key.usages.includes(usage)) throw new $.DOMException("key.usages does not permit this operation", "InvalidAccessError");
    return key;
  },
  newKey(type, bytes, info, extractable, usages) {
    const kept = $.usagesInOrder.filter((usage) => usages.includes(usage));
    return $.create("CryptoKey", { type, bytes, info, extractable, usages: kept });
  },
  // what a page sees as a key's algorithm
  shownAlgorithm(info) {
    const shown = { name: info.name };
    if (info.modulusLength !== undefined) shown.modulusLength = info.modulusLength;
    if (info.publicExponent !== undefined) shown.publicExponent = new Uint8Array(info.publicExponent);
    if (info.hash !== undefined) shown.hash = { name: info.hash };
    if (info.length !== undefined) shown.length = info.length;
    if (info.namedCurve !== undefined) shown.namedCurve = info.namedCurve;
    return shown;
  },
  checkCurve(name) {
    if (!["P-256", "P-384", "P-521"].includes(name)) throw new $.DOMException("Unrecognized namedCurve", "NotSupportedError");
  },
  // https://w3c.github.io/webcrypto/#aes-ctr-operations-get-key-length, and those of the others
  keyLength(algorithm) {
    const { name, length } = algorithm;
    if (name.startsWith("AES")) {
      if (length !== 128 && length !== 192 && length !== 256)
        throw new $.DOMException("AES key length must be 128, 192 or 256 bits", "OperationError");
      return length;
    }
    if (name !== "HMAC") return null;
    if (length === 0) throw new $.TypeError("HMAC key length must not be 0");
    return length ?? $.hmacBlock(algorithm.hash);
  },
  hmacBlock(hash) {
    return hash === "SHA-1" || hash === "SHA-256" ? 512 : 1024;
  },
  // https://w3c.github.io/webcrypto/#SubtleCrypto-method-generateKey
  generateSecret(algorithm, extractable, usages) {
    const { name, hash } = algorithm;
    $.checkUsages(usages, $.keyUsages[name].secret);
    if (name === "HMAC" && algorithm.length === 0) throw new $.DOMException("HMAC key length must not be 0", "OperationError");
    const length = $.keyLength(algorithm);
    $.requireUsages(usages);
    $.h.random_bytes(Math.ceil(length / 8));
    return $.newKey("secret", $.handover[0], hash === undefined ? { name, length } : { name, hash, length }, extractable, usages);
  },
  async generatePair(algorithm, extractable, usages) {
    const { name, hash, namedCurve, modulusLength } = algorithm;
    const allowed = $.keyUsages[name];
    $.checkUsages(usages, [...allowed.public, ...allowed.private]);
    const info = { name };
    if (namedCurve !== undefined) $.checkCurve((info.namedCurve = namedCurve));
    let exponent = 0;
    if (hash !== undefined) {
      const bytes = [...new Uint8Array(algorithm.publicExponent)];
      exponent = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
      if ((exponent !== 3 && exponent !== 65537) || modulusLength < 1024 || modulusLength > 16384)
        throw new $.DOMException("The modulus length or the public exponent is not supported", "OperationError");
      Object.assign(info, { modulusLength, publicExponent: bytes, hash });
    }
    const own = usages.filter((usage) => allowed.private.includes(usage));
    $.requireUsages(own);
    const parameters = { algorithm: name, curve: namedCurve, length: modulusLength, exponent };
    const [privateBytes, publicBytes] =
      hash === undefined ? $.cryptoCall("generate", parameters) : await $.cryptoCallLater("generate", parameters);
    const others = usages.filter((usage) => allowed.public.includes(usage));
    return {
      __proto__: $.objects,
      publicKey: $.newKey("public", publicBytes, info, true, others),
      privateKey: $.newKey("private", privateBytes, info, extractable, own),
    };
  },
  // https://w3c.github.io/webcrypto/#SubtleCrypto-method-importKey, steps 8 to 13; `data` is a buffer or a JsonWebKey
  importKey(format, data, algorithm, extractable, usages) {
    const allowed = $.keyUsages[algorithm.name];
    const key =
      allowed.secret !== undefined
        ? $.importSecret(format, data, algorithm, extractable, usages)
        : $.importPart(format, data, algorithm, extractable, usages);
    if ($.impl(key).type !== "public") $.requireUsages(usages);
    return key;
  },
  refuseFormat(format, name) {
    throw new $.DOMException(`The key format '${format}' is not supported for ${name}`, "NotSupportedError");
  },
  importSecret(format, data, algorithm, extractable, usages) {
    const { name, hash } = algorithm;
    if (format !== "raw" && (format !== "jwk" || name === "HKDF" || name === "PBKDF2")) $.refuseFormat(format, name);
    $.checkUsages(usages, $.keyUsages[name].secret);
    if (name === "HKDF" || name === "PBKDF2") {
      if (extractable) throw new $.DOMException(`Keys of ${name} cannot be extractable`, "SyntaxError");
      return $.newKey("secret", data, { name }, false, usages);
    }
    const bytes = format === "jwk" ? $.secretOfJwk(data) : data;
    const bits = bytes.byteLength * 8;
    let info = { name, length: bits };
    if (name === "HMAC") {
      const length = algorithm.length ?? bits;
      if (bits === 0 || length > bits || length <= bits - 8)
        throw new $.DOMException("The length of the HMAC key is not that of its data", "DataError");
      info = { name, hash, length };
    } else if (bits !== 128 && bits !== 192 && bits !== 256)
      throw new $.DOMException("AES key data must be 128, 192 or 256 bits", "DataError");
    if (format === "jwk") {
      $.checkJwkAlgorithm(data, [$.jwkAlgorithm(info)]);
      $.checkJwkUse(data, name === "HMAC" ? "sig" : "enc", extractable, usages);
    }
    return $.newKey("secret", bytes, info, extractable, usages);
  },
  // a public or a private key
  importPart(format, data, algorithm, extractable, usages) {
    const { name, hash, namedCurve } = algorithm;
    if (namedCurve !== undefined) $.checkCurve(namedCurve);
    if (format === "raw" && hash !== undefined) $.refuseFormat(format, name);
    const type = format === "pkcs8" || (format === "jwk" && data.d !== undefined) ? "private" : "public";
    $.checkUsages(usages, $.keyUsages[name][type]);
    if (format === "jwk") {
      const use = name === "RSA-OAEP" || name === "ECDH" || name === "X25519" ? "enc" : "sig";
      $.checkJwkUse(data, use, extractable, usages);
      if (name === "Ed25519") $.checkJwkAlgorithm(data, ["Ed25519", "EdDSA"]);
      else if (name !== "ECDH" && name !== "X25519") $.checkJwkAlgorithm(data, [$.jwkAlgorithm(algorithm)]);
    }
    const parameters = { algorithm: name, curve: namedCurve, format, kind: type };
    const [bytes, size, exponent] =
      format === "jwk" ? $.cryptoCall("import", { ...parameters, jwk: data }) : $.cryptoCall("import", parameters, data);
    const info = { name };
    if (namedCurve !== undefined) info.namedCurve = namedCurve;
    if (hash !== undefined)
      Object.assign(info, {
        modulusLength: new DataView(size).getUint32(0),
        publicExponent: [...new Uint8Array(exponent)],
        hash,
      });
    return $.newKey(type, bytes, info, extractable, usages);
  },
  // https://w3c.github.io/webcrypto/#SubtleCrypto-method-exportKey
  exportKey(format, key) {
    const { name } = key.info;
    if (name === "HKDF" || name === "PBKDF2") throw new $.DOMException(`Keys of ${name} cannot be exported`, "NotSupportedError");
    if (!key.extractable) throw new $.DOMException("key is not extractable", "InvalidAccessError");
    if (key.type === "secret") {
      if (format === "raw") return key.bytes.slice(0);
      if (format !== "jwk") $.refuseFormat(format, name);
      const k = new Uint8Array(key.bytes).toBase64({ alphabet: "base64url", omitPadding: true });
      return $.newJwk({ kty: "oct", k }, key);
    }
    if (format === "jwk") {
      const [text] = $.cryptoCall("export", { algorithm: name, format, kind: key.type, curve: key.info.namedCurve }, key.bytes);
      return $.newJwk(JSON.parse($.utf8Text(text)), key);
    }
    if (format === "raw" && key.info.hash !== undefined) $.refuseFormat(format, name);
    if ((format === "pkcs8") !== (key.type === "private"))
      throw new $.DOMException(`A ${key.type} key has no format '${format}'`, "InvalidAccessError");
    return format === "raw"
      ? $.cryptoCall("export", { algorithm: name, format, kind: "public" }, key.bytes)[0]
      : key.bytes.slice(0);
  },
});
