"""`--include-file`, `--exclude` and `--shard`: which of the tests that were found run."""

from pathlib import Path

import pytest

from shim.wpt.manifest import NoTests, Test
from shim.wpt.selection import read_include_file, select
from tests.wpt.conftest import Run
from tests.wpt.reports import read_wptreport

NAMES = ["/a/b/one.html", "/a/b/two.any.html?x", "/a/b/two.any.html?y#z", "/a/three.html", "/b/[four].html"]
TESTS = [Test(name, "/") for name in NAMES]


def chosen(**options: object) -> list[str]:
    return [test.id for test in select(TESTS, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "numbers"),
    [
        ("/a/b/one.html", [0]),
        ("/a/b/two.any.html", [1, 2]),
        ("/a/b/two.any.html?x", [1]),
        ("/a/b/two.any.html?y#z", [2]),
        ("/a/b", [0, 1, 2]),
        ("/a/b/", [0, 1, 2]),
        ("/", [0, 1, 2, 3, 4]),
        ("*two*", [1, 2]),
        ("/a/*.html", [0, 1, 2, 3]),
        ("/b/[four].html", [4]),
        ("/b/[*", [4]),
    ],
)
def test_patterns(pattern: str, numbers: list[int]) -> None:
    assert chosen(include=[pattern]) == [NAMES[number] for number in numbers]
    rest = [name for number, name in enumerate(NAMES) if number not in numbers]
    if rest:
        assert chosen(exclude=[pattern]) == rest


def test_what_is_excluded_is_not_included() -> None:
    assert chosen(include=["/a"], exclude=["/a/b/two.any.html"]) == ["/a/b/one.html", "/a/three.html"]


@pytest.mark.parametrize("count", range(1, 6))
def test_shards_are_disjoint_and_hold_everything(count: int) -> None:
    shards = [chosen(shard=(number, count)) for number in range(1, count + 1)]
    assert sorted(name for shard in shards for name in shard) == sorted(NAMES)
    assert max(map(len, shards)) - min(map(len, shards)) <= 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"include": ["/a", "/nowhere"]}, "/nowhere names no test"),
        ({"exclude": ["a/three.html"]}, "a/three.html names no test"),
        ({"exclude": ["*nowhere*"]}, "nowhere"),
        ({"exclude": ["/a", "/b"]}, "none of the 5 tests"),
        ({"shard": (6, 6)}, "none of the 5 tests"),
    ],
)
def test_patterns_that_name_nothing_and_nothing_left_are_errors(options: dict[str, object], message: str) -> None:
    with pytest.raises(NoTests, match=message):
        chosen(**options)


def test_include_files(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("# mine\n\n  /a/b \n/b/[four].html\n")
    assert read_include_file(file) == ["/a/b", "/b/[four].html"]
    file.write_text("# nothing\n")
    for path, message in [(file, "names no tests"), (tmp_path, "cannot be read"), (tmp_path / "no", "cannot be read")]:
        with pytest.raises(NoTests, match=message):
            read_include_file(path)
    file.write_bytes(b"\xff")
    with pytest.raises(NoTests, match="is not UTF-8"):
        read_include_file(file)


def test_options_of_the_command(site: Path, run: Run, tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        (site / f"{name}.window.js").write_text("test(() => {}, 'passes');")
    report, names = tmp_path / "report.json", tmp_path / "names.txt"
    names.write_text("/a.window.html\n/c.window.html\n/d.window.html\n")
    options = ["--include-file", names, "--exclude", "/c.window.html", "--shard", "2/2", "--report", report]
    done = run(site, *options)
    assert done.returncode == 0, done.stderr
    assert list(read_wptreport(report).statuses) == ["/d.window.html"]
    for options, message in [
        (["--shard", "3/2"], "argument --shard: takes N/M with N from 1 to M, as in 2/5, not 3/2"),
        (["--shard", "0/2"], "not 0/2"),
        (["--shard", "x"], "not x"),
        (["--exclude", "/e"], "/e names no test"),
        (["--include-file", tmp_path / "nowhere"], "nowhere cannot be read: No such file"),
    ]:
        refused = run(site, *options)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert message in refused.stderr
