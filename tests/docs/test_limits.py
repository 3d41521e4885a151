"""docs/limits.md names what is missing, and all that it names is missing."""

from __future__ import annotations

import re

from shim import Browser
from shim.headless.page import Page
from tests.paths import ROOT

TEXT = (ROOT / "docs/limits.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


async def test_a_page_has_none_of_these_names() -> None:
    rows = re.findall(r"^\|.*`.*\|$", section("Missing in pages on QuickJS"), re.MULTILINE)
    names = re.findall(r"`(\w+)`", "".join(rows))
    assert len(names) > 20
    async with Browser() as browser:
        page = await browser.new_page()
        there = await page.evaluate("(names) => names.filter((name) => typeof globalThis[name] !== 'undefined')", names)
    assert there == [], "take them from docs/limits.md"


def test_a_page_object_has_none_of_these_methods() -> None:
    names = re.findall(r"`page\.(\w+)`", section("Missing in the Python API"))
    assert len(names) > 8
    assert [name for name in names if hasattr(Page, name)] == [], "take them from docs/limits.md"
