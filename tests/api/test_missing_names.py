"""Names that Chromium's window has and ours lacks: scripts that ask for them find them absent, uses are reported."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from scripts.list_missing_names import INSECURE, NAMES, SECURE, lines
from shim import Browser, UnimplementedError
from shim.engine.missing_names import FILE, missing_names
from tests.real_browsers import need_chromium

NAME = "USB"
"""A name that Chromium has, in secure contexts only, and that no headless engine will have soon."""
ASKED = (
    "typeof USB",
    "typeof window.USB",
    "'USB' in window",
    "window.USB && 1",
    "!window.USB",
    "if (window.USB) 1",
    "window.USB?.x",
    "window.USB || 1",
    "1 && window.USB",
    "globalThis.USB ? 1 : 2",
    "window.USB !== undefined",
    "void 0 === self.USB",
    "new (window.USB || Object)",
    "Object.getOwnPropertyDescriptor(window, 'USB')",
    "window.hasOwnProperty('USB')",
    "window.USB = 1; window.USB + USB",
)
TAKEN = (
    "x = window.USB",
    "(() => { const { USB } = window })()",
    "window['USB']",
    "name = 'USB'; window[name]",
    "Reflect.get(window, 'USB')",
    "try { eval('new USB()') } catch {}",
    "try { Function('new USB()')() } catch {}",
)
USED = {
    "USB": "ReferenceError: USB is not defined: not implemented",
    "new USB()": "ReferenceError: USB is not defined: not implemented",
    "new window.USB()": "TypeError: USB is undefined: not implemented",
    "new self.USB": "TypeError: USB is undefined: not implemented",
    "window.USB(1)": "TypeError: USB is undefined: not implemented",
    "window.USB.x": "TypeError: USB is undefined: not implemented",
    "name = 'USB'; new window[name]()": "TypeError: USB is undefined: not implemented",
    "class A extends window.USB {}": "TypeError: USB is undefined: not implemented",
}


@pytest.fixture(params=[False, True], ids=["in process", "isolated"])
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    async with Browser(isolated=request.param) as browser:
        yield browser


async def test_who_asks_finds_it_absent_and_who_uses_it_is_reported(browser: Browser) -> None:
    reported: list[str] = []
    page = await browser.new_page()
    page.on("notimplemented", reported.append)

    async def run(script: str, url: str = SECURE) -> tuple[list[str], list[str]]:
        page.missing.clear()
        page.errors.clear()
        await page.set_content(f"<script>{script}</script>", url=url)
        return list(page.missing), [error.message for error in page.errors]

    assert {script: await run(script) for script in ASKED} == {script: ([], []) for script in ASKED}
    assert {script: await run(script) for script in TAKEN} == {script: ([NAME], []) for script in TAKEN}
    expected = {script: ([NAME], [message]) for script, message in USED.items()}
    assert {script: await run(script) for script in USED} == expected
    assert reported == [NAME] * (len(TAKEN) + len(USED))
    # Chromium has it in secure contexts only, and what no browser has is nobody's business
    assert await run("new USB()", INSECURE) == ([], ["ReferenceError: USB is not defined"])
    assert await run("x = window.nowhere; new nowhere()") == ([], ["ReferenceError: nowhere is not defined"])


async def test_each_name_is_reported_once_and_the_page_goes_on(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content(
        "<script>const found = []; for (const name of ['USB', 'OffscreenCanvasX', 'USB', 'WebGLRenderingContext'])"
        "{ try { new window[name]() } catch (error) { found.push(error instanceof TypeError) } }</script>",
        url=SECURE,
    )
    assert await page.evaluate("found") == [True] * 4
    assert page.missing == ["USB", "WebGLRenderingContext"]


@pytest.mark.parametrize("isolated", [False, True])
async def test_a_use_is_an_error_of_a_strict_browser(isolated: bool) -> None:
    async with Browser(isolated=isolated, strict=True) as browser:
        page = await browser.new_page()
        await page.set_content(f"<script>{';'.join((*ASKED[:-1], TAKEN[0]))}</script>", url=SECURE)
        assert page.errors == type(page.errors)()
        await page.evaluate("() => { try { new USB() } catch {} }")
        with pytest.raises(UnimplementedError, match="used USB, which is not implemented"):
            await page.wait_for_function("true")
        assert [error.message for error in page.errors] == ["not implemented: USB"]
        await page.evaluate("() => { try { new USB() } catch {} }")
        await page.wait_for_function("true")
    browser = Browser(isolated=isolated, strict=True)
    page = await browser.new_page()
    await page.set_content("<p>", url=SECURE)
    await page.evaluate("navigator.registerProtocolHandler('web+a', location.origin + '/%s')")
    with pytest.raises(UnimplementedError, match="registerProtocolHandler"):
        await browser.close()


async def test_every_name_of_chromiums_window_is_there_or_listed() -> None:
    need_chromium()
    assert FILE.read_text("utf-8").splitlines() == await lines(), "run scripts/list_missing_names.py"
    async with Browser(engine="chromium", strict=True) as browser:
        page = await browser.new_page()
        await page.set_content("<p>", url=SECURE)
        chromium = set(await page.evaluate(NAMES))
        assert page.missing == []
    assert len(chromium) > 1000
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<p>", url=SECURE)
        ours = set(await page.evaluate(NAMES))
        assert chromium - ours == set(missing_names()) & chromium
        page.missing.clear()
        for name in missing_names():
            await page.evaluate("(name) => { try { new window[name]() } catch {} }", name)
        assert sorted(page.missing) == sorted(missing_names())
