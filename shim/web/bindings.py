"""Every provider of web API operations, for one document's realm."""

from __future__ import annotations

from shim.engine.providers import Providers, Table
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

_TABLE: Table = {
    UrlOperations: lambda context, realm: UrlOperations(realm, context),
    EncodingOperations: lambda context, realm: EncodingOperations(realm),
    CryptoOperations: lambda context, realm: CryptoOperations(realm),
    ConsoleOperations: lambda context, realm: ConsoleOperations(realm, context),
    ClockOperations: lambda context, realm: ClockOperations(),
    FetchOperations: lambda context, realm: FetchOperations(realm, context),
    SocketOperations: lambda context, realm: SocketOperations(realm, context),
    StorageOperations: lambda context, realm: StorageOperations(realm, context),
    HistoryOperations: lambda context, realm: HistoryOperations(realm, context),
    MessagingOperations: lambda context, realm: MessagingOperations(realm, context),
}


def web_providers(context: WebContext) -> Providers:
    """Provider classes and how a realm makes its own of each."""
    return Providers((_TABLE, context))


def attach_document(context: WebContext, realm: Realm) -> None:
    """Makes a new document known to what reaches it unasked (storage events); call it once its realm is there."""
    context.storage.attach(realm, context.tab, context.origin)
