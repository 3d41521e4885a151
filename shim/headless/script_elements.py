"""The script elements of a document: what each is, when it is fetched, and when it is executed.

https://html.spec.whatwg.org/multipage/scripting.html#script-processing-model
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import turbohtml
from turbohtml import Element

from shim.dom.names import HTML, SVG
from shim.html.module_scripts import ModuleScript, ScriptFetchOptions
from shim.html.tree import child_text
from shim.net import mime
from shim.net import url as urls
from shim.net.encoding import decode_script, encoding_of_label
from shim.net.errors import NetworkError
from shim.net.messages import Credentials, Request, Response
from shim.net.referrer import policy_of_attribute

from .document import Document

_SPACE = "\t\n\f\r "
Kind = Literal["classic", "module", "importmap"]


Writes = Literal["here", "ignored", "as before"]
"""Effect of `document.write` in a script: it goes where the parser is, it is ignored, or it is as in the script
around it."""


class Executor(Protocol):
    """Runner of scripts, which knows the effect of their writes. See `DocumentLoader`."""

    def execute(self, run: Callable[[], None], writes: Writes) -> None: ...

    @property
    def is_nested(self) -> bool:
        """True while a script runs that the parser has come across."""
        ...


@dataclass(frozen=True, slots=True)
class InlineScript:
    """The text of a classic script, and how many lines stand above it."""

    text: str
    line: int


@dataclass(eq=False, slots=True)
class PreparedScript:
    """A script that has been prepared and will be executed once its `result` is there: the response that has a classic
    script, an inline script, or a module script with its graph; None, or a `NetworkError`, when it could not be had."""

    element: Element
    kind: Kind
    is_external: bool
    result: asyncio.Task[Any]
    blocks: bool = False
    """The parser waits for it."""
    encoding: str = ""
    """The encoding of a classic script that does not say its own; "" for that of the document."""


class ScriptElements:
    """Prepares the script elements of a document, and executes them in the order that the standard gives them."""

    def __init__(self, document: Document, executor: Executor) -> None:
        self._document = document
        self._executor = executor
        self._load_event = document.load_event
        self._started = document.tree.already_started
        self._prefetched: dict[tuple[str, str | None, str, str], list[asyncio.Task[Response]]] = {}
        self._in_order: deque[PreparedScript] = deque()
        self._has_parsed = False
        self.blocking: PreparedScript | None = None
        """https://html.spec.whatwg.org/#pending-parsing-blocking-script"""
        self._deferred: list[PreparedScript] = []
        """https://html.spec.whatwg.org/#list-of-scripts-that-will-execute-when-the-document-has-finished-parsing"""

    # what a script is -------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element steps 8 to 21
    def _kind(self, script: Element) -> Kind | None:
        """None for what is not a script, or not one that runs here."""
        attributes = script.attrs
        document = self._document
        if document.frame.is_sandboxed("scripts") or document.tree.name(script).namespace not in (HTML, SVG):
            return None
        if script.attr("type"):
            declared = (script.attr("type") or "").strip(_SPACE).lower() or "-"
        elif "type" in attributes or document.tree.name(script).namespace == SVG:
            declared = ""
        elif language := script.attr("language"):
            declared = f"text/{language}".lower()
        else:
            declared = ""
        if declared == "" or _is_javascript(declared):
            return None if "nomodule" in attributes or _waits_for_another_event(script) else "classic"
        if declared == "module":
            return "module"
        return "importmap" if declared == "importmap" else None

    def _source(self, script: Element) -> str | None:
        """The script's `src`; one of SVG has its URL in `href`. https://svgwg.org/svg2-draft/interact.html#ScriptElement"""
        if self._document.tree.name(script).namespace == SVG:
            return next((script.attr(key) for key in ("href", "xlink:href") if key in script.attrs), None)
        return script.attr("src")

    # preparing --------------------------------------------------------------------------------------------------------

    def prefetch(self, script: Element) -> None:
        """Starts fetching a classic script before the parser reaches it, as the standard lets it."""
        src = self._source(script)
        if src and self._kind(script) == "classic":
            url = self._document.resolve(src)
            if url is not None:
                self._prefetched.setdefault(_request_key(script, url), []).append(self._fetch_classic(script, url))

    def parsing_ends(self) -> None:
        """The parser is through: what is inserted from now on waits for nothing."""
        self._has_parsed = True

    def prepare_parsed(self, script: Element, line: int) -> None:
        """Prepares a script that the parser has just inserted: runs it, or says when it will run. `line`: lines above
        its text."""
        kind = self._kind(script)
        is_external = self._source(script) is not None
        # 6., 8. - 12.: such a script may still become one that runs
        if kind is None or (not is_external and not child_text(script)):
            return
        self._started.add(script)
        # 16.: it has been inserted into another document than the parser's, and stays out even if it comes back
        if self._has_left(script):
            return
        if not is_external and kind != "module":
            # 33. (in the newest text, 32.2.2)
            if kind == "classic" and self._document.blocking_sheets.are_loading and not self._executor.is_nested:
                inline = _made(InlineScript(child_text(script), line))
                self.blocking = PreparedScript(script, kind, False, self._start(inline), blocks=True)
            else:
                self._execute_now(script, kind, line, "here")
            return
        prepared = self._prepare(script, kind, line)
        if prepared is None:
            return
        # 33.
        if "async" in script.attrs:
            self._run_as_soon_as_possible(prepared)
        elif self._has_parsed:
            self._run_in_its_turn(prepared)
        elif kind == "module" or "defer" in script.attrs:
            self._deferred.append(prepared)
        else:
            prepared.blocks = True
            self.blocking = prepared

    def inserted(self, script: Element) -> None:
        """Prepares a script that script has inserted."""
        if script in self._started:
            return
        kind = self._kind(script)
        is_external = self._source(script) is not None
        if kind is None or (not is_external and not child_text(script)):
            return
        self._started.add(script)
        # 18.: scripting is disabled in a document without a window
        if self._document.tree.document_of(script) is not self._document.tree.document:
            return
        line = (script.source_line or 1) - 1
        if not is_external and kind != "module":
            self._execute_now(script, kind, line, "as before")
            return
        prepared = self._prepare(script, kind, line)
        if prepared is None:
            return
        if self._document.forces_async(script):
            self._run_as_soon_as_possible(prepared)
            return
        self._run_in_its_turn(prepared)

    def source_changed(self, script: Element, source: str | None) -> None:
        if source is not None and self._document.tree.is_connected(script):
            self.inserted(script)

    def _prepare(self, script: Element, kind: Kind, line: int) -> PreparedScript | None:
        """Starts fetching a script; None when there is nothing to be executed. Steps 31 and 32"""
        document = self._document
        src = self._source(script)
        if src is None:
            options, source = self._options(script), child_text(script)
            work = document.modules.fetch_inline(source, document.base_url, options, document.url, line)
            return PreparedScript(script, kind, False, self._start(work))
        # INTEROP: a source of nothing but spaces is an empty one, as in browsers
        url = document.resolve(src) if src.strip(_SPACE) and kind != "importmap" else None
        if url is None:
            document.queue_event(script, "error")
            return None
        if kind == "module":
            return PreparedScript(script, kind, True, self._start(self._fetch_module(script, url)))
        prefetched = self._prefetched.get(_request_key(script, url))
        result = prefetched.pop(0) if prefetched else self._fetch_classic(script, url)
        # 22.
        encoding = encoding_of_label(script.attr("charset") or "") or ""
        return PreparedScript(script, kind, True, result, encoding=encoding)

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.ensure_future(work)
        self._load_event.add_fetch(task)
        return task

    def _fetch_module(self, script: Element, url: str) -> Coroutine[Any, Any, ModuleScript | None]:
        modules = self._document.modules
        integrity = script.attr("integrity")
        options = self._options(script, modules.integrity_of(url) if integrity is None else integrity)
        return modules.fetch_external(url, options)

    def _options(self, script: Element, integrity: str = "") -> ScriptFetchOptions:
        credentials = cors_credentials(script)
        return ScriptFetchOptions(credentials or "same-origin", integrity, referrer_policy_of(script))

    # https://html.spec.whatwg.org/#fetch-a-classic-script
    def _fetch_classic(self, script: Element, url: str) -> asyncio.Task[Response]:
        document = self._document
        credentials = cors_credentials(script)
        request = Request(
            url=url,
            destination="script",
            origin=document.origin,
            referrer=document.url,
            mode="no-cors" if credentials is None else "cors",
            credentials=credentials or "include",
            integrity=script.attr("integrity") or "",
            referrer_policy=referrer_policy_of(script),
            blob=document.browser.blobs.resolve(url) if url.startswith("blob:") else None,
        )
        return self._start(document.fetch(request))

    # executing --------------------------------------------------------------------------------------------------------

    def _run_as_soon_as_possible(self, prepared: PreparedScript) -> None:
        """The set of scripts that run as soon as possible, in any order."""
        self._load_event.delay(True)

        async def wait() -> None:
            try:
                await self.execute_when_ready(prepared)
            finally:
                self._load_event.delay(False)

        self._document.spawn(wait())

    def _run_in_its_turn(self, prepared: PreparedScript) -> None:
        """The list of scripts that run in order as soon as possible."""
        self._load_event.delay(True)
        self._in_order.append(prepared)
        if len(self._in_order) == 1:
            self._document.spawn(self._run_in_order())

    async def _run_in_order(self) -> None:
        while self._in_order:
            try:
                await self.execute_when_ready(self._in_order[0])
            finally:
                self._in_order.popleft()
                self._load_event.delay(False)

    @property
    def has_deferred(self) -> bool:
        """True when scripts wait for the end of parsing."""
        return bool(self._deferred)

    async def run_deferred(self) -> None:
        """Runs the scripts that waited for the end of parsing. What is written later waits for nothing."""
        for prepared in self._deferred:
            await self._document.blocking_sheets.until_loaded()
            await self.execute_when_ready(prepared)
            if self._document.closed:
                return
        self._has_parsed = True

    # https://html.spec.whatwg.org/#execute-the-script-element
    async def execute_when_ready(self, prepared: PreparedScript) -> None:
        """Executes a script as soon as its result is there."""
        script, document = prepared.element, self._document
        try:
            result = await prepared.result
        except NetworkError as error:
            result = None
            if not document.closed:
                document.page.report_console("error", f"Failed to load script: {error}", document.url)
        if prepared.blocks:
            await document.blocking_sheets.until_loaded()
        # 1., 2.
        if document.closed or self._has_left(script):
            return
        # 4.
        if result is None or not self._execute(prepared, result):
            document.fire(script, "error")
        # 9.
        elif prepared.is_external:
            document.fire(script, "load")

    def _has_left(self, script: Element) -> bool:
        """True for a script that is in another document than the one it is prepared in."""
        tree = self._document.tree
        root = tree.root(script)
        if isinstance(root, turbohtml.Document):
            return root is not tree.document
        return tree.document_of(script) is not tree.document

    def _execute(self, prepared: PreparedScript, result: Response | InlineScript | ModuleScript) -> bool:
        """Runs a script; False when its response has none."""
        script, document = prepared.element, self._document
        if isinstance(result, ModuleScript):
            self._executor.execute(lambda: document.run_module(result), "ignored")
            return True
        if isinstance(result, InlineScript):
            line, text = result.line, result.text
            self._executor.execute(lambda: document.run_script(script, text, document.url, line), "here")
            return True
        if not result.ok:
            why = f"Failed to load script {result.url}: status {result.status}"
            document.page.report_console("error", why, document.url)
            return False
        source = decode_script(result.body, result.headers, prepared.encoding or document.encoding)
        url = urls.without_fragment(result.url)
        writes: Writes = "here" if prepared.blocks else "ignored"
        document.modules.add_classic(url, self._options(script), is_muted=result.type == "opaque")

        def run() -> None:
            # https://html.spec.whatwg.org/#muted-errors
            is_muted = result.type == "opaque"
            if is_muted:
                document.realm.call("muteErrors", url, True)
            try:
                document.run_script(script, source, url, 0)
            finally:
                if is_muted:
                    document.realm.call("muteErrors", url, False)

        self._executor.execute(run, writes)
        return True

    def _execute_now(self, script: Element, kind: Kind, line: int, writes: Writes) -> None:
        """Executes an inline script that waits for nothing."""
        document, text = self._document, child_text(script)
        if kind == "importmap":
            document.modules.register_import_map(text, document.base_url)
        else:
            self._executor.execute(lambda: document.run_script(script, text, document.url, line), writes)


