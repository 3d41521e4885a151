"""Scripts that several pages load: compiled once, they do the same as the first time."""

import pytest

from shim.engine.script_cache import compiled
from tests.bare_page import BarePage

URL = "https://example.test/library.js"
PADDING = f"/*{'x' * 20_000}*/"
LIBRARY = f"""/* a library */
// with comments
(function (scope) {{
  {PADDING}
  "use strict";
  scope.fail = function fail() {{
    throw new Error("mine");
  }};
  scope.seen = [this === scope, typeof arguments, new Error("here").stack];
  if (scope.isBad) throw new TypeError("bad");
}})(self);
// the end
"""


def load(*, is_bad: bool = False) -> tuple[object, list[str]]:
    """The observations of a page that loads the library, and its errors."""
    page = BarePage()
    try:
        page.run(f"globalThis.isBad = {str(is_bad).lower()}")
        page.realm.run_script(LIBRARY, URL)
        stack = "(() => { try { fail() } catch (e) { return e.stack } })()"
        seen = page.evaluate(f"[seen, {stack}, fail.toString(), Object.keys(globalThis).length]")
        return seen, [f"{error} {error.url}:{error.line}:{error.column}" for error in page.errors]
    finally:
        page.close()


def test_the_third_page_sees_what_the_first_saw() -> None:
    first = load()
    assert f"fail ({URL}:7:" in str(first)
    assert [load() for _ in range(3)] == [first] * 3


def test_what_it_throws_is_reported_with_its_place_each_time() -> None:
    first = load(is_bad=True)
    assert f"{URL}:10:" in first[1][0]
    assert [load(is_bad=True) for _ in range(3)] == [first] * 3


def test_it_is_compiled_from_the_second_time_on() -> None:
    text = LIBRARY.replace("mine", "another")
    assert compiled(text, URL, 3) is None
    code = compiled(text, URL, 3)
    assert code is not None
    assert compiled(text, URL, 3) is code


@pytest.mark.parametrize(
    "source",
    [
        "let a = 1; const b = 2; var c = 3; function d() { return a } class E {}; seen = [a, b, c, d(), typeof E]",
        "seen = [hoisted(), this === globalThis]; function hoisted() { return 1 }",
        "'use strict'; seen = (function () { return this === undefined })()",
        "let a = 1; let a = 2;",
        "var taken; seen = 1",
        "let taken; seen = 1",
        "seen = 1 // the end",
        "seen = 1 /* the end",
        "<!-- markup\nseen = 1",
        "seen = eval('let x = 2; x')",
        "let later = 1; Promise.resolve().then(() => { seen = later })",
        "const f = document.createElement('script'); f.textContent = 'seen = 2; throw 3'; document.body.append(f)",
        "throw null",
        "missing.x = 1",
        "(function f() { f() })()",
        "seen = '\0'",
    ],
)
def test_any_script_does_the_same_each_time(source: str) -> None:
    def outcome() -> tuple[object, list[str]]:
        page = BarePage()
        page.run("const taken = 0; globalThis.seen = 0")
        page.realm.run_script(source + " " * 200, URL, 5)
        page.run("0")
        seen = page.evaluate("[seen, typeof a, typeof c, typeof later, typeof d === 'function' && d.toString()]")
        page.close()
        return seen, [f"{error.message} {error.url} {error.line} {error.column} {error.stack}" for error in page.errors]

    first = outcome()
    assert [outcome() for _ in range(3)] == [first] * 3


@pytest.mark.parametrize("source", ["let x = 1", f"let x y {' ' * 300}"])
def test_short_ones_and_those_that_do_not_compile_are_not_kept(source: str) -> None:
    assert [compiled(source, URL, 0) for _ in range(4)] == [None] * 4


def test_one_that_never_ends_is_stopped_each_time() -> None:
    for _ in range(3):
        page = BarePage()
        page.realm.script_timeout = 0.05
        page.realm.run_script("for (;;) {}" + " " * 200, URL)
        page.realm.script_timeout = 10
        assert ["interrupted" in error.message for error in page.errors] == [True]
        assert page.evaluate("1") == 1
        page.close()


def test_one_that_takes_too_much_memory_is_stopped_each_time() -> None:
    for _ in range(2):
        page = BarePage()
        page.realm.run_script("const a = []; for (;;) a.push('x'.repeat(1e6) + a.length);" + " " * 200, URL)
        assert ["out of memory" in error.message for error in page.errors] == [True]
        page.close()
