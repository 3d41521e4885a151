"""Style sheets of links and imports apply, on both engines."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from shim import Browser
from tests.conftest import Serve

SHEETS = {
    "/main.css": "@import 'sub/deep.css'; @import url(print.css) print; @import 'none.css' supports(bogus: 1);"
    " @media (min-width: 1px) { p { position: relative } } @supports not (display: grid) { p { cursor: wait } }",
    "/sub/deep.css": "@import '../deeper.css'; p { z-index: 1 }",
    "/deeper.css": "@import 'main.css'; p { cursor: help; z-index: 3 }",
    "/print.css": "p { z-index: 99 }",
    "/none.css": "p { z-index: 98 }",
    "/inline.css": "p { text-transform: uppercase }",
    "/other.css": "p { list-style-type: square }",
    "/late.css": "p { list-style-type: circle }",
}
PAGE = """<!doctype html><link rel=stylesheet href=main.css><link rel=stylesheet href=other.css media=print>
<link rel='alternate stylesheet' title=a disabled href=other.css><style>@import url(inline.css);</style><p>x</p>"""
STYLE = """(() => { const s = getComputedStyle(document.querySelector('p'));
    return [s.position, s.zIndex, s.cursor, s.textTransform, s.listStyleType] })()"""


async def sheets(request: web.Request) -> web.Response:
    if request.path == "/":
        return web.Response(text=PAGE, content_type="text/html")
    if request.path == "/text.css":
        return web.Response(text="p { z-index: 77 }", content_type="text/plain")
    if request.path not in SHEETS:
        raise web.HTTPNotFound
    return web.Response(text=SHEETS[request.path], content_type="text/css")


async def test_sheets_apply_when_the_page_has_loaded(engine: str, serve: Serve) -> None:
    base = await serve(sheets)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/")
        assert await page.evaluate(STYLE) == ["relative", "1", "help", "uppercase", "disc"]
        assert await page.evaluate(
            """(() => { const [main, other, style] = [...document.styleSheets];
            return [main.href.slice(-9), [...main.cssRules].at(-1).type, main.cssRules[0].href, style.cssRules.length,
              other.media.mediaText] })()"""
        ) == ["/main.css", 12, "sub/deep.css", 1, "print"]


async def test_a_link_that_comes_later_applies_from_its_load_event_on(engine: str, serve: Serve) -> None:
    base = await serve(sheets)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/")
        await page.evaluate(
            """new Promise((done) => { const link = document.createElement("link"); link.id = "late";
            link.rel = "stylesheet"; link.href = "late.css"; link.onload = done; document.head.append(link) })"""
        )
        assert (await page.evaluate(STYLE))[4] == "circle"
        changes = """(() => { const link = document.querySelector("#late"), { sheet } = link; const seen = [];
            const look = () => seen.push(getComputedStyle(document.querySelector("p")).listStyleType);
            sheet.disabled = true; look(); sheet.disabled = false; look();
            sheet.insertRule("p { list-style-type: square }", 1); look();
            sheet.cssRules[1].style.listStyleType = "decimal"; look();
            link.media = "print"; look(); link.media = ""; look(); link.remove(); look(); return seen })()"""
        assert await page.evaluate(changes) == ["disc", "circle", "square", "decimal", "disc", "decimal", "disc"]


async def test_what_is_not_a_style_sheet_does_not_apply(engine: str, serve: Serve) -> None:
    base = await serve(sheets)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/")
        load = """new Promise((done) => { const link = document.createElement("link");
            link.rel = "stylesheet"; link.href = "%s";
            link.onload = link.onerror = (e) => done(e.type); document.head.append(link) })"""
        await page.evaluate(load % "text.css")
        assert await page.evaluate(load % "missing.css") == "error"
        assert (await page.evaluate(STYLE))[1] == "1"


async def test_rules_of_another_origin_are_not_shown(engine: str, serve: Serve) -> None:
    base, other = await serve(sheets), await serve(sheets)
    async with Browser(engine=engine, allow_hosts=["*"]) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/")
        load = f"""new Promise((done) => {{ const link = document.createElement("link");
            link.rel = "stylesheet"; link.href = "{other}/late.css"; document.head.append(link);
            link.onload = () => {{ try {{ link.sheet.cssRules; done("read") }} catch (e) {{ done(e.name) }} }} }})"""
        assert await page.evaluate(load) == "SecurityError"
        assert (await page.evaluate(STYLE))[4] == "circle"


WAITING = """<!doctype html><script>
  const log = [], note = (who) => log.push(`${who} ${getComputedStyle(document.body).zIndex}`);
</script>
<body style="position: relative"><link rel=stylesheet href=never.css media=print><script>note("above")</script>
<link rel=stylesheet href=slow.css>
<script>
  note("inline");
  document.write("<script>note('written')<" + "/script>");
</script>
<link rel=stylesheet href=slower.css>
<script src="external.js"></script><script type=module>note("module")</script>
<script defer src="deferred.js"></script>"""


@pytest.mark.real_time
async def slow_sheets(request: web.Request) -> web.Response:
    if request.path == "/":
        return web.Response(text=WAITING, content_type="text/html")
    name, _, kind = request.path[1:].partition(".")
    if kind == "js":
        return web.Response(text=f"note('{name}')", content_type="text/javascript")
    delay, index = {"never": (2, 9), "slow": (0.2, 1), "slower": (0.4, 2)}[name]
    await asyncio.sleep(delay)
    return web.Response(text=f"body {{ z-index: {index} }}", content_type="text/css")


async def test_scripts_wait_for_the_style_sheets_before_them(engine: str, serve: Serve) -> None:
    base = await serve(slow_sheets)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/", wait_until="domcontentloaded")
        assert await page.evaluate("log") == [
            "above auto", "inline 1", "written 1", "external 2", "module 2", "deferred 2",
        ]  # fmt: skip
