"""The course of a page's process: it does what the host says, until it is killed."""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import socket
from typing import Any

from shim.api.values import decode_value, encode_value
from shim.clock import Clock, SystemClock
from shim.errors import Error, EvaluationError
from shim.headless.browser import HeadlessBrowser
from shim.headless.frame import Frame
from shim.headless.page import Page
from shim.isolated.messages import (
    Broadcast,
    Call,
    Cancel,
    Deliver,
    Done,
    Failed,
    Fetched,
    FromHost,
    Frozen,
    GiveUp,
    Listen,
    Now,
    Pass,
    Ping,
    Plug,
    Pong,
    Screen,
    Start,
    Stored,
    Value,
)
from shim.net.url import Origin
from shim.processes.parent import Serve
from shim.session import Output

from .browser import AgentBrowser, number_of
from .clock import Follow, HostClock
from .link import HostLink
from .network import RouteMistake

_USUAL = "<!doctype html><p>x</p><audio></audio><script>navigator.audioSession.state; setTimeout(() => {})</script>"
_BETWEEN_LOOKS = 0.02
"""Seconds between two looks at the frames while tasks run. They are looked at before each answer, too."""


def prepare() -> Serve:
    """See `shim.processes.parent.Parent`."""
    asyncio.run(_open_a_page())
    gc.collect()
    gc.freeze()  # OPTIMIZATION: what all processes share is not looked at by each, which would copy it
    return serve


async def _open_a_page() -> None:
    """OPTIMIZATION: what the first page of a process takes to load and to compile is there for all that are forked."""
    async with HeadlessBrowser() as browser:
        page = await browser.new_page()
        await page.set_content(_USUAL, url="https://page.invalid/")
        await page.click("p")
        await page.evaluate("1")


async def serve(end: socket.socket) -> None:
    """Never returns."""
    agent = _Agent(HostLink(end))
    agent.host.open()
    browser = await agent.started
    await asyncio.gather(_look(browser), *([agent.follow.run()] if agent.follow is not None else []))


async def _look(browser: AgentBrowser) -> None:
    while True:
        await browser.loop.next_turn()
        browser.tell_frames()
        await asyncio.sleep(_BETWEEN_LOOKS)


class _Agent:
    def __init__(self, host: HostLink) -> None:
        self.host = host
        self.browser: AgentBrowser | None = None
        self.follow: Follow | None = None
        """The course of a manual clock."""
        self.started: asyncio.Future[AgentBrowser] = asyncio.get_running_loop().create_future()
        self._calls: dict[int, asyncio.Task[None]] = {}
        host.on_message = self._take

    def _take(self, message: FromHost) -> None:
        browser = self.browser
        match message:
            case Start():
                clock: Clock = SystemClock(message.origin)
                if message.date is not None:
                    clock = HostClock(self.host, message.date)
                self.browser = AgentBrowser(self.host, clock, message)
                if isinstance(clock, HostClock):
                    self.follow = Follow(clock, self.browser, self.host)
                self.started.set_result(self.browser)
            case Ping():
                if browser is not None:
                    browser.tell_frames()
                self.host.send(Pong())
            case Call():
                task = asyncio.get_running_loop().create_task(self._answer(message))
                self._calls[message.number] = task
                task.add_done_callback(lambda _: self._calls.pop(message.number, None))
            case Cancel():
                if (call := self._calls.get(message.number)) is not None:
                    call.cancel()
            case GiveUp() | Now() | Pass():
                if self.follow is not None:
                    self.follow.take(message, self._calls)
            case _ if browser is not None:
                self._tell(browser, message)
        if self.follow is not None:
            self.follow.look()

    def _tell(self, browser: AgentBrowser, message: FromHost) -> None:
        match message:
            case Deliver():
                browser.device.deliver(message.document, message.text, by_user=message.by_user)
            case Fetched():
                browser.fetcher.take(message)
            case Screen():
                browser.visibilities[message.page] = message.visibility
                browser.screen_changed()
            case Frozen():
                document = browser.documents.living.get(message.document)
                if document is not None:
                    document.set_frozen(message.frozen)
            case Plug():
                (browser.plug if message.plugged else browser.unplug)(Output(message.output))
            case Listen():
                browser.sound.listen(message.on)
            case Stored():
                browser.take_stored(message)
            case Broadcast():
                origin = Origin(message.origin, message.scheme)
                browser.channels.take_broadcast(origin, message.name, message.text)

    async def _answer(self, call: Call) -> None:
        answer: Done | Failed
        try:
            answer = Done(call.number, await self._do(call.name, call.arguments))
        except RouteMistake as error:
            answer = Failed(call.number, "RouteMistake", str(error.number))
        except (Error, ValueError, TypeError) as error:
            stack = error.stack if isinstance(error, EvaluationError) else ""
            answer = Failed(call.number, type(error).__name__, str(error), stack)
        if self.browser is not None:
            self.browser.tell_frames()
        self.host.send(answer)

    async def _do(self, name: str, arguments: list[Any]) -> Value:
        browser = self.browser
        assert browser is not None
        match name, arguments:
            case "open", []:
                return number_of(await browser.new_page())
            case "drain", []:
                await browser.sound.drain()
            case "settle", []:
                await browser.settle()
            case "grant", [names, origin]:
                await browser.grant_permissions(names, origin=origin)
            case "clear permissions", []:
                await browser.clear_permissions()
            case _, [number, *rest]:
                return await self._do_to(browser.page(number), name, rest)
        return None

    async def _do_to(self, page: Page, name: str, arguments: list[Any]) -> Value:
        match name, arguments:
            case "goto", [url, what, wait_until, timeout]:
                return await page.open(url, what, timeout, wait_until)
            case "set content", [html, url, wait_until, timeout]:
                await page.set_content(html, url=url, wait_until=wait_until, timeout=timeout)
            case "reload", [wait_until, timeout]:
                return await page.reload(wait_until=wait_until, timeout=timeout)
            case "go", [delta, wait_until, timeout]:
                go = page.go_back if delta < 0 else page.go_forward
                return await go(wait_until=wait_until, timeout=timeout)
            case "init script", [source]:
                await page.add_init_script(source)
            case "ask", [frame, request]:
                question, *values = decode_value(json.loads(request))
                return encode_value(await _frame(page, frame).ask(question, *values))
            case "perform", [frame, request]:
                outcome = await _frame(page, frame).perform(*decode_value(json.loads(request)))
                await page.browser.loop.settle()
                return encode_value(outcome)
            case "wait for function", [expression, argument, timeout]:
                value = decode_value(json.loads(argument))
                return encode_value(await page.wait_for_function(expression, value, timeout=timeout))
            case "wait until idle", [timeout]:
                await page.wait_until_idle(timeout=timeout)
            case "resize", [width, height]:
                await page.set_viewport_size({"width": width, "height": height})
            case "draw", [kind, scale, full_page]:
                image = await page._draw(kind, scale, full_page=full_page)
                return base64.b64encode(image).decode()
            case "close", []:
                await page.close()
                assert self.browser is not None
                await self.browser.sound.drain()
            case "evaluate", [frame, expression, argument]:
                return await _frame(page, frame).live_document().evaluations.evaluate_text(expression, argument)
            case "content", [frame]:
                return await _frame(page, frame).content()
            case "title", [frame]:
                return await _frame(page, frame).title()
            case _:
                raise ValueError(f"there is no call {name!r} with {len(arguments)} arguments")
        return None


def _frame(page: Page, number: int) -> Frame:
    found = next((frame for frame in page.frames if frame.number == number), None)
    if found is None:
        raise Error("the frame was removed from its page")
    return found
