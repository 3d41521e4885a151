"""Referrer policies."""

from __future__ import annotations

import pytest

from shim.net.headers import Headers
from shim.net.messages import Request
from shim.net.referrer import policy_of_headers, policy_of_meta, referrer_header

PAGE = "https://u:p@a.test/dir/page.html?q#f"
WHOLE, ORIGIN = "https://a.test/dir/page.html?q", "https://a.test/"


@pytest.mark.parametrize(
    ("policy", "same", "other", "downgrade"),
    [
        ("", WHOLE, ORIGIN, None),
        ("strict-origin-when-cross-origin", WHOLE, ORIGIN, None),
        ("no-referrer", None, None, None),
        ("no-referrer-when-downgrade", WHOLE, WHOLE, None),
        ("same-origin", WHOLE, None, None),
        ("origin", ORIGIN, ORIGIN, ORIGIN),
        ("strict-origin", ORIGIN, ORIGIN, None),
        ("origin-when-cross-origin", WHOLE, ORIGIN, ORIGIN),
        ("unsafe-url", WHOLE, WHOLE, WHOLE),
    ],
)
def test_policies(policy: str, same: str | None, other: str | None, downgrade: str | None) -> None:
    for url, expected in (("https://a.test/x", same), ("https://b.test/", other), ("http://b.test/", downgrade)):
        assert referrer_header(Request(url=url, referrer=PAGE, referrer_policy=policy)) == expected


def test_what_has_no_referrer() -> None:
    assert referrer_header(Request(url="https://a.test/")) is None
    assert referrer_header(Request(url="https://a.test/", referrer="file:///page.html")) is None
    long = f"https://a.test/{'x' * 5000}"
    assert referrer_header(Request(url="https://a.test/", referrer=long)) == ORIGIN
    loopback = Request(url="http://127.0.0.1/", referrer=PAGE)
    assert referrer_header(loopback) == ORIGIN


def test_policies_of_headers_and_markup() -> None:
    assert policy_of_headers(Headers([("Referrer-Policy", "origin, bogus,UNSAFE-URL, later")])) == "unsafe-url"
    assert policy_of_headers(Headers()) == ""
    assert [policy_of_meta(text) for text in (" Origin ", "never", "always", "bogus")] == [
        "origin", "no-referrer", "unsafe-url", "",
    ]  # fmt: skip
