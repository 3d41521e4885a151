"""A bare page with the web APIs, and several of them that share a browser."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from shim.net.access import Access
from shim.net.fetcher import Fetcher, Scope
from shim.net.url import origin
from shim.web.blobs import BlobStore
from shim.web.context import ConsoleMessage, WebContext
from shim.web.databases import DatabaseHub
from shim.web.lock_operations import LockHub
from shim.web.message_channels import ChannelHub
from shim.web.providers import attach_document, web_providers
from shim.web.session_history import SessionHistory
from shim.web.storage_operations import StorageHub
from tests.bare_page import BarePage

URL = "https://example.test/dir/page.html"


class Shared:
    """The parts that the pages of one browser have in common."""

    def __init__(self) -> None:
        self.fetcher = Fetcher(timeout=10)
        self.blobs = BlobStore()
        self.storage = StorageHub()
        self.channels = ChannelHub()


class WebPage(BarePage):
    """A `BarePage` with every web provider; console messages, navigations and the like are kept."""

    def __init__(
        self,
        html: str = "<!doctype html><body></body>",
        url: str = URL,
        shared: Shared | None = None,
        tab: object | None = None,
    ) -> None:
        self.shared = shared or Shared()
        self.console: list[ConsoleMessage] = []
        self.navigations: list[tuple[str, bool]] = []
        self.reloads = 0
        self.scope = Scope(Access(url), resolve_blob=self.shared.blobs.resolve)
        self.context = WebContext(
            fetcher=self.shared.fetcher,
            scope=self.scope,
            origin=origin(url),
            blobs=self.shared.blobs,
            storage=self.shared.storage,
            channels=self.shared.channels,
            databases=DatabaseHub(),
            locks=LockHub(),
            history=SessionHistory(),
            tab=tab if tab is not None else self,
            on_console=self.console.append,
            navigate=lambda target, replace: self.navigations.append((target, replace)),
            reload=self._reload,
        )
        super().__init__(html, lambda tree: web_providers(self.context), url)
        attach_document(self.context, self.realm)

    def _reload(self) -> None:
        self.reloads += 1

    async def idle(self) -> None:
        """Waits until nothing is left to happen."""
        async with asyncio.timeout(10):
            await self.loop.wait_until_idle()
        assert self.errors == [], self.errors[0].stack or self.errors[0]

    async def result(self, expression: str) -> Any:
        """The JSON value of a promise; what it rejects with comes back as {"thrown": name, "message": ...}."""
        self.run(
            "globalThis.__settled = undefined; (async () => (" + expression + "\n))().then("
            "(v) => { __settled = JSON.stringify({value: v}) },"
            " (e) => { __settled = JSON.stringify("
            "{value: {thrown: e && e.name || String(e), message: e && e.message}}) });"
        )
        async with asyncio.timeout(10):
            while (text := self.evaluate("globalThis.__settled")) is None:
                await self.loop.wait_until_idle()
                if self.evaluate("globalThis.__settled") is None:
                    raise AssertionError(f"nothing is left to happen, and the promise is pending: {expression}")
        return json.loads(text).get("value")
