"""Habits of tests for Playwright: what they write works by the same name on all engines, or the error says what to
write instead."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from shim import Browser, Error, Page, TimeoutError, expect
from tests.conftest import Serve

URL = "https://example.test/"


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with Browser(engine=engine) as browser:
        yield await browser.new_page()


async def test_frame_locators(page: Page) -> None:
    inner = "<p>in</p><button onclick='this.textContent = `hit`'>Go</button><iframe srcdoc='<b>deep</b>'></iframe>"
    await page.set_content(f'<iframe id=a srcdoc="{inner}"></iframe><iframe id=b></iframe><p>out</p>', url=URL)
    frame = page.frame_locator("#a")
    await frame.get_by_role("button", name="Go").click()
    await expect(frame.get_by_role("button")).to_have_text("hit")
    await expect(frame.frame_locator("iframe").locator("b")).to_have_text("deep")
    await expect(page.locator("iframe").first.content_frame.locator("p")).to_have_text("in")
    assert await page.frame_locator("iframe").nth(-2).locator("p").evaluate("(e, x) => e.textContent + x", "!") == "in!"
    assert await frame.locator("p").filter(has_text="in").or_(frame.locator("b")).count() == 1
    await expect(page.frame_locator("#b").locator("p")).to_have_count(0)
    # One that comes later is waited for.
    await page.evaluate("setTimeout(() => (document.querySelector('#b').srcdoc = '<p>late'), 50)")
    await expect(page.frame_locator("#b").locator("p")).to_have_text("late")
    with pytest.raises(Error, match=r"(?s)2 match.*take one of them"):
        await page.frame_locator("iframe").locator("p").text_content()
    with pytest.raises(Error, match="the element is a <p>, and a frame is in an <iframe>"):
        await page.frame_locator("p").locator("b").text_content()
    with pytest.raises(TimeoutError, match=r"no element matches locator\('#none'\)"):
        await page.frame_locator("#none").locator("b").click(timeout=0.1)


async def test_files_are_chosen(page: Page, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("first")
    await page.set_content(
        """<input id=one type=file><label>Several <input id=all type=file multiple></label><script>
        texts = async (input) => Promise.all([...input.files].map(async (f) => [f.name, f.type, await f.text()]));
        all.onchange = () => { all.dataset.changed = all.files.length }</script>""",
        url=URL,
    )
    buffer = {"name": "two.json", "mimeType": "application/json", "buffer": b"{}"}
    await page.set_input_files("#one", tmp_path / "one.txt")
    await page.get_by_label("Several").set_input_files([str(tmp_path / "one.txt"), buffer])
    first, second = ["one.txt", "text/plain", "first"], ["two.json", "application/json", "{}"]
    assert await page.evaluate("texts(one)") == [first]
    assert await page.evaluate("texts(all)") == [first, second]
    assert await page.locator("#one").input_value() == "C:\\fakepath\\one.txt"
    await expect(page.locator("#all")).to_have_attribute("data-changed", "2")
    await page.locator("#all").set_input_files([])
    assert await page.evaluate("texts(all)") == []
    with pytest.raises(Error, match="it takes one file"):
        await page.set_input_files("#one", [buffer, buffer])
    with pytest.raises(Error, match="files are those of an <input type=file>"):
        await page.set_input_files("body", [])
    with pytest.raises(TypeError, match="the 'buffer' of a file is bytes, not str"):
        await page.set_input_files("#one", {"name": "x", "buffer": "text"})
    with pytest.raises(FileNotFoundError):
        await page.set_input_files("#one", tmp_path / "none.txt")


async def test_dialogs_are_an_event(page: Page) -> None:
    heard: list[tuple[str, str, str]] = []

    async def answer(dialog: Any) -> None:
        heard.append((dialog.type, dialog.message, dialog.default_value))
        if dialog.message == "wait":
            await asyncio.sleep(0)
        elif dialog.message == "no":
            await dialog.dismiss()
        else:
            await dialog.accept("text")

    page.on("dialog", answer)
    await page.set_content("<p>x", url=URL)
    assert await page.evaluate("[confirm('yes'), confirm('no'), prompt('q', 'old')]") == [True, False, "text"]
    assert heard == [("confirm", "yes", ""), ("confirm", "no", ""), ("prompt", "q", "old")]
    assert await page.evaluate("confirm('wait')") is False
    with pytest.raises(Error, match="cannot wait for anything"):
        await page.wait_for_function("true")
    page.remove_listener("dialog", answer)
    async with page.expect_event("dialog") as info:
        assert await page.evaluate("confirm('nobody')") is False
    with pytest.raises(Error, match="the dialog is closed"):
        (await info.value).accept()


async def test_what_happens_is_waited_for(page: Page, serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/data":
            return web.json_response({"a": 1})
        return web.Response(text=f"<title>{request.path}</title><a href=/next>next</a>", content_type="text/html")

    origin = await serve(answer)
    await page.goto(f"{origin}/")
    async with page.expect_response("**/data") as response, page.expect_request(lambda r: "/data" in r.url) as request:
        await page.evaluate("void fetch('/data')")
    assert ((await response.value).status, (await request.value).method) == (200, "GET")
    async with page.expect_console_message(lambda message: message.text == "b") as said:
        await page.evaluate("console.log('a'); console.log('b')")
    assert (await said.value).type == "log"
    await page.click("a")
    await page.wait_for_url("**/next")
    assert await page.title() == "/next"
    await page.wait_for_url(re.compile("next$"), wait_until="commit")
    await page.wait_for_load_state("domcontentloaded")
    await page.wait_for_load_state()
    with pytest.raises(TimeoutError, match="the URL did not become '/other'"):
        await page.wait_for_url("/other", timeout=0.1)
    with pytest.raises(ValueError, match="state is 'idle'; it can be: domcontentloaded, load, networkidle"):
        await page.wait_for_load_state("idle")  # type: ignore[arg-type]
    heard: list[str] = []
    page.once("console", lambda message: heard.append(message.text))
    await page.evaluate("console.log(1); console.log(2)")
    await page.wait_for_function("true")
    assert heard == ["1"]
    assert not page.is_closed()


async def test_keyboard_and_mouse(page: Page) -> None:
    await page.set_content(
        """<!doctype html><style>* { margin: 0 }</style><div style="height: 50px" onclick="this.id = 'hit'">x</div>
        <p><input id=i></p><script>keys = [];
        addEventListener("keydown", (e) => keys.push([e.ctrlKey, e.shiftKey, e.key].map(String).join()))</script>""",
        url=URL,
    )
    await page.focus("#i")
    await page.keyboard.type("ab")
    await page.keyboard.press("Backspace")
    await page.keyboard.press("Control+x")
    await expect(page.locator("#i")).to_have_value("a")
    await page.locator("#i").press("Shift+Tab")
    keys = await page.evaluate("keys")
    assert keys[2:5] == ["false,false,Backspace", "true,false,Control", "true,false,x"]
    assert keys[5:] == ["false,true,Shift", "false,true,Tab"]
    await page.mouse.click(10, 10)
    await expect(page.locator("#hit")).to_have_text("x")
    with pytest.raises(Error, match="there is no key 'Return'; is it 'Enter'"):
        await page.keyboard.press("Return")
    with pytest.raises(Error, match="there is no key 'Ctrl' in 'Ctrl\\+a'; is it 'Control'"):
        await page.press("#i", "Ctrl+a")


async def test_more_that_can_be_expected(page: Page) -> None:
    await page.set_content(
        """<!doctype html><style>* { margin: 0 }</style><button id=b title="Ends it">End</button>
        <i id=d hidden>of the call</i><input id=i aria-describedby=d readonly><div style="height: 3000px"></div>
        <p id=far>far</p><script>b.extra = { a: [1] }</script>""",
        url=URL,
    )
    button, far = page.locator("#b"), page.locator("#far")
    await expect(button).to_have_accessible_description("Ends it")
    await expect(page.locator("#i")).to_have_accessible_description(re.compile("call"))
    await expect(button).to_have_js_property("extra", {"a": [1]})
    await expect(button).not_to_have_js_property("extra", 1)
    await expect(button).to_be_in_viewport(ratio=0.9)
    await expect(far).not_to_be_in_viewport()
    await far.scroll_into_view_if_needed()
    await expect(far).to_be_in_viewport()
    await expect(page.locator("#d")).to_be_visible(visible=False)
    await expect(page.locator("#none")).to_be_attached(attached=False)
    await expect(button).to_be_enabled(enabled=True)
    await expect(page.locator("#i")).to_be_editable(editable=False)
    box = await button.bounding_box()
    assert box is not None
    assert box["width"] > 0
    assert await page.locator("#d").bounding_box() is None
    assert await page.locator("button", has_not_text="x").count() == 1
    for given in (None, 3):
        with pytest.raises(TypeError, match=f"{given} is neither a text nor a compiled regular expression"):
            await expect(button).to_have_text(given)  # type: ignore[arg-type]


MISTAKES: dict[str, tuple[Callable[[Page], Any], str]] = {
    "a context": (lambda page: page.browser.new_context, r"a browser is a context of its own: write browser.new_page"),
    "a handle": (lambda page: page.query_selector("p"), r"write page.locator\(selector\)"),
    "an alike name": (lambda page: page.wait_for_sesion, "is it wait_for_session"),
    "an alike name of a locator": (lambda page: page.locator("p").is_visble, "is it is_visible"),
    "an alike assertion": (lambda page: expect(page.locator("p")).to_be_visble, "is it to_be_visible"),
    "another assertion": (lambda page: expect(page).to_be_audible, r"write expect\(browser.device\).to_hear\(page\)"),
    "an alike name of a device": (lambda page: page.browser.device.phonecall, "is it phone_call"),
    "an alike name of an app": (lambda page: page.browser.device.app("Music").pley, "is it play"),
    "milliseconds": (lambda page: page.wait_for_timeout(100), "counts milliseconds"),
    "typing": (lambda page: page.frames[0].type("p", "x"), "press_sequentially"),
    "no such name": (lambda page: page.quux, "'Page' object has no attribute 'quux'$"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
async def test_a_name_that_is_not_there_says_what_to_write(page: Page, mistake: str) -> None:
    act, message = MISTAKES[mistake]
    with pytest.raises(AttributeError, match=message):
        act(page)


async def test_an_event_that_is_not_there_says_what_to_write(page: Page) -> None:
    with pytest.raises(ValueError, match=r"there is no event 'load': goto waits for it; write .*; there are: close"):
        page.on("load", print)  # type: ignore[call-overload]


def test_an_option_that_is_not_there_says_what_there_is() -> None:
    with pytest.raises(TypeError, match="Browser has no option 'headless': every browser is headless; it has: allow"):
        Browser(headless=True)  # type: ignore[call-arg]
