"""Scripts that several pages load: compiled once, they do the same as the first time."""

import pytest

from shim.engine.expressions import compiled
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
    """What a page sees of the library, and its errors."""
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
    assert compiled(text, 3) is None
    code = compiled(text, 3)
    assert code is not None
    assert compiled(text, 3) is code


@pytest.mark.parametrize(
    "source",
    [
        f"var x = 1; {PADDING}",
        f"(function () {{ {PADDING} }})(); var x = 1;",
        f"(function () {{ {PADDING} }})(); // let x\nlet y;",
        f"'use strict'; (function () {{ {PADDING} }})();",
        f"(function () {{ {PADDING} }})(",
        "(function () {})();",
        f'(function () {{ {PADDING} }})("\ud800")',
    ],
    ids=["declaration", "declaration after", "declaration behind a comment", "directive", "no script", "small", "lone"],
)
def test_what_is_no_lone_expression_is_not_kept(source: str) -> None:
    assert [compiled(source, 0) for _ in range(4)] == [None] * 4
