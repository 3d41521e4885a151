"""Basic authentication: what URLs and challenges say, and which URLs share credentials."""

from __future__ import annotations

import pytest

from shim.net.authentication import Logins, credentials_of, realm_of, without_credentials
from shim.net.headers import Headers


@pytest.mark.parametrize(
    ("url", "credentials", "bare"),
    [
        ("http://a.test/x?q#h", None, "http://a.test/x?q#h"),
        ("http://me:p%40ss@a.test/", "Basic bWU6cEBzcw==", "http://a.test/"),
        ("http://me@a.test/", "Basic bWU6", "http://a.test/"),
    ],
)
def test_credentials_of_urls(url: str, credentials: str | None, bare: str) -> None:
    assert credentials_of(url) == credentials
    assert without_credentials(url) == bare


@pytest.mark.parametrize(
    ("challenge", "realm"),
    [
        ('Basic realm="a b", charset="UTF-8"', "a b"),
        ("basic charset=x, realm=short", "short"),
        ('Digest realm="d", Basic realm=b', "b"),
        ("Basic", ""),
        ("Basically realm=x", None),
        ("Negotiate", None),
    ],
)
def test_realms_of_challenges(challenge: str, realm: str | None) -> None:
    assert realm_of(Headers([("WWW-Authenticate", challenge)])) == realm


def test_what_has_been_given_holds_below_its_folder_and_in_its_realm() -> None:
    logins = Logins()
    logins.add("http://a.test/in/side/x", "r", "1")
    assert logins.for_url("http://a.test/in/side/deep/y") == logins.for_realm("http://a.test/out", "r") == "1"
    assert logins.for_url("http://a.test/in/") is None
    assert logins.for_url("http://b.test/in/side/x") is None
    assert logins.for_realm("http://a.test/in/side/x", "s") is None
