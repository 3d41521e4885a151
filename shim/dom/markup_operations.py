"""From markup to nodes and back: innerHTML and its relatives.
https://html.spec.whatwg.org/#dom-parsing-and-serialization"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import turbohtml
from turbohtml import (
    Comment,
    Doctype,
    Document,
    DocumentFragment,
    Element,
    Node,
    ProcessingInstruction,
    ShadowRoot,
    Text,
)

from shim.engine.realm import HostError, dom_exception, numbers_of, operation

from . import mutation
from .names import HTML, MATHML, SVG, ascii_lower
from .registries import NONE, WINDOW, mark_below, registry_of
from .tree import Tree
from .xml_markup import VOID, serialize_xml
from .xml_parser import parse_xml_fragment

_SPECIAL = re.compile(r"""<(?:noscript|script|template)|[\s"'/]is\s*=""", re.I)
_WRITTEN_OTHERWISE = re.compile(r"<noscript|<(?:pre|textarea|listing)(?=[\s>])[^\n]*\n")
"""Markup that turbohtml may write as the standard does not: a line feed before one, and text in <noscript>."""
_RAW = frozenset(["style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext", "noscript"])
_TEXT = {ord("&"): "&amp;", 0xA0: "&nbsp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_ATTRIBUTE = {**_TEXT, ord('"'): "&quot;"}


# https://html.spec.whatwg.org/#html-fragment-parsing-algorithm
def parse_fragment(tree: Tree, html: str, context: Element | None, *, with_shadows: bool = False) -> list[Node]:
    """The nodes of a piece of markup, detached; its scripts will not run. `with_shadows` lets it declare shadow
    roots."""
    tree.grow_by_markup(html)
    container = parse_in(place_of(tree, context), html)
    if _SPECIAL.search(html):
        tree.parsed(container, with_shadows=with_shadows)
        tree.already_started.update(container.iter_elements("script"))
        for content in tree.templates.values():
            tree.already_started.update(content.iter_elements("script"))
    nodes = list(container.children)
    for node in nodes:
        node.extract()
    return nodes


def place_of(tree: Tree, context: Element | None) -> str:
    """The name by which the parser knows an element as the place of markup; that of the body for none."""
    name = tree.name(context) if context is not None else None
    if name is None:
        return "body"
    if name.namespace == SVG:
        return f"svg {name.local}"
    if name.namespace == MATHML:
        return f"math {name.local}"
    return name.local if name.namespace == HTML else "body"


def parse_in(place: str, html: str) -> Element:
    """The element that holds what the parser makes of markup in an element of that name."""
    try:
        # INTEROP: turbohtml does not parse for scripting in a <noscript>
        named = "noframes" if place == "noscript" else place
        return turbohtml.parse_fragment(html, named, scripting=True, positions=False)
    except ValueError:
        # INTEROP: turbohtml knows the names in its tables; any other parses as the body does
        return turbohtml.parse_fragment(html, "body", scripting=True, positions=False)


def fragment_of(nodes: list[Node]) -> DocumentFragment:
    """A fragment with these detached nodes."""
    fragment = DocumentFragment()
    for node in nodes:
        fragment.append(node)
    return fragment


# https://html.spec.whatwg.org/#html-fragment-serialisation-algorithm
def serialize(tree: Tree, node: Node, *, inner: bool, shown: Callable[[ShadowRoot], bool] | None = None) -> str:
    """Markup of a node or (inner) of its children, with those shadow trees that `shown` says."""
    # 1.
    if inner and isinstance(node, Element) and node.tag in VOID and tree.is_html(node):
        return ""
    if shown is None and not (
        tree.names or tree.attribute_names or tree.templates or tree.instructions or tree.is_values
    ):
        found = node.inner_html if inner else node.html
        is_of_noscript = isinstance(node, Element) and node.tag == "noscript"
        if not is_of_noscript and not _WRITTEN_OTHERWISE.search(found):
            return found
    parts: list[str] = []
    # `waiting` has what is still to be written, the last first: nodes, and the end tags between them
    waiting: list[Node | str] = list(reversed(_contents(tree, node))) if inner else [node]
    if inner and shown is not None:
        waiting += _shadow(tree, node, shown)
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
        elif isinstance(item, Element):
            end = _write_start_tag(tree, item, parts)
            if end:
                waiting.append(end)
                waiting += reversed(_contents(tree, item))
                if shown is not None:
                    waiting += _shadow(tree, item, shown)
        elif isinstance(item, (Document, DocumentFragment)):
            waiting += reversed(item.children)
        else:
            parts.append(_leaf(tree, item))
    return "".join(parts)


# https://html.spec.whatwg.org/#html-fragment-serialisation-algorithm, step 4
def _shadow(tree: Tree, node: Node, shown: Callable[[ShadowRoot], bool]) -> Sequence[Node | str]:
    """A template that declares the node's shadow root, last part first; nothing if it has none to show."""
    shadow = tree.shadow_of(node) if isinstance(node, Element) else None
    if shadow is None or not shown(shadow):
        return ()
    facts = tree.shadow_facts(shadow)
    flags = {
        "shadowrootdelegatesfocus": facts.delegates_focus,
        "shadowrootserializable": facts.serializable,
        "shadowrootclonable": facts.clonable,
        "shadowrootcustomelementregistry": bool(tree.registries)
        and registry_of(tree, shadow) != registry_of(tree, node),
    }
    attributes = "".join(f' {name}=""' for name, is_set in flags.items() if is_set)
    start = f'<template shadowrootmode="{facts.mode}"{attributes}>'
    return ["</template>", *reversed(shadow.children), start]


def _contents(tree: Tree, node: Node) -> Sequence[Node]:
    """The children that are written: a template has its contents elsewhere."""
    if tree.templates and isinstance(node, Element) and node in tree.templates:
        node = tree.templates[node]
    return node.children


def _write_start_tag(tree: Tree, element: Element, parts: list[str]) -> str:
    """Writes the tag and gives the end tag, "" for an element that has none."""
    name = tree.name(element)
    tag = name.local if name.namespace in (HTML, SVG, MATHML) else name.qualified
    parts.append(f"<{tag}")
    if tree.is_values and "is" not in element.attrs and (is_value := tree.is_values.get(tree.id(element))):
        parts.append(f' is="{is_value.translate(_ATTRIBUTE)}"')
    noted = tree.attribute_names.get(element, {})
    for key in element.attrs:
        full = noted.get(ascii_lower(key))
        parts.append(f' {full.qualified if full else key}="{(element.attr(key) or "").translate(_ATTRIBUTE)}"')
    parts.append(">")
    return "" if name.namespace == HTML and tag in VOID else f"</{tag}>"


def _leaf(tree: Tree, node: Node) -> str:
    """Markup of a node without children."""
    if isinstance(node, Text):
        parent = node.parent
        is_raw = isinstance(parent, Element) and parent.tag in _RAW and tree.is_html(parent)
        if is_raw and parent.tag == "noscript":  # type: ignore[union-attr]
            is_raw = tree.document_of(node) is tree.document  # scripting is enabled there alone
        return node.data if is_raw else node.data.translate(_TEXT)
    if isinstance(node, Comment):
        return f"<!--{node.data}-->"
    if isinstance(node, ProcessingInstruction):
        return f"<?{node.target} {mutation.get_data(tree, node)}>"
    if isinstance(node, Doctype):
        return f"<!DOCTYPE {node.name}>"
    return mutation.get_data(tree, node).translate(_TEXT)


class MarkupOperations:
    """Host operations that read and write markup, for `js/platform/dom`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @operation
    def inner_html(self, id_: int) -> str:
        tree = self._tree
        node = tree.node(id_)
        return (
            serialize_xml(tree, node, inner=True, well_formed=True)
            if tree.is_xml(node)
            else serialize(tree, node, inner=True)
        )

    @operation
    def outer_html(self, id_: int) -> str:
        tree = self._tree
        node = tree.node(id_)
        return serialize_xml(tree, node, well_formed=True) if tree.is_xml(node) else serialize(tree, node, inner=False)

    @operation
    def get_html(self, id_: int, serializable: bool, roots: str) -> str:
        """https://html.spec.whatwg.org/#dom-element-gethtml; `roots`: the shadow roots that are shown anyway, as ids"""
        tree = self._tree
        node = tree.node(id_)
        listed = set(numbers_of(roots))

        def shown(shadow: ShadowRoot) -> bool:
            return (serializable and tree.shadow_facts(shadow).serializable) or tree.id(shadow) in listed

        return serialize(tree, node, inner=True, shown=shown)

    @operation
    def xml(self, id_: int) -> str:
        """https://w3c.github.io/DOM-Parsing/#dom-xmlserializer-serializetostring"""
        return serialize_xml(self._tree, self._tree.node(id_))

    def _is_plain(self, element: Element) -> bool:
        """OPTIMIZATION: whether nothing but the tree itself has to hear of new contents."""
        tree = self._tree
        if (
            tree.records is not None
            or tree.ranges is not None
            or tree.focused is not None
            or tree.documents
            or tree.names
            or tree.shadows
            or tree.registries
        ):
            return False
        is_heard = element.tag in ("noscript", "template") or element.tag in tree.children_changed
        return not is_heard and not (tree.removed and len(element))

    # https://html.spec.whatwg.org/#dom-element-innerhtml
    @operation
    def set_inner_html(self, id_: int, html: str) -> None:
        tree = self._tree
        node = tree.node(id_)
        if isinstance(node, Element) and self._is_plain(node) and not _SPECIAL.search(html):
            tree.grow_by_markup(html)
            node.set_inner_html(html)
            if tree.fresh is not None:
                tree.fresh.update((id(child), child) for child in node.children)
            tree.version += 1
            if len(node) and (tree.inserted or tree.on_created is not None):
                self._tell(node)
            return
        self._replace(node, html, with_shadows=False)

    def _tell(self, parent: Element) -> None:
        """Tells of the children that the parser has made."""
        tree = self._tree
        if tree.is_connected(parent):
            for child in list(parent.children):
                tree.notify(tree.inserted, child)
        elif tree.on_created is not None and registry_of(tree, parent) != NONE:
            for child in parent.children:
                tree.on_created(child)

    # https://html.spec.whatwg.org/#dom-element-sethtmlunsafe
    @operation
    def set_html_unsafe(self, id_: int, html: str) -> None:
        self._replace(self._tree.node(id_), html, with_shadows=True)

    def _replace(self, node: Node, html: str, *, with_shadows: bool) -> None:
        tree = self._tree
        if not isinstance(node, Element | ShadowRoot):
            raise HostError("TypeError", "parameter is not of type 'Element'.")
        target: Node = node
        context: Element | None = None
        if isinstance(node, Element):
            context = node
            if node.tag == "template" and tree.is_html(node):
                target = tree.template_content(node)
        else:
            context = node.host
        mutation.replace_all(tree, self._fragment(html, context, node, with_shadows=with_shadows), target)

    def _fragment(
        self, html: str, context: Element | None, place: Node, *, with_shadows: bool = False
    ) -> DocumentFragment:
        tree = self._tree
        if tree.is_xml(place) and not with_shadows:
            tree.grow_by_markup(html)
            return parse_xml_fragment(tree, html, context)
        fragment = fragment_of(parse_fragment(tree, html, context, with_shadows=with_shadows))
        if tree.registries or tree.on_created is not None:
            self._give_registry(fragment, place)
        if tree.documents and (owner := tree.document_of(place)) is not tree.document:
            tree.owners[fragment] = owner
        return fragment

    # https://html.spec.whatwg.org/#create-an-element-for-the-token
    def _give_registry(self, fragment: DocumentFragment, place: Node) -> None:
        """The parser's elements have the registry of their place, which may upgrade them at once."""
        tree = self._tree
        number = registry_of(tree, place)
        if tree.registries and number != WINDOW:
            mark_below(tree, fragment, number)
        if (
            number != NONE
            and tree.on_created is not None
            and not (isinstance(place, Element) and place.tag == "template")
        ):
            tree.on_created(fragment)

    # https://html.spec.whatwg.org/#dom-element-outerhtml
    @operation
    def set_outer_html(self, id_: int, html: str) -> None:
        tree = self._tree
        element = tree.element(id_)
        parent = element.parent
        if parent is None:
            return
        if isinstance(parent, Document):
            raise dom_exception("NoModificationAllowedError", "The document element cannot be replaced by markup.")
        context = parent if isinstance(parent, Element) else None
        fragment = self._fragment(html, context, element)
        if len(fragment):
            mutation.replace(tree, element, fragment, parent)
        else:
            mutation.remove(tree, element)

    # https://html.spec.whatwg.org/#dom-element-insertadjacenthtml
    @operation
    def insert_adjacent_html(self, id_: int, position: str, html: str) -> None:
        tree = self._tree
        element = tree.element(id_)
        where = position.lower()
        context: Node | None = element
        if where in ("beforebegin", "afterend"):
            context = element.parent
            if context is None or isinstance(context, Document):
                raise dom_exception("NoModificationAllowedError", "The element has no parent.")
        elif where not in ("afterbegin", "beforeend"):
            raise dom_exception(
                "SyntaxError",
                f"'{position}' is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or 'afterEnd'.",
            )
        inside = (
            context if isinstance(context, Element) and not (context.tag == "html" and tree.is_html(context)) else None
        )
        fragment = self._fragment(html, inside, element)
        if where == "beforebegin":
            mutation.insert(tree, fragment, element.parent or element, element)
        elif where == "afterbegin":
            mutation.insert(tree, fragment, element, element[0] if len(element) else None)
        elif where == "beforeend":
            mutation.insert(tree, fragment, element, None)
        else:
            mutation.insert(tree, fragment, element.parent or element, element.next_sibling)

    @operation
    def contextual_fragment(self, id_: int, html: str) -> int:
        """https://html.spec.whatwg.org/#dom-range-createcontextualfragment; its scripts do run"""
        tree = self._tree
        node: Node | None = tree.node(id_)
        while node is not None and not isinstance(node, Element):
            node = node.parent
        context = None if node is None or (node.tag == "html" and tree.is_html(node)) else node
        fragment = self._fragment(html, context, tree.node(id_))
        tree.already_started.difference_update(fragment.iter_elements("script"))
        return tree.id(fragment)
