"""URLs, origins, secure contexts, and the way from a command line argument to a URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from shim.net import url as urls


def test_join_resolves_against_the_base() -> None:
    assert urls.join("http://a.test/x/y.html?q", "../z.wav") == "http://a.test/z.wav"
    assert urls.join("file:///a/b.html", "c d.wav") == "file:///a/c%20d.wav"


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert urls.join("http://a.test/", "x\ud800y") == "http://a.test/x%EF%BF%BDy"


@pytest.mark.parametrize("text", ["", "x.html", "http://", "http://a b/"])
def test_what_is_no_url_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not a valid URL") as caught:
        urls.parse(text)
    assert repr(text) in str(caught.value)


def test_tuple_origins_compare_by_scheme_host_and_port() -> None:
    assert urls.same_origin("http://A.test:80/x", "http://a.test/y?z")
    assert not urls.same_origin("http://a.test/", "https://a.test/")
    assert not urls.same_origin("http://a.test/", "http://a.test:8080/")
    assert urls.same_origin("blob:https://a.test/0-1", "https://a.test/")
    assert str(urls.origin("http://[::1]:8080/x")) == "http://[::1]:8080"


@pytest.mark.parametrize("url", ["file:///a.html", "data:text/html,x", "about:blank", "blob:null/0-1"])
def test_opaque_origins_equal_only_themselves(url: str) -> None:
    origin = urls.origin(url)
    assert origin.is_opaque
    assert str(origin) == "null"
    assert urls.same_origin(origin, origin)
    assert not urls.same_origin(origin, urls.origin(url))


@pytest.mark.parametrize(
    ("url", "secure"),
    [
        ("https://a.test/", True),
        ("http://localhost:8000/", True),
        ("http://x.localhost/", True),
        ("http://127.0.0.1/", True),
        ("http://127.9.8.7:1234/", True),
        ("http://[::1]/", True),
        ("file:///a.html", True),
        ("data:text/html,x", True),
        ("about:blank", True),
        ("blob:https://a.test/1", True),
        ("blob:http://a.test/1", False),
        ("http://a.test/", False),
        ("http://localhost.evil.test/", False),
        ("http://127.0.0.1.evil.test/", False),
        ("http://notlocalhost/", False),
        ("ftp://localhost/", False),
    ],
)
def test_secure_contexts(url: str, secure: bool) -> None:
    assert urls.is_potentially_trustworthy(url) is secure


def test_components_follow_the_url_interface() -> None:
    found = urls.components("../b?c=1#d", "https://u:p@a.test:8443/x/y")
    assert found is not None
    assert dict(zip(urls.COMPONENTS, found, strict=True)) == {
        "href": "https://u:p@a.test:8443/b?c=1#d",
        "origin": "https://a.test:8443",
        "protocol": "https:",
        "username": "u",
        "password": "p",
        "host": "a.test:8443",
        "hostname": "a.test",
        "port": "8443",
        "pathname": "/b",
        "search": "?c=1",
        "hash": "#d",
    }
    assert urls.components("//", None) is None


def test_setting_a_component_reparses_and_a_bad_value_changes_nothing() -> None:
    assert urls.set_component("http://a.test/x", "hash", "é")[0] == "http://a.test/x#%C3%A9"
    assert urls.set_component("http://a.test/x", "host", "b.test:81")[0] == "http://b.test:81/x"
    assert urls.set_component("http://a.test/x", "port", "99999")[0] == "http://a.test/x"
    assert urls.set_component("http://a.test/x", "protocol", "mailto")[0] == "http://a.test/x"
    with pytest.raises(ValueError, match="not a part of a URL"):
        urls.set_component("http://a.test/x", "__class__", "y")


@pytest.mark.parametrize("name", ["a.html", "with space.html", "100%.html", "h#sh?.html", "ünï.html", "sub/deep.html"])
def test_a_path_becomes_a_file_url_and_comes_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    for argument in (name, str(path)):
        url = urls.from_argument(argument, tmp_path)
        assert url.startswith("file:///")
        assert urls.parse(url).href == url
        assert urls.to_path(url) == path


def test_a_path_may_carry_a_query_and_a_fragment(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("x")
    assert urls.from_argument("a.html?autoplay=1#top", tmp_path) == f"file://{tmp_path}/a.html?autoplay=1#top"


def test_urls_stay_urls(tmp_path: Path) -> None:
    assert urls.from_argument("HTTP://Example.com", tmp_path) == "http://example.com/"
    assert urls.from_argument("data:text/html,<p>", tmp_path) == "data:text/html,<p>"
    assert urls.from_argument("about:blank", tmp_path) == "about:blank"


def test_a_missing_file_a_folder_and_a_foreign_host_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no such file: .*nothing\.html"):
        urls.from_argument("nothing.html", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"no such file: /nothing\.html"):
        urls.from_argument("file:///nothing.html", tmp_path)
    with pytest.raises(IsADirectoryError, match="is a folder"):
        urls.from_argument(".", tmp_path)
    with pytest.raises(ValueError, match=r"names the host 'other\.test'"):
        urls.from_argument("file://other.test/a.html", tmp_path)
    with pytest.raises(ValueError, match="NUL"):
        urls.to_path("file:///a%00b")


@pytest.mark.parametrize(
    "host", ["xn--", "xn--a", "xn--zn7c.com", "xn--1ug.example", "a.XN--POKXNCVKS", "xn--xn---epa"]
)
def test_labels_in_punycode_are_checked(host: str) -> None:
    for url, base in ((f"https://{host}/", None), (f"file://{host}/p", None), ("/", f"https://{host}/")):
        with pytest.raises(ValueError, match="is not a valid URL"):
            urls.parse(url, base)
    assert urls.set_component("https://x.test/", "hostname", host)[0] == "https://x.test/"
    assert urls.parse(f"other://{host}/").hostname == host


def test_labels_in_punycode_that_are_valid() -> None:
    assert urls.parse("https://XN--CAF-dma.test/").hostname == "xn--caf-dma.test"
    assert urls.parse("https://café.-a_b.xn--caf-dma/").hostname == "xn--caf-dma.-a_b.xn--caf-dma"
