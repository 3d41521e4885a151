"""Answers of the test server: pipes, substitution, headers, as-is files, handlers, ranges."""

import gzip
from pathlib import Path

import pytest

from shim.wpt.answers import Answer, Ask
from shim.wpt.harness import Harness
from shim.wpt.site import Site
from shim.wpt.substitution import Addresses

ORIGIN = "http://web-platform.test:8000"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "digits.txt").write_text("0123456789")
    (tmp_path / "sub.txt").write_text("{{host}} {{GET[x]}}|")
    (tmp_path / "sub.html").write_text("{{GET[x]}}")
    return tmp_path


def ask(root: Path, url: str, **headers: str) -> Answer:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Site(root, Harness(None, None), Addresses()).answer(Ask(ORIGIN + url, names))


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("/sub.txt?pipe=sub&x=<b>", b"web-platform.test <b>|"),
        ("/sub.html?pipe=sub&x=<b>", b"&lt;b&gt;"),
        ("/sub.html?pipe=sub(none)&x=<b>", b"<b>"),
        ("/sub.txt?x=1", b"{{host}} {{GET[x]}}|"),
        ("/digits.txt?pipe=slice(2,4)", b"23"),
        ("/digits.txt?pipe=slice(-3)", b"789"),
        ("/digits.txt?pipe=slice(null,2)", b"01"),
        ("/digits.txt?pipe=slice(2,8)|slice(1,3)", b"34"),
        ("/digits.txt?pipe=trickle(d1)", b"0123456789"),
    ],
)
def test_pipes_for_bodies(root: Path, url: str, body: bytes) -> None:
    assert ask(root, url).body == body


def test_pipes_for_the_rest(root: Path) -> None:
    answer = ask(root, "/digits.txt?pipe=status(404)|header(A,b\\,c)|header(a,d,True)|header(Location,/x%3Fy)|gzip")
    assert answer.status == 404
    assert answer.headers == [
        ("Content-Type", "text/plain"),
        ("A", "b,c"),
        ("a", "d"),
        ("Location", "/x?y"),
        ("Content-Encoding", "gzip"),
    ]
    assert gzip.decompress(answer.body) == b"0123456789"
    policy = ask(root, "/digits.txt?pipe=header(Content-Security-Policy,script-src%20'self';%20img-src%20*)")
    assert policy.headers[1] == ("Content-Security-Policy", "script-src 'self'; img-src *")


@pytest.mark.parametrize(
    ("pipe", "seconds"),
    [
        ("trickle(d1)", 1),
        ("trickle(2:d0.5:1:d0.25)", 0.75),
        ("trickle(2:d1:r2)", 5),
        ("trickle(3:d1:2:d2:r2)", 1 + 2 + 2 * 3),
        ("trickle(d1:r1)", 1),
        ("trickle(0:d1:r2)", 1),
        ("trickle(d1)|trickle(d2)", 3),
    ],
)
def test_trickle_says_how_long_it_takes(root: Path, pipe: str, seconds: float) -> None:
    assert ask(root, f"/digits.txt?pipe={pipe}").delay == seconds


@pytest.mark.parametrize(
    ("pipe", "message"),
    [
        ("nothing", "the pipe nothing(): there is no such pipe here"),
        ("status(x)", "the pipe status(x): invalid literal"),
        ("status", "the pipe status(): list index"),
        ("header(a", "cannot be read from 'header(a'"),
        ("trickle(dx)", "the pipe trickle(dx)"),
    ],
)
def test_pipes_that_cannot_be_done_say_so(root: Path, pipe: str, message: str) -> None:
    answer = ask(root, f"/digits.txt?pipe={pipe}")
    assert answer.status == 500
    assert message in answer.body.decode()


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("host", "web-platform.test"),
        ("ports[http][0]", "8000"),
        ("ports[https][1]", "8444"),
        ("ports[ws][0]", "8666"),
        ("ports[wss][0]", "8667"),
        ("domains[]", "web-platform.test"),
        ("domains[www2.www1]", "www2.www1.web-platform.test"),
        ("domains[天気の良い日]", "xn--n8j6ds53lwwkrqhv28a.web-platform.test"),
        ("hosts[alt][www]", "www.not-web-platform.test"),
        ("hosts[][nonexistent]", "nonexistent.web-platform.test"),
        ("location[server]", ORIGIN),
        ("location[path]", "/x.sub.txt"),
        ("location[query]", "?a=1&e="),
        ("GET[a]", "1"),
        ("GET[e]", ""),
        ("GET[missing]", ""),
        ("headers[x-mine]", "yes"),
        ("header_or_default(X-Mine, no)", "yes"),
        ("header_or_default(X-Other, no)", "no"),
        ("$id:GET[a]}}{{$id", "11"),
    ],
)
def test_substitution(root: Path, expression: str, text: str) -> None:
    (root / "x.sub.txt").write_text("{{" + expression + "}}")
    assert ask(root, "/x.sub.txt?a=1&e=", x_mine="yes").body.decode() == text


