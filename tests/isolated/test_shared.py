"""State that pages share though each has a process of its own: cookies, storage, channels, routes, the device."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from shim import Browser, Error
from tests.conftest import Serve

URL = "https://page.example/"


@pytest.fixture
async def pages() -> AsyncIterator[list[Any]]:
    async with Browser(isolated=True) as browser:
        pages = [await browser.new_page(), await browser.new_page()]
        for page in pages:
            await page.set_content("<!doctype html><script>log = []</script>", url=URL)
        yield pages


async def test_local_storage_and_its_events(pages: list[Any]) -> None:
    first, second = pages
    await second.evaluate(
        "void (onstorage = (e) => log.push([e.key, e.oldValue, e.newValue, e.url, e.storageArea === localStorage]))"
    )
    await first.evaluate("localStorage.a = 1; localStorage.a = 2; localStorage.b = 3; sessionStorage.c = 4")
    await second.wait_for_function("log.length === 3")
    assert await second.evaluate("log") == [
        ["a", None, "1", URL, True],
        ["a", "1", "2", URL, True],
        ["b", None, "3", URL, True],
    ]
    assert await second.evaluate("[{ ...localStorage }, sessionStorage.length]") == [{"a": "2", "b": "3"}, 0]
    await second.evaluate("localStorage.removeItem('a')")
    await first.wait_for_function("localStorage.a === undefined")
    third = await first.browser.new_page()
    await third.set_content("", url=URL)
    assert await third.evaluate("({ ...localStorage })") == {"b": "3"}
    await third.set_content("", url="https://other.example/")
    assert await third.evaluate("({ ...localStorage })") == {}
    await first.evaluate("localStorage.clear()")
    await second.wait_for_function("localStorage.length === 0")


@pytest.mark.real_time
async def test_who_stores_at_the_same_time_comes_to_the_same(pages: list[Any]) -> None:
    first, second = pages
    write = (
        "(name) => { for (let i = 0; i < 200; i++) { localStorage.x = name + i; localStorage[`k${i % 7}`] = name } }"
    )
    await asyncio.gather(first.evaluate(write, "a"), second.evaluate(write, "b"))
    for page in pages:
        await page.evaluate("localStorage.end = Math.random()")
    await asyncio.sleep(0.3)
    kept = [await page.evaluate("({ ...localStorage })") for page in pages]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 9


async def test_broadcast_channels(pages: list[Any]) -> None:
    first, second = pages
    for page in pages:
        await page.evaluate("void ((globalThis.c = new BroadcastChannel('x')).onmessage = (e) => log.push(e.data))")
    await first.evaluate("c.postMessage({ from: 'first', bytes: new Uint8Array([1, 2]).length, half: '\\ud800' })")
    await second.wait_for_function("log.length === 1")
    assert await second.evaluate("[log[0].from, log[0].bytes, log[0].half === '\\ud800']") == ["first", 2, True]
    await second.evaluate("c.postMessage(new Map([['a', new Blob(['text'])]]))")
    await first.wait_for_function("log.length === 1")
    assert await first.evaluate("log[0].get('a').text()") == "text"
    assert await second.evaluate("log.length") == 1


async def test_cookies(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.Response:
        response = web.Response(text=request.headers.get("Cookie", ""), content_type="text/html")
        if request.path == "/set":
            response.set_cookie("hidden", "1", httponly=True)
            response.set_cookie("shown", "2")
        return response

    base = await serve(answer)
    async with Browser(isolated=True) as browser:
        first, second = await browser.new_page(), await browser.new_page()
        await first.goto(f"{base}/set")
        await second.goto(f"{base}/read")
        assert await second.evaluate("document.body.textContent") == "hidden=1; shown=2"
        await second.evaluate("document.cookie = 'made=3'")
        assert await first.evaluate("document.cookie") == "shown=2; made=3"
        assert await first.evaluate("fetch('/read').then((r) => r.text())") == "hidden=1; shown=2; made=3"


async def test_a_mistake_of_a_routes_handler_is_the_callers(pages: list[Any]) -> None:
    page = pages[0]

    def mistaken(route: Any) -> None:
        raise KeyError("mine")

    page.route("**/mistaken", mistaken)
    with pytest.raises(KeyError, match="mine"):
        await page.goto(f"{URL}mistaken")
    await page.set_content("<!doctype html>", url=URL)
    assert await page.evaluate("fetch('/mistaken').catch((e) => e.name)") == "TypeError"
    with pytest.raises(KeyError, match="mine"):
        await page.wait_for_function("1")
    assert list(page.errors) == []


async def test_a_dialog_waits_for_its_handler(pages: list[Any]) -> None:
    page = pages[0]
    seen: list[Any] = []

    def answer(kind: str, message: str, text: str) -> str | None:
        seen.append((kind, message, text, page.url))
        return "yes" if kind == "prompt" else None

    page.dialog_handler = answer
    assert await page.evaluate("[prompt('a', 'b'), confirm('c')]") == ["yes", False]
    assert seen == [("prompt", "a", "b", URL), ("confirm", "c", "", URL)]

    def look(kind: str, message: str, text: str) -> str | None:
        with pytest.raises(Error, match="waits for the answer to its dialog"):
            _ = page.document
        return "looked"

    page.dialog_handler = look
    assert await page.evaluate("prompt('e')") == "looked"
    page.dialog_handler = lambda kind, message, text: 1 / 0  # type: ignore[assignment, return-value]
    assert await page.evaluate("confirm('d')") is False
    assert list(page.errors) == []
    with pytest.raises(ZeroDivisionError):
        await page.wait_for_function("1")


async def test_one_page_in_front_of_the_other(pages: list[Any]) -> None:
    first = pages[0]
    await first.bring_to_front()
    assert [await page.evaluate("document.visibilityState") for page in pages] == ["visible", "hidden"]
    third = await first.browser.new_page()
    assert await third.evaluate("document.visibilityState") == "visible"
    assert await first.evaluate("document.visibilityState") == "hidden"
    await third.close()
    await first.browser.device.settle()
    assert await first.evaluate("document.visibilityState") == "visible"
    first.browser.device.lock()
    await first.browser.device.settle()
    assert await first.evaluate("document.visibilityState") == "hidden"
    popups: list[Any] = []
    first.on("popup", popups.append)
    await first.evaluate("void open('about:blank')")
    assert await popups[0].evaluate("document.visibilityState") == "hidden"


async def test_peers_of_two_processes_do_not_meet_and_say_so(pages: list[Any]) -> None:
    first, second = pages
    offer = await first.evaluate(
        """async () => { globalThis.p = new RTCPeerConnection(); p.createDataChannel('x');
        await p.setLocalDescription(); return p.localDescription.toJSON() }"""
    )
    await second.evaluate(
        """async (offer) => { globalThis.p = new RTCPeerConnection(); await p.setRemoteDescription(offer);
        await p.setLocalDescription() }""",
        offer,
    )
    text = "there is no connection with isolated=True"
    assert [message.type for message in second.console if text in message.text] == ["error"]


async def test_peers_of_a_page_and_its_popup_meet() -> None:
    async with Browser(isolated=True) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url=URL)
        assert (
            await page.evaluate("""async () => {
          const a = new RTCPeerConnection(), b = new (open('about:blank').RTCPeerConnection)();
          const channel = a.createDataChannel('x');
          a.onicecandidate = (e) => b.addIceCandidate(e.candidate);
          await a.setLocalDescription(); await b.setRemoteDescription(a.localDescription);
          await b.setLocalDescription(); await a.setRemoteDescription(b.localDescription);
          await new Promise((done) => { channel.onopen = done });
          return channel.readyState }""")
            == "open"
        )
        assert list(page.console) == []
