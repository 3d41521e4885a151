"""Host operations on shadow trees and slots. https://dom.spec.whatwg.org/#shadow-trees"""

from __future__ import annotations

from turbohtml import CData, Element, Node, ShadowRoot, Text

from shim.engine.realm import HostError, Realm, dom_exception, numbers_of, one_of, operation

from . import mutation
from .shadows import can_host
from .slots import ShadowFacts
from .tree import Tree


class ShadowOperations:
    """Host operations of shadow roots and slots, for `js/platform/dom`."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._tree = tree
        tree.slots.schedule = lambda: realm.call("queueMutationMicrotask")

    # https://dom.spec.whatwg.org/#concept-attach-a-shadow-root; script has looked at step 3
    @operation
    def attach_shadow(
        self, id_: int, mode: str, delegates_focus: bool, is_manual: bool, clonable: bool, serializable: bool
    ) -> int:
        tree = self._tree
        element = tree.element(id_)
        # 1., 2.
        if not can_host(tree, element):
            raise dom_exception("NotSupportedError", f"<{tree.name(element).local}> does not support a shadow root.")
        # 4.
        shadow = tree.shadow_of(element)
        if shadow is not None:
            facts = tree.shadow_facts(shadow)
            if not facts.is_declarative or facts.mode != mode:
                raise dom_exception("NotSupportedError", "The element already hosts a shadow tree.")
            for child in shadow.children:
                mutation.remove(tree, child)
            facts.is_declarative = False
            return tree.id(shadow)
        # 5. - 13.
        facts = ShadowFacts(
            one_of(mode, ("open", "closed")),
            delegates_focus=delegates_focus,
            is_manual=is_manual,
            clonable=clonable,
            serializable=serializable,
        )
        return tree.id(tree.attach_shadow(element, facts))

    @operation
    def shadow_root(self, id_: int) -> int | None:
        """The element's shadow root, open or closed."""
        return self._tree.id_or_none(self._tree.shadow_of(self._tree.element(id_)))

    @operation
    def shadow_hosts(self, id_: int) -> str:
        """The hosts of open shadow trees that are `id_` or in it, as ids."""
        tree, root = self._tree, self._tree.node(id_)
        hosts = [shadow.host for shadow in tree.shadows.values() if tree.shadow_facts(shadow).mode == "open"]
        return tree.ids([host for host in hosts if host is root or any(each is root for each in host.ancestors)])

    @operation
    def shadow_fact(self, id_: int, name: str) -> bool:
        """`delegates_focus`, `is_manual`, `clonable`, `serializable` or `is_declarative`."""
        facts = self._tree.shadow_facts(self._shadow(id_))
        known = ("delegates_focus", "is_manual", "clonable", "serializable", "is_declarative")
        return bool(getattr(facts, one_of(name, known)))

    @operation
    def shadow_mode(self, id_: int) -> str:
        return self._tree.shadow_facts(self._shadow(id_)).mode

    @operation
    def shadow_host(self, id_: int) -> int:
        return self._tree.id(self._shadow(id_).host)

    def _shadow(self, id_: int) -> ShadowRoot:
        node = self._tree.node(id_)
        if not isinstance(node, ShadowRoot):
            raise HostError("TypeError", "parameter is not of type 'ShadowRoot'.")
        return node

    # slots ------------------------------------------------------------------------------------------------------------

    @operation
    def assigned_slot(self, id_: int, closed: bool) -> int | None:
        """https://dom.spec.whatwg.org/#find-a-slot, with the open flag set unless `closed`"""
        tree = self._tree
        slot = tree.slots.slot_of(tree.node(id_))
        root = None if slot is None else tree.root(slot)
        if slot is None or not isinstance(root, ShadowRoot):
            return None
        return tree.id(slot) if closed or tree.shadow_facts(root).mode == "open" else None

    @operation
    def assigned_nodes(self, id_: int, flatten: bool) -> str:
        """https://html.spec.whatwg.org/#dom-slot-assignednodes"""
        slot = self._tree.element(id_)
        return self._tree.ids(self._flattened(slot) if flatten else self._tree.slots.found(slot))

    @operation
    def assign_slot(self, id_: int, nodes: str) -> None:
        """https://html.spec.whatwg.org/multipage/scripting.html#dom-slot-assign"""
        tree = self._tree
        tree.slots.assign_by_hand(tree.element(id_), [tree.node(number) for number in numbers_of(nodes)])
        tree.touch()

    @operation
    def take_slot_signals(self) -> str:
        """The slots that are to hear of a change, as ids."""
        return " ".join(map(str, self._tree.slots.take_signals()))

    def _flattened(self, slot: Element) -> list[Node]:
        """https://dom.spec.whatwg.org/#find-flattened-slotables"""
        if not isinstance(self._tree.root(slot), ShadowRoot):
            return []
        found: list[Node] = []
        children = [child for child in slot.children if isinstance(child, (Element, Text, CData))]
        for node in self._tree.slots.found(slot) or children:
            if isinstance(node, Element) and node.tag == "slot" and isinstance(self._tree.root(node), ShadowRoot):
                found += self._flattened(node)
            else:
                found.append(node)
        return found
