"""Host operations of custom elements: finding them in trees, noting which come and go.

https://html.spec.whatwg.org/#custom-elements. Their definitions and reactions are script's
(`js/platform/html/custom-elements.js`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from turbohtml import Document, DocumentFragment, Element, Node

from shim.dom.tree import Hook, Tree
from shim.engine.realm import operation


class CustomElementOperations:
    """Host operations of `js/platform/html` for pages that have defined a custom element."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._watched: set[str] = set()
        self._notes: list[str] = []

    @operation
    def watch_custom(self, tag: str) -> None:
        """Notes from now on which elements of that name come into a document or leave it."""
        if tag in self._watched:
            return
        self._watched.add(tag)
        self._chain(self._tree.inserted, tag, "+")
        self._chain(self._tree.removed, tag, "-")

    def _chain(self, hooks: dict[str, Hook], tag: str, sign: str) -> None:
        before: Callable[[Element], None] | None = hooks.get(tag)

        def note(element: Element) -> None:
            if before is not None:
                before(element)
            self._notes.append(f"{sign}{self._tree.id(element)}")

        hooks[tag] = note

    @operation
    def take_custom_notes(self) -> str:
        """The notes since the last call: "+" or "-" and an id each, separated by spaces."""
        notes, self._notes = self._notes, []
        return " ".join(notes)

    @operation
    def custom_within(self, id_: int) -> str:
        """The elements of watched names at or below a node, in shadow-including tree order."""
        return self._tree.ids(self._within(self._tree.node(id_)))

    def _within(self, root: Node) -> Iterator[Element]:
        if not isinstance(root, (Document, DocumentFragment, Element)):
            return
        if not self._tree.shadows:
            yield from root.iter_elements(list(self._watched), include_self=True)
            return
        for element in root.iter_elements(None, include_self=True):
            if element.tag in self._watched:
                yield element
            if element.shadow_root is not None:
                yield from self._within(element.shadow_root)
