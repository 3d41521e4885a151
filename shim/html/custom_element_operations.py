"""Host operations of custom elements: finding them in trees, noting what happens to them.

https://html.spec.whatwg.org/#custom-elements. Their definitions and reactions are script's
(`js/platform/html/custom-elements.js`, `custom-reactions.js`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from turbohtml import Document, DocumentFragment, Element, Node

from shim.dom.names import HTML, Name
from shim.dom.registries import mark_below, registry_of
from shim.dom.tree import Hook, Tree
from shim.engine.realm import Realm, one_of, operation


class CustomElementOperations:
    """Host operations of `js/platform/html` for pages that have defined a custom element."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._realm = realm
        self._tree = tree
        self._watched: set[str] = set()

    @operation
    def watch_custom(self, tag: str) -> None:
        """Notes from now on which elements of that name come into a document or leave it, and what happens to those
        that have a state."""
        tree = self._tree
        tree.on_attribute, tree.on_adopt, tree.on_move = self._attribute_changed, self._adopted, self._moved
        tree.on_created = self._created
        tree.on_parser_insert = lambda: self._realm.call("flushParsed")
        if tag in self._watched:
            return
        self._watched.add(tag)
        self._chain(tree.inserted, tag, "+")
        self._chain(tree.removed, tag, "-")

    def _chain(self, hooks: dict[str, Hook], tag: str, sign: str) -> None:
        before: Callable[[Element], None] | None = hooks.get(tag)

        def note(element: Element) -> None:
            if before is not None:
                before(element)
            self._note(sign, element)

        hooks[tag] = note

    def _note(self, kind: str, element: Element, *rest: object) -> None:
        notes = self._tree.custom_notes
        notes.append([kind, self._tree.id(element), *rest])
        if len(notes) == 1:
            self._realm.call("noteReactions")

    def _attribute_changed(self, element: Element, name: Name, old: str | None, new: str | None) -> None:
        self._note("a", element, name.local, old, new, name.namespace)

    def _adopted(self, node: Node, before: Document, after: Document) -> None:
        tree = self._tree
        for element in self._within(node):
            if tree.id(element) in tree.custom_states:
                self._note("d", element, tree.id(before), tree.id(after))

    def _moved(self, node: Node) -> None:
        for element in self._within(node):
            if self._tree.id(element) in self._tree.custom_states:
                self._note(">", element)

    def _created(self, root: Node) -> None:
        """The parser of a fragment has made these elements, which have a registry of their own."""
        for element in self._within(root):
            self._note("+", element)

    @operation
    def take_custom_notes(self) -> str:
        """The notes since the last call, as JSON: [kind, id, ...]."""
        tree = self._tree
        notes, tree.custom_notes = tree.custom_notes, []
        return json.dumps(notes)

    @operation
    def custom_within(self, id_: int) -> str:
        """The elements of watched names at or below a node, in shadow-including tree order."""
        return self._tree.ids(self._within(self._tree.node(id_)))

    def _within(self, root: Node) -> Iterator[Element]:
        if not isinstance(root, (Document, DocumentFragment, Element)):
            return
        if not self._tree.shadows:
            yield from list(root.iter_elements(list(self._watched), include_self=True))
            return
        for element in list(self._tree.shadow_including(root)):
            if element.tag in self._watched:
                yield element

    @operation
    def set_custom_state(self, id_: int, state: str) -> None:
        """https://dom.spec.whatwg.org/#concept-element-custom-element-state"""
        tree = self._tree
        tree.custom_states[tree.id(tree.element(id_))] = one_of(state, ("failed", "precustomized", "custom"))
        tree.version += 1

    @operation
    def set_custom_flag(self, id_: int, name: str, is_set: bool) -> None:
        """https://html.spec.whatwg.org/#customstateset; "" stands for all of them"""
        tree = self._tree
        flags = tree.custom_flags.setdefault(tree.id(tree.element(id_)), set())
        if is_set:
            flags.add(name)
        elif name:
            flags.discard(name)
        else:
            flags.clear()
        tree.version += 1

    @operation
    def is_value(self, id_: int) -> str | None:
        """https://dom.spec.whatwg.org/#concept-element-is-value"""
        return self._tree.is_values.get(int(id_))

    @operation
    def set_is_value(self, id_: int, name: str) -> None:
        self._tree.is_values[self._tree.id(self._tree.element(id_))] = name

    @operation
    def set_prefix(self, id_: int, prefix: str) -> None:
        """Sets the namespace prefix of an HTML element that a constructor has made."""
        element = self._tree.element(id_)
        self._tree.names[element] = Name(HTML, prefix, self._tree.name(element).local)

    @operation
    def registry_of(self, id_: int) -> int:
        """The number of the registry of an element, a shadow root or a document; 0 for none."""
        return registry_of(self._tree, self._tree.node(id_))

    @operation
    def set_registry(self, id_: int, registry: int) -> None:
        tree = self._tree
        tree.registries[tree.id(tree.node(id_))] = int(registry)

    # https://html.spec.whatwg.org/#dom-customelementregistry-initialize
    @operation
    def initialize_registry(self, id_: int, registry: int) -> None:
        """Gives a node and those below it the registry, where they have none."""
        mark_below(self._tree, self._tree.node(id_), int(registry), only_without=True)
