"""Nodes that move between the documents of a page: the tree, and the host's state of each element, go with them.

https://dom.spec.whatwg.org/#concept-node-adopt. What script has put on them is moved by js/platform/frames/realms.js.
"""

from __future__ import annotations

from collections.abc import Iterator

import turbohtml
from turbohtml import DocumentFragment, Element, Node

from shim.dom import mutation
from shim.dom.cloning import clone
from shim.dom.tree import Tree
from shim.engine.realm import HostError, dom_exception, numbers_of, operation
from shim.html.form_operations import FormOperations
from shim.media.element.element_operations import MEDIA_TAGS, MediaOperations

from .document import Document


class AdoptionOperations:
    """Host operations of one document on nodes that leave it, and on those that come."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @operation
    def release_node(self, id_: float) -> str:
        """Takes a node out of the tree. The ids of those at or below it that script has seen."""
        tree = self._document.tree
        node = tree.node(int(id_))
        if node.parent is not None:
            mutation.remove(tree, node)
        return " ".join(str(tree.id(each)) for each in _inclusive(tree, node) if tree.knows(each))

    @operation
    def take_nodes(self, realm: float, root_id: float, ids: str) -> str:
        """Moves a node from another realm's tree into this one's. Its id here, and behind commas those of each of
        `ids`, which are of that realm."""
        source = self._source(realm)
        tree, theirs = self._document.tree, source.tree
        root = theirs.node(int(root_id))
        self._move(source, root)
        moved = [theirs.node(number) for number in numbers_of(ids)]
        tree.wrapped.update(tree.id(node) for node in moved)
        return ",".join(str(tree.id(node)) for node in (root, *moved))

    @operation
    def import_node(self, realm: float, id_: float, deep: bool) -> int:
        """Copies a node of another realm into this one's tree; the copy's id."""
        source = self._source(realm)
        made = clone(source.tree, source.tree.node(int(id_)), deep=deep)
        _move_entries(source.tree, self._document.tree, list(_inclusive(source.tree, made)))
        return self._document.tree.id(made)

    def _source(self, realm: float) -> Document:
        document = self._document.browser.documents.find(self._document.realm.runtime, int(realm))
        if document is None:
            raise HostError("TypeError", "the document that this node belongs to is gone")
        return document

    def _move(self, source: Document, root: Node) -> None:
        if root.parent is not None or isinstance(root, turbohtml.Document):
            raise dom_exception("HierarchyRequestError", "The node has not left its document.")
        nodes = list(_inclusive(source.tree, root))
        _move_entries(source.tree, self._document.tree, nodes)
        elements = [node for node in nodes if isinstance(node, Element)]
        if any(element.tag in MEDIA_TAGS for element in elements):
            here, there = (document.realm.provider(MediaOperations) for document in (self._document, source))
            for element in elements:
                if host := there.release(element):
                    here.take(element, host)
                    self._document.session.media_came(self._document.tree.id(element))
        if any(element.tag in ("input", "option", "select") for element in elements):
            here, there = (document.realm.provider(FormOperations) for document in (self._document, source))
            here.state.take(there.state, elements)


def _inclusive(tree: Tree, root: Node) -> Iterator[Node]:
    """A node and all below it, shadow trees and the contents of templates included."""
    waiting = [root]
    while waiting:
        top = waiting.pop()
        for node in (top, *top.descendants):
            yield node
            if not isinstance(node, Element):
                continue
            if (shadow := tree.shadow_of(node)) is not None:
                waiting.append(shadow)
            if (content := tree.templates.get(node)) is not None:
                waiting.append(content)


def _move_entries(source: Tree, target: Tree, nodes: list[Node]) -> None:
    """Moves the facts about nodes that the trees keep beside turbohtml."""
    for node in nodes:
        source.owners.pop(node, None)
        if node in source.instructions:
            target.instructions[node] = source.instructions.pop(node)
        if isinstance(node, DocumentFragment) or not isinstance(node, Element):
            continue
        if node in source.names:
            target.names[node] = source.names.pop(node)
        if node in source.attribute_names:
            target.attribute_names[node] = source.attribute_names.pop(node)
        if node in source.templates:
            target.templates[node] = source.templates.pop(node)
        source.take_shadow_to(target, node)
        if node in source.already_started:
            source.already_started.discard(node)
            target.already_started.add(node)
        if source.is_values and (is_value := source.is_values.pop(source.id(node), None)) is not None:
            target.is_values[target.id(node)] = is_value
