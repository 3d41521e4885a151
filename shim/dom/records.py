"""Mutation records and who gets them. https://dom.spec.whatwg.org/#mutation-observers

turbohtml's own observer sees single edits of its tree; the standard's records are of whole operations (all nodes of a
fragment in one), carry namespaces, and follow nodes that were just removed, so they are made here, where the
operations are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from turbohtml import Node

if TYPE_CHECKING:
    from .tree import Tree

CHILD_LIST, ATTRIBUTES, CHARACTER_DATA, SUBTREE, ATTRIBUTE_OLD_VALUE, CHARACTER_DATA_OLD_VALUE = (
    1 << n for n in range(6)
)


@dataclass(slots=True, eq=False)
class Registration:
    """https://dom.spec.whatwg.org/#registered-observer, transient when `source` is set"""

    observer: int
    options: int
    attributes: frozenset[str] | None
    source: Registration | None = None


class MutationRecords:
    """The registered observers of a realm and their queued records. `schedule` queues the microtask that delivers
    them."""

    def __init__(self, schedule: Callable[[], object]) -> None:
        self._schedule = schedule
        self._registered: dict[int, list[Registration]] = {}
        self._queues: dict[int, list[list[object]]] = {}
        self._scheduled = False
        self._transient: list[tuple[int, Registration]] = []

    def observe(self, node_id: int, observer: int, options: int, attributes: frozenset[str] | None) -> None:
        """https://dom.spec.whatwg.org/#dom-mutationobserver-observe, steps 7 and 8"""
        registered = self._registered.setdefault(node_id, [])
        for each in registered:
            if each.observer == observer and each.source is None:
                self._drop_transient(lambda r, each=each: r.source is each)  # type: ignore[misc]
                each.options, each.attributes = options, attributes
                return
        registered.append(Registration(observer, options, attributes))

    def disconnect(self, observer: int) -> None:
        """https://dom.spec.whatwg.org/#dom-mutationobserver-disconnect"""
        for registered in self._registered.values():
            registered[:] = [r for r in registered if r.observer != observer]
        self._queues.pop(observer, None)

    def _drop_transient(self, which: Callable[[Registration], bool]) -> None:
        kept = []
        for node_id, registration in self._transient:
            if which(registration):
                self._registered[node_id].remove(registration)
            else:
                kept.append((node_id, registration))
        self._transient = kept

    def pending(self) -> str:
        """The observers that have records, in the order in which they were made; starts a new round.

        https://dom.spec.whatwg.org/#notify-mutation-observers
        """
        self._scheduled = False  # 1
        found = sorted(self._queues)  # 2, 3
        for observer in found:
            self._drop_transient(lambda r, observer=observer: r.observer == observer)  # type: ignore[misc]  # 6.3
        return " ".join(map(str, found))

    def take(self, observer: int) -> str:
        """The queued records as JSON: [type, target, added, removed, previous, next, name, namespace, old value]."""
        return json.dumps(self._queues.pop(observer, []))

    def add_transient(self, tree: Tree, parent: Node, node: Node) -> None:
        """https://dom.spec.whatwg.org/#concept-node-remove, the step about transient registered observers"""
        ancestor: Node | None = parent
        while ancestor is not None:
            for registration in self._registered.get(tree.id(ancestor), ()):
                if registration.options & SUBTREE:
                    made = Registration(
                        registration.observer, registration.options, registration.attributes, registration
                    )
                    self._registered.setdefault(tree.id(node), []).append(made)
                    self._transient.append((tree.id(node), made))
            ancestor = ancestor.parent

    # https://dom.spec.whatwg.org/#queueing-a-mutation-record
    def _queue(
        self, tree: Tree, kind: int, target: Node, fill: Callable[[bool], list[object]], name: str | None = None
    ) -> None:
        interested: dict[int, bool] = {}  # 1: whether the observer wants the old value
        node: Node | None = target  # 2
        while node is not None:  # 3
            for registration in self._registered.get(tree.id(node), ()):
                options = registration.options  # 3.1
                if not options & kind or (node is not target and not options & SUBTREE):
                    continue
                if kind == ATTRIBUTES and registration.attributes is not None and name not in registration.attributes:
                    continue
                # 3.2
                wants_old = bool(options & (kind << 3)) if kind != CHILD_LIST else False
                interested[registration.observer] = interested.get(registration.observer, False) or wants_old
            node = node.parent
        for observer, wants_old in interested.items():  # 4
            self._queues.setdefault(observer, []).append(fill(wants_old))
        # 5: https://dom.spec.whatwg.org/#queue-a-mutation-observer-compound-microtask
        if interested and not self._scheduled:
            self._scheduled = True
            self._schedule()

    def attributes(self, tree: Tree, target: Node, name: str, namespace: str | None, old: str | None) -> None:
        """An attribute is about to change."""

        def fill(wants_old: bool) -> list[object]:
            return ["attributes", tree.id(target), [], [], None, None, name, namespace, old if wants_old else None]

        # a filter names local names; an attribute in a namespace never matches one
        self._queue(tree, ATTRIBUTES, target, fill, name if namespace is None else None)

    def character_data(self, tree: Tree, target: Node, old: str) -> None:
        """A node's data is about to change."""

        def fill(wants_old: bool) -> list[object]:
            return ["characterData", tree.id(target), [], [], None, None, None, None, old if wants_old else None]

        self._queue(tree, CHARACTER_DATA, target, fill)

    def child_list(
        self,
        tree: Tree,
        target: Node,
        added: Sequence[Node],
        removed: Sequence[Node],
        previous: Node | None,
        following: Node | None,
    ) -> None:
        """https://dom.spec.whatwg.org/#queue-a-tree-mutation-record"""

        def fill(_: bool) -> list[object]:
            return [
                "childList",
                tree.id(target),
                [tree.id(n) for n in added],
                [tree.id(n) for n in removed],
                tree.id_or_none(previous),
                tree.id_or_none(following),
                None,
                None,
                None,
            ]

        self._queue(tree, CHILD_LIST, target, fill)
