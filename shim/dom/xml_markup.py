"""Elements of any name, and their XML markup. https://w3c.github.io/DOM-Parsing/"""

from __future__ import annotations

import re

from turbohtml import CData, Comment, Doctype, Document, DocumentFragment, Element, Node, ProcessingInstruction, Text

from shim.engine.realm import dom_exception

from .names import CODES, HTML, XML, XMLNS, Name, is_element_name
from .node_factory import new_element
from .tree import Tree

VOID = frozenset(
    ["area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
     "keygen", "link", "meta", "param", "source", "track", "wbr"]
)  # fmt: skip
"""https://html.spec.whatwg.org/#serializes-as-void"""
_EMPTY = VOID | {"menuitem"}
_CHARACTERS = re.compile("[\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]*\\Z")
"""https://www.w3.org/TR/xml/#NT-Char"""

_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
ATTRIBUTE = {**_TEXT, ord('"'): "&quot;", 9: "&#9;", 10: "&#10;", 13: "&#13;"}
"""Replacements of characters in attributes."""


def make_element(tree: Tree, name: Name, *, in_xml: bool) -> Element:
    """A new element of any name."""
    code = CODES.get(name.namespace or "", 0)
    plain = (
        not in_xml
        and name.prefix is None
        and name.namespace in CODES
        and (code != 0 or name.local == name.local.lower())
    )
    made = new_element(name.local, namespace=code, xml=not plain)
    if not plain:
        tree.names[made] = name
    return made


# serialization --------------------------------------------------------------------------------------------------------

Prefixes = dict[str | None, list[str]]
"""The prefixes of each namespace, the nearest last. https://w3c.github.io/DOM-Parsing/#the-namespace-prefix-map"""


def serialize_xml(tree: Tree, node: Node, *, inner: bool = False, well_formed: bool = False) -> str:
    """XML markup of a node or (inner) of its children. Raises InvalidStateError for what no XML can say, if it is to be
    `well_formed`. https://w3c.github.io/DOM-Parsing/#dfn-xml-serialization"""
    return _Serializer(tree, well_formed=well_formed).serialize(node, inner=inner)


