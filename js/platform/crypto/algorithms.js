// Names and parameters of algorithms, as pages give them. https://w3c.github.io/webcrypto/#algorithm-normalization
library({
  // operation → algorithm → its parameters, in the order in which they are read; `?` marks those that may be left out
  get cryptoAlgorithms() {
    const none = [];
    const aesKey = ["length short"];
    const rsaKey = ["modulusLength long", "publicExponent integer", "hash hash"];
    const hashed = ["hash hash"];
    const curve = ["namedCurve text"];
    const ciphers = {
      "AES-CBC": ["iv bytes"],
      "AES-CTR": ["counter bytes", "length octet"],
      "AES-GCM": ["additionalData? bytes", "iv bytes", "tagLength? octet"],
      "RSA-OAEP": ["label? bytes"],
    };
    const signatures = { "RSASSA-PKCS1-v1_5": none, "RSA-PSS": ["saltLength long"], ECDSA: hashed, Ed25519: none, HMAC: none };
    return {
      digest: { "SHA-1": none, "SHA-256": none, "SHA-384": none, "SHA-512": none },
      encrypt: ciphers,
      decrypt: ciphers,
      sign: signatures,
      verify: signatures,
      deriveBits: {
        ECDH: ["public key"],
        X25519: ["public key"],
        HKDF: ["hash hash", "info bytes", "salt bytes"],
        PBKDF2: ["hash hash", "iterations long", "salt bytes"],
      },
      generateKey: {
        "RSASSA-PKCS1-v1_5": rsaKey,
        "RSA-PSS": rsaKey,
        "RSA-OAEP": rsaKey,
        ECDSA: curve,
        ECDH: curve,
        Ed25519: none,
        X25519: none,
        "AES-CBC": aesKey,
        "AES-CTR": aesKey,
        "AES-GCM": aesKey,
        "AES-KW": aesKey,
        HMAC: ["hash hash", "length? long"],
      },
      importKey: {
        "RSASSA-PKCS1-v1_5": hashed,
        "RSA-PSS": hashed,
        "RSA-OAEP": hashed,
        ECDSA: curve,
        ECDH: curve,
        Ed25519: none,
        X25519: none,
        "AES-CBC": none,
        "AES-CTR": none,
        "AES-GCM": none,
        "AES-KW": none,
        HMAC: ["hash hash", "length? long"],
        HKDF: none,
        PBKDF2: none,
      },
      wrapKey: { "AES-KW": none },
      unwrapKey: { "AES-KW": none },
      "get key length": {
        "AES-CBC": aesKey,
        "AES-CTR": aesKey,
        "AES-GCM": aesKey,
        "AES-KW": aesKey,
        HMAC: ["hash hash", "length? long"],
        HKDF: none,
        PBKDF2: none,
      },
    };
  },
  // https://w3c.github.io/webcrypto/#algorithm-normalization-normalize-an-algorithm
  normalizeAlgorithm(operation, given) {
    const object = $.isObject(given) ? given : { name: $.str(given) };
    if (object.name === undefined) throw new $.TypeError("Algorithm: name: Missing or not a string");
    const asked = $.str(object.name);
    const known = $.cryptoAlgorithms[operation];
    const name = Object.keys(known).find((each) => each.toUpperCase() === asked.toUpperCase());
    if (name === undefined) throw new $.DOMException(`Unrecognized algorithm name: ${asked}`, "NotSupportedError");
    const found = { name };
    for (const parameter of known[name]) {
      const [key, type] = parameter.split(" ");
      const member = key.replace("?", "");
      const value = object[member];
      if (value !== undefined) found[member] = $.algorithmParameter(value, type, `${name}: ${member}`);
      else if (key === member) throw new $.TypeError(`${name}: ${member}: Missing required property`);
    }
    return found;
  },
  algorithmParameter(value, type, what) {
    switch (type) {
      case "bytes":
        return $.bufferSource(value);
      case "octet":
        return $.integer(value, 8, false, 1);
      case "short":
        return $.integer(value, 16, false, 1);
      case "long":
        return $.integer(value, 32, false, 1);
      case "text":
        return $.str(value);
      case "hash":
        return $.normalizeAlgorithm("digest", value).name;
      case "integer":
        if ($.byteKind(value) !== "Uint8Array") throw new $.TypeError(`${what}: Missing or not a Uint8Array`);
        return $.bufferSource(value);
    }
    return $.impl($.instance(value, "CryptoKey"));
  },
  // Calls an operation of the host with some buffers; its answer is a list of buffers.
  cryptoCall(operation, parameters, ...parts) {
    $.handover[0] = $.concat(parts);
    const sizes = $.h.crypto(operation, $.cryptoParameters(parameters, parts));
    return $.splitBuffers($.handover[0], sizes);
  },
  // The same in a thread of its own, for what takes long: a promise.
  cryptoCallLater(operation, parameters, ...parts) {
    $.handover[0] = $.concat(parts);
    const number = ++$.cryptoCalls.last;
    return new Promise((resolve, reject) => {
      $.cryptoCalls.waiting.set(number, { resolve, reject });
      $.h.crypto_later(number, operation, $.cryptoParameters(parameters, parts));
    });
  },
  get cryptoCalls() {
    return { last: 0, waiting: new Map() };
  },
  cryptoParameters(parameters, parts) {
    return JSON.stringify({ ...parameters, sizes: parts.map((part) => part.byteLength) });
  },
  // the answer lies in the handover; `error` is a name and a message when there is none
  cryptoDone(number, sizes, error, message) {
    const call = $.cryptoCalls.waiting.get(number);
    if (call === undefined) return;
    const { resolve, reject } = call;
    $.cryptoCalls.waiting.delete(number);
    if (sizes === null) reject(new $.DOMException(message, error));
    else resolve($.splitBuffers($.handover[0], sizes));
  },
  splitBuffers(buffer, sizes) {
    let at = 0;
    return JSON.parse(sizes).map((size) => buffer.slice(at, (at += size)));
  },
});
