"""crypto: random values, digests, HMAC."""

from __future__ import annotations

import hashlib
import hmac
import uuid

import pytest

from tests.web.page import WebPage


async def test_random(page: WebPage) -> None:
    page.run("a = new Uint32Array(16); b = crypto.getRandomValues(a)")
    assert page.evaluate("[a === b, a.some((x) => x > 0xffff)]") == [True, True]
    first, second = page.evaluate("[crypto.randomUUID(), crypto.randomUUID()]")
    assert uuid.UUID(first).version == 4
    assert first != second
    page.run("bytes = new Uint8Array(64); crypto.getRandomValues(bytes.subarray(8, 32))")
    assert page.evaluate(
        "[bytes.subarray(0, 8).some(Boolean), bytes.subarray(8, 32).some(Boolean), bytes.subarray(32).some(Boolean)]"
    ) == [False, True, False]
    assert page.evaluate("crypto.getRandomValues(new Uint8Array(65537))")["thrown"] == "QuotaExceededError"
    assert page.evaluate("crypto.getRandomValues(new Float32Array(1))")["thrown"] == "TypeMismatchError"
    assert page.evaluate("crypto.getRandomValues([1])")["thrown"] == "TypeError"


@pytest.mark.parametrize("name", ["SHA-1", "SHA-256", "SHA-384", "SHA-512"])
async def test_digests(page: WebPage, name: str) -> None:
    expected = hashlib.new(name.replace("-", ""), b"a\0b").hexdigest()
    assert (
        await page.result(
            f"crypto.subtle.digest('{name}', new TextEncoder().encode('a\\0b')).then((b) => new Uint8Array(b).toHex())"
        )
        == expected
    )
    assert (
        await page.result(
            f"crypto.subtle.digest({{ name: '{name.lower()}' }}, "
            f"new TextEncoder().encode('a\\0b').buffer).then((b) => b.byteLength)"
        )
        == len(expected) // 2
    )


async def test_digests_that_fail(page: WebPage) -> None:
    assert (await page.result("crypto.subtle.digest('MD5', new Uint8Array())"))["thrown"] == "NotSupportedError"
    assert (await page.result("crypto.subtle.digest('SHA-1', 'text')"))["thrown"] == "TypeError"


async def test_hmac(page: WebPage) -> None:
    page.run("text = (s) => new TextEncoder().encode(s); algorithm = { name: 'HMAC', hash: 'SHA-256' }")
    page.run("key = crypto.subtle.importKey('raw', text('secret'), algorithm, true, ['verify', 'sign'])")
    expected = hmac.new(b"secret", b"message", "sha256").hexdigest()
    page.run("signature = key.then((k) => crypto.subtle.sign('HMAC', k, text('message')))")
    assert await page.result("signature.then((s) => new Uint8Array(s).toHex())") == expected
    verify = "Promise.all([key, signature]).then(([k, s]) => crypto.subtle.verify('HMAC', k, s, text('{}')))"
    assert await page.result(verify.format("message")) is True
    assert await page.result(verify.format("other")) is False
    assert await page.result(
        "key.then((k) => [k.type, k.extractable, "
        "k.algorithm, k.usages, k instanceof CryptoKey])") == [
        "secret", True, {"name": "HMAC", "hash": {"name": "SHA-256"}, "length": 48}, ["sign", "verify"], True,
    ]  # fmt: skip
    assert await page.result("key.then((k) => crypto.subtle.exportKey('jwk', k))") == {
        "kty": "oct",
        "k": "c2VjcmV0",
        "alg": "HS256",
        "key_ops": ["sign", "verify"],
        "ext": True,
    }
    assert (
        await page.result(
            "crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-512' }, "
            "false, ['sign']).then((k) => k.algorithm.length)"
        )
        == 1024
    )
    locked = "crypto.subtle.importKey('raw', text('x'), algorithm, false, ['verify'])"
    assert (await page.result(f"{locked}.then((k) => crypto.subtle.exportKey('raw', k))"))[
        "thrown"
    ] == "InvalidAccessError"
    assert (await page.result(f"{locked}.then((k) => crypto.subtle.sign('HMAC', k, text('m')))"))[
        "thrown"
    ] == "InvalidAccessError"


async def test_costly_work_does_not_hold_up_the_page(page: WebPage) -> None:
    page.run(
        "log = []; key = crypto.subtle.importKey('raw', new Uint8Array(8), 'PBKDF2', false, ['deriveBits']);"
        "const how = { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(8), iterations: 50000 };"
        "key.then((k) => crypto.subtle.deriveBits(how, k, 256)).then((b) => log.push(b.byteLength));"
        "key.then(() => setTimeout(() => log.push('timer')))"
    )
    await page.idle()
    assert page.evaluate("log") == ["timer", 32]


@pytest.mark.parametrize("algorithm", ["Ed448", "X448", "AES-CFB"])
async def test_what_no_browser_has(page: WebPage, algorithm: str) -> None:
    assert (await page.result(f"crypto.subtle.generateKey('{algorithm}', true, ['sign'])"))[
        "thrown"
    ] == "NotSupportedError"


async def test_work_that_would_never_end_is_refused(page: WebPage) -> None:
    page.run("""
      const work = async (iterations, length) => {
        const key = await crypto.subtle.importKey("raw", new Uint8Array(8), "PBKDF2", false, ["deriveBits"]);
        const how = { name: "PBKDF2", hash: "SHA-512", salt: new Uint8Array(8), iterations };
        return crypto.subtle.deriveBits(how, key, length);
      };
      const rsa = (modulusLength) => {
        const how = { name: "RSA-OAEP", publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-1", modulusLength };
        return crypto.subtle.generateKey(how, true, ["encrypt", "decrypt"]);
      };
    """)
    for call in ("work(2 ** 31 - 1, 512)", "work(1000, 2 ** 31)", "rsa(16384)"):
        assert (await page.result(call))["thrown"] == "OperationError", call
