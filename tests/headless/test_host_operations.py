"""Host operations take nothing on trust: what the page's half sends is looked at as if an attacker had written it."""

from __future__ import annotations

import inspect
import json
import random
import typing
from typing import Any

import psutil
import pytest
from aiohttp import web

from shim import Browser, Page
from shim.dom.document_operations import DocumentOperations
from shim.dom.node_operations import NodeOperations
from shim.engine.platform.operations import argument_count, numbered_operations
from shim.engine.realm import HostError
from shim.headless.frame_operations import FrameOperations
from shim.media.streams.stream_operations import StreamOperations
from shim.media.webaudio.webaudio_operations import WebAudioOperations
from shim.web.fetch_operations import FetchOperations
from shim.web.messaging_operations import MessagingOperations
from tests.conftest import Serve

ASKED = {
    "url": "https://other.example/", "method": "GET", "headers": [], "mode": "cors", "credentials": "same-origin",
    "redirect": "follow", "referrer": "client", "referrerPolicy": "", "timeout": 0,
}  # fmt: skip


async def open_page(browser: Browser, html: str = "<p>", url: str = "https://page.example/") -> Page:
    page = await browser.new_page()
    await page.set_content(html, url=url)
    return page


def provider(page: Page, kind: type) -> Any:
    window = page.main_frame.active_document
    assert window is not None
    return window.realm.provider(kind)


@pytest.mark.parametrize(
    "changes",
    [
        {"mode": "navigate"}, {"mode": "websocket"}, {"mode": 1}, {"credentials": "all"}, {"redirect": "never"},
        {"timeout": -1}, {"timeout": "1"}, {"headers": [["a"]]}, {"headers": {"a": "b"}}, {"url": "nowhere"},
        {"url": None}, {"method": "CONNECT"}, {"method": ""},
    ],
)  # fmt: skip
async def test_a_page_cannot_ask_for_what_fetch_does_not_offer(changes: dict[str, object]) -> None:
    async with Browser() as browser:
        operations = provider(await open_page(browser), FetchOperations)
        with pytest.raises(HostError, match="Failed to fetch"):
            operations.fetch_start(1, json.dumps({**ASKED, **changes}), False)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}"])
async def test_a_request_that_is_not_json_is_the_pages_error(text: str) -> None:
    async with Browser() as browser:
        with pytest.raises(HostError, match="Failed to fetch"):
            provider(await open_page(browser), FetchOperations).fetch_start(1, text, False)


async def test_the_referrer_is_of_the_documents_origin(serve: Serve) -> None:
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Referer", ""))
        return web.Response(text="x", headers={"Access-Control-Allow-Origin": "*"})

    origin = await serve(answer)
    async with Browser() as browser:
        page = await open_page(browser, url=f"{origin}/page")
        operations = provider(page, FetchOperations)
        for referrer in ("https://bank.example/secret", f"{origin}/own", "client"):
            operations.fetch_start(1, json.dumps({**ASKED, "url": f"{origin}/x", "referrer": referrer}), False)
            await page.wait_until_idle()
    assert seen == [f"{origin}/page", f"{origin}/own", f"{origin}/page"]


async def test_a_document_acts_on_its_own_ports_and_channels_alone() -> None:
    async with Browser() as browser:
        heard = "const c = new MessageChannel(); globalThis.got = []; c.port1.onmessage = (e) => got.push(e.data)"
        victim = await open_page(browser, f"<script>{heard}</script>")
        attacker = provider(await open_page(browser, url="https://other.example/"), MessagingOperations)
        ports = list(browser.channels._ports)
        window = victim.main_frame.active_document
        assert window is not None
        channel = browser.channels.open_channel(window.realm, window.origin, "x")
        for number in ports:
            attacker.post_to_port(number, "{}")
            attacker.start_port(number)
            attacker.release_port(number)
            attacker.close_port(number)
            assert attacker.adopt_port(number) is False
        attacker.broadcast(channel, "{}")
        attacker.close_broadcast(channel)
        assert list(browser.channels._ports) == ports
        assert list(browser.channels._channels) == [channel]
        await victim.evaluate("c.port2.postMessage('mine')")
        await victim.wait_for_function("got.length")
        assert await victim.evaluate("got") == ["mine"]


