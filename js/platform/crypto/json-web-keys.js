// JSON Web Keys. https://w3c.github.io/webcrypto/#JsonWebKey-dictionary
library({
  // https://webidl.spec.whatwg.org/#js-dictionary
  toJwk(value) {
    if (!$.isObject(value)) throw new $.TypeError("Key data must be an object for JWK import");
    const jwk = {};
    for (const name of ["alg", "crv", "d", "dp", "dq", "e"]) if (value[name] !== undefined) jwk[name] = $.str(value[name]);
    if (value.ext !== undefined) jwk.ext = !!value.ext;
    if (value.k !== undefined) jwk.k = $.str(value.k);
    if (value.key_ops !== undefined) jwk.key_ops = $.sequence(value.key_ops, $.str);
    for (const name of ["kty", "n"]) if (value[name] !== undefined) jwk[name] = $.str(value[name]);
    if (value.oth !== undefined) jwk.oth = $.sequence(value.oth, (item) => item);
    for (const name of ["p", "q", "qi", "use", "x", "y"]) if (value[name] !== undefined) jwk[name] = $.str(value[name]);
    return jwk;
  },
  // the text that `wrapKey` encrypts, and back. https://w3c.github.io/webcrypto/#concept-parse-a-jwk
  parseJwk(bytes) {
    let parsed = null;
    try {
      parsed = JSON.parse($.utf8Text(bytes));
    } catch {}
    if (!$.isObject(parsed)) throw new $.DOMException("The key data is not valid JSON", "DataError");
    const jwk = $.toJwk(parsed);
    if (jwk.kty === undefined) throw new $.DOMException('The JWK member "kty" is missing', "DataError");
    return jwk;
  },
  newJwk(members, key) {
    const jwk = { ...members, key_ops: [...key.usages], ext: key.extractable };
    const alg = $.jwkAlgorithm(key.info);
    if (alg !== undefined && key.info.name !== "ECDSA") jwk.alg = alg;
    return $.shown(jwk);
  },
  // the `alg` of keys of an algorithm
  jwkAlgorithm({ name, hash, length, namedCurve }) {
    const digits = hash === undefined ? "" : hash.slice(4);
    switch (name) {
      case "HMAC":
        return `HS${digits}`;
      case "RSASSA-PKCS1-v1_5":
        return `RS${digits}`;
      case "RSA-PSS":
        return `PS${digits}`;
      case "RSA-OAEP":
        return hash === "SHA-1" ? "RSA-OAEP" : `RSA-OAEP-${digits}`;
      case "ECDSA":
        return { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" }[namedCurve];
      case "Ed25519":
        return name;
    }
    return name.startsWith("AES") ? `A${length}${name.slice(4)}` : undefined;
  },
  secretOfJwk(jwk) {
    if (jwk.kty !== "oct") throw new $.DOMException('The JWK "kty" member was not "oct"', "DataError");
    if (jwk.k === undefined || !/^[\w-]*$/.test(jwk.k))
      throw new $.DOMException('The JWK member "k" is missing or not base64url', "DataError");
    try {
      return Uint8Array.fromBase64(jwk.k, { alphabet: "base64url" }).buffer;
    } catch {
      throw new $.DOMException('The JWK member "k" is not base64url', "DataError");
    }
  },
  checkJwkAlgorithm(jwk, allowed) {
    if (jwk.alg !== undefined && !allowed.includes(jwk.alg))
      throw new $.DOMException('The JWK "alg" member was inconsistent with that specified by the call', "DataError");
  },
  checkJwkUse(jwk, use, extractable, usages) {
    const fail = (member) => {
      throw new $.DOMException(`The JWK "${member}" member was inconsistent with that specified by the call`, "DataError");
    };
    if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) fail("use");
    const { key_ops: operations } = jwk;
    if (operations !== undefined) {
      if (operations.some((each, at) => operations.indexOf(each) !== at)) fail("key_ops");
      if (usages.some((usage) => !operations.includes(usage))) fail("key_ops");
    }
    if (jwk.ext === false && extractable) fail("ext");
  },
});
