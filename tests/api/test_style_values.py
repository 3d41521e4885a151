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
(() => { document.body.innerHTML = "<div id=q style='--w: 1px; --c: #0a0; border: var(--w) solid transparent; outline: var(--w) dashed var(--c); margin: var(--w) 3px'>"; const s = getComputedStyle(q); return [s.border, s.borderTopColor, s.borderLeftWidth, s.outline, s.margin, q.style.borderTopWidth, q.style.border] })()
(() => { document.body.innerHTML = "<div id=q style='border-radius: calc(.5rem * 1) calc(1px + 2px); padding: calc(1rem + 2px) min(1em, 9px); opacity: calc(.5); z-index: calc(1 + 2); transition: opacity calc(1s * .2); filter: blur(calc(1px * 2)); rotate: calc(.25turn * 2)'>"; const s = getComputedStyle(q); return [s.borderRadius, s.padding, s.opacity, s.zIndex, s.transition, s.transitionDuration, s.filter, s.rotate] })()
(() => { document.body.innerHTML = "<div id=q style='width: 40px; height: 20px; transform-origin: calc(1em + 4px) top; perspective-origin: 25%; clip-path: inset(1em); background-size: 2em; box-shadow: 0 calc(1px * 2) 1em red'>"; const s = getComputedStyle(q); return [s.transformOrigin, s.perspectiveOrigin, s.clipPath, s.backgroundSize, s.boxShadow] })()
(() => { document.body.innerHTML = "<div style='--y: 3px'><p id=q style='--y: var(--none); --z: var(--none); padding: calc(var(--none) / 5); margin: var(--y) var(--z, 2px) var(--w, ) 4px; width: var(--none)'>"; const s = getComputedStyle(q); return [s.paddingLeft, s.margin, s.getPropertyValue("--y"), s.getPropertyValue("--z"), s.display] })()
(() => { const d = document.createElement("div"); return ["rect(0 0 0 0)", "rect(1px, 2px, auto, 0)", "auto"].map((v) => { d.style.clip = v; return d.style.clip }) })()
(() => { const d = document.createElement("div"); return ["6px 6px 6px 6px", "1px 2px 1px", "1px 2px / 3px 3px"].map((v) => { d.style.borderRadius = v; return d.style.borderRadius }) })()
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
