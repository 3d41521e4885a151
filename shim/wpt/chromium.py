"""Chromium with the polyfill, driven by pyppeteer.

The host's end of the polyfill's link is here, behind a CDP binding.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import shutil
from contextlib import suppress
from typing import Any

from ..polyfill import polyfill_source
from ..session import Interruption
from ..session_host import Delivery, SessionHost
from .product import Crashed, NotLoaded, Parameters, Product, Unsupported
from .server import Server

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--ignore-certificate-errors",
    # Frames of other sites stay in the process of the tab, where scripts can be put into them.
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process",
    "--host-resolver-rules=MAP *.test 127.0.0.1",
]
_SECONDS_TO_CLOSE = 3.0
_BINDING = "sendToAudioSessionHost"


class Chromium(Product):
    """One Chromium; each test has a tab and a device to itself."""

    name = "chromium"
    interrupts = True

    @staticmethod
    def is_installed() -> bool:
        return PROGRAM is not None and importlib.util.find_spec("pyppeteer") is not None

    async def start(self) -> str:
        import pyppeteer

        self._server = Server(self.respond)
        self.addresses = await self._server.start()
        self._browser = await pyppeteer.launch(
            executablePath=PROGRAM,
            args=_ARGUMENTS,
            handleSIGINT=False,
            handleSIGTERM=False,
            handleSIGHUP=False,
            autoClose=False,
        )
        return str(await self._browser.version())

    async def stop(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_CLOSE):
                await self._browser.close()
        await self._server.stop()

    async def open(self, url: str) -> None:
        self._host = SessionHost()
        self._calls: list[Interruption] = []
        self._documents: dict[int, int] = {}
        self._deliveries: asyncio.Queue[Delivery] = asyncio.Queue()
        self._pump = asyncio.ensure_future(self._deliver())
        self._tab = await self._browser.newPage()
        # A session of its own: pyppeteer reads the calls of all bindings of its session as those of exposeFunction.
        self._cdp = await self._tab.target.createCDPSession()
        self._cdp.on("Runtime.bindingCalled", self._hear)
        self._cdp.on("Runtime.executionContextDestroyed", self._forget)
        await self._cdp.send("Runtime.enable")
        await self._cdp.send("Runtime.addBinding", {"name": _BINDING})
        await self._tab.evaluateOnNewDocument(
            f"() => {{ const send = globalThis.{_BINDING}; delete globalThis.{_BINDING};"
            "const link = { send: (text) => send(text) };"
            'Object.defineProperty(globalThis, "__audioSessionLink", { value: link, configurable: true });'
            f"({polyfill_source()})(window, link) }}"
        )
        try:
            await self._tab.goto(url, timeout=0)
        except Exception as error:  # pyppeteer raises its own and asyncio's
            raise NotLoaded(f"{url}: {error}") from None

    async def has_harness(self) -> bool:
        try:
            return bool(await self._tab.evaluate("() => typeof add_completion_callback === 'function'"))
        except Exception as error:
            raise Crashed(f"the tab is gone: {error}") from None

    async def close(self) -> None:
        self._pump.cancel()
        with suppress(Exception):
            async with asyncio.timeout(_SECONDS_TO_CLOSE):
                await self._cdp.send("Browser.resetPermissions")
                await self._tab.close()

    async def command(self, name: str, parameters: Parameters) -> None:
        now = asyncio.get_running_loop().time()
        match name:
            case "click":
                await self._tab.mouse.click(parameters.x, parameters.y)
            case "set_permission":
                await self._cdp.send(
                    "Browser.setPermission",
                    {
                        "permission": {"name": parameters.name},
                        "setting": parameters.state,
                        "origin": parameters.origin,
                    },
                )
            case "begin_interruption":
                call, deliveries = self._host.begin_interruption("phone call", now)
                self._calls.append(call)
                self._queue(deliveries)
            case "end_interruption" if self._calls:
                self._queue(self._host.end_interruption(self._calls.pop(), now, resume=parameters.resume))
            case _:
                raise Unsupported(f"{name} is not supported by {self.name}")

    # the audio session's host ----------------------------------------------------------------------------------------

    def _hear(self, event: dict[str, Any]) -> None:
        context = event["executionContextId"]
        if context not in self._documents:
            # AD-HOC: every frame counts as a child of the first document; nested ones are seldom told apart.
            self._documents[context] = self._host.add_document(min(self._documents.values(), default=None))
        now = asyncio.get_running_loop().time()
        self._queue(self._host.receive(self._documents[context], event["payload"], now))

    def _forget(self, event: dict[str, Any]) -> None:
        document = self._documents.pop(event["executionContextId"], None)
        if document is not None and document != min(self._documents.values(), default=document):
            self._host.remove_document(document, asyncio.get_running_loop().time())

    def _queue(self, deliveries: list[Delivery]) -> None:
        for delivery in deliveries:
            self._deliveries.put_nowait(delivery)

    async def _deliver(self) -> None:
        while True:
            delivery = await self._deliveries.get()
            context = next((c for c, document in self._documents.items() if document == delivery.document), None)
            if context is not None:
                expression = f"__audioSessionLink.onmessage({json.dumps(delivery.text)})"
                with suppress(Exception):  # the document may be gone by now
                    await self._cdp.send("Runtime.evaluate", {"expression": expression, "contextId": context})
