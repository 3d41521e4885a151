"""Custom properties that lead to each other. https://drafts.csswg.org/css-variables-1/"""

from __future__ import annotations

import pytest

from shim import Browser
from shim.types import Engine

STYLES = {
    "p { --a: var(--a); color: var(--a) }": ("rgb(0, 0, 0)", ""),
    "p { --a: var(--a, red); color: var(--a, lime) }": ("rgb(0, 255, 0)", ""),
    "p { --a: var(--b, red); --b: var(--a); color: var(--a, lime) }": ("rgb(0, 255, 0)", ""),
    "p { --a: var(--b, red); --b: var(--c); --c: var(--b); color: var(--a) }": ("rgb(255, 0, 0)", "red"),
    "p { --a: var(--nowhere); color: var(--a, lime) }": ("rgb(0, 255, 0)", ""),
    "body { --a: red } p { --a: var(--a); color: var(--a, lime) }": ("rgb(0, 255, 0)", ""),
    "p { --a: [var(--empty,)]; color: var(--nowhere, rgb(0, 255, 0)) }": ("rgb(0, 255, 0)", "[]"),
    "p { border-left: 3px solid var(--nowhere); color: var(--b, var(--c, rgb(1, 2, 3))) }": ("rgb(1, 2, 3)", ""),
}


@pytest.mark.timeout(60)
async def test_variables_that_lead_to_each_other(engine: Engine) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        for style, (color, value) in STYLES.items():
            await page.set_content(f"<style>{style}</style><p>x</p>")
            found = await page.evaluate(
                "(() => { const own = getComputedStyle(document.querySelector('p'));"
                " return [own.color, own.getPropertyValue('--a')] })()"
            )
            assert found == [color, value], style
