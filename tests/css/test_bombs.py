"""Style sheets that are short and come to very much: each is read in time, in a process of its own."""

from __future__ import annotations

import pytest

from tests.apart import run_page

BOMBS = {
    "variables of variables": "p { --a0: lol; "
    + "".join(f"--a{i}: var(--a{i - 1}) var(--a{i - 1}) var(--a{i - 1});" for i in range(1, 40))
    + " color: var(--a39, red) } p { left: 3px }",
    "a long chain of variables": "p { --a0: 1px; "
    + "".join(f"--a{i}: var(--a{i - 1});" for i in range(1, 5000))
    + " top: var(--a4999) } p { left: 3px }",
    "selectors that have those around them many times": "p { left: 3px } "
    + "p, p, p, p, p, p, p, p { & & &, & & &, & & & { " * 10
    + "color: red"
    + "}" * 20,
    "a long list around many rules": f"p {{ left: 3px }} p{',p' * 20_000} {{ {'a{}' * 20_000} }}",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_short_sheet_that_comes_to_very_much(kind: str) -> None:
    outcome = run_page(
        f"const sheet = document.createElement('style'); sheet.textContent = `{BOMBS[kind]}`;"
        "document.head.append(sheet); const { color, left } = getComputedStyle(document.querySelector('p'));"
        "console.log(color.length, left, performance.now() < 8000)"
    )
    assert outcome.console[-1].endswith(" 3px true"), outcome
    assert outcome.errors == []
