"""A page with HTML, the web APIs it leans on, and an embedder that notes what it is asked."""

from __future__ import annotations

import asyncio
from typing import Any

from shim.engine.realm import Realm, operation
from shim.html.hook_operations import watch_html
from shim.net.access import Access
from shim.net.fetcher import Scope
from shim.net.url import origin
from shim.web.context import WebContext
from shim.web.databases import DatabaseHub
from shim.web.lock_operations import LockHub
from shim.web.providers import web_providers
from shim.web.session_history import SessionHistory
from tests.bare_page import BarePage
from tests.web.page import URL, Shared


class Embedder:
    """The operations that the page's window offers: links, forms, images, dialogs, the user."""

    def __init__(self, realm: Realm, page: HtmlPage) -> None:
        self._realm = realm
        self._page = page

    @operation
    def user_agent(self) -> str:
        return "Mozilla/5.0 (Test)"

    @operation
    def user_activation(self, sticky: bool) -> bool:
        return self._page.activated

    @operation
    def follow_link(self, url: str, target: str) -> None:
        self._page.followed.append((url, target))

    @operation
    def post_form(self, url: str, target: str, content_type: str) -> None:
        self._page.posted.append((url, target, content_type, self._realm.take_bytes()))

    @operation
    def dialog(self, kind: str, message: str, text: str) -> str | None:
        self._page.dialogs.append((kind, message, text))
        return self._page.answer

    @operation
    def load_image(self, id_: int) -> None:
        self._page.images.append(id_)


class HtmlPage(BarePage):
    """Links followed, forms posted, dialogs and images asked for are kept; `answer` is what dialogs are answered with.

    Elements with an ID are global variables of that name.
    """

    def __init__(self, html: str = "<!doctype html><body></body>", url: str = URL) -> None:
        self.followed: list[tuple[str, str]] = []
        self.posted: list[tuple[str, str, str, bytes]] = []
        self.dialogs: list[tuple[str, str, str]] = []
        self.images: list[int] = []
        self.answer: str | None = None
        self.activated = False
        shared = Shared()
        context = WebContext(
            fetcher=shared.fetcher,
            scope=Scope(Access(url), resolve_blob=shared.blobs.resolve),
            origin=origin(url),
            blobs=shared.blobs,
            storage=shared.storage,
            channels=shared.channels,
            databases=DatabaseHub(),
            locks=LockHub(),
            history=SessionHistory(),
            tab=self,
        )
        super().__init__(html, lambda _: {**web_providers(context), Embedder: lambda realm: Embedder(realm, self)}, url)
        watch_html(self.realm, self.tree)
        self.run("for (const e of document.querySelectorAll('[id]')) globalThis[e.id] = e")

    async def idle(self) -> None:
        """Waits until nothing is left to happen."""
        async with asyncio.timeout(10):
            await self.loop.wait_until_idle()
        assert self.errors == [], self.errors[0].stack or self.errors[0]

    async def settled(self, expression: str) -> Any:
        """The value of an expression once nothing is left to happen; its tasks have run."""
        self.run(f"void ({expression})")
        await self.idle()
        return self.evaluate("globalThis.log")