@pytest.mark.parametrize("expression", ["nothing", "ports[gopher][0]", "headers[x]", "ports[http][9]", "a b", "host["])
def test_what_cannot_be_substituted_says_so(root: Path, expression: str) -> None:
    (root / "x.sub.txt").write_text("{{" + expression + "}}")
    answer = ask(root, "/x.sub.txt")
    assert answer.status == 500
    assert "{{" + expression.partition("[")[0] in answer.body.decode()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("x.xml", "application/xml"),
        ("x.xhtml", "application/xhtml+xml"),
        ("x.mjs", "text/javascript"),
        ("x", "text/plain"),
    ],
)
def test_types_of_files(root: Path, name: str, kind: str) -> None:
    (root / name).write_text("")
    assert ask(root, f"/{name}").headers == [("Content-Type", kind)]


def test_headers_of_files(root: Path) -> None:
    (root / "__dir__.headers").write_text("A: folder\nB: folder\n")
    (root / "digits.txt.headers").write_text("Content-Type: text/mine\nA: file\nno header\nC: 1:2\n")
    (root / "digits.txt.sub.headers").write_text("D: {{GET[d]}}\n")
    assert ask(root, "/digits.txt?d=x").headers == [
        ("B", "folder"),
        ("Content-Type", "text/mine"),
        ("A", "file"),
        ("C", "1:2"),
        ("D", "x"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_as_is_files(root: Path, end: str) -> None:
    lines = ["HTTP/1.1 201 MADE", "X: 1", "x: 2", "", "a\r\nb\n\r\n\r\nc"]
    (root / "x.asis").write_bytes(end.join(lines).encode())
    answer = ask(root, "/x.asis")
    assert (answer.status, answer.headers, answer.body) == (201, [("X", "1"), ("x", "2")], b"a\r\nb\n\r\n\r\nc")


def test_handlers(root: Path) -> None:
    (root / "common").mkdir()
    for name in ("redirect.py", "slow.py", "other.py"):
        (root / "common" / name).write_text("raise SystemExit")
    answer = ask(root, "/common/redirect.py?location=/digits.txt%3Fx&status=307")
    assert (answer.status, answer.headers) == (307, [("Location", "/digits.txt?x")])
    assert ask(root, "/common/slow.py?delay=250").delay == 0.25
    refused = ask(root, "/common/other.py")
    assert (refused.status, refused.body) == (501, b"/common/other.py: handlers in Python run with --allow-handlers")
    assert ask(root, "/common/redirect.py").status == 500
    assert ask(root, "/common/slow.py?delay=x").status == 500


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=8-100", 206, b"89"),
        ("bytes=0-0", 206, b"0"),
        ("bytes=10-", 416, b""),
        ("bytes=4-2", 200, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
    ],
)
def test_ranges(root: Path, wanted: str, status: int, body: bytes) -> None:
    answer = ask(root, "/digits.txt", range=wanted)
    assert (answer.status, answer.body) == (status, body)


def test_nothing_outside_of_the_root(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("secret")
    (root / "link.txt").symlink_to(outside)
    for url in ("/../" * 9 + str(outside), "/%2e%2e/" * 9 + str(outside), "/link.txt", "/%00", "/" + "x" * 5000):
        assert ask(root, url).status == 404
