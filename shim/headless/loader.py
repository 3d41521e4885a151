"""Loading a document: parsing, running its scripts in the standard's order, and the events at its end.

https://html.spec.whatwg.org/multipage/parsing.html#the-end
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

import turbohtml
from turbohtml import Element, Node

from shim.dom import mutation
from shim.net import url as urls

from .document import Document
from .script_elements import ScriptElements, Writes

if TYPE_CHECKING:
    from .input_stream import InputStream


class DocumentLoader:
    """Runs one document from its parsed markup, or from `document.open`, to its `load` event. `markup` gives the text
    that the document was parsed from.

    turbohtml parses a whole document at once. A script must see only what stands before it, so what follows the first
    script is taken out of the tree and put back piece by piece, as a parser would have appended it. The first script
    that writes ends that: the rest is parsed by `InputStream`.
    """

    def __init__(self, document: Document, markup: Callable[[], str] | None = None) -> None:
        self._document = document
        self._markup = markup
        self._held_back: deque[tuple[Node, list[Node]]] = deque()
        self._stream: InputStream | None = None
        self._by_script = False
        """`document.open` has made the parser: what is written is all that comes."""
        self._is_complete = markup is not None
        """No more is written."""
        self._nesting = 0
        """https://html.spec.whatwg.org/multipage/parsing.html#script-nesting-level"""
        self._ignores_writes = 0
        """https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#ignore-destructive-writes-counter"""
        self._drives = False
        self._is_parsing = False
        self._aborted = False
        self._started = document.tree.already_started
        # The tree keeps the loader while its document is there; a cycle would wait for the garbage collector.
        self._scripts = ScriptElements(document, weakref.proxy(self))
        self._load_event = document.load_event

    @property
    def _is_over(self) -> bool:
        return self._aborted or self._document.closed

    def attach(self) -> None:
        """Makes this the loader of the document: scripts that are inserted run, and what is written is parsed."""
        document, tree = self._document, self._document.tree
        tree.inserted["script"] = self._scripts.inserted
        tree.inserted["body"] = tree.inserted["frameset"] = document.body_inserted
        tree.changed["script", "src"] = self._scripts.source_changed
        tree.on_write, tree.on_open, tree.on_close = self._write, self._open, self._close

    def attach_to_initial(self) -> None:
        """Makes this the loader of an initial about:blank, which has loaded."""
        self.attach()
        self._scripts.parsing_ends()

    # what came with the document --------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Runs the parser's part, then everything up to `load`. Returns when `load` has fired, the window was closed,
        or script has opened the document anew."""
        document = self._document
        self.attach()
        document.set_ready_state("loading")
        if not document.frame.is_sandboxed("scripts"):
            for source in document.page.init_scripts:
                document.realm.run_script(source, "init-script")
        if self._is_over:
            return
        self._is_parsing = True
        try:
            self._begin()
            await self._parse_on()
        except Exception as error:
            document.realm.report_bug(error)
        if not self._is_over:
            self._stop_parsing()
            await self._finish()

    def _begin(self) -> None:
        document, root = self._document, self._document.tree.document
        scripts = root.find_all("script")
        for script in scripts:
            self._scripts.prefetch(script)
        if scripts:
            self._cut_after(scripts[0], root)
        document.elements_parsed(root)
        if scripts:
            self._prepare(scripts[0])

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
        """Parses what there is, and stops at each script to run it."""
        scripts = self._scripts
        while not self._is_over:
            if scripts.blocking is not None:
                prepared, scripts.blocking = scripts.blocking, None
                await scripts.execute_when_ready(prepared)
            elif self._stream is not None:
                if self._parse_stream():
                    return
            elif self._held_back:
                self._parse_piece()
            else:
                return

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
        tree = self._document.tree
        previous = tree.last_child(parent)
        if isinstance(parent, turbohtml.Document):
            parent = tree.document  # an empty one may have been replaced
            tree.append_to_document(parent, node)
        else:
            parent.append(node)  # type: ignore[attr-defined]
        tree.version += 1
        if tree.records is not None:
            tree.records.child_list(tree, parent, [node], (), previous, None)
        self._document.elements_parsed(node)
        if script is not None:
            self._prepare(script)

    def _first_script(self, node: Node) -> Element | None:
        if isinstance(node, Element):
            return next(iter(node.iter_elements("script", include_self=True)), None)
        return None

    def _prepare(self, script: Element) -> None:
        self._scripts.prepare_parsed(script, (script.source_line or 1) - 1)

    # what is written --------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#document-write-steps
    def _write(self, html: str) -> None:
        document = self._document
        # 8.
        if not self._has_insertion_point:
            # 8.1
            if self._ignores_writes or document.unload_counter > 0:
                document.page.report_console(
                    "warning", "document.write by a script that was loaded asynchronously is ignored", document.url
                )
                return
            # 8.2
            self._open()
            if self._aborted and document.tree.on_write is not None:
                document.tree.on_write(html)
            return
        # 9.
        document.tree.grow_by_markup(html)
        self._begin_stream().write(html)
        # 10.
        if self._scripts.blocking is None:
            self._parse_stream()
        if self._scripts.blocking is not None and self._by_script:
            self._drive()

    @property
    def _has_insertion_point(self) -> bool:
        """https://html.spec.whatwg.org/multipage/parsing.html#insertion-point"""
        return self._nesting > 0 or (self._by_script and not self._is_complete)

    def _begin_stream(self) -> InputStream:
        """The input stream; at the first write what has come with the document moves there."""
        if self._stream is None:
            # OPTIMIZATION: pages that write nothing need not wait for the import.
            from .input_stream import InputStream

            tree = self._document.tree
            scripting = not self._document.frame.is_sandboxed("scripts")
            self._stream = InputStream(tree, scripting=scripting)
            script = tree.current_script
            if not self._by_script and self._markup is not None and script is not None:
                self._stream.follow_page(self._markup(), script)
            self._held_back.clear()
        return self._stream

    def _parse_stream(self) -> bool:
        """Parses what is there, up to the insertion point; False when a script blocks the parser before that."""
        stream, scripts, tree = self._stream, self._scripts, self._document.tree
        assert stream is not None
        while not self._is_over and scripts.blocking is None:
            self._document.blocking_sheets.is_parsing = True
            found = stream.parse(is_complete=self._is_complete and self._nesting == 0)
            self._document.blocking_sheets.is_parsing = False
            if found is None:
                return True
            script, line = found
            self._started.discard(script)
            self._document.set_parser_inserted(script)
            if tree.is_connected(script) and tree.document_of(script) is tree.document:
                self._document.realm.checkpoint()
                scripts.prepare_parsed(script, line)
        return False

    @property
    def is_nested(self) -> bool:
        return self._nesting > 0

    # https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element
    def execute(self, run: Callable[[], None], writes: Writes) -> None:
        """Runs a script. What it writes, if it may, comes before what the parser has not reached yet."""
        if writes == "as before":
            run()
        elif writes == "ignored":
            self._ignores_writes += 1
            try:
                run()
            finally:
                self._ignores_writes -= 1
        else:
            self._nesting += 1
            rest = None if self._stream is None else self._stream.take_rest()
            try:
                run()
            finally:
                self._nesting -= 1
                if self._stream is not None:
                    self._stream.put_behind(self._stream.rest_of_page if rest is None else rest)

    # https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#document-open-steps
    def _open(self) -> None:
        document, tree = self._document, self._document.tree
        # 5., 6.
        if self._nesting > 0 or document.unload_counter > 0 or document.closed:
            return
        # 8.
        if document.frame.navigation.is_fetching:
            document.stop_loading()
        self._aborted = True
        self._held_back.clear()
        # 9., 10.
        document.realm.call("eraseListeners")
        # 11.
        mutation.replace_all(tree, None, tree.document)
        # 12.
        opener = document.realm.call("urlOfEntry")
        if opener is not None:
            document.take_url(urls.without_fragment(opener))
        # 13.
        document.document_opened()
        # 15. - 18.
        loader = DocumentLoader(document)
        loader._by_script = loader._is_parsing = True
        loader.attach()
        self._load_event.renew()
        tree.ready_state, tree.quirky = "loading", False

    # https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#dom-document-close
    def _close(self) -> None:
        # 3.
        if not self._by_script or self._is_complete:
            return
        # 4.
        self._is_complete = True
        self._begin_stream()
        # 5., 6.
        if self._scripts.blocking is None and self._nesting == 0 and self._parse_stream():
            self._stop_parsing()
        if not self._is_over and self._nesting == 0:
            self._drive()

    def _drive(self) -> None:
        """Goes on when script has left off: what blocks the parser is waited for, and then the document's end."""
        if not self._drives:
            self._drives = True
            self._document.spawn(self._go_on())

    async def _go_on(self) -> None:
        await self._parse_on()
        self._drives = False
        if self._is_complete and not self._is_over:
            if self._is_parsing:
                self._stop_parsing()
            await self._finish()

    # the end ----------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/parsing.html#the-end
    def _stop_parsing(self) -> None:
        document = self._document
        self._is_parsing = False
        self._markup = None
        document.realm.checkpoint()
        if self._ends_unseen:
            return
        # 3.
        document.set_ready_state("interactive")

    @property
    def _ends_unseen(self) -> bool:
        """OPTIMIZATION: no script runs from here on that could tell the steps of the end apart."""
        is_delayed = self._scripts.has_deferred or self._load_event.is_delayed
        return not is_delayed and not self._by_script and not self._document.has_listeners()

    async def _finish(self) -> None:
        document = self._document
        if document.tree.ready_state != "interactive" and self._ends_unseen:
            document.tree.ready_state = "complete"
            self._load_event.has_content = self._load_event.fired = True
            await self._scripts.run_deferred()
            self._flush_autofocus_candidates()
            document.frame.navigation.fire_load_at_iframe()
            return
        # 5.
        await self._scripts.run_deferred()
        if self._is_over:
            return
        # 6.
        document.fire_at_document("DOMContentLoaded", bubbles=True)
        if self._is_over:
            return
        self._load_event.has_content = True
        self._flush_autofocus_candidates()
        # 7., 8.
        await self._load_event.until_nothing_delays()
        if self._is_over:
            return
        # 9.
        document.set_ready_state("complete")
        if self._is_over:
            return
        self._load_event.fired = True
        document.fire_at_window("load")
        if self._is_over:
            return
        document.fire_at_window("pageshow")
        if not self._is_over:
            document.frame.navigation.fire_load_at_iframe()

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
