"""Realms, modules and ports for the audio worklets of a document."""

from __future__ import annotations

from collections.abc import Callable

from shim.engine.realm import Realm
from shim.engine.timer_operations import TimerOperations
from shim.html.module_operations import ModuleOperations
from shim.html.module_scripts import ModuleClient, ModuleScripts, ScriptFetchOptions
from shim.net.messages import Credentials
from shim.web.console_operations import ConsoleOperations
from shim.web.encoding_operations import EncodingOperations
from shim.web.messaging_operations import MessagingOperations
from shim.web.url_operations import UrlOperations

from .document import Document


class DocumentWorklets:
    """The `WorkletHost` of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._context = document.context
        self._last_warning = ""

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
                ModuleOperations: lambda own: ModuleOperations(ModuleScripts(own, self._module_client())),
                **providers,
            },
            url=realm.url,
            root="AudioWorkletGlobalScope",
            account=realm.account,
            script_timeout=realm.script_timeout,
            on_error=realm.on_error,
            on_missing=realm.on_missing,
        )

    def _module_client(self) -> ModuleClient:
        document = self._document
        return ModuleClient(
            fetch=document.fetch,
            origin=document.origin,
            base_url=lambda: document.base_url,
            warn=self._warn,
            destination="audioworklet",
            allows_dynamic_import=False,
        )

    # https://html.spec.whatwg.org/multipage/worklets.html#fetch-a-worklet-script-graph
    async def run_worklet_module(self, realm: Realm, url: str, credentials: Credentials) -> tuple[str, str]:
        """Runs a module once its whole graph was fetched. Returns the name and message of the error that kept it from
        running, or empty ones."""
        modules: ModuleScripts = realm.provider(ModuleOperations).scripts
        script = await modules.fetch_external(url, ScriptFetchOptions(credentials))
        if realm.closed:
            return "AbortError", "the context was closed"
        if script is None:
            return "AbortError", self._last_warning
        if script.error_to_rethrow is not None:
            text = realm.modules.describe(script.error_to_rethrow)
            name, _, message = text.partition(": ")
            return name, message
        modules.run(script)
        return "", ""

    def _warn(self, text: str) -> None:
        document = self._document
        self._last_warning = text
        document.page.report_console("warning", text, document.url)

    def create_ports(self) -> tuple[int, int]:
        """Two entangled ports, the first one the page's."""
        messaging: MessagingOperations = self._document.realm.provider(MessagingOperations)
        return messaging.create_port_to_send()
