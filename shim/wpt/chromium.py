"""Chromium with the polyfill as a product: one Chromium, and for each test a tab and a device to itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from shim.chromium import launcher
from shim.chromium.keys import MODIFIERS, key_event
from shim.device.device import Device, load_policy
from shim.devtools.connection import CdpSession, ProtocolError
from shim.inject.cdp import CdpInjection
from shim.session import Interruption

from .actions import Button, Key, Move, Scroll, Step
from .product import Crashed, NotLoaded, Parameters, Product, Unsupported
from .server import Server

_ARGUMENTS = [
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--ignore-certificate-errors",
    "--host-resolver-rules=MAP *.test 127.0.0.1",
]
_BLANK = "about:blank"
_SECONDS_TO_CLOSE = 3.0


class Chromium(Product):
    """See the file."""

    name = "chromium"
    interrupts = True

    @staticmethod
    def is_installed() -> bool:
        return launcher.is_installed()

    async def start(self) -> str:
        self._policy = load_policy("spec")
        self._server = Server(self.respond, self.websocket_port)
        self.addresses = await self._server.start()
        self._chromium = await launcher.Chromium.start(_ARGUMENTS)
        self._browser = self._chromium.connection.browser
        version = await self._browser.send("Browser.getVersion")
        return str(version["product"]).partition("/")[2]

    async def stop(self) -> None:
        await self._chromium.stop()
        await self._server.stop()

    async def open(self, url: str) -> None:
        self._device = Device(self._policy)
        self._calls: list[Interruption] = []
        self._mouse, self._clicks, self._modifiers = Move(0, 0), 0, 0
        self._documents = CdpInjection(self._device)
        self._tab: CdpSession | None = None
        try:
            target = await self._browser.send("Target.createTarget", url=_BLANK)
            tab = self._tab = await self._browser.attach(target["targetId"])
            await self._documents.add(tab, "test")
            arrived, loaded = asyncio.Event(), asyncio.Event()

            def navigated(values: dict[str, Any]) -> None:
                if "parentId" not in values["frame"] and values["frame"]["url"] != _BLANK:
                    arrived.set()

            # On a busy machine the tab's first document tells only now that it has loaded.
            tab.on("Page.frameNavigated", navigated)
            tab.on("Page.loadEventFired", lambda _: loaded.set() if arrived.is_set() else None)
            answer = await tab.send("Page.navigate", url=url)
        except ProtocolError as error:
            raise Crashed(f"the tab is gone: {error}") from None
        if problem := answer.get("errorText"):
            raise NotLoaded(f"{url}: {problem}")
        await loaded.wait()

    async def has_harness(self) -> bool:
        assert self._tab is not None
        try:
            answer = await self._tab.send(
                "Runtime.evaluate", expression="typeof add_completion_callback === 'function'", returnByValue=True
            )
        except ProtocolError as error:
            raise Crashed(f"the tab is gone: {error}") from None
        return bool(answer["result"]["value"])

    async def close(self) -> None:
        self._documents.close()
        with suppress(ProtocolError, TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_CLOSE):
                await self._browser.send("Browser.resetPermissions")
                if self._tab is not None:
                    await self._tab.send("Page.close")

    async def act(self, step: Step) -> None:
        tab = self._tab
        assert tab is not None
        match step:
            case Move(x, y):
                self._mouse, self._clicks = step, 0
                await tab.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
            case Button(name, is_down):
                self._clicks += is_down
                type_ = "mousePressed" if is_down else "mouseReleased"
                at = {"x": self._mouse.x, "y": self._mouse.y, "clickCount": self._clicks}
                await tab.send("Input.dispatchMouseEvent", type=type_, button=name, **at)
            case Scroll(x, y, delta_x, delta_y):
                await tab.send("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=delta_x, deltaY=delta_y)
            case Key(key, is_down):
                bit = MODIFIERS.get(key, 0)
                self._modifiers = self._modifiers | bit if is_down else self._modifiers & ~bit
                await tab.send("Input.dispatchKeyEvent", **key_event(key, is_down=is_down, modifiers=self._modifiers))
            case _:
                raise Unsupported(f"{step} is not supported by {self.name}")

    async def command(self, name: str, parameters: Parameters) -> None:
        device, tab = self._device, self._tab
        assert tab is not None
        match name:
            case "click":
                at = {"x": parameters.x, "y": parameters.y, "button": "left", "clickCount": 1}
                for type_ in ("mousePressed", "mouseReleased"):
                    await tab.send("Input.dispatchMouseEvent", type=type_, **at)
            case "set_permission":
                await self._browser.send(
                    "Browser.setPermission",
                    permission={"name": parameters.name},
                    setting=parameters.state,
                    origin=parameters.origin,
                )
            case "begin_interruption":
                call, notifications = device.core.begin_interruption("phone call", device.now())
                self._calls.append(call)
                device.tell(notifications)
            case "end_interruption" if self._calls:
                call = self._calls.pop()
                device.tell(device.core.end_interruption(call, device.now(), resume=parameters.resume))
            case _:
                raise Unsupported(f"{name} is not supported by {self.name}")
