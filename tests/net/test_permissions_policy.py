"""The texts that permissions policies are made of, and what comes of them."""

from __future__ import annotations

import pytest

from shim.net.permissions_policy import PermissionsPolicy, parse_allow, parse_header
from shim.net.url import opaque_origin, origin

HERE, THERE = origin("https://example.test/"), origin("https://other.test/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("microphone", {"microphone": ("'src'",)}),
        (
            " camera  'self' https://a.test;;microphone *;",
            {"camera": ("'self'", "https://a.test"), "microphone": ("*",)},
        ),
        ("camera 'none'; camera *", {"camera": ("'none'",)}),
    ],
)
def test_the_allow_attribute(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert parse_allow(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("microphone=()", {"microphone": ()}),
        ('camera=(self "https://a.test"), autoplay=*', {"camera": ("'self'", "https://a.test"), "autoplay": ("*",)}),
        ("camera=*;report-to=x, microphone=self", {"camera": ("*",), "microphone": ("'self'",)}),
        ("camera=*, camera=()", {"camera": ()}),
        ("camera=(, microphone=()", {}),
        ("camera 'none'", {}),
        ("microphone=() camera=()", {}),
    ],
)
def test_the_header(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert parse_header(text) == expected


def test_what_comes_of_the_header() -> None:
    policy = PermissionsPolicy(HERE, parse_header('microphone=(), camera=("https://other.test"), autoplay=(self)'))
    features = ("microphone", "camera", "autoplay", "speaker-selection", "no-feature")
    assert [policy.allows(feature) for feature in features] == [False, False, True, True, True]
    disabled = policy.inherited("microphone; camera; autoplay; speaker-selection", THERE, THERE)
    assert disabled >= {"microphone", "camera", "autoplay"}
    assert "speaker-selection" not in disabled


def test_opaque_origins_and_files() -> None:
    policy, sandboxed = PermissionsPolicy(HERE), opaque_origin("https")
    assert "microphone" in policy.inherited("", sandboxed, None)
    assert "microphone" not in policy.inherited("microphone", sandboxed, None)
    assert "microphone" not in policy.inherited("microphone *", sandboxed, None)
    assert "microphone" in policy.inherited("microphone https://example.test", sandboxed, None)
    assert "microphone" in policy.inherited("microphone", THERE, None)
    assert "microphone" in policy.inherited("microphone nonsense", THERE, THERE)
    assert "microphone" not in PermissionsPolicy(origin("file:///a")).inherited("", origin("file:///b"), None)
