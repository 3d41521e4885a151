"""Loading a document: parsing, running its scripts in the standard's order, and the events at its end.

https://html.spec.whatwg.org/multipage/parsing.html#the-end and #prepare-the-script-element
"""

from __future__ import annotations

import asyncio
from collections import deque

import turbohtml
from turbohtml import Element, Node

from shim.dom.names import HTML, SVG
from shim.html.tree import child_text
from shim.net import mime
from shim.net import url as urls
from shim.net.encoding import decode_script
from shim.net.errors import NetworkError
from shim.net.messages import Request, Response

from .document import Document


class DocumentLoader:
    """Runs one document from its parsed markup to its `load` event.

    turbohtml parses a whole document at once. A script must see only what stands before it, so what follows the first
    script is taken out of the tree and put back piece by piece, as a parser would have appended it.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._held_back: deque[tuple[Node, list[Node]]] = deque()
        self._written_from: int | None = None
        self._blocking: tuple[Element, asyncio.Task[Response]] | None = None
        self._reopened = False
        self._parsing = True
        self._started = document.tree.already_started
        self._deferred: list[tuple[Element, asyncio.Task[Response]]] = []
        self._fetches: dict[Element, asyncio.Task[Response]] = {}
        self._in_order: deque[tuple[Element, asyncio.Task[Response]]] = deque()
        self._load_event = document.load_event

    # parsing ----------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Runs the parser's part, then everything up to `load`. Returns when `load` has fired or the window was
        closed."""
        document, tree = self._document, self._document.tree
        tree.inserted["script"] = self._script_inserted
        tree.inserted["body"] = tree.inserted["frameset"] = document.body_inserted
        tree.changed["script", "src"] = self._source_changed
        tree.on_write = self._write
        document.set_ready_state("loading")
        scripts = tree.document.find_all("script")
        for script in scripts:
            self._prefetch(script)
        if scripts:
            self._cut_after(scripts[0], tree.document)
            document.elements_parsed(tree.document)
            self._parser_script(scripts[0])
            await self._parse_on()
        else:
            document.elements_parsed(tree.document)
        if document.closed:
            return
        await self._end()

    def _cut_after(self, node: Node, root: Node) -> None:
        """Takes everything that follows `node` below `root` out of the tree, to come back in order."""
        pieces: list[tuple[Node, list[Node]]] = []
        while node is not root:
            parent = node.parent
            assert parent is not None
            if following := list(node.next_siblings):
                for each in following:
                    each.extract()
                pieces.append((parent, following))
            node = parent
        self._held_back.extendleft(reversed(pieces))

    async def _parse_on(self) -> None:
        """Puts back what was held, and stops at each script to run it."""
        while not self._document.closed and (self._blocking is not None or self._held_back):
            if self._blocking is not None:
                (script, fetch), self._blocking = self._blocking, None
                await self._run_fetched(script, fetch)
            else:
                self._parse_piece()

    def _parse_piece(self) -> None:
        """Puts back one node, up to the first script in it, and runs that or lets it block the parser."""
        parent, nodes = self._held_back.popleft()
        node = nodes.pop(0)
        if nodes:
            self._held_back.appendleft((parent, nodes))
        script = self._first_script(node)
        if script is not None:
            if script is not node:
                self._started.add(script)
            self._cut_after(script, node)
        if isinstance(parent, turbohtml.Document):
            tree = self._document.tree
            tree.append_to_document(tree.document, node)  # an empty one may have been replaced
        else:
            parent.append(node)  # type: ignore[attr-defined]
        self._document.elements_parsed(node)
        if script is not None:
            self._parser_script(script)

    def _first_script(self, node: Node) -> Element | None:
        if isinstance(node, Element):
            return next(iter(node.iter_elements("script", include_self=True)), None)
        return None

    # https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#document-write-steps
    def _write(self, html: str) -> None:
        """AD-HOC: each call is parsed by itself, so an element cannot begin in one and end in another."""
        script = self._document.tree.current_script
        if script is not None and (not self._parsing or self._written_from is None):
            # 8. what an async or deferred script writes is ignored
            self._document.page.report_console(
                "warning", "document.write by a script that was loaded asynchronously is ignored", self._document.url
            )
            return
        if script is None or script.parent is None or self._written_from is None:
            self._write_at_the_end(html)
            return
        parent = script.parent
        nodes = self._fragment(html, parent)
        if nodes:
            self._held_back.insert(len(self._held_back) - self._written_from, (parent, nodes))
        while self._blocking is None and len(self._held_back) > self._written_from and not self._document.closed:
            self._parse_piece()

    def _fragment(self, html: str, parent: Node) -> list[Node]:
        context = parent.tag if isinstance(parent, Element) else "body"
        nodes = list(turbohtml.parse_fragment(html, context, scripting=True).children)
        for node in nodes:
            node.extract()
        return nodes

    def _write_at_the_end(self, html: str) -> None:
        """A write outside of any script of the parser. AD-HOC: after loading it takes the place of the body's
        children, where a browser would open a new document."""
        body = self._document.tree.document.find("body")
        if body is None:
            return
        if not self._parsing and not self._reopened:
            self._reopened = True
            for child in list(body.children):
                child.extract()
        self._held_back.append((body, self._fragment(html, body)))
        while self._held_back and self._held_back[-1][1] and not self._parsing:
            self._parse_piece()

    # scripts ----------------------------------------------------------------------------------------------------------

    def _prefetch(self, script: Element) -> None:
        """Starts fetching a script before the parser reaches it, as the standard lets it."""
        src = self._source(script)
        if src and self._kind(script) is not None and script not in self._fetches:
            url = self._document.resolve(src)
            if url is not None:
                self._fetches[script] = self._fetch(url, script)

    def _fetch(self, url: str, script: Element) -> asyncio.Task[Response]:
        document = self._document
        module = self._kind(script) == "module"
        request = Request(
            url=url,
            destination="script",
            origin=document.origin,
            referrer=document.url,
            mode="cors" if module or script.attr("crossorigin") is not None else "no-cors",
            credentials="same-origin" if module else "include",
        )
        task = asyncio.ensure_future(document.fetch(request))
        self._load_event.add_fetch(task)
        return task

    def _kind(self, script: Element) -> str | None:
        """classic, module, or None for what is no script.
        https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element step 8 on"""
        attributes = script.attrs
        document = self._document
        if document.frame.is_sandboxed("scripts") or document.tree.name(script).namespace not in (HTML, SVG):
            return None
        if "type" in attributes:
            declared = (script.attr("type") or "").strip().lower()
        elif language := script.attr("language"):
            declared = f"text/{language}".lower()
        else:
            declared = ""
        if declared == "" or _is_javascript(declared):
            return None if "nomodule" in attributes or _waits_for_another_event(script) else "classic"
        return "module" if declared == "module" else None

    def _source(self, script: Element) -> str | None:
        """The script's `src`; one of SVG has its URL in `href`. https://svgwg.org/svg2-draft/interact.html#ScriptElement"""
        if self._document.tree.name(script).namespace == SVG:
            return next((script.attr(key) for key in ("href", "xlink:href") if key in script.attrs), None)
        return script.attr("src")

    def _parser_script(self, script: Element) -> None:
        """Prepares a script that the parser has just inserted: runs it, or says when it will run."""
        self._started.add(script)
        kind = self._kind(script)
        if kind is None:
            return
        src = self._source(script)
        if src is None:
            if kind == "classic":
                self._run_inline(script, kind)
            elif "async" in script.attrs:
                self._run_when_fetched(script, None)
            else:
                self._deferred.append((script, self._nothing_to_fetch()))
            return
        fetch = self._fetches.pop(script, None) or self._start_fetch(script)
        if fetch is None:
            return
        if "async" in script.attrs:
            self._run_when_fetched(script, fetch)
        elif kind == "module" or "defer" in script.attrs:
            self._deferred.append((script, fetch))
        else:
            self._blocking = (script, fetch)

    def _start_fetch(self, script: Element) -> asyncio.Task[Response] | None:
        """Fetches a script's `src`; an empty or unparsable one fires `error`. Steps 31.2 to 31.6"""
        src = self._source(script)
        url = self._document.resolve(src) if src else None
        if url is None:
            self._document.queue_event(script, "error")
            return None
        return self._fetch(url, script)

    def _nothing_to_fetch(self) -> asyncio.Task[Response]:
        future = asyncio.get_running_loop().create_future()
        future.set_result(None)
        return future  # type: ignore[return-value]

    def _run_when_fetched(self, script: Element, fetch: asyncio.Task[Response] | None) -> None:
        """The set of scripts that run as soon as possible, in any order."""
        self._load_event.delay(True)

        async def wait() -> None:
            try:
                await self._run_fetched(script, fetch or self._nothing_to_fetch())
            finally:
                self._load_event.delay(False)

        self._document.spawn(wait())

    async def _run_in_order(self) -> None:
        """The list of scripts that run in order as soon as possible."""
        while self._in_order:
            script, fetch = self._in_order[0]
            try:
                await self._run_fetched(script, fetch)
            finally:
                self._in_order.popleft()
                self._load_event.delay(False)

    async def _run_fetched(self, script: Element, fetch: asyncio.Task[Response]) -> None:
        kind = self._kind(script)
        document = self._document
        try:
            response = await fetch
        except NetworkError as error:
            if not document.closed:
                document.page.report_console("error", f"Failed to load script: {error}", document.url)
                document.fire(script, "error")
            return
        if document.closed or kind is None:
            return
        if response is None:
            self._run_inline(script, kind)
            return
        if not response.ok or (kind == "module" and not response.mime_type.is_javascript()):
            why = f"status {response.status}" if not response.ok else f"the type is {response.mime_type.essence}"
            document.page.report_console("error", f"Failed to load script {response.url}: {why}", document.url)
            document.fire(script, "error")
            return
        source = decode_script(response.body, response.headers, document.encoding)
        self._run(script, source, urls.without_fragment(response.url), 0, kind)
        document.fire(script, "load")

    def _run_inline(self, script: Element, kind: str) -> None:
        line = script.source_line or 1
        self._run(script, child_text(script), self._document.url, line - 1, kind)

    def _run(self, script: Element, source: str, url: str, line: int, kind: str) -> None:
        """Runs a script; what it writes comes before what the parser has not reached yet."""
        outer = self._written_from
        attributes = script.attrs
        has_to_wait = self._source(script) is not None and ("async" in attributes or "defer" in attributes)
        self._written_from = len(self._held_back) if kind == "classic" and not has_to_wait else None
        try:
            self._document.run_script(script, source, url, line, module=kind == "module")
        finally:
            self._written_from = outer

    def _source_changed(self, script: Element, source: str | None) -> None:
        if source is not None and self._document.tree.is_connected(script):
            self._script_inserted(script)

    def _script_inserted(self, script: Element) -> None:
        """A script inserted by script. https://html.spec.whatwg.org/multipage/scripting.html#script-processing-model"""
        if script in self._started:
            return
        kind = self._kind(script)
        has_src = self._source(script) is not None
        if kind is None or (not has_src and not child_text(script)):
            return
        self._started.add(script)
        if not has_src and kind == "classic":
            self._run_inline(script, kind)
            return
        fetch = self._start_fetch(script) if has_src else self._nothing_to_fetch()
        if fetch is None:
            return
        if self._document.forces_async(script):
            self._run_when_fetched(script, fetch)
            return
        self._load_event.delay(True)
        self._in_order.append((script, fetch))
        if len(self._in_order) == 1:
            self._document.spawn(self._run_in_order())

    # the end ----------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/parsing.html#the-end
    async def _end(self) -> None:
        document = self._document
        self._parsing = False
        document.realm.checkpoint()
        if not self._deferred and not self._load_event.is_delayed and not document.has_listeners():
            # OPTIMIZATION: no script runs from here on that could tell the steps apart
            document.tree.ready_state = "complete"
            self._load_event.fired = True
            return
        # 3.
        document.set_ready_state("interactive")
        # 5.
        for script, fetch in self._deferred:
            await self._run_fetched(script, fetch)
            if document.closed:
                return
        # 6.
        document.fire_at_document("DOMContentLoaded", bubbles=True)
        # 7., 8.
        await self._load_event.until_nothing_delays()
        if document.closed:
            return
        # 9.
        document.set_ready_state("complete")
        self._load_event.fired = True
        document.fire_at_window("load")
        document.fire_at_window("pageshow")


def _is_javascript(declared: str) -> bool:
    found = mime.parse(declared)
    return found is not None and found.is_javascript() and found.essence == declared


def _waits_for_another_event(script: Element) -> bool:
    """https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element step 21"""
    target, event = script.attr("for"), script.attr("event")
    if target is None or event is None:
        return False
    return target.strip().lower() != "window" or event.strip().lower() not in ("onload", "onload()")
