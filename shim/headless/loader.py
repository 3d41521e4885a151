"""Loading a document: parsing, running its scripts in the standard's order, and the events at its end.

https://html.spec.whatwg.org/multipage/parsing.html#the-end
"""

from __future__ import annotations

import weakref
from collections import deque

import turbohtml
from turbohtml import Element, Node

from shim.dom.markup_operations import parse_in, place_of
from shim.net import url as urls

from .document import Document
from .script_elements import ScriptElements


class DocumentLoader:
    """Runs one document from its parsed markup to its `load` event.

    turbohtml parses a whole document at once. A script must see only what stands before it, so what follows the first
    script is taken out of the tree and put back piece by piece, as a parser would have appended it.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._held_back: deque[tuple[Node, list[Node]]] = deque()
        self._written_from: int | None = None
        self._reopened = False
        self._parsing = True
        self._started = document.tree.already_started
        # The tree keeps the loader while its document is there; a cycle would wait for the garbage collector.
        self._scripts = ScriptElements(document, weakref.proxy(self))
        self._load_event = document.load_event

    # parsing ----------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Runs the parser's part, then everything up to `load`. Returns when `load` has fired or the window was
        closed."""
        document, tree = self._document, self._document.tree
        tree.inserted["script"] = self._scripts.inserted
        tree.inserted["body"] = tree.inserted["frameset"] = document.body_inserted
        tree.changed["script", "src"] = self._scripts.source_changed
        tree.on_write = self._write
        document.set_ready_state("loading")
        scripts = tree.document.find_all("script")
        for script in scripts:
            self._scripts.prefetch(script)
        if scripts:
            self._cut_after(scripts[0], tree.document)
            document.elements_parsed(tree.document)
            self._scripts.prepare_parsed(scripts[0])
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
        scripts = self._scripts
        while not self._document.closed and (scripts.blocking is not None or self._held_back):
            if scripts.blocking is not None:
                prepared, scripts.blocking = scripts.blocking, None
                await scripts.execute_when_ready(prepared)
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
            self._scripts.prepare_parsed(script)

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
        while (
            self._scripts.blocking is None and len(self._held_back) > self._written_from and not self._document.closed
        ):
            self._parse_piece()

    def _fragment(self, html: str, parent: Node) -> list[Node]:
        self._document.tree.grow_by_markup(html)
        context = parent if isinstance(parent, Element) else None
        nodes = list(parse_in(place_of(self._document.tree, context), html).children)
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
        if nodes := self._fragment(html, body):
            self._held_back.append((body, nodes))
        while self._held_back and not self._parsing:
            self._parse_piece()

    def execute(self, script: Element, source: str, url: str, line: int, *, may_write: bool) -> None:
        """Runs a classic script; what it writes, if it may, comes before what the parser has not reached yet."""
        outer = self._written_from
        self._written_from = len(self._held_back) if may_write else None
        try:
            self._document.run_script(script, source, url, line)
        finally:
            self._written_from = outer

    # the end ----------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/parsing.html#the-end
    async def _end(self) -> None:
        document = self._document
        self._parsing = False
        document.realm.checkpoint()
        if not self._scripts.has_deferred and not self._load_event.is_delayed and not document.has_listeners():
            # OPTIMIZATION: no script runs from here on that could tell the steps apart
            document.tree.ready_state = "complete"
            self._load_event.fired = True
            await self._scripts.run_deferred()
            self._flush_autofocus_candidates()
            return
        # 3.
        document.set_ready_state("interactive")
        # 5.
        await self._scripts.run_deferred()
        if document.closed:
            return
        # 6.
        document.fire_at_document("DOMContentLoaded", bubbles=True)
        self._flush_autofocus_candidates()
        # 7., 8.
        await self._load_event.until_nothing_delays()
        if document.closed:
            return
        # 9.
        document.set_ready_state("complete")
        self._load_event.fired = True
        document.fire_at_window("load")
        document.fire_at_window("pageshow")

    # https://html.spec.whatwg.org/multipage/interaction.html#flush-autofocus-candidates
    def _flush_autofocus_candidates(self) -> None:
        """Gives the focus to the first element that asks for it. AD-HOC: once, when the document has been parsed, not
        whenever a frame is rendered."""
        document = self._document
        if document.closed or document.tree.document.select_one("[autofocus]") is None:
            return
        top = document.frame
        while top.parent is not None:
            top = top.parent
        # 1., 3.: only in documents of the top-level document's origin, and not where the URL names an element
        is_own = top.active_document is not None and top.active_document.origin == document.origin
        if is_own and not urls.parse(document.url).hash:
            document.realm.call("flushAutofocus")
            document.realm.checkpoint()
