"""Digests of bodies. https://w3c.github.io/webappsec-subresource-integrity/"""

import base64
import hashlib

import pytest

from shim.net.access import Access
from shim.net.errors import Failure, NetworkError
from shim.net.fetcher import Fetcher, Scope
from shim.net.integrity import matches
from shim.net.messages import Request

BODY = b"body"


def digest(algorithm: str, body: bytes = BODY) -> str:
    return f"{algorithm}-{base64.b64encode(hashlib.new(algorithm, body).digest()).decode()}"


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("", True),
        ("  ", True),
        ("md5-whatever", True),
        ("nonsense", True),
        (digest("sha256"), True),
        (digest("sha384"), True),
        (digest("sha512"), True),
        (digest("sha256").replace("+", "-").replace("/", "_"), True),
        (digest("sha256").upper().replace(digest("sha256").upper()[7:], digest("sha256")[7:]), True),
        (digest("sha256") + "?option", True),
        (digest("sha256", b"other"), False),
        ("sha256-!!!", False),
        (f"{digest('sha256', b'other')} {digest('sha256')}", True),
        (f"{digest('sha256')} {digest('sha512', b'other')}", False),
        (f"{digest('sha256', b'other')} {digest('sha512')}", True),
    ],
)
def test_the_strongest_algorithm_decides(metadata: str, expected: bool) -> None:
    assert matches(BODY, metadata) is expected


async def test_a_body_that_is_another_is_a_network_error() -> None:
    async with Fetcher() as fetcher:
        scope = Scope(Access("about:blank"))
        good = Request(url="data:,body", integrity=digest("sha256"))
        assert (await fetcher.fetch(good, scope)).body == BODY
        with pytest.raises(NetworkError, match="does not have the integrity") as caught:
            await fetcher.fetch(Request(url="data:,other", integrity=digest("sha256")), scope)
        assert caught.value.failure is Failure.INTEGRITY
