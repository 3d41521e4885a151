"""The places that a page may reach: hosts, ports, files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shim.net.access import Access, host_patterns
from shim.net.errors import Failure, NetworkError
from shim.net.fetcher import Fetcher, Scope
from shim.net.messages import Request, Response
from shim.net.url import from_path, opaque_origin, origin

OPENED = "https://app.test/index.html"


def allowed(access: Access, url: str, page: str | None = OPENED) -> bool:
    try:
        access.check(url, origin(page) if page is not None else None)
    except NetworkError as error:
        return (error.failure, error.url) != (Failure.REFUSED, url)
    return True


def test_a_page_reaches_its_own_origin_and_the_opened_one() -> None:
    access = Access(OPENED)
    assert allowed(access, "https://app.test/a.wav")
    assert allowed(access, "https://app.test/a.wav", page="data:text/html,x")
    assert allowed(access, "https://app.test/a.wav", page=None)
    assert allowed(access, "http://frame.test/a.wav", page="http://frame.test/x.html")
    assert not allowed(access, "https://other.test/")
    assert not allowed(access, "https://app.test:8443/")
    assert not allowed(access, "https://sub.app.test/")
    assert not allowed(access, "http://127.0.0.1/", page=None)


def test_http_may_become_https_on_the_same_host_but_not_the_reverse() -> None:
    assert allowed(Access("http://app.test/"), "https://app.test/", page=None)
    assert not allowed(Access("http://app.test:8000/"), "https://app.test/", page=None)
    assert not allowed(Access("https://app.test/"), "http://app.test/", page=None)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("cdn.test", ["http://cdn.test/", "https://CDN.test:9000/"], ["http://x.cdn.test/", "http://xcdn.test/"]),
        ("CDN.test:9000", ["http://cdn.test:9000/"], ["http://cdn.test/"]),
        ("*.cdn.test", ["http://a.cdn.test/", "http://a.b.cdn.test:1234/"], ["http://cdn.test/", "http://xcdn.test/"]),
        ("*", ["http://anything.test/", "http://127.0.0.1:8000/"], []),
        ("[::1]", ["http://[::1]:8000/"], ["http://[::2]/"]),
    ],
)
def test_allowed_hosts(pattern: str, yes: list[str], no: list[str]) -> None:
    access = Access(OPENED, (pattern,))
    for url in yes:
        assert allowed(access, url), url
    for url in no:
        assert not allowed(access, url), url


def test_a_refusal_names_the_url_the_rule_and_the_option() -> None:
    with pytest.raises(NetworkError) as caught:
        Access(OPENED).check("http://cdn.test/x.js", origin(OPENED))
    text = str(caught.value)
    for part in ("http://cdn.test/x.js", OPENED, "allow_hosts=('cdn.test',)", "page.route()"):
        assert part in text


def test_bad_ports_are_refused_whatever_is_allowed() -> None:
    assert not allowed(Access("http://app.test:25/", ("*",)), "http://app.test:25/", page=None)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a page and a folder below it; a secret beside the folder."""
    (tmp_path / "secret.txt").write_text("secret")
    root = tmp_path / "site"
    (root / "sub").mkdir(parents=True)
    (root / "index.html").write_text("<p>")
    (root / "sub" / "a b%.txt").write_text("deep")
    return root


async def read(
    url: str, opened: Path | str, page: str | None = "file:///any.html", root: Path | None = None
) -> Response:
    access = Access(from_path(opened) if isinstance(opened, Path) else opened, file_root=root)
    async with Fetcher() as fetcher:
        return await fetcher.fetch(Request(url=url, origin=origin(page) if page else None), Scope(access))


async def refused(url: str, opened: Path | str, page: str | None = "file:///any.html", root: Path | None = None) -> str:
    with pytest.raises(NetworkError) as caught:
        await read(url, opened, page, root)
    assert caught.value.failure is Failure.REFUSED
    return str(caught.value)


async def test_a_file_reads_itself_and_what_is_below_its_folder(site: Path) -> None:
    index = site / "index.html"
    page = await read(from_path(index), index, page=None)
    assert (page.body, page.headers.get("content-type"), page.status) == (b"<p>", "text/html", 200)
    assert (await read(from_path(site / "sub" / "a b%.txt") + "?v=1#x", index)).body == b"deep"
    assert (await read(f"file://{site}/sub/%61%20b%25.txt", index)).body == b"deep"


