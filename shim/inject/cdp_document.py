"""A document of Chromium, as the DevTools protocol reaches it; and those that the back/forward cache keeps.

Of a page that is put aside Chromium forgets what was found in it, handles too; its contexts have their names again when
it comes back. The link is then found as the listener of an event on `navigator.audioSession` whose name no page knows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from shim.devtools.connection import CdpSession, Values

_MOST_KEPT = 500
"""Documents. Chromium itself keeps six pages of each tab; which, it does not say."""
_SECONDS_TO_RETURN = 5.0
_CALL = "function (name, a, b, c) { this[name](a, b, c); }"
_CALL_BY_USER = "function (name, a, b, c) { this.act(); this[name](a, b, c); }"
_SETTLED = "function () { return this.settled(); }"
# Tasks queued while the page was put aside have run when it is answered: its media elements were paused.
_HUSH = "function (binding) { delete globalThis[binding]; this.hush(); return this.settled(); }"


@dataclass(eq=False)
class Document:
    """One document: the device's link to it, and where it is in Chromium."""

    session: CdpSession
    context: int
    """The number of its execution context in the session."""
    unique_context: str
    frame: str
    url: str
    handle: str
    """The object id of its link."""
    parent: Document | None
    id: int = 0
    """Among the documents of the device."""
    is_cut_off: bool = False
    is_settled: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while it is where it belongs: on the device, or nowhere for good."""
    under_way: set[asyncio.Future[Values]] = field(default_factory=set)

    def call(self, name: str, *arguments: object) -> asyncio.Future[Values]:
        """Calls a method of the link, in a task of its own, behind what was called before."""
        return self._call(name, *arguments)

    def _call(self, name: str, *arguments: object, by_user: bool = False) -> asyncio.Future[Values]:
        answer = self._post(_CALL_BY_USER if by_user else _CALL, name, *arguments, by_user=by_user)
        self.under_way.add(answer)
        answer.add_done_callback(self.under_way.discard)
        return answer

    def settled(self) -> asyncio.Future[Values]:
        """Answered when the tasks that are queued in it have run."""
        return self._post(_SETTLED)

    def _post(self, declaration: str, *arguments: object, by_user: bool = False) -> asyncio.Future[Values]:
        return self.session.post(
            "Runtime.callFunctionOn",
            objectId=self.handle,
            functionDeclaration=declaration,
            arguments=[{"value": argument} for argument in arguments],
            awaitPromise=True,
            userGesture=by_user,
        )

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        """See `shim.device.device.Link`."""
        if not self.is_cut_off:
            self._call("onmessage", text, by_user=by_user)

    @property
    def lineage(self) -> Iterable[Document]:
        """The document and those around it."""
        document: Document | None = self
        while document is not None:
            yield document
            document = document.parent

    async def until_settled(self) -> None:
        """Returns once it is where it belongs, or is given up."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_RETURN):
                await self.is_settled.wait()

    async def find(self, session: CdpSession, context: Values, secret: str) -> bool:
        """Finds the link of a document that is back, and silences it. Raises `ProtocolError` if it is gone again."""
        evaluated = await session.send(
            "Runtime.evaluate",
            expression="navigator.audioSession",
            uniqueContextId=self.unique_context,
            objectGroup="audio-session",  # without one, listeners are told of without handles
        )
        if "objectId" not in evaluated["result"]:
            return False
        found = await session.send("DOMDebugger.getEventListeners", objectId=evaluated["result"]["objectId"])
        link = next((one["originalHandler"] for one in found["listeners"] if one["type"] == secret), None)
        if link is None:
            return False
        self.session, self.context, self.handle = session, context["id"], link["objectId"]
        await self._post(_HUSH, secret)
        return True


class BackForwardCache:
    """The documents that were put aside, or are gone: Chromium does not say which."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def put(self, document: Document) -> None:
        """The document was put aside."""
        document.is_settled.clear()
        self._documents[document.unique_context] = document
        if len(self._documents) > _MOST_KEPT:
            del self._documents[next(iter(self._documents))]

    def get(self, unique_context: str) -> Document | None:
        """The document of a context that came back."""
        return self._documents.get(unique_context)

    def take(self, document: Document) -> None:
        """The document is back."""
        self._documents.pop(document.unique_context, None)
