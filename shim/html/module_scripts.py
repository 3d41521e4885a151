"""Module scripts of one global object: fetching their graphs in parallel, and running them.

https://html.spec.whatwg.org/multipage/webappapis.html#fetching-scripts
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any, Final

from shim.engine.module_compiler import ModuleRequest
from shim.engine.modules import ModuleRecord, ScriptValue
from shim.engine.realm import HostError, Realm, known
from shim.engine.scripts import EVALUATED
from shim.net.encoding import decode_without_mark
from shim.net.errors import NetworkError, shorten
from shim.net.messages import Credentials, Request, Response
from shim.net.referrer import policy_of_headers
from shim.net.url import Origin

from .import_maps import ImportMap, ImportMapError, UnresolvedError, parse_import_map

JAVASCRIPT: Final = "javascript-or-wasm"
_DESTINATIONS: Final = {"json": "json", "css": "style", "text": "text"}
"""Destinations of the fetches for modules of each type.
https://html.spec.whatwg.org/#fetch-destination-from-module-type"""


ModuleKey = tuple[str, str]
"""The URL and the type of a module, by which the module map has it."""


class _RequestError(Exception):
    """A module cannot be requested. `type` is the error that script gets."""

    def __init__(self, type_: str, message: str) -> None:
        super().__init__(message)
        self.type = type_


@dataclass(frozen=True, slots=True)
class ScriptFetchOptions:
    """https://html.spec.whatwg.org/#script-fetch-options"""

    credentials: Credentials = "same-origin"
    integrity: str = ""
    referrer_policy: str = ""


@dataclass(eq=False, slots=True)
class ModuleScript:
    """https://html.spec.whatwg.org/#module-script. One with a parse error has no record."""

    url: str
    """The base URL."""
    options: ScriptFetchOptions
    record: ModuleRecord | None = None
    parse_error: ScriptValue | None = None
    error_to_rethrow: ScriptValue | None = None
    requested: list[ModuleKey] = field(default_factory=list)
    """The modules that it requests."""
    loaded: list[ModuleScript | None] = field(default_factory=list)
    """The requested modules that have been loaded so far."""


@dataclass(frozen=True, slots=True)
class ModuleClient:
    """Surroundings of the module scripts of a global object: HTML's environment settings object.

    `fetch` raises `NetworkError`. `warn` gets a warning for the console. `destination` is that of scripts.
    """

    fetch: Callable[[Request], Awaitable[Response]]
    origin: Origin
    base_url: Callable[[], str]
    warn: Callable[[str], None]
    destination: str = "script"
    allows_dynamic_import: bool = True


