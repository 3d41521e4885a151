"""The comparison with jsdom: both runners on a small checkout, and the table that is made of it."""

import shutil
from pathlib import Path

import pytest

from conformance.upstream import runners
from conformance.upstream.files import comparable_tests
from conformance.upstream.kept import kept
from conformance.upstream.reasons import Folder, Reason, read_reasons, unused
from conformance.upstream.runners import FileResult, run_jsdom, run_ours
from conformance.upstream.table import form_of, page
from shim.wpt.harness import find_harness
from tests.paths import ROOT
from tests.real_browsers import need

HEAD = '<!doctype html><script src="/resources/testharness.js"></script>'
HEAD += '<script src="/resources/testharnessreport.js"></script><script src="/common/shared.js"></script>'
FILES = {
    "area/both.html": HEAD
    + "<script>test(() => assert_true(shared), 'a'); test(() => assert_true(false), 'b')</script>",
    "area/slow.html": HEAD + "<script>setup({ explicit_timeout: true }); async_test(() => timeout(), 'never')</script>",
    "area/names.window.js": r"test(() => {}, 'end \ud800 '); test(() => { nothing() }, 'c');",
    "area/hanging.html": HEAD
    + "<script>if (navigator.userAgent.includes('jsdom')) while (true); test(() => {}, 'd')</script>",
    "area/last.any.js": "test(() => {}, 'e');",
    "area/left-out.sub.html": HEAD,
    "area/handler.html": HEAD + "<script>fetch('x.py')</script>",
    "area/variants.html": HEAD + "<meta name=variant content='?a'>",
    "common/shared.js": "var shared = true;",
    "resources/testharnessreport.js": "// upstream's, which reports to nobody",
}
NAMES = ["/area/both.html", "/area/hanging.html", "/area/last.any.html", "/area/names.window.html", "/area/slow.html"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name, source in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source)
    harness = find_harness(None, ROOT).file("/resources/testharness.js")
    assert harness is not None
    shutil.copy(harness, tmp_path / "resources")
    return tmp_path


def test_both_runners(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need(shutil.which("node"), "node")
    monkeypatch.setattr(runners, "SECONDS", 5.0)
    assert comparable_tests(checkout, "area") == (NAMES, 3)
    ours, jsdom = run_ours(checkout, "area", NAMES), run_jsdom(checkout, "area", NAMES)
    assert set(ours) == set(jsdom) == set(NAMES)
    passed = {"/area/both.html": {"a"}, "/area/last.any.html": {"e"}, "/area/names.window.html": {"end U+d800 "}}
    assert {name: result.passed for name, result in ours.items() if result.passed} == {
        **passed,
        "/area/hanging.html": {"d"},
    }
    assert {name: result.passed for name, result in jsdom.items() if result.passed} == passed
    assert jsdom["/area/hanging.html"].problem == "no result"
    for results in (ours, jsdom):
        assert set(results["/area/both.html"].failed) == {"b"}
        assert set(results["/area/names.window.html"].failed) == {"c"}
        assert results["/area/slow.html"].problem
    assert ours["/area/slow.html"].failed == {"never": "Test timed out"}
    text = page([Folder("area", 3, ours, jsdom)], [], "abc", "versions")
    assert "| `area` | 5 | 3 | 7 | 4 | 3 | 1 | 0 | 1 / 2 |" in text
    assert "| `area` | 1 | 1 | `nothing is not defined` |" in text


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ('assert_equals: x expected "a \\" b" but got 12.5\nmore', "`assert_equals: x expected … but got …`"),
        ("cannot read property 'y' of undefined", "`cannot read property … of undefined`"),
        ("a | b ` c\x00", "`a \\| b ' c\ufffd`"),
        ("", "``"),
        ("x" * 200, f"`{'x' * 110}…`"),
    ],
)
def test_messages_without_values(message: str, form: str) -> None:
    assert form_of(message) == form


def test_many_folders_have_a_total() -> None:
    ours = {"/a.html": FileResult({"p", "q"}, {"r": "m"})}
    jsdom = {"/a.html": FileResult({"q", "s"})}
    text = page([Folder("one", 1, ours, jsdom), Folder("two", 0, ours, {})], [], "abc", "versions")
    assert "| `one` | 1 | 1 | 4 | 2 | 2 | 1 | 1 | 0 / 0 |" in text
    assert "| all | 2 | 1 | 7 | 4 | 2 | 3 | 1 | 0 / 0 |" in text


def test_what_passes_in_jsdom_alone_has_a_reason_or_is_listed() -> None:
    ours = {"/one/a.html": FileResult({"p"}, {"q[1] x": "expected 'b' but got 2"}), "/one/b.html": FileResult(set())}
    jsdom = {"/one/a.html": FileResult({"p", "q[1] x", "r"}), "/one/b.html": FileResult({"s", "t"})}
    folder = Folder("one", 0, ours, jsdom)
    reasons = [
        Reason(test="/one/*", subtest="q[1] *", reason="A reason."),
        Reason(test="/one/b.html", reason="Another."),
        Reason(test="/one/a.html", subtest="p", reason="It passes."),
        Reason(test="/two/a.html", reason="It has not run."),
    ]
    text = page([folder], reasons, "abc", "versions")
    assert "| `one` | 1 | 1 | A reason. |\n| `one` | 2 | 1 | Another. |" in text
    assert "Without a reason: 1.\n\n- `/one/a.html`: `r`: `no such subtest here`\n" in text
    assert unused(reasons, [folder]) == [reasons[2]]


def test_reasons_are_sorted() -> None:
    keys = [(reason.test, reason.subtest) for reason in read_reasons()]
    assert keys == sorted(set(keys))


def test_results_are_kept(tmp_path: Path) -> None:
    results = {"/a.html": FileResult({"p"}, {"q": "m"}, "TIMEOUT")}
    assert kept(None, "one/two.ours", lambda: results) is results
    assert kept(tmp_path / "new", "one/two.ours", lambda: results) == results
    assert kept(tmp_path / "new", "one/two.ours", dict) == results