async def _made(script: InlineScript) -> InlineScript:
    return script


def _request_key(script: Element, url: str) -> tuple[str, str | None, str, str]:
    """Scripts of one key are fetched in the same way."""
    return url, cors_credentials(script), script.attr("integrity") or "", referrer_policy_of(script)


def referrer_policy_of(element: Element) -> str:
    """The referrer policy that an element has for what it loads, or "" for that of its document."""
    return policy_of_attribute(element.attr("referrerpolicy"))


def cors_credentials(element: Element) -> Credentials | None:
    """The credentials of a CORS request, as `crossorigin` says; None when it does not ask for CORS.
    https://html.spec.whatwg.org/multipage/urls-and-fetching.html#cors-settings-attributes"""
    if "crossorigin" not in element.attrs:
        return None
    value = (element.attr("crossorigin") or "").lower()
    return "include" if value == "use-credentials" else "same-origin"


def _is_javascript(declared: str) -> bool:
    found = mime.parse(declared)
    return found is not None and found.is_javascript() and found.essence == declared


def _waits_for_another_event(script: Element) -> bool:
    """https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element step 21"""
    target, event = script.attr("for"), script.attr("event")
    if target is None or event is None:
        return False
    target, event = target.strip(_SPACE).lower(), event.strip(_SPACE).lower()
    return target != "window" or event not in ("onload", "onload()")
