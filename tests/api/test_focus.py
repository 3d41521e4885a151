"""Signs that an element has the focus, on both engines."""

from __future__ import annotations

from shim import Browser

PAGE = """<!doctype html><button id=one>1</button><button id=two>2</button><input id=text><input id=box type=checkbox>
<script>
  const log = [];
  for (const each of document.querySelectorAll("button, input"))
    each.addEventListener("focus", () => log.push(each.id, each.matches(":focus"), each.matches(":focus-visible")));
  one.onclick = () => two.focus();
</script>"""


async def test_focus_is_shown_after_keys_and_where_one_types(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE)
        await page.evaluate("two.focus()")
        await page.evaluate("two.blur()")
        await page.click("#one")
        await page.click("#text")
        await page.click("#box")
        await page.press("#box", "a")
        await page.evaluate("two.focus()")
        assert await page.evaluate("log.join()") == ",".join([
            "two,true,true", "one,true,false", "two,true,false", "text,true,true", "box,true,false", "two,true,true",
        ])  # fmt: skip


FOCUSABLE = """<!doctype html><button id=a tabindex=-1>a</button><div id=b tabindex=-1><i id=b1>bb</i></div>
  <div style="display:none"><input id=c></div><input id=d style="visibility:hidden"><div id=e contenteditable>
  <u id=e1>ee</u></div><div style="display:contents"><input id=l></div><p id=p>p</p><script>
  const log = [];
  document.addEventListener("focusin", (event) => log.push(event.target.id));
  for (const id of ["c", "d", "l", "p"]) document.getElementById(id).focus();
</script>"""


async def test_clicks_focus_what_takes_it_and_what_is_not_rendered_takes_none(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(FOCUSABLE, url="https://example.test/")
        for what in ("#a", "#b1", "#e1", "#p"):
            await page.click(what)
        assert await page.evaluate("[...log, document.activeElement.localName]") == ["l", "a", "b", "e", "body"]
