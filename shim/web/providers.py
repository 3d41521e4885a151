"""Every provider of web API operations, for one document's realm."""

from __future__ import annotations

from shim.engine.providers import Providers, Table
from shim.engine.realm import Realm

from .clipboard_operations import ClipboardOperations
from .compression_operations import CompressionOperations
from .console_operations import ConsoleOperations
from .context import WebContext
from .crypto_operations import CryptoOperations
from .database_operations import DatabaseOperations
from .encoding_operations import EncodingOperations
from .fetch_operations import FetchOperations
from .history_operations import HistoryOperations
from .intl.intl_operations import IntlOperations
from .lock_operations import LockOperations
from .messaging_operations import MessagingOperations
from .storage_operations import StorageOperations
from .url_operations import UrlOperations
from .websocket_operations import SocketOperations

_TABLE: Table = {
    UrlOperations: lambda context, realm: UrlOperations(realm, context),
    EncodingOperations: lambda context, realm: EncodingOperations(realm),
    CryptoOperations: lambda context, realm: CryptoOperations(realm),
    ConsoleOperations: lambda context, realm: ConsoleOperations(realm, context),
    FetchOperations: lambda context, realm: FetchOperations(realm, context),
    SocketOperations: lambda context, realm: SocketOperations(realm, context),
    StorageOperations: lambda context, realm: StorageOperations(realm, context),
    IntlOperations: lambda context, realm: IntlOperations(),
    DatabaseOperations: lambda context, realm: DatabaseOperations(realm, context),
    CompressionOperations: lambda context, realm: CompressionOperations(realm),
    ClipboardOperations: lambda context, realm: ClipboardOperations(realm, context),
    LockOperations: lambda context, realm: LockOperations(realm, context),
    HistoryOperations: lambda context, realm: HistoryOperations(realm, context),
    MessagingOperations: lambda context, realm: MessagingOperations(realm, context),
}


def web_providers(context: WebContext) -> Providers:
    """Provider classes and how a realm makes its own of each."""
    return Providers((_TABLE, context))


def attach_document(context: WebContext, realm: Realm) -> None:
    """Makes a new document known to what reaches it unasked (storage events); call it once its realm is there."""
    context.storage.attach(realm, context.tab, context.origin)
