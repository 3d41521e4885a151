"""Algorithms of SubtleCrypto, on `cryptography`. Script gives bytes and gets bytes; what it checks before is in
`js/platform/crypto`.

A secret key is its bytes, a private one its PKCS #8 form, and a public one its SubjectPublicKeyInfo.
"""
