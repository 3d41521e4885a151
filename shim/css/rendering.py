"""Elements that are laid out, and what a person sees of them, as far as style tells without a layout.
https://drafts.csswg.org/cssom-view/"""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Element, ShadowRoot, Text

from shim.dom.tree import Tree

from .cascade import Cascade

_ZERO = re.compile(r"[+-]?0*(?:\.0*)?(?:[a-z]+|%)?$", re.IGNORECASE)
_WITHOUT_CHILDREN = frozenset({
    "audio", "canvas", "embed", "iframe", "img", "input", "meter", "progress", "textarea", "video",
})  # fmt: skip
"""Elements whose children are not laid out."""
_WITH_SIZE = frozenset({
    "audio", "button", "canvas", "details", "dialog", "embed", "fieldset", "hr", "iframe", "input", "li", "meter",
    "progress", "select", "summary", "svg", "td", "textarea", "th", "video",
})  # fmt: skip
"""Elements that take up room though there is nothing in them."""
_INLINE = frozenset({"inline", "ruby", "ruby-text"})


class Rendering:
    """Boxes of one tree, by the computed values of its elements."""

    def __init__(self, tree: Tree, cascade: Cascade) -> None:
        self._tree = tree
        self._cascade = cascade

    def values(self, element: Element) -> dict[str, str]:
        """The computed values of an element that is connected, by property; not to be changed."""
        return self._cascade.values(element)

    def is_generated(self, element: Element) -> bool:
        """True when a box of an element would have one."""
        return (
            self._value(element, "display") != "none" and element.tag != "noscript" and self._is_in_flat_tree(element)
        )

    @staticmethod
    def summary(details: Element) -> Element | None:
        """The child of a `<details>` that is shown when it is closed."""
        return next((c for c in details.children if isinstance(c, Element) and c.tag == "summary"), None)

    def has_layout(self, element: Element) -> bool:
        """True when an element has a box, if an empty one. https://drafts.csswg.org/css-display-4/#css-box"""
        return self.is_rendered(element) and self._value(element, "display") != "contents"

    def is_rendered(self, element: Element) -> bool:
        """https://html.spec.whatwg.org/#being-rendered"""
        if not self._tree.is_connected(element):
            return False
        inside = element
        for each in (element, *self._cascade.flat_ancestors(element)):
            if not self.is_generated(each) or (each is not inside and not _lays_out(each, inside)):
                return False
            inside = each
        return True

    def skips(self, element: Element) -> bool:
        """True when something around an element does not show its contents: `content-visibility: hidden`, or a
        `<details>` that is closed. https://drafts.csswg.org/css-contain-2/#skips-its-contents"""
        inside = element
        for each in self._cascade.flat_ancestors(element):
            if self._value(each, "content-visibility") == "hidden":
                return True
            is_closed = each.tag == "details" and "open" not in each.attrs
            if is_closed and inside is not self.summary(each):
                return True
            inside = each
        return False

    # https://drafts.csswg.org/cssom-view/#dom-element-checkvisibility
    def is_visible(self, element: Element, *, checks_opacity: bool, checks_visibility: bool) -> bool:
        """`checkVisibility()`; nothing is off-screen here, so `contentVisibilityAuto` changes nothing."""
        # 1., 2.
        if not self.has_layout(element) or self.skips(element):
            return False
        # 3.
        if checks_opacity and any(
            _is_zero(self._value(each, "opacity")) for each in (element, *self._cascade.flat_ancestors(element))
        ):
            return False
        # 4.
        return not checks_visibility or self._value(element, "visibility") == "visible"

    # https://drafts.csswg.org/cssom-view/#dom-htmlelement-offsetparent
    def offset_parent(self, element: Element) -> Element | None:
        # 1.
        position = self._value(element, "position")
        if not self.has_layout(element) or element.tag in ("html", "body") or position == "fixed":
            return None
        # 2.
        for each in self._cascade.flat_ancestors(element):
            is_table_part = each.tag in ("td", "th", "table") and position == "static"
            values = self._cascade.values(each)
            if each.tag == "body" or is_table_part or values["position"] != "static" or _contains_layout(values):
                return each
        return None

    def surely_has_size(self, element: Element) -> bool:
        """True when the box of an element is not empty, whatever its size comes out as: it has text of its own, or is
        a control, and nothing says how large it or what is around it is."""
        has_text = any(isinstance(node, Text) and node.data.strip(" \t\n\f\r") for node in element.children)
        if not has_text and element.tag not in _WITH_SIZE and not _is_editing_host(element):
            return False
        return not any(self._may_be_empty(each) for each in (element, *self._cascade.flat_ancestors(element)))

    def _may_be_empty(self, element: Element) -> bool:
        """True when the style of an element may leave no room in it."""
        values = self._cascade.values(element)
        sizes = (values["width"], values["height"], values["max-width"], values["max-height"])
        is_placed = values["position"] in ("absolute", "fixed") or values["float"] != "none"
        is_hidden = values["content-visibility"] == "hidden" or values["font-size"].startswith("0")
        return is_placed or is_hidden or any(size not in ("auto", "none") for size in sizes)

    # AD-HOC: for where there is no layout. Taken as read: blocks are as wide as what they are in, text and controls
    # have a size.
    def has_size(self, element: Element) -> bool:
        """True when the box of an element is not empty: it has a size by its style or its kind, or there is something
        in it."""
        values = self._cascade.values(element)
        is_inline = values["display"] in _INLINE and element.tag not in _WITH_SIZE | {"img"}
        if not is_inline:
            for side, (start, end) in (("width", ("left", "right")), ("height", ("top", "bottom"))):
                is_closed = _is_zero(values[side]) or _is_zero(values[f"max-{side}"])
                if is_closed and not self._has_edge(values, start) and not self._has_edge(values, end):
                    return False
        if element.tag in _WITH_SIZE or _is_editing_host(element):
            return True
        if element.tag == "img":
            return any((element.attr(name) or "").strip() for name in ("src", "srcset", "alt", "width", "height"))
        if not is_inline and self._has_height(values):
            is_narrow = values["display"].startswith("inline") or values["float"] != "none"
            return not is_narrow or not self._is_auto(values, "width") or self._has_edge(values, "left")
        if values["content-visibility"] == "hidden":
            return False
        return self._has_content(element) or (is_inline and self._has_edge(values, "left"))

    def _has_height(self, values: dict[str, str]) -> bool:
        is_stretched = values["position"] in ("absolute", "fixed") and "auto" not in (values["top"], values["bottom"])
        has_edges = self._has_edge(values, "top") or self._has_edge(values, "bottom")
        return is_stretched or has_edges or not self._is_auto(values, "height")

    @staticmethod
    def _is_auto(values: dict[str, str], side: str) -> bool:
        """True when neither the size nor the least size of a side is given."""
        return values[side] == "auto" and (values[f"min-{side}"] == "auto" or _is_zero(values[f"min-{side}"]))

    @staticmethod
    def _has_edge(values: dict[str, str], side: str) -> bool:
        has_border = values[f"border-{side}-style"] not in ("none", "hidden")
        return not _is_zero(values[f"padding-{side}"]) or (has_border and not _is_zero(values[f"border-{side}-width"]))

    def _has_content(self, element: Element) -> bool:
        """True when something in an element takes up room."""
        if self._cascade.has_generated_content(element):
            return True
        waiting: list[Element | ShadowRoot] = [element]
        while waiting:
            each = waiting.pop()
            for node in self._shown_in(each):
                if isinstance(node, Text) and node.data.strip(" \t\n\f\r"):
                    return True
                if isinstance(node, Element):
                    display = self._value(node, "display")
                    if display == "contents":
                        waiting.append(node)
                    elif display != "none" and self._is_in_flow(node) and self.has_size(node):
                        return True
        return False

    def _is_in_flow(self, element: Element) -> bool:
        values = self._cascade.values(element)
        return values["position"] not in ("absolute", "fixed") and values["float"] == "none"

    def _shown_in(self, parent: Element | ShadowRoot) -> Iterator[object]:
        if isinstance(parent, Element):
            shadow = self._tree.shadow_of(parent)
            if shadow is not None:
                yield from shadow.children
                return
            if parent.tag == "slot" and isinstance(root := self._tree.root(parent), ShadowRoot):
                assigned = [node for node in root.host.children if self._tree.slots.slot_of(node) is parent]
                yield from assigned or parent.children
                return
        yield from parent.children

    def _is_in_flat_tree(self, element: Element) -> bool:
        parent = element.parent
        return (
            not isinstance(parent, Element)
            or self._tree.shadow_of(parent) is None
            or self._tree.slots.slot_of(element) is not None
        )

    def _value(self, element: Element, name: str) -> str:
        return self._cascade.values(element)[name]


def _contains_layout(values: dict[str, str]) -> bool:
    """https://drafts.csswg.org/css-contain-2/#content-visibility"""
    return values["content-visibility"] != "visible"


def _is_zero(value: str) -> bool:
    return _ZERO.match(value) is not None and any(character.isdigit() for character in value)


def _is_editing_host(element: Element) -> bool:
    return "contenteditable" in element.attrs and (element.attr("contenteditable") or "").lower() != "false"


def _lays_out(outer: Element, inside: Element) -> bool:
    """True when an element lays out what is in it."""
    if outer.tag == "object":
        return "data" not in outer.attrs
    if outer.tag == "select" and inside.tag in ("option", "optgroup"):
        return _is_list_box(outer)
    return outer.tag not in _WITHOUT_CHILDREN


def _is_list_box(select: Element) -> bool:
    size = (select.attr("size") or "").strip()
    return "multiple" in select.attrs or (size.isdecimal() and int(size) > 1)
