"""Events of elements when the pointer comes and goes."""

from __future__ import annotations

from typing import Any

from shim import Browser
from tests.real_browsers import need_chromium

PAGE = """<!doctype html><div id=o style="padding:20px"><div id=a style="height:40px"><b id=a1
  style="display:block">aaa</b></div><div id=b style="height:40px">bbb</div></div>
<div id=c style="height:40px"></div><script>
  const log = [], shadow = c.attachShadow({ mode: "open" });
  shadow.innerHTML = "<p id=p>ppp</p>";
  const tell = (e) => {
    if (e.target !== e.currentTarget) return;
    const { type, target, relatedTarget, bubbles, composed, button } = e;
    log.push([type, target.id, relatedTarget?.id, bubbles, composed, button].join(" "));
  };
  for (const kind of ["pointer", "mouse"])
    for (const what of ["over", "out", "enter", "leave", "move"])
      for (const each of [o, a, a1, b, c, shadow.firstChild]) each.addEventListener(kind + what, tell);
</script>"""


async def _heard(engine: str) -> list[Any]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        heard = []
        for what in ("#a1", "#b", "#b", "#c", "#a"):
            await page.hover(what)
            heard.append(await page.evaluate("log.splice(0)"))
        return heard


async def test_elements_hear_the_pointer_come_and_go() -> None:
    need_chromium()
    ours, theirs = await _heard("quickjs"), await _heard("chromium")
    assert ours == theirs


async def test_what_was_removed_under_the_pointer_hears_nothing() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        await page.hover("#a1")
        await page.evaluate("a1.remove(), log.splice(0)")
        await page.hover("#b")
        heard = [line for line in await page.evaluate("log") if line.startswith("mouse")]
        assert heard == [
            "mouseleave a b false false 0",
            "mouseover b a true true 0",
            "mouseenter b a false false 0",
            "mousemove b  true true 0",
        ]