async def test_numbers_of_what_documents_share_cannot_be_guessed() -> None:
    async with Browser() as browser:
        await open_page(browser, "<iframe></iframe><script>new MessageChannel()</script>")
        page = await open_page(browser, url="https://other.example/")
        await browser.grant_permissions(["microphone"])
        await page.evaluate("navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 0)")
        numbers = [*browser.frames, *browser.channels._ports, *(track.number for track in browser.streams.tracks)]
        assert len(numbers) >= 5
        assert sum(number < 2**32 for number in numbers) <= 1
        frames = provider(page, FrameOperations)
        assert all(frames.realm_of_frame(number) is None for number in range(100))
        assert all(frames.frame_closed(number) for number in range(100))


async def test_a_node_is_not_moved_into_a_text() -> None:
    async with Browser() as browser:
        page = await open_page(browser, "<p>x</p>")
        tree = page.main_frame.active_document.tree  # type: ignore[union-attr]
        paragraph = next(tree.document.iter_elements(["p"]))
        text, moved = tree.id(paragraph.children[0]), tree.id(next(tree.document.iter_elements(["body"])).children[-1])
        with pytest.raises(HostError, match="does not support"):
            provider(page, NodeOperations).move(text, moved, None)
        assert await page.evaluate("document.body.textContent.includes('x')")


async def test_frames_of_other_origins_are_neither_run_in_nor_closed() -> None:
    async with Browser() as browser:
        victim = await open_page(browser)
        attacker = provider(await open_page(browser, url="https://other.example/"), FrameOperations)
        number = victim.main_frame.number
        assert attacker.realm_of_frame(number) is None
        attacker.navigate_frame(number, "javascript:document.title='mine'", False)
        attacker.close_frame(number)
        await victim.wait_until_idle()
        assert await victim.evaluate("document.title") == ""


async def test_blobs_of_other_origins_are_not_read() -> None:
    async with Browser() as browser:
        url = await (await open_page(browser)).evaluate("URL.createObjectURL(new Blob(['x']))")
        other = await open_page(browser, url="https://other.example/")
        for page, status in ((other, 0), (browser.pages[0], 200)):
            waits = f"x = new XMLHttpRequest(); x.open('GET', '{url}', false); try {{ x.send() }} catch {{}} x.status"
            assert await page.evaluate(waits) == status
            assert await page.evaluate(f"fetch('{url}').then((r) => r.status, () => 0)") == status


ENDS = {"open_window", "navigate", "reload", "traverse", "close_frame", "run_string"}
"""Operations that take the document away, or open tabs."""
KEEPS = {"watch_custom", "associate_with_forms"}
"""Operations that keep what they are given for others."""
SENT = [-1, 1e300, float("nan"), float("inf"), None, "x", True, 3]


@pytest.mark.parametrize("sent", SENT)
async def test_no_value_that_script_could_send_is_a_bug_of_the_host(sent: object) -> None:
    """Every operation, each argument of which is `sent`, called as script calls it: what is not of an operation's types
    is a TypeError in the page."""
    async with Browser() as browser:
        page = await open_page(browser, "<p>x<iframe></iframe>")
        window = page.main_frame.active_document
        assert window is not None
        dispatch = window.realm._dispatcher()
        wrong = []
        for number, name in enumerate(numbered_operations()):
            if name not in window.realm._operations or name in ENDS | KEEPS:
                continue
            dispatch(number, *[sent] * argument_count(name))
            fatal, window.realm._fatal = window.realm._fatal, None
            if fatal is not None:
                wrong.append((name, repr(fatal)))
        assert not wrong, wrong


TEXTS = ["", "x", "[]", "{}", "1 2", "0 999", "null", "[1]", '[["a", {}]]']
NUMBERS = [-1, 0, 1, 2, 3, 7, 999_999, 2**31, 1.5, -7.25]


