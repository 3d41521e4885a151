"""Navigation, scripts before all others, events, popups and routes on QuickJS and on Chromium alike."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from shim import Browser, Error, NavigationError, Page, TimeoutError, expect
from tests.conftest import Serve

URL = "https://example.test/"


@pytest.fixture
async def browser(engine: str) -> AsyncIterator[Browser]:
    async with Browser(engine=engine) as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser) -> Page:
    return await browser.new_page()


async def test_back_and_forward(page: Page) -> None:
    for name in ("one", "two"):
        page.route(f"**/{name}", body=f"<title>{name}</title>", content_type="text/html", status=203)
    assert await page.go_back() is None
    await page.goto(f"{URL}one")
    await page.goto(f"{URL}two")
    await page.evaluate("history.pushState(1, '', '#place')")
    assert await page.go_back() == 200
    await expect(page).to_have_url(f"{URL}two")
    assert await page.go_back() == 203
    assert (page.url, await page.title()) == (f"{URL}one", "one")
    assert await page.go_forward() == 203
    await expect(page).to_have_title("two")
    with pytest.raises(
        ValueError, match="wait_until is 'idle'; it can be: commit, domcontentloaded, load, networkidle"
    ):
        await page.go_back(wait_until="idle")  # type: ignore[arg-type]


@pytest.mark.real_time
async def test_goto_waits_until_it_is_told_to(page: Page) -> None:
    release = asyncio.Event()

    async def answer(route: Any) -> None:
        await release.wait()
        await route.fulfill(body="done = 1", content_type="text/javascript")

    html = "<script>parsed = 0</script><p>x</p><img src=slow.png><script>parsed = 1</script>"
    await page.route("**/page", body=html, content_type="text/html", status=202)
    await page.route("**/slow.png", answer)
    for wait_until in ("commit", "domcontentloaded"):
        assert await page.goto(f"{URL}page", wait_until=wait_until, timeout=10) == 202
        if wait_until == "domcontentloaded":
            assert await page.evaluate("[parsed, document.readyState]") == [1, "interactive"]
    with pytest.raises(TimeoutError, match=r"did not load within 0\.2 s"):
        await page.goto(f"{URL}page", timeout=0.2)
    release.set()
    assert await page.goto(f"{URL}page", wait_until="load", timeout=10) == 202
    later = "<script>setTimeout(() => fetch('later').then((r) => r.text()).then((t) => { heard = t }), 100)</script>"
    await page.route("**/network", body=later, content_type="text/html")
    await page.route("**/later", body="yes")
    await page.goto(f"{URL}network", wait_until="networkidle", timeout=20)
    assert await page.evaluate("heard") == "yes"


async def test_init_scripts_run_before_all_others(page: Page, tmp_path: Path) -> None:
    (tmp_path / "init.js").write_text("globalThis.log.push('file')", encoding="utf-8")
    await page.add_init_script("globalThis.log = ['init']")
    await page.add_init_script(path=tmp_path / "init.js")
    html = "<script>log.push('page')</script><iframe srcdoc='<script>log.push(`frame`)</script>'></iframe>"
    await page.set_content(html, url=URL)
    assert await page.evaluate("log") == ["init", "file", "page"]
    assert await page.frames[1].evaluate("log") == ["init", "file", "frame"]
    await page.add_init_script("throw new Error('of init')")
    await page.set_content("<p>x", url=URL)
    assert "of init" in page.errors[0].message
    for arguments in ({}, {"script": "1", "path": "x"}):
        with pytest.raises(TypeError, match="takes a script, or the path of one"):
            await page.add_init_script(**arguments)  # type: ignore[arg-type]


async def test_events_that_are_expected(page: Page) -> None:
    await page.set_content("<a target=_blank href=about:blank>a</a>", url=URL)
    async with page.expect_event("console", lambda message: message.text == "2") as info:
        await page.evaluate("[1, 2].forEach((n) => setTimeout(() => console.log(n), 10 * n))")
        assert not info.is_done()
    assert (await info.value).text == "2"
    async with page.expect_popup() as info:
        await page.click("a")
    assert await (await info.value).evaluate("1 + 1") == 2
    waiting = asyncio.ensure_future(page.wait_for_event("console"))
    await asyncio.sleep(0)
    await page.evaluate("console.log('x')")
    assert (await waiting).text == "x"
    with pytest.raises(TimeoutError, match=r"there was no event 'popup' within 0.05 s"):
        async with page.expect_popup(timeout=0.05):
            pass
    with pytest.raises(ZeroDivisionError):
        async with page.expect_event("console", lambda message: 1 / 0):
            await page.evaluate("console.log('x')")
    with pytest.raises(ValueError, match="there is no event 'consol'"):
        page.expect_event("consol")
    with pytest.raises(NavigationError, match="the page was closed before there was an event 'console'"):
        async with page.expect_event("console"):
            await page.close()


async def test_async_handlers_run_and_their_errors_surface(engine: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "shim")
    heard = []

    async def hear(message: Any) -> None:
        await asyncio.sleep(0.02)
        heard.append(message.text)
        assert message.text != "bad", "a bad message"

    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        page.on("console", hear)
        await page.set_content("<script>console.log('good'); console.log('bad')</script>", url=URL)
        with pytest.raises(AssertionError, match="a bad message") as raised:
            await expect(page.locator("p")).to_be_visible(timeout=5)
        assert raised.value.__notes__ == ["A handler of 'console' raised this."]
        assert heard == ["good", "bad"]
        await expect(page.locator("p")).to_be_hidden()  # it is raised once


async def test_what_a_handler_raised_surfaces_when_the_browser_is_closed(
    engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "shim")

    async def listen(error: type[Exception] | None = None) -> None:
        async def stumble(_: object) -> None:
            raise ZeroDivisionError

        async with Browser(engine=engine) as browser:
            page = await browser.new_page()
            page.on("console", stumble)
            await page.evaluate("console.log('bad')")
            if error is not None:
                raise error

    with pytest.raises(ZeroDivisionError):
        await listen()
    with pytest.raises(LookupError):  # that of the block itself comes first
        await listen(LookupError)


async def test_routes_with_handlers(browser: Browser, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "shim")

    async def answer(request: web.Request) -> web.Response:
        text = f"{request.method} {request.path} {request.headers.get('x-own', '')} {await request.text()}"
        return web.Response(text=text, content_type="text/html")

    origin = await serve(answer)
    page = await browser.new_page()
    get = "async (path) => { try { return (await fetch(path)).text() } catch (error) { return error.name } }"

    async def change(route: Any) -> None:
        await route.continue_(
            url=f"{origin}/other",
            method="POST",
            headers={**dict(route.request.headers), "x-own": "1"},
            post_data="data",
        )

    async def stumble(route: Any) -> None:
        raise LookupError("in the handler")

    await page.goto(origin)
    await page.route("**/fulfill", lambda route: route.fulfill(json={"a": 1}))
    await page.route("**/abort", lambda route: route.abort())
    await page.route("**/continue", lambda route, request: route.continue_())
    await page.route("**/change", change)
    await page.route("**/stumble", stumble)
    await page.route("**/*", lambda route: route.fallback())
    assert await page.evaluate(get, "/fulfill") == '{"a": 1}'
    assert await page.evaluate(get, "/abort") == "TypeError"
    assert await page.evaluate(get, "/continue") == "GET /continue  "
    assert await page.evaluate(get, "/change") == "POST /other 1 data"
    assert await page.evaluate(get, "/stumble") == "TypeError"
    with pytest.raises(LookupError, match="in the handler"):
        await page.wait_for_function("1")
    await page.unroute("**/fulfill")
    assert await page.evaluate(get, "/fulfill") == "GET /fulfill  "
    with pytest.raises(ValueError, match="a handler or an answer"):
        page.route("**", lambda route: route.abort(), body="x")
    with pytest.raises(TypeError, match="cannot be called; an answer is body="):
        page.route("**", "text")
    assert not isinstance(Error, Page)
