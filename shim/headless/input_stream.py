"""Input of a document's parser once script writes: the written text, and the rest of the page behind it.

https://html.spec.whatwg.org/multipage/dynamic-markup-insertion.html#dom-document-write
"""

from __future__ import annotations

from turbohtml import Element

from shim.dom.node_factory import new_document
from shim.dom.parser.html_parser import HtmlParser
from shim.dom.parser.open_elements import Open
from shim.dom.tree import Tree
from shim.html.tree import child_text


class InputStream:
    """Parses into the window's document of a tree. See `DocumentLoader`."""

    def __init__(self, tree: Tree, *, scripting: bool) -> None:
        self._tree = tree
        self._scripting = scripting
        self._parser = HtmlParser(tree, scripting=scripting)
        self._page = ""
        """The markup of the page that the document was loaded from."""
        self.rest_of_page = ""
        """The part of that markup behind the place where the first script writes."""

    def write(self, text: str) -> None:
        """Puts text where the insertion point is."""
        self._parser.write(text)

    def take_rest(self) -> str:
        """Takes what has not been parsed: a script runs, and what it writes comes before that."""
        return self._parser.take_rest()

    def put_behind(self, rest: str) -> None:
        """Puts it back behind what the script has written."""
        self._parser.put_behind(rest)

    def parse(self, *, is_complete: bool) -> tuple[Element, int] | None:
        """Parses up to the end of a script; returns that with the number of lines above its text, None when it has
        parsed all there is. `is_complete`: nothing more is written."""
        parser = self._parser
        parser.is_complete = is_complete
        ended = parser.parse()
        if ended is None:
            return None
        read = len(self._page) - parser.remaining
        line = self._page.count("\n", 0, read) - child_text(ended.node).count("\n") if is_complete and read > 0 else 0
        return ended.node, max(0, line)

    # the page that wrote ----------------------------------------------------------------------------------------------

    def follow_page(self, markup: str, script: Element) -> None:
        """Goes to where `script` has ended, in a document that turbohtml has parsed: the markup up to there is parsed
        again, beside the document, and the elements that are open there are found in it."""
        parser = HtmlParser(Tree(new_document()), scripting=self._scripting)
        parser.write(markup)
        self._page = parser.take_rest()
        parser.put_behind(self._page)
        parser.is_complete = True
        wanted = script.position
        while (ended := parser.parse()) is not None and self._position(ended) != wanted:
            pass
        parser.is_complete = False
        self.rest_of_page = parser.take_rest()
        found = self._elements_above(script, parser)
        parser.move_to(self._tree, lambda item: found.get(id(item)) or self._find(item))
        self._parser = parser

    def _position(self, item: Open) -> tuple[int, int] | None:
        """The line and the column of a start tag, as turbohtml counts them."""
        at = item.tag.at
        return None if at < 0 else (self._page.count("\n", 0, at) + 1, at - self._page.rfind("\n", 0, at) - 1)

    def _elements_above(self, script: Element, parser: HtmlParser) -> dict[int, Element]:
        """The elements around a script, if script has not moved it: they are those that are open."""
        found: dict[int, Element] = {}
        parent = script.parent
        for item in reversed(parser.open):
            if not isinstance(parent, Element) or parent.tag != item.name:
                return {}
            found[id(item)] = parent
            parent = parent.parent
        return found

    def _find(self, item: Open) -> Element:
        """The element of a start tag, by its place in the markup; a new one if it has been removed."""
        document = self._tree.document
        position = self._position(item)
        same = [e for e in document.iter_elements(item.name) if e.position == position]
        return same[-1] if same else item.node
