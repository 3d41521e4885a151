"""Globals that a page declares, sets and deletes over those of the platform, which come when they are first used."""

from __future__ import annotations

import pytest

from shim import Browser

URL = "https://example.test/"
CASES = {
    "var URL; typeof URL": "function",
    "var URL = window.URL; typeof URL": "function",
    "var a = 1, Blob = window.Blob, b; typeof Blob": "function",
    "if (typeof Headers === 'undefined') { var Headers = 1 } typeof Headers": "function",
    "(function () { var Request = 1 })(); typeof Request": "function",
    "var Response = 5; typeof window.Response": "number",
    "function Event() {} Event.length + typeof window.Event.prototype.preventDefault": "0undefined",
    "let FormData = 5; typeof FormData + typeof window.FormData": "numberfunction",
    "class Range {} typeof window.Range + (window.Range === Range)": "functionfalse",
    "delete window.MessageChannel; typeof MessageChannel + ('MessageChannel' in window)": "undefinedfalse",
    "delete window.fetch; typeof window.fetch": "undefined",
    "delete self.File; var File; typeof File": "undefined",
    "var name = 1; typeof window.name": "string",
    "var top = 1; top === window": True,
    "Object.prototype.hasOwnProperty.call(window, 'Text') && typeof Text": "function",
}


@pytest.fixture
async def outcomes(engine: str) -> dict[str, object]:
    found: dict[str, object] = {}
    async with Browser(engine=engine) as browser:
        for script in CASES:
            page = await browser.new_page()
            value = script.rpartition("; " if "; " in script else "} ")[2]
            code = script.removesuffix(value)
            await page.set_content(f"<script>{code}</script><script>found = {value}</script>", url=URL)
            found[script] = await page.evaluate("found")
            await page.close()
    return found


async def test_declarations_keep_what_is_there(outcomes: dict[str, object]) -> None:
    assert outcomes == CASES
