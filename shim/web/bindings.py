"""Every provider of web API operations, for one document's realm."""

from __future__ import annotations

from collections.abc import Callable

from shim.engine.realm import Realm
from shim.web.clock import ClockOperations
from shim.web.console import ConsoleOperations
from shim.web.context import WebContext
from shim.web.crypto import CryptoOperations
from shim.web.encoding import EncodingOperations
from shim.web.fetch import FetchOperations
from shim.web.history import HistoryOperations
from shim.web.messaging import MessagingOperations
from shim.web.storage import StorageOperations
from shim.web.url import UrlOperations
from shim.web.websocket import SocketOperations


def web_providers(context: WebContext) -> dict[type, Callable[[Realm], object]]:
    """Provider classes and how a realm makes its own of each."""
    return {
        UrlOperations: lambda realm: UrlOperations(realm, context),
        EncodingOperations: EncodingOperations,
        CryptoOperations: CryptoOperations,
        ConsoleOperations: lambda realm: ConsoleOperations(realm, context),
        ClockOperations: lambda realm: ClockOperations(),
        FetchOperations: lambda realm: FetchOperations(realm, context),
        SocketOperations: lambda realm: SocketOperations(realm, context),
        StorageOperations: lambda realm: StorageOperations(realm, context),
        HistoryOperations: lambda realm: HistoryOperations(realm, context),
        MessagingOperations: lambda realm: MessagingOperations(realm, context),
    }


def attach_document(context: WebContext, realm: Realm) -> None:
    """Makes a new document known to what reaches it unasked (storage events); call it once its realm is there."""
    context.storage.attach(realm, context.tab, context.origin)