class _Serializer:
    """One serialization; its prefixes are numbered from 1."""

    def __init__(self, tree: Tree, *, well_formed: bool) -> None:
        self._tree = tree
        self._well_formed = well_formed
        self._index = 1
        self._parts: list[str] = []

    def serialize(self, node: Node, *, inner: bool) -> str:
        prefixes: Prefixes = {XML: ["xml"]}
        # what is still to be written, the last first: nodes with the namespace and prefixes around them, and end tags
        waiting: list[tuple[Node | str, str | None, Prefixes]] = [(node, None, prefixes)]
        if inner:
            waiting = [(child, None, prefixes) for child in reversed(node.children)]
        while waiting:
            item, namespace, prefixes = waiting.pop()
            if isinstance(item, str):
                self._parts.append(item)
            elif isinstance(item, Element):
                end, inside, known = self._start_tag(item, namespace, prefixes)
                if end:
                    waiting.append((end, None, known))
                    contents = self._tree.templates.get(item, item)
                    waiting += [(child, inside, known) for child in reversed(contents.children)]
            elif isinstance(item, (Document, DocumentFragment)):
                waiting += [(child, namespace, prefixes) for child in reversed(item.children)]
            else:
                self._parts.append(self._leaf(item))
        return "".join(self._parts)

    def _leaf(self, node: Node) -> str:
        """Markup of a node without children."""
        if isinstance(node, Text):
            self._check(_CHARACTERS.match(node.data) is not None)
            return node.data.translate(_TEXT)
        if isinstance(node, Comment):
            self._check(_CHARACTERS.match(node.data) is not None and "--" not in node.data and node.data[-1:] != "-")
            return f"<!--{node.data}-->"
        if isinstance(node, CData):
            return f"<![CDATA[{node.data}]]>"
        if isinstance(node, ProcessingInstruction):
            data = self._tree.instructions.get(node, node.data)
            self._check(":" not in node.target and node.target.lower() != "xml" and "?>" not in data)
            return f"<?{node.target} {data}?>"
        assert isinstance(node, Doctype)
        public, system = node.public_id or "", node.system_id or ""
        text = f' PUBLIC "{public}"' if public else " SYSTEM" if system else ""
        return f"<!DOCTYPE {node.name}{text}" + (f' "{system}"' if system else "") + ">"

    def _check(self, is_right: bool) -> None:
        if self._well_formed and not is_right:
            raise dom_exception("InvalidStateError", "The node has what XML markup cannot say.")

    # https://w3c.github.io/DOM-Parsing/#xml-serializing-an-element-node
    def _start_tag(self, element: Element, inherited: str | None, around: Prefixes) -> tuple[str, str | None, Prefixes]:
        """Writes the tag; gives the end tag, "" when the tag closed itself, and the namespace and the prefixes
        inside."""
        tree, parts = self._tree, self._parts
        name = tree.name(element)
        # 1.
        self._check(":" not in name.local and is_element_name(name.local))
        noted = tree.attribute_names.get(element, {})
        attributes = [(tree.attribute_name(element, key), element.attr(key) or "") for key in element.attrs]
        if not noted:
            attributes = [
                (Name(XMLNS, None, "xmlns") if full.qualified == "xmlns" else full, value) for full, value in attributes
            ]
        # 2. - 10.
        known = {namespace: list(prefixes) for namespace, prefixes in around.items()}
        here: dict[str, str] = {}
        default = _record_namespaces(attributes, known, here)
        ignores_default, extra = False, ""
        # 11.
        if inherited == name.namespace:
            ignores_default = default is not None
            qualified = f"xml:{name.local}" if name.namespace == XML else name.local
        else:
            # 12.
            prefix = name.prefix
            candidate = "xmlns" if prefix == "xmlns" else _preferred(prefix, known, name.namespace)
            if candidate is not None:
                qualified = f"{candidate}:{name.local}"
                if default is not None and default != XML:
                    inherited = default or None
            elif prefix is not None:
                if prefix in here:
                    prefix = self._generate(known, name.namespace)
                else:
                    known.setdefault(name.namespace, []).append(prefix)
                qualified = f"{prefix}:{name.local}"
                extra = f' xmlns:{prefix}="{(name.namespace or "").translate(ATTRIBUTE)}"'
                if default is not None:
                    inherited = default or None
            else:
                qualified, inherited = name.local, name.namespace
                if default is None or default != (name.namespace or ""):
                    ignores_default = True
                    extra = f' xmlns="{(name.namespace or "").translate(ATTRIBUTE)}"'
        parts.append(f"<{qualified}{extra}")
        # 13.
        self._write_attributes(attributes, known, here, ignores_default=ignores_default)
        # 14. - 17.
        if len(tree.templates.get(element, element)) or (name.namespace == HTML and name.local not in _EMPTY):
            parts.append(">")
            return f"</{qualified}>", inherited, known
        parts.append(" />" if name.namespace == HTML else "/>")
        return "", inherited, known

    # https://w3c.github.io/DOM-Parsing/#xml-serializing-an-element's-attributes
    def _write_attributes(
        self, attributes: list[tuple[Name, str]], known: Prefixes, here: dict[str, str], *, ignores_default: bool
    ) -> None:
        for full, value in attributes:
            # 3.5
            candidate: str | None = None
            if full.namespace == XMLNS:
                is_elsewhere = here.get(full.local) != value and full.local in known.get(value or None, ())
                if value == XML or (ignores_default if full.prefix is None else is_elsewhere):
                    continue
                self._check(value not in ("", XMLNS) or full.prefix is None)
                candidate = "xmlns" if full.prefix == "xmlns" else None
            elif full.namespace is not None:
                candidate = _preferred(full.prefix, known, full.namespace)
                if candidate is None:
                    candidate = self._generate(known, full.namespace)
                    self._parts.append(f' xmlns:{candidate}="{full.namespace.translate(ATTRIBUTE)}"')
            # 3.6 - 3.9
            self._check(":" not in full.local)
            qualified = full.local if candidate is None else f"{candidate}:{full.local}"
            self._parts.append(f' {qualified}="{value.translate(ATTRIBUTE)}"')

    # https://w3c.github.io/DOM-Parsing/#generating-namespace-prefixes
    def _generate(self, known: Prefixes, namespace: str | None) -> str:
        made = f"ns{self._index}"
        self._index += 1
        known.setdefault(namespace, []).append(made)
        return made


# https://w3c.github.io/DOM-Parsing/#recording-the-namespace
def _record_namespaces(attributes: list[tuple[Name, str]], known: Prefixes, here: dict[str, str]) -> str | None:
    """Takes note of the prefixes that an element declares; gives the value of its `xmlns`."""
    default = None
    for full, value in attributes:
        if full.namespace != XMLNS:
            continue
        if full.prefix is None:
            default = value
        elif value != XML and full.local not in known.get(value or None, ()):
            known.setdefault(value or None, []).append(full.local)
            here[full.local] = value
    return default


# https://w3c.github.io/DOM-Parsing/#retrieving-a-preferred-prefix-string
def _preferred(prefix: str | None, known: Prefixes, namespace: str | None) -> str | None:
    candidates = known.get(namespace)
    if not candidates:
        return None
    return prefix if prefix in candidates else candidates[-1]
