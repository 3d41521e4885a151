"""Tree construction: where nodes go, formatting elements, foreign content.
https://html.spec.whatwg.org/multipage/parsing.html#tree-construction

The nodes go into the live tree, as `mutation` inserts them, one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import turbohtml
from turbohtml import Element, Node, Text

from shim.dom import mutation
from shim.dom.names import HTML, MATHML, SVG, Name, ascii_lower
from shim.dom.shadows import can_host, declared
from shim.dom.tree import Tree
from shim.dom.utf16 import units
from shim.dom.xml_markup import make_element

from .open_elements import Open, OpenElements
from .tokenizer import Tag, Tokenizer

SPACE = "\t\n\f\r "
TABLE_PARTS = frozenset(["table", "tbody", "template", "tfoot", "thead", "tr"])
_FOSTERS = frozenset(["table", "tbody", "tfoot", "thead", "tr"])
_MATHML_TEXT = frozenset(["mi", "mo", "mn", "ms", "mtext"])
_HTML_IN_SVG = frozenset(["foreignObject", "desc", "title"])
_BREAKS_OUT = frozenset([
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre",
    "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var"
])  # fmt: skip
_HTML_FONT = frozenset(["color", "face", "size"])
_ESCAPED = {ord("&"): "&amp;", ord('"'): "&quot;"}


class TreeBuilder:
    """State that all insertion modes share. `scripting`: the scripting flag.

    `ended_script` is a script element whose end tag has come, for whoever drives the parser; it stops there.
    """

    def __init__(self, tree: Tree, *, scripting: bool) -> None:
        self.tree = tree
        self.tokenizer = Tokenizer(self)  # type: ignore[arg-type]
        self.scripting = scripting
        self.ended_script: Open | None = None
        self.open = OpenElements()
        self.formatting: list[Open | None] = []
        """The list of active formatting elements; None is a marker."""
        self.head: Open | None = None
        self.form: Open | None = None
        self.frameset_ok = True
        self.is_quirky = False
        self.fosters = False
        self.mode = "initial"
        self.original_mode = ""
        self.template_modes: list[str] = []
        self.skips_line_feed = False
        self._table_text: list[str] = []

    # tokens -----------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher
    def start_tag(self, tag: Tag) -> None:
        """A start tag token."""
        self.skips_line_feed = False
        self.flush_table_text()
        if not (self.is_foreign_tag(tag) and self.foreign_start_tag(tag)):
            self.start(tag)

    def end_tag(self, name: str) -> None:
        """An end tag token."""
        self.skips_line_feed = False
        self.flush_table_text()
        if not (self.is_in_foreign_content and self.foreign_end_tag(name)):
            self.end(name)

    def text(self, data: str) -> None:
        """Text, which may be a part of what stands together."""
        if self.skips_line_feed:
            self.skips_line_feed = False
            data = data.removeprefix("\n")
        if not data:
            return
        if self.is_foreign_text:
            self.insert_text(data.replace("\0", "\ufffd"))
            self.frameset_ok = self.frameset_ok and not data.strip(SPACE + "\0")
        else:
            self.characters(data)

    def end_of_file(self) -> None:
        """The end of the input."""
        self.flush_table_text()
        getattr(self, f"{self.mode}_eof")()

    def start(self, tag: Tag, mode: str = "") -> None:
        """Has the present mode, or another one, handle a start tag."""
        getattr(self, f"{mode or self.mode}_start")(tag)

    def end(self, name: str, mode: str = "") -> None:
        """Has the present mode, or another one, handle an end tag."""
        getattr(self, f"{mode or self.mode}_end")(name)

    def characters(self, data: str, mode: str = "") -> None:
        """Has the present mode, or another one, handle text."""
        getattr(self, f"{mode or self.mode}_text")(data)

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intabletext
    def flush_table_text(self) -> None:
        """Inserts the text in a table that has been waiting for what follows it."""
        if self._table_text:
            data, self._table_text = "".join(self._table_text), []
            if data.strip(SPACE):
                self.fostered(self.characters, data)
            else:
                self.insert_text(data)

    def hold_table_text(self, data: str) -> None:
        """Keeps text in a table until the next token shows where it goes."""
        self._table_text.append(data)

    def fostered(self, handle: Callable[[Any, str], None], token: Any) -> None:
        """Has the rules of the body handle a token, with foster parenting."""
        self.fosters = True
        try:
            handle(token, "in_body")
        finally:
            self.fosters = False

    # nodes ------------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/parsing.html#create-an-element-for-the-token
    def create(self, tag: Tag, namespace: str = HTML) -> Open:
        """An element for a start tag, which is not in the tree yet."""
        tree = self.tree
        tree.grow(sum(map(len, tag.attributes.values())))
        if namespace is not HTML:
            return self._create_foreign(tag, namespace)
        node = make_element(tree, Name(HTML, None, tag.name), in_xml=False)
        for name, value in tag.attributes.items():
            if name[0] == "=":
                # INTEROP: only turbohtml's own parser gives an element such an attribute
                node = _with_odd_attributes(tag) or node
                break
            node.attrs[name] = value
        if tag.name == "script":
            # it is prepared when its end tag comes
            tree.already_started.add(node)
        return Open(node, tag.name, HTML, tag)

    def _create_foreign(self, tag: Tag, namespace: str) -> Open:
        """turbohtml knows how names of elements and attributes are written there.
        https://html.spec.whatwg.org/multipage/parsing.html#adjust-svg-attributes"""
        context = "svg g" if namespace is SVG else "math mrow"
        if (tag.name, namespace) in (("svg", SVG), ("math", MATHML)):
            context = "body"
        node = _parsed(f"<{tag.name} {_attributes(tag)}>", context)
        if node is None:
            node = make_element(self.tree, Name(namespace, None, tag.name), in_xml=False)
        if node.tag == "script":
            self.tree.already_started.add(node)
        return Open(node, node.tag, namespace, tag)

    # https://html.spec.whatwg.org/multipage/parsing.html#appropriate-place-for-inserting-a-node
    def place(self, target: Open | None = None) -> tuple[Node, Node | None]:
        """The parent of the next node, and the child before which it goes."""
        # 1.
        target = target or self.open[-1]
        # 2.
        if self.fosters and target.namespace is HTML and target.name in _FOSTERS:
            # 2.1 - 2.3
            table = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i].is_html("table")), None)
            template = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i].is_html("template")), None)
            if template is not None and (table is None or template > table):
                target = self.open[template]
            elif table is None:
                # 2.4
                target = self.open[0]
            elif self.open[table].node.parent is not None:
                # 2.5
                return self.open[table].node.parent, self.open[table].node  # type: ignore[return-value]
            else:
                # 2.6, 2.7
                target = self.open[table - 1]
        # 3.
        return self._inside(target), None

    def _inside(self, target: Open) -> Node:
        if target.content is not None:
            return target.content
        return self.tree.template_content(target.node) if target.is_html("template") else target.node

    def insert_at(self, node: Node, place: tuple[Node, Node | None]) -> None:
        """Puts a node into the tree, if it may stand there."""
        parent, child = place
        if isinstance(parent, turbohtml.Document) and (isinstance(node, Text) or _has_element(parent)):
            return
        mutation.insert(self.tree, node, parent, child)
        # AD-HOC: a custom element is made before it is inserted; here it is upgraded right after that
        if self.tree.custom_notes and self.tree.on_parser_insert is not None:
            self.tree.on_parser_insert()

    # https://html.spec.whatwg.org/multipage/parsing.html#insert-a-foreign-element
    def insert(self, tag: Tag, namespace: str = HTML) -> Open:
        """Inserts an element for a start tag; it becomes the current node."""
        place = self.place()
        item = self.create(tag, namespace)
        self.open.append(item)
        self.insert_at(item.node, place)
        return item

    def insert_implied(self, name: str) -> Open:
        """Inserts an element whose start tag was left out."""
        return self.insert(Tag(name, {}))

    def insert_void(self, tag: Tag) -> None:
        """Inserts an element that has no contents."""
        self.insert(tag)
        self.open.pop()

    # https://html.spec.whatwg.org/multipage/parsing.html#insert-a-character
    def insert_text(self, data: str) -> None:
        """Inserts text where the next node goes."""
        parent, child = self.place()
        before = child.previous_sibling if child is not None else parent[-1] if len(parent) else None
        if isinstance(before, Text):
            old = mutation.get_data(self.tree, before)
            mutation.set_data(self.tree, before, old + data, units(old), 0, units(data))
        else:
            self.tree.grow(len(data))
            self.insert_at(Text(data), (parent, child))

    def add_attribute(self, element: Element, key: str, value: str) -> None:
        """Gives an open element an attribute that a later tag has."""
        tree = self.tree
        tree.grow(len(value))
        if tree.records is not None:
            tree.records.attributes(tree, element, key, None, None)
        element.attrs[key] = value
        tree.version += 1
        if (hook := tree.changed.get((element.tag, key))) is not None:
            hook(element, value)

    # formatting elements ----------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/parsing.html#push-onto-the-list-of-active-formatting-elements
    def push_formatting(self, item: Open) -> None:
        """Adds to the list; of elements that are alike it keeps three."""
        # 1.
        alike = []
        for each in reversed(self.formatting):
            if each is None:
                break
            if each.name == item.name and each.tag.attributes == item.tag.attributes:
                alike.append(each)
        if len(alike) >= 3:
            self.forget_formatting(alike[-1])
        # 2.
        self.formatting.append(item)

    def forget_formatting(self, item: Open) -> None:
        """Takes an element out of the list."""
        self.formatting = [each for each in self.formatting if each is not item]

    # https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements
    def reconstruct(self) -> None:
        """Opens the formatting elements again that were closed before their end tags came."""
        formatting = self.formatting
        # 1. - 7.
        at = len(formatting)
        while at > 0 and (entry := formatting[at - 1]) is not None and not self._is_open(entry):
            at -= 1
        # 8. - 10.
        while at < len(formatting):
            entry = formatting[at]
            assert entry is not None
            formatting[at] = self.insert(entry.tag)
            at += 1

    def _is_open(self, item: Open) -> bool:
        return any(each is item for each in self.open)

    # https://html.spec.whatwg.org/multipage/parsing.html#clear-the-list-of-active-formatting-elements-up-to-the-last-marker
    def clear_formatting(self) -> None:
        """Takes everything after the last marker out of the list, and the marker."""
        while self.formatting and self.formatting.pop() is not None:
            pass

    def last_formatting(self, name: str) -> Open | None:
        """The last element of that name after the last marker."""
        for each in reversed(self.formatting):
            if each is None:
                return None
            if each.name == name:
                return each
        return None

    # https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm
    def adopt(self, name: str) -> bool:
        """The adoption agency algorithm; False when the tag is to be handled like any other end tag."""
        stack = self.open
        # 2.
        if stack[-1].is_html(name) and not any(each is stack[-1] for each in self.formatting):
            stack.pop()
            return True
        # 3., 4.
        for _ in range(8):
            # 4.3
            element = self.last_formatting(name)
            if element is None:
                return False
            # 4.4
            if not self._is_open(element):
                self.forget_formatting(element)
                return True
            # 4.5
            if not stack.holds_in_scope(element):
                return True
            # 4.7
            at = _index(stack, element)
            furthest_at = next((i for i in range(at + 1, len(stack)) if stack[i].is_special), None)
            # 4.8
            if furthest_at is None:
                del stack[at:]
                self.forget_formatting(element)
                return True
            self._adopt_block(element, at, furthest_at)
        return True

    def _adopt_block(self, element: Open, at: int, furthest_at: int) -> None:
        stack, formatting = self.open, self.formatting
        furthest = stack[furthest_at]
        # 4.9, 4.10
        ancestor = stack[at - 1]
        bookmark: Open | None = None
        # 4.11 - 4.13
        last, node_at, count = furthest, furthest_at, 0
        while True:
            # 4.13.1, 4.13.2
            count += 1
            node_at -= 1
            node = stack[node_at]
            # 4.13.3
            if node is element:
                break
            is_listed = any(each is node for each in formatting)
            # 4.13.4
            if count > 3 and is_listed:
                self.forget_formatting(node)
                formatting, is_listed = self.formatting, False
            # 4.13.5
            if not is_listed:
                del stack[node_at]
                continue
            # 4.13.6
            clone = self.create(node.tag)
            formatting[_index(formatting, node)] = clone
            stack[node_at] = clone
            # 4.13.7
            if last is furthest:
                bookmark = clone
            # 4.13.8, 4.13.9
            mutation.insert(self.tree, last.node, clone.node, None)
            last = clone
        # 4.14
        place = self.place(ancestor)
        if last.node.parent is not None:
            mutation.remove(self.tree, last.node)
        self.insert_at(last.node, place)
        # 4.15 - 4.17
        clone = self.create(element.tag)
        inside = self._inside(furthest)
        for child in list(inside.children):
            mutation.insert(self.tree, child, clone.node, None)
        mutation.insert(self.tree, clone.node, inside, None)
        # 4.18
        if bookmark is None:
            formatting[_index(formatting, element)] = clone
        else:
            self.forget_formatting(element)
            self.formatting.insert(_index(self.formatting, bookmark) + 1, clone)
        # 4.19
        del stack[_index(stack, element)]
        stack.insert(_index(stack, furthest) + 1, clone)

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead, a start tag whose name is "template"
    def insert_shadow_root(self, tag: Tag) -> bool:
        """Attaches the shadow root that a template declares to its parent; False for any other template."""
        host, facts = self.open[-1], declared(tag.attributes.get)
        parent, _ = self.place()
        if facts is None or len(self.open) < 2 or parent is not host.node:
            return False
        if not can_host(self.tree, host.node) or self.tree.shadow_of(host.node) is not None:
            return False
        shadow = self.tree.attach_shadow(host.node, facts)
        item = self.create(tag)
        item.content = shadow
        self.open.append(item)
        return True

    # foreign content --------------------------------------------------------------------------------------------------

    @property
    def is_in_foreign_content(self) -> bool:
        """True when the current node is an element that is not in the HTML namespace."""
        return bool(self.open) and self.open[-1].namespace is not HTML

    def _is_mathml_text(self, item: Open) -> bool:
        return item.namespace is MATHML and item.name in _MATHML_TEXT

    # https://html.spec.whatwg.org/multipage/parsing.html#html-integration-point
    def _is_html_integration(self, item: Open) -> bool:
        if item.namespace is SVG:
            return item.name in _HTML_IN_SVG
        if item.namespace is MATHML and item.name == "annotation-xml":
            return ascii_lower(item.tag.attributes.get("encoding", "")) in ("text/html", "application/xhtml+xml")
        return False

    # https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher
    def is_foreign_tag(self, tag: Tag) -> bool:
        """True when the rules for foreign content hold for a start tag."""
        if not self.is_in_foreign_content:
            return False
        current = self.open[-1]
        if self._is_mathml_text(current) and tag.name not in ("mglyph", "malignmark"):
            return False
        if current.namespace is MATHML and current.name == "annotation-xml" and tag.name == "svg":
            return False
        return not self._is_html_integration(current)

    @property
    def is_foreign_text(self) -> bool:
        """True when the rules for foreign content hold for text."""
        if not self.is_in_foreign_content:
            return False
        current = self.open[-1]
        return not self._is_mathml_text(current) and not self._is_html_integration(current)

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
    def foreign_start_tag(self, tag: Tag) -> bool:
        """Inserts a foreign element; False when the tag leads out of foreign content and is to be handled by the
        insertion mode."""
        if tag.name in _BREAKS_OUT or (tag.name == "font" and _HTML_FONT & tag.attributes.keys()):
            self._break_out()
            return False
        item = self.insert(tag, self.open[-1].namespace)
        if tag.self_closing:
            self.open.pop()
            if item.name == "script" and item.namespace is SVG:
                self.ended_script = item
        return True

    def foreign_end_tag(self, name: str) -> bool:
        """Ends a foreign element; False when the insertion mode handles the tag."""
        stack = self.open
        if name == "script" and stack[-1].namespace is SVG and stack[-1].name == "script":
            self.ended_script = stack.pop()
            return True
        if name in ("br", "p"):
            self._break_out()
            return False
        for at in range(len(stack) - 1, 0, -1):
            if stack[at].namespace is HTML:
                return False
            if ascii_lower(stack[at].name) == name:
                del stack[at:]
                return True
        return True

    def _break_out(self) -> None:
        while self.is_in_foreign_content and self.is_foreign_text:
            self.open.pop()


def _parsed(markup: str, context: str) -> Element | None:
    """The element that turbohtml makes of a start tag."""
    for child in turbohtml.parse_fragment(markup, context, scripting=True, positions=False).children:
        if isinstance(child, Element):
            child.extract()
            return child
    return None


def _with_odd_attributes(tag: Tag) -> Element | None:
    node = _parsed(f"<x-x {_attributes(tag)}>", "body")
    try:
        if node is not None:
            node.tag = tag.name
    except ValueError:
        return None
    return node


def _attributes(tag: Tag) -> str:
    return " ".join([f'{name}="{value.translate(_ESCAPED)}"' for name, value in tag.attributes.items()])


def _index(items: list[Open] | list[Open | None], item: Open) -> int:
    return next(i for i, each in enumerate(items) if each is item)


def _has_element(document: Node) -> bool:
    return any(isinstance(child, Element) for child in document.children)
