"""Algorithms of SubtleCrypto, on `cryptography`. Bytes in, bytes out: what is checked before that is in `js/platform/crypto`.

A secret key is its bytes, a private one its PKCS #8 form, and a public one its SubjectPublicKeyInfo.
"""
