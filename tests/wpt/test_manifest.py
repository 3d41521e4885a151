"""Which tests a path leads to, and what is said of the rest."""

import os
from pathlib import Path

import pytest

from shim.wpt.manifest import NoTests, find_tests

HARNESS = '<script src="/resources/testharness.js"></script>'
XHTML = f'<html xmlns="http://www.w3.org/1999/xhtml">{HARNESS}<script><![CDATA[ 1 < 2 ]]></script>'


def ids(*paths: Path, root: Path | None = None) -> list[str]:
    return [test.id for test in find_tests(paths, root)[0]]


def write(folder: Path, *names: str, source: str = HARNESS) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)


def test_markup_of_every_kind(site: Path) -> None:
    write(site, "a.html", "b.htm")
    write(site, "c.xhtml", "d.xht", source=XHTML + '<meta name="timeout" content="long"/></html>')
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml"><h:script src="{}"/></svg>'
    write(site, "e.svg", "f.xml", source=svg.format("/resources/testharness.js"))
    write(site, "g.svg", source=svg.format("x.js"))
    write(site, "h.xhtml", source="<p>not well-formed" + HARNESS)
    assert ids(site) == ["/a.html", "/b.htm", "/c.xhtml", "/d.xht", "/e.svg", "/f.xml", "/h.xhtml"]
    assert [test.timeout for test in find_tests([site], None)[0]] == [10, 10, 60, 60, 10, 10, 10]


def test_other_kinds_are_counted_by_name(site: Path) -> None:
    write(site, "a.html", "b-manual.html", "c-manual.https.html", "d-ref.html", "e-notref.html", "f-crash.html")
    write(site, "crashtests/g.html", "h.worker.js", "i-print.html", "j-visual.html", "k-support.html")
    write(site, "l.html", source='<link rel="author match" href="d-ref.html">')
    write(site, "m.any.js", source="// META: global=worker,shadowrealm\n")
    write(site, "n.window.js", "o.tentative.any.js", source="")
    write(site, "resources/p.html", "sub/tools/q.html", "support/r.html", ".hidden/s.html", "t.txt", "u-manual.txt")
    found, others = find_tests([site], None)
    assert [test.id for test in found] == ["/a.html", "/n.window.html", "/o.tentative.any.html"]
    assert others == {
        "manual": 2,
        "references": 2,
        "crash tests": 2,
        "for workers": 2,
        "printing": 1,
        "visual": 1,
        "support files": 1,
        "reference tests": 1,
    }


def test_folders_of_the_root_that_hold_no_tests(tmp_path: Path) -> None:
    write(tmp_path, "resources/testharness.js", "common/a.html", "media/b.html", "x/common/c.html", "x/media/d.html")
    assert ids(tmp_path, root=tmp_path) == ["/x/common/c.html", "/x/media/d.html"]


@pytest.mark.parametrize("name", ["b-manual.html", "b.worker.js", "b-ref.html"])
def test_nothing_but_other_kinds_is_an_error(site: Path, name: str) -> None:
    write(site, name)
    for path in (site, site / name):
        with pytest.raises(NoTests, match=r"no tests that can be run here: 1 (manual|for workers|references)"):
            find_tests([path], None)


def test_names_that_urls_cannot_hold(site: Path) -> None:
    names = ["a b.html", "c?d.html", "e#f.html", "g%41.html", "h\\i.html", "j\tk\n.html", "é天.html"]
    write(site, *names)
    (Path(os.fsdecode(os.fsencode(site) + b"/l\xff.html"))).write_text(HARNESS)
    assert set(ids(site)) == {
        "/a%20b.html",
        "/c%3Fd.html",
        "/e%23f.html",
        "/g%2541.html",
        "/h%5Ci.html",
        "/j%09k%0A.html",
        "/é天.html",
        "/l%FF.html",
    }


def test_a_file_that_is_named_twice_runs_once(site: Path) -> None:
    write(site, "a.html", "sub/b.html")
    assert ids(site, site / "a.html", site / "sub", site / "sub" / "..") == ["/a.html", "/sub/b.html"]


def test_two_files_of_one_name_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "one/a.html", "two/a.html")
    with pytest.raises(NoTests, match=r"/a.html is in .*one and in .*two: run them apart"):
        find_tests([tmp_path / "one", tmp_path / "two"], None)
    assert ids(tmp_path) == ["/one/a.html", "/two/a.html"]


def test_links(site: Path, tmp_path: Path) -> None:
    write(site, "a.html", "sub/b.html")
    write(tmp_path, "outside.html")
    (site / "sub" / "again").symlink_to(site)
    (site / "sub" / "here").symlink_to(".")
    (site / "c.html").symlink_to(site / "a.html")
    (site / "nowhere.html").symlink_to(site / "gone")
    (site / "outside.html").symlink_to(tmp_path / "outside.html")
    os.mkfifo(site / "pipe.html")
    found, others = find_tests([site], None)
    assert [test.id for test in found] == ["/a.html", "/c.html", "/sub/b.html"]
    assert others == {"links to what is not below the root": 1}


def test_paths_without_tests(site: Path) -> None:
    write(site, "a.txt", "empty/resources/b.html")
    os.mkfifo(site / "pipe.html")
    for path, message in [
        (site / "gone", "there is no"),
        (site / "a.txt", "no tests in .*a.txt"),
        (site / "empty", "no tests in .*empty"),
        (site / "pipe.html", "neither a file nor a folder"),
        (site / ("x" * 300), "cannot be read: File name too long"),
    ]:
        with pytest.raises(NoTests, match=message):
            find_tests([path], None)


def test_rubbish_is_no_test(site: Path) -> None:
    (site / "a.html").write_bytes(bytes(range(256)) * 100)
    (site / "b.window.js").write_bytes(b"\xff\xfe\x00// META: timeout=long")
    assert ids(site) == ["/b.window.html"]
    assert ids(site / "a.html") == ["/a.html"]
