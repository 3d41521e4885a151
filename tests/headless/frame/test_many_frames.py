"""A page with too many frames or tabs, or with frames nested deep. Each browser runs in a process of its own."""

from __future__ import annotations

import pytest

from tests.apart import fork_python, run_page

NEST = """
import asyncio, sys
from shim import Browser

async def main():
    async with Browser(script_timeout=60) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html><body>", url="https://page.example/")
        await page.evaluate(sys.argv[1])
        print(len(page.frames))
        await page.set_content("<p>next")
        print(len(page.frames))
        await page.evaluate(sys.argv[1])
        await page.close()
    print("closed")

asyncio.run(main())
"""
WAYS = {
    "through contentDocument": "let d = document; for (let i = 0; i < 400; i++) {"
    " const f = d.createElement('iframe'); d.body.append(f); if (!f.contentDocument) break; d = f.contentDocument }",
    "beside each other": "for (let i = 0; i < 400; i++) document.body.append(document.createElement('iframe'))",
}


@pytest.mark.parametrize("way", WAYS)
def test_frames_are_bounded_and_go(way: str) -> None:
    outcome = fork_python(NEST, f"() => {{ {WAYS[way]} }}", seconds=120)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    assert outcome.lines == ["256", "1", "closed"]


def test_a_srcdoc_that_nests_itself() -> None:
    script = (
        "const nest = (k) => k ? `<iframe srcdoc='${nest(k - 1).replaceAll('&', '&amp;').replaceAll(\"'\", '&#39;')}'>`"
        " : 'x'; document.body.innerHTML = nest(12)"
    )
    assert run_page(script, ask="document.querySelectorAll('iframe').length").answer == "1"


def test_tabs_that_scripts_open_are_bounded() -> None:
    outcome = run_page("let n = 0; for (let i = 0; i < 200; i++) if (open('about:blank', '_blank')) n++;", ask="n")
    assert outcome.answer == "64"
    assert len([line for line in outcome.console if "no tab was opened" in line]) == 136