async def test_no_way_out_of_the_folder(site: Path) -> None:
    index = site / "index.html"
    base = f"file://{site}"
    for path in ("../secret.txt", "%2e%2e/secret.txt", "sub/..%2f..%2fsecret.txt", "sub/%2e%2e/%2e%2e/secret.txt"):
        assert "file_root=" in await refused(f"{base}/{path}", index), path
    await refused("file:///etc/passwd", index)
    await refused(f"file://{site}-other/x", index)


async def test_a_symbolic_link_leads_only_where_a_path_may_lead(site: Path) -> None:
    index = site / "index.html"
    (site / "out").symlink_to(site.parent / "secret.txt")
    (site / "outdir").symlink_to(site.parent)
    (site / "in").symlink_to("sub/a b%.txt")
    (site / "loop").symlink_to("loop")
    await refused(f"file://{site}/out", index)
    await refused(f"file://{site}/outdir/secret.txt", index)
    assert (await read(f"file://{site}/in", index)).body == b"deep"
    with pytest.raises(NetworkError) as caught:
        await read(f"file://{site}/loop", index)
    assert caught.value.failure is Failure.NOT_FOUND


async def test_the_opened_page_may_itself_be_a_link(site: Path) -> None:
    link = site / "sub" / "index.html"
    link.symlink_to(site / "index.html")
    assert (await read(from_path(link), link, page=None)).body == b"<p>"
    await refused(f"file://{site}/in", link)


async def test_a_wider_root_is_the_callers_choice(site: Path) -> None:
    url = f"file://{site.parent}/secret.txt"
    assert (await read(url, site / "index.html", root=site.parent)).body == b"secret"


async def test_no_files_for_pages_that_are_not_files(site: Path) -> None:
    index = site / "index.html"
    url = from_path(index)
    for page in ("http://app.test/", "data:text/html,x", "about:blank"):
        await refused(url, index, page)
        await refused(url, "http://app.test/", page, root=site)
    await refused(url, "http://app.test/", "file:///any.html", root=site)
    with pytest.raises(NetworkError):
        await Fetcher().fetch(Request(url=url, origin=opaque_origin()), Scope(Access(url)))


async def test_a_file_answers_get_and_head_only(site: Path) -> None:
    url = from_path(site / "index.html")
    async with Fetcher() as fetcher:
        with pytest.raises(NetworkError, match="does not answer POST"):
            await fetcher.fetch(Request(url=url, method="POST"), Scope(Access(url)))


async def test_what_is_no_readable_file_is_an_error_that_says_so(site: Path) -> None:
    index = site / "index.html"
    os.mkfifo(site / "pipe")
    for name, words in (("gone.wav", "No such file"), ("sub", "is a folder"), ("pipe", "not a regular file")):
        with pytest.raises(NetworkError, match=words) as caught:
            await read(f"file://{site}/{name}", index)
        assert caught.value.failure is Failure.NOT_FOUND
    with pytest.raises(NetworkError, match=r"other\.test"):
        await read("file://other.test/x", index)


async def test_files_small_and_large_are_read_whole_and_above_the_limit_not_at_all(site: Path) -> None:
    index = site / "index.html"
    for size in (0, 1, 256 * 1024, 3_000_000):
        (site / "x.wav").write_bytes(bytes(size))
        response = await read(f"file://{site}/x.wav", index)
        assert len(response.body) == size
        assert response.headers.get("content-length") == str(size)
        assert response.headers.get("content-type") == "audio/wav"
    async with Fetcher(max_bytes=1000) as fetcher:
        with pytest.raises(NetworkError, match="max_bytes=") as caught:
            await fetcher.fetch(Request(url=f"file://{site}/x.wav"), Scope(Access(from_path(index))))
        assert caught.value.failure is Failure.TOO_LARGE


@pytest.mark.parametrize("hosts", ["a.example", ["http://a.example"], [""], ["a.example/path"]])
def test_hosts_that_could_never_match(hosts: str | list[str]) -> None:
    with pytest.raises(ValueError, match="give "):
        host_patterns(hosts)
