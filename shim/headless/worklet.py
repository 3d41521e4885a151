"""Realms, modules and ports for the audio worklets of a document."""

from __future__ import annotations

from collections.abc import Callable

from shim.engine.realm import Realm
from shim.engine.timer_operations import TimerOperations
from shim.net.encoding import decode_script
from shim.net.errors import NetworkError
from shim.net.messages import Credentials, Request
from shim.web.console_operations import ConsoleOperations
from shim.web.encoding_operations import EncodingOperations
from shim.web.messaging_operations import MessagingOperations
from shim.web.url_operations import UrlOperations

from .document import Document

MEMORY_LIMIT = 64 * 1024 * 1024
"""Bytes of script memory for the processors of one context."""


class DocumentWorklets:
    """The `WorkletHost` of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._context = document.context

    def worklet_realm(self, providers: dict[type, Callable[[Realm], object]]) -> Realm:
        """A realm without a window: messages, text, URLs and the console are all that it reaches."""
        realm, context = self._document.realm, self._context
        return Realm(
            realm.loop,
            {
                ConsoleOperations: lambda own: ConsoleOperations(own, context),
                MessagingOperations: lambda own: MessagingOperations(own, context),
                EncodingOperations: EncodingOperations,
                TimerOperations: TimerOperations,
                UrlOperations: lambda own: UrlOperations(own, context),
                **providers,
            },
            url=realm.url,
            root="AudioWorkletGlobalScope",
            memory_limit=MEMORY_LIMIT,
            script_timeout=realm.script_timeout,
            on_error=realm.on_error,
            on_missing=realm.on_missing,
        )

    async def worklet_module(self, url: str, credentials: Credentials) -> str:
        """The source of a module script. Raises `ValueError` with the reason when it cannot be had."""
        document = self._document
        request = Request(
            url=url,
            destination="audioworklet",
            origin=document.origin,
            referrer=document.url,
            mode="cors",
            credentials=credentials,
        )
        try:
            response = await document.fetch(request)
        except NetworkError as error:
            raise ValueError(str(error)) from error
        if not response.ok:
            raise ValueError(f"{url} could not be loaded: status {response.status}")
        if not response.mime_type.is_javascript():
            raise ValueError(f"{url} could not be loaded: the type is {response.mime_type.essence}")
        return decode_script(response.body, response.headers, "utf-8")

    def create_ports(self) -> tuple[int, int]:
        """Two entangled ports, the first one the page's."""
        hub = self._context.channels
        mine, other = hub.create_ports(self._document.realm)
        hub.release(other, self._document.realm)
        return mine, other
