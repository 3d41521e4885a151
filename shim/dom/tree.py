"""The nodes of one document as script sees them: by number, with the interface that each has, and what turbohtml
does not keep."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import turbohtml
from turbohtml import CData, Comment, Document, DocumentFragment, Element, Node, ProcessingInstruction, ShadowRoot, Text

from shim.engine.realm import HostError, dom_exception

from .interfaces import HTML_INTERFACES
from .names import FOREIGN_ATTRIBUTES, HTML, IN_HTML, MATHML, NAMESPACES, SVG, Name, ascii_lower, is_custom_name
from .node_factory import new_document
from .registries import NONE, mark_below
from .shadows import declared_shadow
from .slots import ShadowFacts, Slots

if TYPE_CHECKING:
    from .ranges import LiveRanges
    from .records import MutationRecords

Hook = Callable[[Element], None]
AttributeHook = Callable[[Element, str | None], None]
ChildrenHook = Callable[[Element, Sequence[Node]], None]
_COUNTED_AT_ONCE = 65_536
_NODE = 40
"""Characters that take as much as a node without text and attributes."""
_NUMBER = 200
"""Bytes that a node's number takes."""


@dataclass(slots=True)
class DocumentInfo:
    """Facts about a document apart from its nodes. https://dom.spec.whatwg.org/#concept-document-type"""

    xml: bool = False
    content_type: str = "text/html"
    url: str = "about:blank"
    interface: str = "XMLDocument"
    """The interface of an XML document."""


