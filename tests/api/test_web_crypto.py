# ruff: noqa: E501 scripts have long lines
"""`crypto.subtle` comes to the same on both engines: what one encrypts and signs is what the other would."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shim import Page
from tests.api.opened import opened

URL = "https://example.test/"
HELPERS = """
const { subtle } = crypto, hex = (b) => new Uint8Array(b).toHex(), text = (s) => new TextEncoder().encode(s);
const name = (promise) => promise.then(() => "resolved", (error) => error.name);
const bytes = new Uint8Array(16).map((_, i) => i);
"""
CASES: dict[str, tuple[str, object]] = {
    "AES": (
        """
        const log = [], algorithms = [{ name: "AES-CBC", iv: bytes }, { name: "AES-CTR", counter: new Uint8Array(16).fill(255), length: 8 }, { name: "AES-GCM", iv: bytes, additionalData: text("a"), tagLength: 96 }];
        for (const algorithm of algorithms) {
          const key = await subtle.importKey("raw", bytes, algorithm.name, true, ["encrypt", "decrypt"]);
          const made = await subtle.encrypt(algorithm, key, text("interrupted by a call"));
          log.push(hex(made), new TextDecoder().decode(await subtle.decrypt(algorithm, key, made)));
        }
        return log;""",
        [
            "af0e3abed7dd20669f79a6ed3f4ead141a02c905acef02107f2fb5247e9deb36", "interrupted by a call",
            "552a6b57bc75f75310b2c6b96c299b72b0bf91161e", "interrupted by a call",
            "c3c6e7fbebf0bcb385dd734ee606889e6482ddcfa5f04dfcc1132a68948d6d8365", "interrupted by a call",
        ],
    ),
    "derivation": (
        """
        const password = await subtle.importKey("raw", text("secret"), "PBKDF2", false, ["deriveBits", "deriveKey"]);
        const pbkdf2 = { name: "PBKDF2", salt: bytes, iterations: 1000, hash: "SHA-256" };
        const secret = await subtle.importKey("raw", text("secret"), "HKDF", false, ["deriveBits"]);
        const key = await subtle.deriveKey(pbkdf2, password, { name: "AES-GCM", length: 256 }, true, ["encrypt"]);
        return [hex(await subtle.deriveBits(pbkdf2, password, 128)), hex(await subtle.exportKey("raw", key)).length, key.algorithm,
          hex(await subtle.deriveBits({ name: "HKDF", hash: "SHA-512", salt: bytes, info: text("i") }, secret, 128)),
          await name(subtle.deriveBits(pbkdf2, password, 100)), await name(subtle.exportKey("raw", password))];""",
        ["4efb2bbb6d2eb58ea8deaed54417ae2f", 64, {"name": "AES-GCM", "length": 256}, "cf2484363dc77b6511f171fc4589bf19", "OperationError", "NotSupportedError"],
    ),
    "pairs": (
        """
        const log = [], data = text("data");
        for (const [algorithm, more] of [[{ name: "ECDSA", namedCurve: "P-384" }, { hash: "SHA-256" }], [{ name: "Ed25519" }, {}], [{ name: "RSA-PSS", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }, { saltLength: 20 }]]) {
          const { publicKey, privateKey } = await subtle.generateKey(algorithm, true, ["sign", "verify"]);
          const how = { name: algorithm.name, ...more }, signature = await subtle.sign(how, privateKey, data);
          const again = await subtle.importKey("jwk", await subtle.exportKey("jwk", publicKey), { ...algorithm, ...more }, true, ["verify"]);
          const own = await subtle.importKey("pkcs8", await subtle.exportKey("pkcs8", privateKey), { ...algorithm, ...more }, false, ["sign"]);
          log.push(signature.byteLength, await subtle.verify(how, again, signature, data), await subtle.verify(how, publicKey, signature, text("date")),
            await subtle.verify(how, again, await subtle.sign(how, own, data), data), own.type, own.usages, own.extractable, Object.keys((await subtle.exportKey("jwk", privateKey))).sort().join());
        }
        return log;""",
        [
            96, True, False, True, "private", ["sign"], False, "crv,d,ext,key_ops,kty,x,y",
            64, True, False, True, "private", ["sign"], False, "alg,crv,d,ext,key_ops,kty,x",
            256, True, False, True, "private", ["sign"], False, "alg,d,dp,dq,e,ext,key_ops,kty,n,p,q,qi",
        ],
    ),
    "agreement": (
        """
        const log = [];
        for (const algorithm of [{ name: "ECDH", namedCurve: "P-256" }, { name: "X25519" }]) {
          const [one, two] = [await subtle.generateKey(algorithm, false, ["deriveBits"]), await subtle.generateKey(algorithm, false, ["deriveBits"])];
          const secret = (mine, other) => subtle.deriveBits({ name: algorithm.name, public: other.publicKey }, mine.privateKey, 256);
          log.push(hex(await secret(one, two)) === hex(await secret(two, one)), one.publicKey.usages, await name(subtle.exportKey("pkcs8", one.privateKey)), (await subtle.exportKey("raw", one.publicKey)).byteLength);
        }
        return log;""",
        [True, [], "InvalidAccessError", 65, True, [], "InvalidAccessError", 32],
    ),
    "wrapping, and a key that is cloned": (
        """
        const kek = await subtle.importKey("raw", bytes, "AES-KW", false, ["wrapKey", "unwrapKey"]);
        const key = await subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
        const wrapped = await subtle.wrapKey("raw", key, kek, "AES-KW");
        const back = await subtle.unwrapKey("raw", wrapped, kek, "AES-KW", { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
        const clone = structuredClone(back);
        return [hex(wrapped), clone instanceof CryptoKey, clone !== back, clone.algorithm,
          hex(await subtle.sign("HMAC", clone, bytes)) === hex(await subtle.sign("HMAC", key, bytes))];""",
        ["935a3eb101c34add025e170b46ff0db23e5c2fae8c8f8370", True, True, {"name": "HMAC", "hash": {"name": "SHA-256"}, "length": 128}, True],
    ),
    "errors": (
        """
        const aes = await subtle.generateKey({ name: "AES-GCM", length: 128 }, false, ["encrypt"]);
        return Promise.all([
          subtle.generateKey({ name: "AES-GCM", length: 100 }, true, ["encrypt"]), subtle.generateKey({ name: "AES-GCM", length: 128 }, true, ["sign"]),
          subtle.generateKey({ name: "AES-GCM", length: 128 }, true, []), subtle.generateKey("Ed448", true, ["sign"]), subtle.generateKey({ name: "ECDSA", namedCurve: "P-999" }, true, ["sign"]),
          subtle.decrypt({ name: "AES-GCM", iv: bytes }, aes, bytes), subtle.encrypt({ name: "AES-CBC", iv: bytes }, aes, bytes), subtle.encrypt({ name: "AES-GCM" }, aes, bytes),
          subtle.importKey("raw", new Uint8Array(3), "AES-GCM", true, ["encrypt"]), subtle.importKey("spki", bytes, { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]),
          subtle.importKey("jwk", { kty: "oct", k: "AA!" }, { name: "HMAC", hash: "SHA-1" }, true, ["sign"]), subtle.importKey("other", bytes, "AES-GCM", true, ["encrypt"]),
          subtle.importKey("jwk", bytes, "AES-GCM", true, ["encrypt"]), subtle.exportKey("spki", aes),
        ].map(name));""",
        ["OperationError", "SyntaxError", "SyntaxError", "NotSupportedError", "NotSupportedError", "InvalidAccessError",
         "InvalidAccessError", "TypeError", "DataError", "DataError", "DataError", "TypeError", "TypeError", "InvalidAccessError"],
    ),
}  # fmt: skip


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with opened(engine, URL, "<p>") as page:
        yield page


@pytest.mark.parametrize("name", CASES)
async def test_web_crypto(page: Page, name: str) -> None:
    script, expected = CASES[name]
    assert await page.evaluate(f"async () => {{ {HELPERS} {script} }}") == expected
