"""Elements that are positioned in the box of another element than their parent. The renderer places each in its parent,
so the markup for it has them elsewhere, with the style that they have where they are.
https://drafts.csswg.org/css-position-3/#def-cb"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from turbohtml import Document, Element, SelectorSyntaxError, ShadowRoot

from shim.css.cascade import Cascade
from shim.dom.tree import Tree

MOST_CANDIDATES = 2_000
_OUT_OF_FLOW = frozenset({"absolute", "fixed"})
_INSETS = ("top", "right", "bottom", "left")
_CONTAINING = ("transform", "filter", "perspective", "backdrop-filter", "translate", "scale", "rotate")


@dataclass(slots=True)
class Moves:
    """Places to write elements that are positioned in the box of another element than their parent."""

    to: dict[int, Element] = field(default_factory=dict)
    """The element that each is written in, by identity; without those in the viewport's box."""
    to_document: set[int] = field(default_factory=set)
    to_viewport: set[int] = field(default_factory=set)
    elements: list[Element] = field(default_factory=list)
    origin: tuple[float, float] = (0.0, 0.0)
    """The place of the inner edge of the body's border in the document."""
    scrolled: tuple[float, float] = (0.0, 0.0)
    """Scroll offset of the viewport, in CSS pixels."""

    def __contains__(self, element: Element) -> bool:
        key = id(element)
        return key in self.to or key in self.to_document or key in self.to_viewport


def moves_of(tree: Tree, cascade: Cascade) -> Moves:
    """The moves of a document."""
    moves = Moves()
    for element in _candidates(tree, cascade):
        values = cascade.values(element)
        if values["position"] not in _OUT_OF_FLOW or all(values[inset] == "auto" for inset in _INSETS):
            continue
        is_fixed = values["position"] == "fixed"
        ancestors = list(cascade.flat_ancestors(element))
        outer = next((each for each in ancestors if _contains(cascade, each, is_fixed=is_fixed)), None)
        if outer is not None and outer.tag != "html":
            if outer is ancestors[0]:
                continue
            moves.to[id(element)] = outer
        else:
            (moves.to_viewport if is_fixed else moves.to_document).add(id(element))
        moves.elements.append(element)
    return moves


def _contains(cascade: Cascade, element: Element, *, is_fixed: bool) -> bool:
    if not is_fixed and cascade.values(element)["position"] != "static":
        return True
    return any(cascade.declared(element, name) not in (None, "none") for name in _CONTAINING)


def _candidates(tree: Tree, cascade: Cascade) -> Iterator[Element]:
    """The elements that some rule or their own style positions."""
    seen: set[int] = set()
    roots: list[Document | ShadowRoot] = [tree.document, *tree.shadows.values()]
    for root in roots:
        selectors = ["[style*=position]"]
        for active in cascade.rules_in(root).all:
            rule = active.rule
            if any(
                name == "position" and value not in ("static", "relative", "sticky")
                for name, value, _ in rule.declarations
            ):
                selectors += [text for text, _ in rule.selectors]
        for selector in selectors:
            try:
                found = root.select(selector)
            except (SelectorSyntaxError, ValueError):
                continue
            for element in found:
                if id(element) not in seen and tree.is_connected(element):
                    seen.add(id(element))
                    yield element
                    if len(seen) >= MOST_CANDIDATES:
                        return
