"""The pages of docs/spec-issues.md do what the line below each of them says."""

from __future__ import annotations

import re

import pytest

from shim import Browser
from tests.paths import ROOT
from tests.real_browsers import tone

TEXT = (ROOT / "docs" / "spec-issues.md").read_text(encoding="utf-8")
ISSUES = {
    match[1]: match[2] for match in re.finditer(r"^## (\d+)\. .*?\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
}
PAGES = {number: text for number, text in ISSUES.items() if "```html" in text}
URL = "https://example.test/"
LOG = "const out = [], log = (x) => out.push(x);\nconst state = () => navigator.audioSession.state;\n"


@pytest.mark.parametrize("number", PAGES)
async def test_page(number: str) -> None:
    text = PAGES[number]
    found = re.search(r"```html\n(.*?)```", text, re.DOTALL)
    here = re.search(r"^- Here: ((?:`[^`]*` ?)+)", text, re.MULTILINE)
    assert found is not None
    assert here is not None
    page_text, expected = found[1], re.findall(r"`([^`]*)`", here[1])
    assert len(page_text.splitlines()) <= 10
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        page.route(f"{URL}tone.wav", body=tone(), content_type="audio/wav")
        page.route(f"{URL}log.js", body=LOG, content_type="text/javascript")
        await page.set_content(f"<!doctype html>{page_text}", url=URL)
        if "device: phone_call" in page_text:
            await browser.clock.pause_at(1.8)
            async with browser.device.phone_call():
                await browser.clock.pause_at(2.6)
        await browser.clock.run_until(page.wait_for_function(f"out.length >= {len(expected)}"), timeout=10)
        assert await page.evaluate("out") == expected
        assert browser.device.faults == []


def test_each_issue_says_what_is_done_and_proposed() -> None:
    assert list(ISSUES) == [str(number) for number in range(1, 21)]
    for text in ISSUES.values():
        assert [
            line.split(":")[0].split(" (")[0].split(",")[0] for line in text.splitlines() if line.startswith("- ")
        ] == [
            "- Firefox",
            "- Here",
            "- Proposed",
        ]
