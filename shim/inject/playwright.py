"""Injection into pages of Playwright, in whatever browser: an init script and a binding, which are all that it needs.

The document asks the binding for what the host has for it, and is answered when there is something: one request is
always under way, which also tells the host that what it gave before has been done.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import Any

from ..device import Device
from ..session import Output, RemoteSessionError
from .cut import cut_off
from .script import media_devices, script, surroundings

_log = logging.getLogger("shim")
_SECONDS_TO_SETTLE = 5.0

_CONNECT = """(prepare) => {
  const call = globalThis.%s;
  delete globalThis.%s;
  if (!call) return;
  const token = String(Math.random()) + Math.random();
  const { link, start } = prepare((text) => { call("send", token, text); });
  call("hello", token);
  start();
  (async () => {
    for (;;) {
      const calls = await call("next", token);
      if (!calls) return;
      for (let i = 0; i < calls.length; i++) {
        const { 0: name, 1: first, 2: second, 3: third } = calls[i];
        await link.settled();
        link[name](first, second, third);
      }
      await link.settled();
    }
  })();
}"""


class Document:
    """One document: the device's link to it."""

    def __init__(self, token: str, parent: Document | None) -> None:
        self.token = token
        self.parent = parent
        self.id = 0
        self.is_cut_off = False
        self.calls: list[list[object]] = []
        self.is_idle = asyncio.Event()
        self._asked: asyncio.Future[list[list[object]] | None] | None = None

    def deliver(self, text: str) -> None:
        """See `shim.device.Link`."""
        self.call("onmessage", text)

    def call(self, name: str, *arguments: object) -> None:
        """Calls a method of the link in the document, in a task of its own."""
        if not self.is_cut_off:
            self.is_idle.clear()
            self.calls.append([name, *arguments])
            self._answer()

    def ask(self) -> asyncio.Future[list[list[object]] | None]:
        """The document has done what it got, and asks for more."""
        self._asked = asyncio.get_running_loop().create_future()
        if self.calls:
            self._answer()
        else:
            self.is_idle.set()
        return self._asked

    def _answer(self) -> None:
        if self._asked is not None and not self._asked.done():
            calls, self.calls = self.calls, []
            self._asked.set_result(calls)

    def end(self) -> None:
        """It is gone."""
        self.is_idle.set()
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(None)


class PlaywrightInjection:
    """See `shim.inject.Injection`."""

    def __init__(self, page: Any, device: Device, tab_name: str) -> None:
        self._page = page
        self._device = device
        self._tab_name = tab_name
        self._documents: dict[Any, Document] = {}
        """By frame."""
        self._is_closed = False
        device.join(self)
        page.on("framedetached", self._forget)
        page.on("close", self._leave)

    async def start(self) -> None:
        """Injects into what is there and what will be."""
        binding = f"audioSession{secrets.token_hex(8)}"
        source = script(_CONNECT % (binding, binding))
        await self._page.expose_binding(binding, self._called)
        await self._page.add_init_script(source)
        for frame in self._page.frames:
            await frame.evaluate(source)

    async def close(self) -> None:
        """See `shim.inject.Injection`."""
        if not self._is_closed:
            self._leave(self._page)

    def _leave(self, _: Any) -> None:
        self._is_closed = True
        self._device.leave(self)
        for frame in list(self._documents):
            self._forget(frame)

    def _called(self, source: Any, operation: str, token: str, text: str = "") -> Any:
        frame = source["frame"]
        if self._is_closed:
            return None
        if operation == "hello":
            self._forget(frame)
            self._add(frame, token)
            return None
        document = self._documents.get(frame)
        if document is None or document.token != token or document.is_cut_off:
            return None
        if operation == "next":
            return document.ask()
        try:
            self._device.receive(document.id, text)
        except RemoteSessionError as error:
            document.is_cut_off = True
            document.end()
            cut_off(self._device, document.id)
            _log.warning("a document was cut off from the device: %s", error)
        return None

    def _add(self, frame: Any, token: str) -> None:
        around = frame.parent_frame
        while around is not None and around not in self._documents:
            around = around.parent_frame
        parent = self._documents.get(around)
        document = self._documents[frame] = Document(token, parent)
        document.id = self._device.add_document(
            document, parent.id if parent is not None else None, tab_name=self._tab_name, url=frame.url
        )
        for name, *arguments in surroundings(self._device, is_back=False):
            document.call(name, *arguments)

    def _forget(self, frame: Any) -> None:
        """The document in a frame is gone, and what is in it."""
        gone = self._documents.get(frame)
        if gone is None:
            return
        for other, document in list(self._documents.items()):
            around: Document | None = document
            while around is not None and around is not gone:
                around = around.parent
            if around is gone:
                document.end()
                del self._documents[other]
        self._device.remove_document(gone.id)

    # what the device tells --------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """See `shim.device.Surroundings`."""
        try:
            async with asyncio.timeout(_SECONDS_TO_SETTLE):
                while busy := [one for one in self._documents.values() if not one.is_idle.is_set()]:
                    await busy[0].is_idle.wait()
        except TimeoutError:
            _log.warning("a page did not take what the device told it within %g s", _SECONDS_TO_SETTLE)

    def set_visibility(self, state: str) -> None:
        """See `shim.device.Surroundings`."""
        for document in self._documents.values():
            document.call("setVisibility", state)

    def plug(self, output: Output) -> None:
        """See `shim.device.Surroundings`."""
        for document in self._documents.values():
            document.call("plug", output, media_devices(output), True)

    def unplug(self, output: Output) -> None:
        """See `shim.device.Surroundings`."""
        for document in self._documents.values():
            document.call("unplug", output)


async def inject_playwright(page: Any, device: Device, tab_name: str) -> PlaywrightInjection:
    """See `shim.inject.inject`."""
    injection = PlaywrightInjection(page, device, tab_name)
    await injection.start()
    return injection
