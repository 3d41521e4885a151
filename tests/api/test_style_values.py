# ruff: noqa: E501 expressions are lines
"""Values of style as script reads them back, on both engines."""

from __future__ import annotations

from typing import Any

from shim import Browser
from tests.real_browsers import need_chromium

SAME = r"""
(() => { const d = document.createElement("div"); d.style.color = "RED"; d.style.marginLeft = "0"; d.style.width = "10PX"; d.style.background = "rgb(255,0,0)"; return d.style.cssText })()
(() => { const d = document.createElement("div"); d.style.color = "#F00"; d.style.backgroundColor = "hsl(120,100%,50%)"; d.style.borderColor = "#abc"; return d.style.cssText })()
(() => { const d = document.createElement("div"); d.style.cssText = "color: rgb(255 0 0 / 50%); top: 0; margin: 0; opacity: .5; padding: 0 1px"; return d.style.cssText })()
(() => { const d = document.createElement("div"); d.style.color = "bogus"; d.style.width = "red"; d.style.width = "5"; d.style.display = "nope"; return d.style.cssText })()
(() => { const d = document.createElement("div"); d.style.border = "1px solid red"; d.style.flex = "1 1 0%"; d.style.font = "12px serif"; return [d.style.cssText, d.style.borderTopWidth, d.style.flexGrow, d.style.fontSize] })()
(() => { const d = document.createElement("div"); d.style.background = "red"; return [d.style.backgroundColor, d.style.background] })()
(() => { const d = document.createElement("div"); d.style.transform = "translateX(10px)"; d.style.transition = "opacity 1s"; d.style.zIndex = 5; d.style.lineHeight = 1.5; return [d.style.cssText, d.style.transitionDuration] })()
(() => { document.body.innerHTML = "<div id=q style='background:red;color:#0f0;border-radius:4px;flex:1 1 auto;font:bold 12px/2 serif'>"; const s = getComputedStyle(q); return [s.backgroundColor, s.color, s.borderTopLeftRadius, s.borderRadius, s.flexGrow, s.fontWeight, s.fontSize, s.lineHeight, s.fontFamily] })()
["opacity", "transform", "filter", "boxShadow", "fontFamily", "gridTemplateColumns", "alignItems", "justifyContent", "flexDirection", "textDecoration", "objectFit", "zIndex", "cursor", "userSelect", "willChange", "backgroundImage", "clipPath", "borderCollapse", "tableLayout", "wordBreak", "overflow", "gap"].map((n) => [n, getComputedStyle(document.body)[n]])
(() => { document.body.innerHTML = "<div id=q style='--a: 4px; width: var(--a); padding: 2em 3px 1px; line-height: 1.5; flex: 2; font: 20px/1 serif'>"; const s = getComputedStyle(q); return [s.width, s.paddingTop, s.lineHeight, s.flex, s.flexBasis, s.borderRadius, s.transition, s.animationName] })()
"""


async def _answers(engine: str) -> dict[str, Any]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html><body>x", url="https://example.test/")
        return {line: await page.evaluate(line) for line in SAME.strip().splitlines()}


async def test_values_are_printed_as_in_chromium() -> None:
    need_chromium()
    ours, theirs = await _answers("quickjs"), await _answers("chromium")
    assert ours == theirs
