"""`beforeunload` before a document goes, and `autofocus` when one has come, on both engines."""

from __future__ import annotations

import pytest
from aiohttp import web

from shim import Browser
from tests.conftest import Serve

COUNT = """<!doctype html><p id=p>%s</p><iframe src=/frame></iframe><script>
addEventListener("beforeunload", (event) => { localStorage.count = +(localStorage.count ?? 0) + 1; %s });
</script>"""
FRAME = """<!doctype html><script>
onbeforeunload = () => { localStorage.frame = +(localStorage.frame ?? 0) + 1; location.href = "/never"; };
</script>"""
ASK = "[+(localStorage.count ?? 0), +(localStorage.frame ?? 0)]"


async def pages(request: web.Request) -> web.Response:
    stays = "event.preventDefault(); event.returnValue = 'stay';" if request.path == "/stay" else ""
    body = {"/frame": FRAME, "/plain": "<!doctype html>"}.get(request.path, COUNT % (request.path, stays))
    return web.Response(text=body, content_type="text/html")


async def test_a_navigation_fires_beforeunload_at_the_document_and_its_frames(engine: str, serve: Serve) -> None:
    base = await serve(pages)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/a")
        assert await page.evaluate(ASK) == [0, 0]
        await page.goto(f"{base}/plain")
        assert await page.evaluate(ASK) == [1, 1]
        await page.goto(f"{base}/a")
        await page.reload()
        await page.evaluate("setTimeout(() => { location.href = '/plain' }, 20); 0")
        await page.wait_for_function("location.pathname === '/plain'")
        assert await page.evaluate(ASK) == [3, 3]


async def test_a_document_that_asks_to_stay_is_a_dialog_once_the_user_has_acted(engine: str, serve: Serve) -> None:
    base = await serve(pages)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        said: list[str] = []
        page.dialog_handler = lambda kind, message, text: said.append(kind)  # type: ignore[func-returns-value]
        await page.goto(f"{base}/stay")
        await page.goto(f"{base}/stay")
        assert said == [], "a user who did nothing has nothing to lose"
        await page.click("#p")
        await page.goto(f"{base}/plain")
        assert said == ["beforeunload"]
        assert await page.evaluate("location.pathname") == "/plain"
        assert await page.evaluate(ASK) == [2, 2]


@pytest.mark.parametrize(
    ("markup", "focused"),
    [
        ("<input id=a><input id=b disabled autofocus><input id=c autofocus><input id=d autofocus>", "c"),
        ("<input id=a><div id=b tabindex=0 autofocus></div>", "b"),
        ("<input id=a autofocus><input id=b><script>document.getElementById('b').focus()</script>", "b"),
        ("<input id=a>", ""),
    ],
)
async def test_the_first_element_with_autofocus_gets_the_focus(
    engine: str, serve: Serve, markup: str, focused: str
) -> None:
    async def page_of(request: web.Request) -> web.Response:
        return web.Response(text=f"<!doctype html>{markup}", content_type="text/html")

    base = await serve(page_of)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(base)
        if focused:
            await page.wait_for_function(f"document.activeElement.id === '{focused}'")
        assert await page.evaluate("document.activeElement.id") == focused


async def test_a_popup_that_closes_itself_fires_beforeunload(engine: str, serve: Serve) -> None:
    base = await serve(pages)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/plain")
        await page.evaluate("globalThis.popup = open('/a'); 0")
        await page.wait_for_function("popup.document.readyState === 'complete' && popup.location.pathname === '/a'")
        await page.evaluate("popup.close(); 0")
        await page.wait_for_function("popup.closed && localStorage.count === '1'")