class Tree:
    """A realm's documents. Script holds nodes by id; ids are given on first sight and kept while the realm lives.

    `document` is the one that the window shows; `DOMParser` and others make more. Read it anew each time:
    turbohtml's documents cannot take a child when they have none, so such a one is replaced.

    `inserted` and `removed` hold what the embedder wants to know of elements by tag name, called after a node became
    connected or stopped being so; `changed` by (tag, attribute), called after the attribute changed with the element
    and the new value (None: removed); `children_changed` by the tag of an element whose children script has changed,
    be it connected or not, called with the element and the new children. `pseudo_classes` gives the elements of a
    tree, by its root, that match a pseudo-class now, for those that are not in the markup. `already_started` holds
    scripts that must not run (again).
    https://html.spec.whatwg.org/#already-started
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.encoding = document.encoding or "UTF-8"
        self._nodes: list[Node] = []
        # OPTIMIZATION: by identity, since turbohtml gives all nodes of a tree the same hash; `_nodes` keeps them alive
        self._ids: dict[int, int] = {}
        self.wrapped: set[int] = set()
        self._version = 0
        self._grown = 0
        self.hold: Callable[[int], None] = _hold_nothing
        """Told in advance of bytes that the tree will hold; it may refuse."""
        self.shared_version: ctypes.c_int32 | None = None
        self.inserted: dict[str, Hook] = {}
        self.removed: dict[str, Hook] = {}
        self.changed: dict[tuple[str, str], AttributeHook] = {}
        self.children_changed: dict[str, ChildrenHook] = {}
        self.pseudo_classes: dict[str, Callable[[Node], Iterable[Element]]] = {
            "focus": self._focused,
            "focus-visible": lambda root: self._focused(root) if self.focus_is_shown else (),
            "empty": _empty,
            "undefined": self._undefined,
        }
        self.already_started: set[Element] = set()
        self.focused: Element | None = None
        self.focus_is_shown = True
        # facts about loading that script of the page sees
        self.current_script: Element | None = None
        self.fallback_base_url: Callable[[], str] | None = None
        self.is_shown = True
        self.ready_state = "loading"
        self.visibility_state = "visible"
        self.referrer = ""
        self.quirky: bool | None = None
        """True for quirks mode, as found by a parser that script writes to; None where the doctype tells."""
        self.on_write: Callable[[str], None] | None = None
        self.on_open: Callable[[], None] | None = None
        self.on_close: Callable[[], None] | None = None
        self.read_cookies: Callable[[], str] = str
        self.write_cookie: Callable[[str], None] = _ignore
        # side tables, empty for most pages
        self.names: dict[Element, Name] = {}
        self.attribute_names: dict[Element, dict[str, Name]] = {}
        self.is_values: dict[int, str] = {}
        """The `is` values of elements, by number. https://dom.spec.whatwg.org/#concept-element-is-value"""
        self.templates: dict[Element, DocumentFragment] = {}
        self.inert: dict[int, Document] = {}
        """The documents of templates' contents, by the number of the document of the templates."""
        self.registries: dict[int, int] = {}
        """Registries of custom elements, where they are not the usual ones (`registries.py`)."""
        self.custom_states: dict[int, str] = {}
        """The states of custom elements, by number, once an upgrade has begun."""
        self.custom_flags: dict[int, set[str]] = {}
        """States of custom elements, which `:state()` finds, by number."""
        self.custom_notes: list[list[object]] = []
        """Events of custom elements since script looked (`CustomElementOperations`)."""
        self.on_attribute: Callable[[Element, Name, str | None, str | None], None] | None = None
        self.on_adopt: Callable[[Node, Document, Document], None] | None = None
        self.on_move: Callable[[Node], None] | None = None
        self.on_created: Callable[[Node], None] | None = None
        self.on_parser_insert: Callable[[], object] | None = None
        self.instructions: dict[Node, str] = {}
        self.owners: dict[Node, Document] = {}
        """The documents of nodes that are in none, where it is not the page's: as they were then, see `owner`."""
        self._became: dict[Document, Document] = {}
        """The objects that stand for documents that were empty once, by the ones that did before."""
        self.documents: dict[Document, DocumentInfo] = {}
        self.shadows: dict[int, ShadowRoot] = {}
        """Shadow roots by the number of their host."""
        self._shadow_facts: dict[int, ShadowFacts] = {}
        self.shown_popovers: set[Element] = set()
        self.image_sizes: dict[Element, tuple[int, int]] = {}
        """The pixels of the images that elements have loaded."""
        self.image_data: dict[str, tuple[str, bytes]] = {}
        """The kinds and files of images that were loaded, by the `src` of their elements, for pictures; few of them."""
        self.on_change: Callable[[], None] | None = None
        """Called after each change, where something has to follow the layout."""
        self.on_motion: Callable[[], None] | None = None
        """Called once, when style that may start animations or transitions comes."""
        self.before_change: Callable[[Element, str, str | None], None] | None = None
        """Called with the name and the new value before an attribute of an element changes, where transitions may
        start."""
        self.fresh: dict[int, Node] | None = None
        """Nodes that were inserted since style was last looked at, by identity, where transitions may start."""
        self.after_change: Callable[[], None] | None = None
        """Called after each change, where animations or transitions may start."""
        self.records: MutationRecords | None = None
        self.ranges: LiveRanges | None = None
        self.document_id = self.id(document)
        self.parsed(document, with_shadows=True)

    @property
    def version(self) -> int:
        """Counts what is done to the tree."""
        return self._version

    @version.setter
    def version(self, value: int) -> None:
        self._version = value
        self.touch()
        if self.on_change is not None:
            self.on_change()
        if self.after_change is not None:
            self.after_change()

    def touch(self) -> None:
        """The tree may have changed: what script remembers of its shape (`treeVersion` in js/platform/dom/nodes.js) is
        void."""
        if self.shared_version is not None:
            self.shared_version.value += 1

    def let_go(self) -> None:
        """Forgets whom it tells and asks, once nothing of the realm is left."""
        for hooks in (self.inserted, self.removed, self.changed, self.children_changed, self.pseudo_classes):
            hooks.clear()
        self.on_attribute = self.on_adopt = self.on_move = self.on_created = self.on_parser_insert = None
        self.fallback_base_url = self.on_write = self.on_open = self.on_close = self.on_change = None
        self.on_motion = self.before_change = self.after_change = None
        self.read_cookies, self.write_cookie = str, _ignore
        self.hold = _hold_nothing
        self.__dict__.pop("slots", None)

    @cached_property
    def slots(self) -> Slots:
        """The assignments of its slots."""
        return Slots(self)

    def grow(self, characters: int) -> None:
        """Text, attributes or markup of so many characters is about to come into the tree. Raises `OutOfMemoryError`
        where the page may not hold as much.

        INTEROP: turbohtml keeps four bytes for a character, and what is replaced or removed for as long as anything of
        its tree lives: so nothing is ever given back before the realm is freed.
        """
        self._grown += 4 * characters
        if self._grown > _COUNTED_AT_ONCE:
            grown, self._grown = self._grown, 0
            self.hold(grown)

    def grow_by_markup(self, markup: str) -> None:
        """Like `grow`, with the nodes that a parser makes of it."""
        self.grow(len(markup) + _NODE * markup.count("<"))
        self.look_for_motion(markup)

    def look_for_motion(self, text: str) -> None:
        """Style or markup has come that may hold style that starts animations or transitions."""
        if self.on_motion is not None and ("transition" in text or "keyframes" in text):
            begin, self.on_motion = self.on_motion, None
            begin()

    def replace_document(self, document: Document) -> int:
        """Makes `document` the window's document; returns its number. The one before stays a document of the tree if
        script may know anything of it."""
        before = self.document
        if len(self._nodes) == 1 and not self.wrapped and self.ranges is None and self.records is None:
            self._nodes, self._ids = [document], {id(document): self.document_id}
        else:
            self.documents[before] = DocumentInfo()
            for root in {self.root(node) for node in (*self._nodes, *self.templates.values())}:
                if not isinstance(root, (Document, ShadowRoot)):
                    self.owners.setdefault(root, before)
            self.document_id = self.id(document)
        self.document = document
        self.encoding = document.encoding or "UTF-8"
        self.focused = self.current_script = None
        self.ready_state = "loading"
        self.on_write = self.on_open = self.on_close = None
        self.parsed(document, with_shadows=True)
        self.version += 1
        return self.document_id

    # nodes by number --------------------------------------------------------------------------------------------------

    def node(self, id_: int) -> Node:
        """The node of that id; an id that was never given is a TypeError in the page."""
        try:
            if id_ >= 0:
                return self._nodes[id_]
            raise IndexError
        except (IndexError, TypeError):
            raise HostError("TypeError", "parameter is not of type 'Node'.") from None

    def document_node(self, id_: int) -> Document:
        """The document of that id."""
        node = self.node(id_)
        if not isinstance(node, Document):
            raise HostError("TypeError", "parameter is not of type 'Document'.")
        return node

    def element(self, id_: int) -> Element:
        """The element of that id."""
        node = self.node(id_)
        if not isinstance(node, Element):
            raise HostError("TypeError", "parameter is not of type 'Element'.")
        return node

    def id(self, node: Node) -> int:
        """The node's number, a new one when script has not seen it."""
        found = self._ids.get(id(node))
        if found is None:
            found = self._ids[id(node)] = len(self._nodes)
            self._nodes.append(node)
            self._grown += _NUMBER
        return found

    def knows(self, node: Node) -> bool:
        """True when the node has a number."""
        return id(node) in self._ids

    def id_or_none(self, node: Node | None) -> int | None:
        return None if node is None else self.id(node)

    def ids(self, nodes: Iterable[Node]) -> str:
        """Several nodes in one answer: their ids, separated by spaces."""
        return " ".join([str(self.id(n)) for n in nodes])

    # the tree's shape -------------------------------------------------------------------------------------------------

    def root(self, node: Node) -> Node:
        """https://dom.spec.whatwg.org/#concept-tree-root"""
        while (parent := node.parent) is not None:
            node = parent
        return node

    @staticmethod
    def last_child(node: Node) -> Node | None:
        """https://dom.spec.whatwg.org/#concept-tree-last-child"""
        return node[-1] if len(node) else None

    def is_connected(self, node: Node) -> bool:
        """https://dom.spec.whatwg.org/#connected (shadow trees count through their host)"""
        while True:
            parent = node.parent
            if parent is None:
                if isinstance(node, ShadowRoot):
                    node = node.host
                    continue
                return isinstance(node, Document)
            node = parent

    def document_of(self, node: Node) -> Document:
        """https://dom.spec.whatwg.org/#concept-node-document"""
        if not self.documents:
            return self.document
        while True:
            root = self.root(node)
            if isinstance(root, Document):
                return root
            if not isinstance(root, ShadowRoot):
                return self.owner(root) or self.document
            node = root.host

    def owner(self, root: Node) -> Document | None:
        """The document of the root of a tree that is in no document; None where nothing was said of it."""
        document = self.owners.get(root)
        while document in self._became:
            document = self._became[document]
        return document

    def info(self, document: Document) -> DocumentInfo:
        """The facts about a document; the window's own is an HTML document unless something else was said."""
        return self.documents.get(document) or DocumentInfo()

    def is_xml(self, node: Node) -> bool:
        """True when the node's document is an XML document."""
        return bool(self.documents) and self.info(self.document_of(node)).xml

    def append_to_document(self, document: Document, node: Node) -> None:
        """Puts a node behind a document's last child."""
        children = document.children
        if children:
            children[-1].insert_after(node)
            return
        fresh = new_document([node])
        number = self._ids.pop(id(document))
        self._nodes[number], self._ids[id(fresh)] = fresh, number
        if document in self.documents:
            self.documents[fresh] = self.documents.pop(document)
        self._became[document] = fresh
        if document is self.document:
            self.document = fresh

    # hooks of elements, shadow roots and templates --------------------------------------------------------------------

    def notify(self, hooks: dict[str, Hook], root: Node) -> None:
        """Calls the hooks of every element of interest at or below `root`, shadow trees included."""
        if not hooks or not isinstance(root, (Element, Document, DocumentFragment)):
            return
        if len(root) == 0 and isinstance(root, Element) and not self.shadows:
            hook = hooks.get(root.tag)
            if hook is not None and not (root in self.already_started and hooks is self.inserted):
                hook(root)
            return
        if not self.shadows:
            for element in list(root.iter_elements(list(hooks), include_self=True)):
                if not (hooks is self.inserted and element in self.already_started):
                    hooks[element.tag](element)
            return
        for element in list(self.shadow_including(root)):
            if element.tag in hooks and not (hooks is self.inserted and element in self.already_started):
                hooks[element.tag](element)

    # https://dom.spec.whatwg.org/#concept-shadow-including-tree-order
    def shadow_including(self, root: Node) -> Iterator[Element]:
        """The elements at or below `root` and in the shadow trees there, in their order."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element):
                yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Element)]
            if isinstance(node, Element) and (shadow := self.shadow_of(node)) is not None:
                waiting.append(shadow)

    def shadow_of(self, element: Element) -> ShadowRoot | None:
        """The element's shadow root, open or closed."""
        return self.shadows.get(self._ids.get(id(element), -1)) if self.shadows else None

    def shadow_facts(self, shadow: ShadowRoot) -> ShadowFacts:
        """The facts that are kept of a shadow root."""
        return self._shadow_facts[self.id(shadow)]

    # https://dom.spec.whatwg.org/#concept-attach-a-shadow-root; the caller has done steps 1 to 4
    def attach_shadow(self, host: Element, facts: ShadowFacts) -> ShadowRoot:
        """Makes the host's shadow root."""
        root = self.shadows[self.id(host)] = host.attach_shadow(facts.mode)
        self._shadow_facts[self.id(root)] = facts
        self.touch()
        return root

    def take_shadow_to(self, other: Tree, host: Element) -> None:
        """Gives another realm's tree the shadow root of an element that moves there."""
        root = self.shadow_of(host)
        if root is not None:
            other.shadows[other.id(host)] = self.shadows.pop(self.id(host))
            other._shadow_facts[other.id(root)] = self._shadow_facts.pop(self.id(root))
            other.slots.assign_tree(root, quietly=True)

    def parsed(self, root: Node, *, with_shadows: bool = False) -> None:
        """Takes note of what a parser made: the contents of templates stand apart from the tree, and become shadow
        trees where markup may declare them."""
        waiting, made = [root], []
        while waiting:
            for template in list(waiting.pop().iter_elements("template", include_self=True)):
                children = template.children
                if children and isinstance(children[0], DocumentFragment):
                    content = children[0]
                    content.extract()
                    shadow = declared_shadow(self, template, root) if with_shadows else None
                    if shadow is None:
                        self.templates[template] = content
                        waiting.append(content)
                        continue
                    template.extract()
                    for child in content.children:
                        shadow.append(child)
                    waiting.append(shadow)
                    made.append(shadow)
        for shadow in made:
            self.slots.assign_tree(shadow, quietly=True)
            if self.shadow_facts(shadow).has_no_registry:
                mark_below(self, shadow, NONE)
        self.note_is_values(root, *made)

    def note_is_values(self, *roots: Node) -> None:
        """Keeps the `is` values that elements have from the parser."""
        for root in roots:
            if isinstance(root, (Element, Document, DocumentFragment)):
                for element in root.select("[is]"):
                    self.is_values[self.id(element)] = element.attr("is") or ""

    def template_content(self, template: Element) -> DocumentFragment:
        """https://html.spec.whatwg.org/#template-contents"""
        found = self.templates.get(template)
        if found is None:
            found = self.templates[template] = DocumentFragment()
            if self.documents and (owner := self.document_of(template)) is not self.document:
                self.owners[found] = owner
        return found

    def _focused(self, _root: Node) -> list[Element]:
        return self.focused_and_hosts()

    def focused_and_hosts(self) -> list[Element]:
        """The focused element, and each host whose shadow tree it is in. https://html.spec.whatwg.org/#selector-focus"""
        found, element = [], self.focused
        while element is not None:
            found.append(element)
            root = self.root(element) if self.shadows else None
            element = root.host if isinstance(root, ShadowRoot) else None
        return found

    # https://html.spec.whatwg.org/#selector-defined
    def _undefined(self, root: Node) -> Iterable[Element]:
        for element in root.iter_elements(None, include_self=True):
            state = self.custom_states.get(self._ids.get(id(element), -1))
            if state != "custom" and (state is not None or self._may_be_upgraded(element)):
                yield element

    def _may_be_upgraded(self, element: Element) -> bool:
        name = self.name(element)
        if name.namespace != HTML:
            return False
        return is_custom_name(name.local) or self._ids.get(id(element), -1) in self.is_values

    # names and interfaces ---------------------------------------------------------------------------------------------

    def name(self, element: Element) -> Name:
        """The element's namespace, prefix and local name."""
        return self.names.get(element) or Name(NAMESPACES[element.namespace], None, element.tag)

    def attribute_name(self, element: Element, key: str) -> Name:
        """The full name of the attribute that turbohtml keeps under `key`."""
        if self.attribute_names and (known := self.attribute_names.get(element, {}).get(ascii_lower(key))):
            return known
        if not self.is_html(element) and key in FOREIGN_ATTRIBUTES:
            return FOREIGN_ATTRIBUTES[key]
        return Name(None, None, key)

    def is_html(self, element: Element) -> bool:
        """True when the element is in the HTML namespace."""
        if element in self.names:
            return self.names[element].namespace == HTML
        return element.namespace is IN_HTML

    def interface(self, node: Node) -> str:
        """The name of the interface that script sees."""
        if isinstance(node, Element):
            if not self.names:
                return _element_interface(NAMESPACES[node.namespace], node.tag)
            name = self.name(node)
            return _element_interface(name.namespace, name.local)
        if isinstance(node, Document):
            if self.is_xml(node):
                return self.info(node).interface
            return "HTMLDocument" if node is self.document else "Document"
        return _INTERFACES.get(type(node)) or "DocumentFragment"


# https://drafts.csswg.org/selectors-4/#the-empty-pseudo; browsers count white space, turbohtml does not
def _empty(root: Node) -> Iterable[Element]:
    for element in root.iter_elements(None, include_self=True):
        if not any(isinstance(child, (Element, Text, CData)) for child in element.children):
            yield element


def _ignore(text: str) -> None:
    pass


def _hold_nothing(size: int) -> None:
    pass


_INTERFACES = {
    Text: "Text",
    Comment: "Comment",
    ShadowRoot: "ShadowRoot",
    DocumentFragment: "DocumentFragment",
    ProcessingInstruction: "ProcessingInstruction",
    turbohtml.Doctype: "DocumentType",
    CData: "CDATASection",
}


def _element_interface(namespace: str | None, local: str) -> str:
    """https://dom.spec.whatwg.org/#concept-element-interface"""
    if namespace == HTML:
        return HTML_INTERFACES.get(local) or ("HTMLElement" if "-" in local else "HTMLUnknownElement")
    return "SVGElement" if namespace == SVG else "MathMLElement" if namespace == MATHML else "Element"


def hierarchy_error(message: str) -> HostError:
    """The error for a node that cannot stand where it is put."""
    return dom_exception("HierarchyRequestError", message)