def sent_for(parameter: inspect.Parameter, hints: dict[str, Any], chance: random.Random) -> object:
    """Something of the parameter's type."""
    hint = str(hints.get(parameter.name, ""))
    if "str" in hint:
        return chance.choice(TEXTS)
    if "bool" in hint:
        return chance.random() < 0.5
    return chance.choice([*TEXTS, *NUMBERS, None] if "Any" in hint else NUMBERS)


@pytest.mark.parametrize("seed", range(5))
async def test_what_script_could_make_up_is_not_a_bug_of_the_host(seed: int) -> None:
    """Numbers of things that are not there, and texts that are not what an operation looks for: a TypeError in the page
    or nothing, now and in the tasks that follow."""
    chance = random.Random(seed)
    html = "<p>x<iframe></iframe><video></video><form><input><select><option></select></form>"
    async with Browser() as browser:
        window = (await open_page(browser, html)).main_frame.active_document
        assert window is not None
        dispatch = window.realm._dispatcher()
        wrong: list[tuple[str, str]] = []
        browser.loop.on_error = lambda error: wrong.append(("a task", repr(error)))
        for _ in range(10):
            for number, name in enumerate(numbered_operations()):
                if name not in window.realm._operations or name in ENDS | KEEPS:
                    continue
                operation = window.realm._operation(name)
                parameters, hints = inspect.signature(operation).parameters, typing.get_type_hints(operation)
                dispatch(number, *(sent_for(each, hints, chance) for each in parameters.values()))
                fatal, window.realm._fatal = window.realm._fatal, None
                if fatal is not None:
                    wrong.append((name, repr(fatal)))
        await browser.loop.settle()
        assert wrong == []


async def test_names_from_script_choose_among_known_ones_only() -> None:
    async with Browser() as browser:
        page = await open_page(browser)
        documents = provider(page, DocumentOperations)
        for name in ("_nodes", "read_cookies", "__class__"):
            with pytest.raises(HostError, match="not known"):
                documents.document_state(name)
            with pytest.raises(HostError, match="not known"):
                documents.doctype_part(0, name)
        audio = provider(page, WebAudioOperations)
        context = audio.audio_offline_context(1, 128, 8000.0)
        for kind in ("AudioContext", "MediaRecorder", "getUserMedia", "__class__"):
            with pytest.raises(HostError, match="not known"):
                audio.audio_node(context, kind, "{}")
        node = audio.audio_node(context, "GainNode", "{}")
        for call in (
            lambda: audio.audio_set(node, "onended", 1),
            lambda: audio.audio_number(node, "context"),
            lambda: audio.audio_param_event(node, "gain", "__init__", 0, 0, 0),
            lambda: audio.audio_analyse(node, "connect", 1),
        ):
            with pytest.raises(HostError, match="not known"):
                call()


async def test_contexts_that_cannot_be_leave_no_threads() -> None:
    async with Browser() as browser:
        audio = provider(await open_page(browser), WebAudioOperations)
        before = psutil.Process().num_threads()
        for rate in (-1, 0.5, 2999, 768_001, float("nan"), float("inf")):
            with pytest.raises(HostError, match="not supported"):
                audio.audio_context(rate)
            with pytest.raises(HostError, match="not supported"):
                audio.audio_offline_context(1, 128, rate)
        for channels in (-1, 0, 33):
            with pytest.raises(HostError, match="not supported"):
                audio.audio_offline_context(channels, 128, 8000)
        assert psutil.Process().num_threads() <= before


@pytest.mark.parametrize("frames", ["value", "1 x", "1,2"])
async def test_frames_at_which_rendering_stops_are_numbers(frames: str) -> None:
    async with Browser() as browser:
        audio = provider(await open_page(browser), WebAudioOperations)
        with pytest.raises(HostError, match="does not take these numbers"):
            audio.audio_render(audio.audio_offline_context(1, 128, 8000), frames)


async def test_tracks_are_known_by_their_numbers_alone() -> None:
    async with Browser() as browser:
        operations = provider(await open_page(browser), StreamOperations)
        for number in range(50):
            with pytest.raises(HostError, match="MediaStreamTrack"):
                operations._streams.track(number)
