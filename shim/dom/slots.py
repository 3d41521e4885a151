"""Slots of shadow trees: which nodes are assigned to which, and which slots hear of a change.

https://dom.spec.whatwg.org/#shadow-tree-slots. Tables are by a node's number, since turbohtml gives all nodes of a
tree the same hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from turbohtml import CData, Document, DocumentFragment, Element, Node, ShadowRoot, Text

if TYPE_CHECKING:
    from .tree import Tree

_SLOTTABLE = (Element, Text, CData)


@dataclass(slots=True)
class ShadowFacts:
    """Facts of a shadow root that turbohtml does not keep. https://dom.spec.whatwg.org/#interface-shadowroot"""

    mode: str
    delegates_focus: bool = False
    is_manual: bool = False
    clonable: bool = False
    serializable: bool = False
    is_declarative: bool = False
    has_no_registry: bool = False


class Slots:
    """The assignments of a tree's slots. `schedule` queues the microtask that fires `slotchange`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.schedule: Callable[[], object] | None = None
        self._assigned: dict[int, list[int] | None] = {}
        """The nodes of each slot; None while a slot that is about to hear of a change was not looked at again."""
        self._manual: dict[int, list[int]] = {}
        self._slot_by_hand: dict[int, int] = {}
        self._signals: list[int] = []

    # https://dom.spec.whatwg.org/#find-a-slot
    def slot_of(self, node: Node) -> Element | None:
        """The slot that a node is assigned to, in an open or a closed shadow tree."""
        tree = self._tree
        # 1., 2.
        parent = node.parent
        if not isinstance(node, _SLOTTABLE) or not isinstance(parent, Element):
            return None
        shadow = tree.shadow_of(parent)
        # 3.
        if shadow is None:
            return None
        return self._slot_inside(shadow, node)

    def _slot_inside(self, shadow: ShadowRoot, node: Node) -> Element | None:
        tree = self._tree
        # 5.
        if tree.shadow_facts(shadow).is_manual:
            number = self._slot_by_hand.get(tree.id(node))
            slot = None if number is None else tree.element(number)
            return slot if slot is not None and tree.root(slot) is shadow else None
        # 6.
        return self._first(shadow, _slot_name(node))

    def _first(self, shadow: Node, name: str) -> Element | None:
        return next((slot for slot in self._below(shadow) if (slot.attr("name") or "") == name), None)

    # https://dom.spec.whatwg.org/#find-slottables
    def found(self, slot: Element) -> list[Node]:
        """The nodes that are assigned to a slot as the trees are now."""
        tree = self._tree
        # 2.
        root = tree.root(slot)
        if not isinstance(root, ShadowRoot):
            return []
        # 3.
        host = root.host
        # 4.
        if tree.shadow_facts(root).is_manual:
            chosen = [tree.node(number) for number in self._manual.get(tree.id(slot), ())]
            return [node for node in chosen if node.parent is host]
        # 5.
        name = slot.attr("name") or ""
        if self._first(root, name) is not slot:
            return []
        return [child for child in host.children if isinstance(child, _SLOTTABLE) and _slot_name(child) == name]

    # https://html.spec.whatwg.org/multipage/scripting.html#dom-slot-assign
    def assign_by_hand(self, slot: Element, nodes: Sequence[Node]) -> None:
        """Assigns nodes to a slot, as its method `assign` does."""
        tree, number = self._tree, self._tree.id(slot)
        # 1.
        for each in self._manual.get(number, ()):
            self._slot_by_hand.pop(each, None)
        # 2., 3.
        chosen = list(dict.fromkeys(tree.id(node) for node in nodes))
        for each in chosen:
            before = self._slot_by_hand.get(each)
            if before is not None and each in self._manual.get(before, ()):
                self._manual[before].remove(each)
            self._slot_by_hand[each] = number
        # 4.
        self._manual[number] = chosen
        # 5.
        self.assign_tree(tree.root(slot))

    # https://dom.spec.whatwg.org/#assign-slotables
    def _assign(self, slot: Element, *, quietly: bool = False) -> None:
        tree, number = self._tree, self._tree.id(slot)
        now = [tree.id(node) for node in self.found(slot)]
        before = self._assigned.get(number, [])
        self._assigned[number] = now
        if now != before and not quietly:
            self._signal(number)

    # OPTIMIZATION: what comes and goes one by one is looked at together, before the slots hear of it.
    def _has_changed(self, slot: Element) -> None:
        number = self._tree.id(slot)
        self._assigned[number] = None
        self._signal(number)

    # https://dom.spec.whatwg.org/#assign-slotables-for-a-tree
    def assign_tree(self, root: Node, *, quietly: bool = False) -> None:
        """Assigns what belongs to each slot of a tree; `quietly` without telling them."""
        for slot in self._below(root):
            self._assign(slot, quietly=quietly)

    def _below(self, root: Node) -> Iterable[Element]:
        if not isinstance(root, (Element, Document, DocumentFragment)):
            return ()
        return root.iter_elements("slot", include_self=True)

    # https://dom.spec.whatwg.org/#signal-a-slot-change
    def _signal(self, number: int) -> None:
        if number in self._signals:
            return
        self._signals.append(number)
        if self.schedule is not None and len(self._signals) == 1:
            self.schedule()

    def take_signals(self) -> list[int]:
        """The slots that are to hear of a change, since the last call."""
        signals, self._signals = self._signals, []
        for number in signals:
            if self._assigned.get(number, []) is None:
                self._assigned[number] = [self._tree.id(node) for node in self.found(self._tree.element(number))]
        return signals

    # https://dom.spec.whatwg.org/#concept-node-insert, steps 7.4 to 7.6
    def inserted(self, parent: Node, nodes: Sequence[Node]) -> None:
        """Nodes came into `parent`."""
        tree = self._tree
        # 7.4
        shadow = tree.shadow_of(parent) if isinstance(parent, Element) else None
        if shadow is not None and not tree.shadow_facts(shadow).is_manual:
            for node in nodes:
                if (slot := self.slot_of(node)) is not None:
                    self._has_changed(slot)
        root = tree.root(parent)
        if not isinstance(root, ShadowRoot):
            return
        # 7.5
        self._tell_fallback(parent)
        # 7.6
        if any(True for node in nodes for _ in self._below(node)):
            self.assign_tree(root)

    # https://dom.spec.whatwg.org/#concept-node-remove, steps 8 to 10
    def removed(self, parent: Node, node: Node) -> None:
        """A node left `parent`."""
        tree = self._tree
        # 8.
        shadow = tree.shadow_of(parent) if isinstance(parent, Element) else None
        if shadow is not None and isinstance(node, _SLOTTABLE):
            slot = self._slot_inside(shadow, node)
            if slot is not None:
                self._has_changed(slot)
        # 9.
        root = tree.root(parent)
        if isinstance(root, ShadowRoot):
            self._tell_fallback(parent)
        # 10.
        if any(True for _ in self._below(node)):
            self.assign_tree(root)
            self.assign_tree(node)

    def _tell_fallback(self, parent: Node) -> None:
        if isinstance(parent, Element) and parent.tag == "slot" and not self.found(parent):
            self._signal(self._tree.id(parent))

    # https://dom.spec.whatwg.org/#shadow-tree-slots and #shadow-tree-slottables, the attribute change steps
    def attribute_changed(self, element: Element, name: str, old: str | None) -> None:
        """The `slot` or `name` of an element was `old` and is another one now."""
        tree = self._tree
        if (old or "") == (element.attr(name) or ""):
            return
        if name == "name":
            if element.tag == "slot":
                self.assign_tree(tree.root(element))
            return
        parent = element.parent
        shadow = tree.shadow_of(parent) if isinstance(parent, Element) else None
        if shadow is not None:
            self.assign_tree(shadow)


def _slot_name(node: Node) -> str:
    """https://dom.spec.whatwg.org/#slotable-name"""
    return (node.attr("slot") or "") if isinstance(node, Element) else ""
