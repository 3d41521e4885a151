"""crypto's host half; the digests of "abc" are those of FIPS 180-4."""

from __future__ import annotations

import re

import pytest

from shim.net.digest import digest, random_bytes, random_uuid


@pytest.mark.parametrize(
    ("algorithm", "start", "size"),
    [("SHA-1", "a9993e36", 20), ("sha-256", "ba7816bf", 32), ("SHA-384", "cb00753f", 48), ("SHA-512", "ddaf35a1", 64)],
)
def test_digests(algorithm: str, start: str, size: int) -> None:
    result = digest(algorithm, b"abc")
    assert result.hex().startswith(start)
    assert len(result) == size


def test_other_algorithms_are_refused() -> None:
    with pytest.raises(LookupError, match="'MD5' is not one of SHA-1"):
        digest("MD5", b"")


def test_randomness() -> None:
    assert len(random_bytes(65536)) == 65536
    assert random_bytes(0) == b""
    assert random_bytes(16) != random_bytes(16)
    for count in (65537, -1):
        with pytest.raises(ValueError, match="65536 is the most"):
            random_bytes(count)
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", random_uuid())