class ModuleScripts:
    """The module map of a global object, and its import map."""

    def __init__(self, realm: Realm, client: ModuleClient) -> None:
        self._realm = realm
        self._client = client
        self._map: dict[ModuleKey, asyncio.Future[ModuleScript | None]] = {}
        """https://html.spec.whatwg.org/#module-map"""
        self._scripts: dict[str, ModuleScript] = {}
        """Module scripts by the names of their records."""
        self._classic: dict[str, ModuleScript] = {}
        """Stand-ins for classic scripts that do not import as others do, by file."""
        self._import_map = ImportMap()

    def renewed(self) -> ModuleScripts:
        """The module scripts of another document that takes over the global object."""
        return ModuleScripts(self._realm, self._client)

    # import maps ------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/#register-an-import-map, of the parse result of a text
    def register_import_map(self, text: str, base_url: str) -> None:
        """Adds an import map; one that is malformed is reported as an error of the page."""
        try:
            new = parse_import_map(text, base_url, self._client.warn)
        except ImportMapError as error:
            self._realm.modules.report(self._realm.modules.create_error(error.type, str(error)))
            return
        self._import_map.merge(new, self._client.warn)

    def resolve(self, specifier: str, base_url: str) -> str:
        """https://html.spec.whatwg.org/#resolve-a-module-specifier. Raises `UnresolvedError`."""
        return self._import_map.resolve(specifier, base_url)

    # https://html.spec.whatwg.org/#resolving-a-module-integrity-metadata
    def integrity_of(self, url: str) -> str:
        """The integrity that the import map has for a module."""
        return self._import_map.integrity.get(url, "")

    # fetching ---------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/#fetch-a-module-script-tree
    async def fetch_external(self, url: str, options: ScriptFetchOptions) -> ModuleScript | None:
        """A module script with its whole graph; None when any of it could not be had."""
        script = await self._fetch_single(url, JAVASCRIPT, options, self._client.base_url())
        return await self._fetch_descendants(script) if script is not None else None

    # https://html.spec.whatwg.org/#fetch-an-inline-module-script-graph
    def fetch_inline(
        self, source: str, base_url: str, options: ScriptFetchOptions, file: str, line: int
    ) -> Coroutine[Any, Any, ModuleScript | None]:
        """A module script that stands in the markup of `file`, below `line` others, with its whole graph. What it
        requests is resolved at once."""
        return self._fetch_descendants(self._create_javascript(source, base_url, options, file, line))

    # https://html.spec.whatwg.org/#fetch-a-modulepreload-module-script-graph
    async def preload(self, url: str, type_: str | None, destination: str, options: ScriptFetchOptions) -> bool:
        """Puts a module into the module map, and then those that it requests. False when it could not be had."""
        script = await self._fetch_single(url, type_ or JAVASCRIPT, options, self._client.base_url(), destination)
        if script is not None and script.record is not None:
            GraphLoading(self).load(script)
        return script is not None

    # https://html.spec.whatwg.org/#fetch-a-single-module-script
    async def _fetch_single(
        self,
        url: str,
        type_: str,
        options: ScriptFetchOptions,
        referrer: str,
        destination: str = "",
    ) -> ModuleScript | None:
        # 4. to 6.
        known = self._map.get((url, type_))
        if known is not None:
            return await asyncio.shield(known)
        # 7.
        fetching = self._map[url, type_] = asyncio.get_running_loop().create_future()
        script: ModuleScript | None = None
        try:
            # 8. to 12.
            request = Request(
                url=url,
                destination=_DESTINATIONS.get(type_, destination or self._client.destination),
                origin=self._client.origin,
                referrer=referrer,
                mode="cors",
                credentials=options.credentials,
                integrity=options.integrity,
                referrer_policy=options.referrer_policy,
            )
            # 13.
            response = await self._client.fetch(request)
            script = self._create(url, type_, options, response)
        except (NetworkError, MemoryError) as error:
            self._client.warn(f"Failed to load module script: {error}")
        finally:
            fetching.set_result(script)
        return script

    def _create(self, url: str, type_: str, options: ScriptFetchOptions, response: Response) -> ModuleScript | None:
        """Steps 13.1 to 13.9 of *fetch a single module script*: the script of a response, None when it is none."""
        if self._realm.closed:
            return None
        mime = response.mime_type
        if not response.ok:
            self._client.warn(f"Failed to load module script {shorten(url)}: status {response.status}")
            return None
        source = decode_without_mark(response.body, "UTF-8").removeprefix("\ufeff")
        base_url = response.url
        # what it imports is fetched by the policy that it came with
        if policy := policy_of_headers(response.headers):
            options = replace(options, referrer_policy=policy)
        if type_ == JAVASCRIPT and mime.is_javascript():
            return self._create_javascript(source, base_url, options, base_url, 0)
        is_css = type_ == "css" and mime.essence == "text/css"
        if is_css or (type_ == "json" and mime.is_json()) or type_ == "text":
            return self._create_synthetic(type_, source, base_url, options)
        self._client.warn(
            f"Failed to load module script {shorten(url)}: the type is {mime.essence}, not that of a {type_} module"
        )
        return None

    # https://html.spec.whatwg.org/#creating-a-javascript-module-script
    def _create_javascript(
        self, source: str, base_url: str, options: ScriptFetchOptions, file: str, line: int
    ) -> ModuleScript:
        script = ModuleScript(base_url, options)
        # 7., 8.
        parsed = self._realm.modules.parse(source, file, base_url, line)
        if isinstance(parsed, ScriptValue):
            script.parse_error = parsed
            return script
        # 9.
        try:
            script.requested = [self._target(request, base_url) for request in parsed.requests]
            script.loaded = [None] * len(script.requested)
        except _RequestError as error:
            script.parse_error = self._realm.modules.create_error(error.type, str(error))
            return script
        # 10.
        script.record = parsed
        self._scripts[parsed.name] = script
        return script

    def _target(self, request: ModuleRequest, base_url: str) -> ModuleKey:
        """The URL and the type of a requested module. Raises `_RequestError`."""
        unknown = [key for key, _ in request.attributes if key != "type"]
        if unknown:
            raise _RequestError("SyntaxError", f"The import attribute {unknown[0]!r} is not supported")
        try:
            url = self.resolve(request.specifier, base_url)
        except UnresolvedError as error:
            raise _RequestError("TypeError", str(error)) from None
        type_ = dict(request.attributes).get("type")
        if type_ is not None and type_ not in _DESTINATIONS:
            raise _RequestError("TypeError", f"The module type {type_!r} is not supported")
        return url, type_ or JAVASCRIPT

    # https://html.spec.whatwg.org/#creating-a-css-module-script, #creating-a-json-module-script and
    # #creating-a-text-module-script
    def _create_synthetic(self, type_: str, source: str, url: str, options: ScriptFetchOptions) -> ModuleScript:
        script = ModuleScript(url, options)
        made = self._realm.modules.create_synthetic(type_, source, url)
        if isinstance(made, ScriptValue):
            script.parse_error = made
        else:
            script.record = made
        return script

    # https://html.spec.whatwg.org/#fetch-the-descendants-of-and-link-a-module-script
    async def _fetch_descendants(self, script: ModuleScript) -> ModuleScript | None:
        """Loads what a script requests, and what that requests. Linking comes when the script is run.

        Returns the script, with the error that it is to throw if a module of its graph is malformed; None when one
        could not be had.
        """
        # 2.
        if script.record is None:
            script.error_to_rethrow = script.parse_error
            return script
        # 3. to 5.
        loading = GraphLoading(self)
        loading.load(script)
        await loading.wait()
        if not loading.has_failed:
            return script
        if loading.error_to_rethrow is None:
            return None
        script.error_to_rethrow = loading.error_to_rethrow
        return script

    def known(self, key: ModuleKey) -> ModuleScript | None:
        """The script that the module map has already."""
        fetching = self._map.get(key)
        return fetching.result() if fetching is not None and fetching.done() else None

    # https://html.spec.whatwg.org/#hostloadimportedmodule steps 10 to 14
    async def fetch_imported(self, key: ModuleKey, referrer: ModuleScript) -> ModuleScript | None:
        """The script that another one requests."""
        # https://html.spec.whatwg.org/#descendant-script-fetch-options
        options = replace(referrer.options, integrity=self.integrity_of(key[0]))
        return await self._fetch_single(*key, options, referrer.url)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs work in the background, for as long as the realm is there."""
        self._realm.loop.spawn(work, self._realm)

    # running ----------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/#run-a-module-script
    def run(self, script: ModuleScript) -> None:
        """Runs a script whose graph has been fetched. What it throws is reported."""
        # 5., 6.
        if script.error_to_rethrow is not None:
            self._realm.modules.report(script.error_to_rethrow)
        elif script.record is not None:
            self._realm.modules.run(script.record)

    # https://html.spec.whatwg.org/#hostloadimportedmodule, of an `import()`
    def import_module(self, place: int, number: int) -> None:
        """Loads the module that an `import()` at a place asks for, and settles its promise, the one of that number. One
        whose whole graph is there is evaluated at once."""
        found = known(place, self._realm.modules.imports, "module")
        # 4.
        if not self._client.allows_dynamic_import:
            raise HostError("TypeError", "import() is not allowed in a worklet")
        # 6. to 9.
        referrer = self._scripts.get(found.referrer) or self._classic_script(found.referrer)
        try:
            key = self._target(found.request, referrer.url)
        except _RequestError as error:
            raise HostError("TypeError", str(error)) from None
        script = self.known(key)
        if script is None or not self._finish_at_once(script, number):
            self.spawn(self._import(key, referrer, number))

    # https://html.spec.whatwg.org/#fetch-a-classic-script, step 5.6, and #creating-a-classic-script, step 1
    def add_classic(self, file: str, options: ScriptFetchOptions, *, is_muted: bool) -> None:
        """Notes how a classic script imports. One of another origin, whose errors are muted, has no base URL."""
        if is_muted or options != ScriptFetchOptions():
            self._classic[file] = ModuleScript("about:blank" if is_muted else file, options)

    def _classic_script(self, file: str) -> ModuleScript:
        """Stand-in for a classic script that imports.

        AD-HOC: code that script evaluates resolves against the document, not against the script that evaluates it.
        """
        if (noted := self._classic.get(file)) is not None:
            return noted
        is_own = file in (EVALUATED, self._realm.url)
        return ModuleScript(self._client.base_url() if is_own else file, ScriptFetchOptions())

    def _finish_at_once(self, script: ModuleScript, number: int) -> bool:
        if script.record is None:
            return False
        loading = GraphLoading(self)
        loading.load(script, at_once=True)
        if loading.is_done and not loading.has_failed:
            self._realm.modules.finish_import(number, script.record)
            return True
        return False

    async def _import(self, key: ModuleKey, referrer: ModuleScript, number: int) -> None:
        # 13., 14.
        script = await self.fetch_imported(key, referrer)
        if script is not None:
            script = await self._fetch_descendants(script)
        self._realm.loop.queue_task(lambda: self._finish_import(script, key[0], number), self._realm)

    # https://tc39.es/ecma262/#sec-ContinueDynamicImport
    def _finish_import(self, script: ModuleScript | None, url: str, number: int) -> None:
        modules = self._realm.modules
        if script is None:
            message = f"Failed to fetch dynamically imported module: {shorten(url)}"
            modules.fail_import(number, modules.create_error("TypeError", message))
        elif script.error_to_rethrow is not None:
            modules.fail_import(number, script.error_to_rethrow)
        else:
            assert script.record is not None
            modules.finish_import(number, script.record)


class GraphLoading:
    """The loading of one graph. https://tc39.es/ecma262/#graphloadingstate-record

    INTEROP: a module that is malformed does not end it, as browsers have it: one that cannot be had comes first.
    """

    def __init__(self, scripts: ModuleScripts) -> None:
        self._scripts = scripts
        self._pending = 0
        self._visited: dict[ModuleScript, None] = {}
        self._waiter: asyncio.Future[None] | None = None
        self.is_done = False
        self.has_failed = False
        self.error_to_rethrow: ScriptValue | None = None

    # https://tc39.es/ecma262/#sec-InnerModuleLoading
    def load(self, script: ModuleScript, *, at_once: bool = False) -> None:
        """Loads what a script requests, and what that requests. `at_once`: fails where anything would have to be waited
        for."""
        waiting = [script]
        while waiting:
            each = waiting.pop()
            if each in self._visited:
                continue
            self._visited[each] = None
            for index, key in enumerate(each.requested):
                child = each.loaded[index] or self._scripts.known(key)
                if child is not None and child.record is not None:
                    each.loaded[index] = child
                    waiting.append(child)
                elif at_once:
                    self._fail()
                    return
                else:
                    self._pending += 1
                    self._scripts.spawn(self._load_child(each, index))
        self._finish_if_loaded()

    async def _load_child(self, script: ModuleScript, index: int) -> None:
        child: ModuleScript | None = None
        try:
            child = await self._scripts.fetch_imported(script.requested[index], script)
        finally:
            self._pending -= 1
            if child is None and not self.is_done:
                self._fail()
        # https://tc39.es/ecma262/#sec-FinishLoadingImportedModule
        if self.is_done or child is None:
            return
        if child.parse_error is not None:
            self.error_to_rethrow = self.error_to_rethrow or child.parse_error
            self._finish_if_loaded()
        else:
            script.loaded[index] = child
            self.load(child)

    def _fail(self) -> None:
        self.has_failed = True
        self.error_to_rethrow = None
        self._done()

    def _finish_if_loaded(self) -> None:
        if self._pending > 0 or self.is_done:
            return
        if self.error_to_rethrow is not None:
            self.has_failed = True
        else:
            for script in self._visited:
                assert script.record is not None
                script.record.loaded = [child.record for child in script.loaded if child is not None and child.record]
        self._done()

    def _done(self) -> None:
        self.is_done = True
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def wait(self) -> None:
        """Returns once the graph is loaded, or one module of it could not be had; the others load on by themselves."""
        if not self.is_done:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
