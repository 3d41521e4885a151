"""Host operations that find elements: selectors, and what live collections hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from turbohtml import Document, DocumentFragment, Element, Node, SelectorSyntaxError

from shim.engine.realm import HostError, Realm, dom_exception, numbers_of, operation
from shim.remembered import remembered

from .names import HTML, ascii_lower
from .tree import Tree

_MARK = "-shim-"
_NOTHING = ":not(*)"
# valid, and matched by nothing that can be in a tree here
_ELEMENT_NAMES = """
after backdrop before cue details-content file-selector-button first-letter first-line grammar-error highlight marker
part placeholder selection slotted spelling-error target-text view-transition
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_CLASS_NAMES = """
active-view-transition blank buffering checked empty focus-within focus-visible fullscreen future has-slotted host
host-context in-range indeterminate invalid local-link open out-of-range past picture-in-picture placeholder-shown
popover-open seeking stalled target target-within user-invalid user-valid valid volume-locked xr-overlay
"""
_CLASSES = frozenset(_CLASS_NAMES.split())
_CLOSERS = {'"': '"', "'": "'", "[": "]", "(": ")"}
_IDENTIFIER = re.compile(r"(?:--|-?(?:[a-zA-Z_]|[^\x00-\x7f]))(?:[\w-]|[^\x00-\x7f])*\Z")
_PSEUDO = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|\[[^\]["']*\])|(::?)(-?[a-zA-Z][\w-]*)""", re.S)
_GOES_UP = re.compile(r">|:root|:scope")


_WRONG = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|\[[^\]]*\])|(?P<wrong>\.[0-9]|[\w-]\|)""", re.S)
"""Syntax that turbohtml takes and CSS does not: a class that begins with a digit, and a prefix that is not declared."""
_NAMES = re.compile("[^\t\n\f\r ]+")


@remembered(2048)
def prepare(selector: str) -> tuple[str, str, frozenset[str]]:
    """The selector as turbohtml takes it, the same for a tree without a document, and the pseudo-classes that need
    marks. Raises `ValueError`."""
    attached: list[str] = []
    marks: set[str] = set()
    at = end_of_has = 0
    while (found := _PSEUDO.search(selector, at)) is not None:
        attached.append(selector[at : found.start()])
        at = found.end()
        if found.group(1) is not None:
            attached.append(found.group(1))
            continue
        name = found.group(3).lower()
        if found.group(2) == "::" or name in ("before", "after", "first-line", "first-letter"):
            if name in _ELEMENTS or name.startswith("-webkit-"):
                at = _skip_arguments(selector, at)
                attached.append(_NOTHING)
                continue
        elif name == "has":
            # https://drafts.csswg.org/selectors-4/#relational; turbohtml takes time that grows with each level
            if found.start() < end_of_has:
                raise ValueError(":has() inside of :has()")
            end_of_has = _skip_arguments(selector, at)
        elif name == "defined":
            marks.add("undefined")
            attached.append(f":not([{_MARK}undefined])")
            continue
        elif name == "state":
            end = _skip_arguments(selector, at)
            mark = f"state({selector[at + 1 : end - 1].strip()})"
            if not _IDENTIFIER.match(mark[6:-1]):
                raise ValueError(mark)
            at = end
            marks.add(mark)
            attached.append(f"[{_mark(mark)}]")
            continue
        elif name == "focus":
            marks.add("focus")
            attached.append(f"[{_MARK}focus]")
            continue
        elif name == "focus-within":
            marks.add("focus")
            attached.append(f":is([{_MARK}focus],:has([{_MARK}focus]))")
            continue
        elif name in _CLASSES or name.startswith("-webkit-"):
            at = _skip_arguments(selector, at)
            marks.add(name)
            attached.append(f"[{_MARK}{name}]")
            continue
        attached.append(found.group(0))
    attached.append(selector[at:])
    text = "".join(attached)
    # INTEROP: turbohtml crashes on :root below a root that is not a document
    return text, re.sub(r":root(?![\w-])", _NOTHING, text, flags=re.I), frozenset(marks)


def _mark(name: str) -> str:
    """The attribute that stands for a pseudo-class while a selector is matched."""
    return f"{_MARK}state-{name[6:-1].encode().hex()}" if name.startswith("state(") else _MARK + name


def _skip_arguments(selector: str, at: int) -> int:
    """The position behind the parenthesis that opens at `at`; `at` when none opens there."""
    if selector[at : at + 1] != "(":
        return at
    depth = 0
    for index in range(at, len(selector)):
        depth += (selector[index] == "(") - (selector[index] == ")")
        if depth == 0:
            return index + 1
    return len(selector)


# https://drafts.csswg.org/css-syntax-3/#consume-simple-block
def _closed(selector: str) -> str:
    """The selector with what is still open at its end closed, as the end of a style sheet closes it."""
    open_, at = "", 0
    while at < len(selector):
        character = selector[at]
        if character == "\\":
            at += 1
        elif open_[:1] in ('"', "'"):
            open_ = open_[1:] if character == open_[0] else open_
        elif character in _CLOSERS:
            open_ = _CLOSERS[character] + open_
        elif character == open_[:1]:
            open_ = open_[1:]
        at += 1
    return selector + open_


def enclosed_root(node: Node, selector: str) -> Element | None:
    """The topmost element around a node that is in no document, fragment or shadow tree, which is put into a fragment:
    whoever has matched the selector takes it out again. None where nothing has to be done.

    AD-HOC: turbohtml goes up from such an element, and crashes."""
    if _GOES_UP.search(selector) is None:
        return None
    while node.parent is not None:
        node = node.parent
    if not isinstance(node, Element):
        return None
    DocumentFragment().append(node)
    return node


class Query:
    """Selectors against a realm's tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def _prepared(self, node: Node, selector: str) -> tuple[str, list[tuple[Element, str]]]:
        if ":" not in selector:
            return selector, []
        attached, detached, marks = prepare(selector)
        root = self._tree.root(node)
        marked = []
        for name in marks:
            for element in self._marked(name, root):
                marked.append((element, _mark(name)))
                element.attrs[_mark(name)] = ""
        if attached is not detached and not isinstance(root, Document):
            return detached, marked
        return attached, marked

    def _marked(self, name: str, root: Node) -> Iterable[Element]:
        """The elements of a tree that match a pseudo-class now."""
        if name.startswith("state("):
            flags = self._tree.custom_flags
            found = [self._tree.element(number) for number, names in flags.items() if name[6:-1] in names]
            return [element for element in found if self._tree.root(element) is root]
        provider = self._tree.pseudo_classes.get(name)
        return provider(root) if provider is not None else ()

    def _run(self, node: Node, selector: str, method: str) -> object:
        selector = selector.replace("\0", "\ufffd").replace("\r\n", "\n")
        try:
            if any(found["wrong"] for found in _WRONG.finditer(selector)):
                raise ValueError(selector)
            prepared, marked = self._prepared(node, selector)
        except ValueError:
            raise dom_exception("SyntaxError", f"'{selector}' is not a valid selector.") from None
        root = enclosed_root(node, selector)
        try:
            try:
                return getattr(node, method)(prepared)
            except SelectorSyntaxError:
                return getattr(node, method)(_closed(prepared))
        except (SelectorSyntaxError, ValueError):
            raise dom_exception("SyntaxError", f"'{selector}' is not a valid selector.") from None
        finally:
            if root is not None:
                root.extract()
            for element, mark in marked:
                del element.attrs[mark]

    def select(self, node: Node, selector: str) -> list[Element]:
        return self._run(node, selector, "select")  # type: ignore[return-value]

    def select_one(self, node: Node, selector: str) -> Element | None:
        return self._run(node, selector, "select_one")  # type: ignore[return-value]

    def matches(self, element: Element, selector: str) -> bool:
        return bool(self._run(element, selector, "matches"))

    def closest(self, element: Element, selector: str) -> Element | None:
        return self._run(element, selector, "closest")  # type: ignore[return-value]


_NAMED_IN_ALL = frozenset({
    "a", "button", "embed", "form", "frame", "frameset", "iframe", "img", "input", "map", "meta", "object", "select",
    "textarea",
})  # fmt: skip
"""Elements that `document.all` has by their `name`, too. https://html.spec.whatwg.org/#all-named-elements"""


class QueryOperations:
    """Host operations that find elements, for `js/platform/dom`."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._realm = realm
        self._tree = tree
        self._query = Query(tree)
        self._script_entries = realm.script_entries

    # https://dom.spec.whatwg.org/#scope-match-a-selectors-string

    @operation
    def select(self, id_: int, selector: str) -> str:
        """Ids separated by spaces."""
        return self._tree.ids(self._query.select(self._tree.node(id_), selector))

    @operation
    def select_one(self, id_: int, selector: str) -> int | None:
        found = self._query.select_one(self._tree.node(id_), selector)
        return None if found is None else self._tree.id(found)

    @operation
    def is_selector(self, selector: str) -> bool:
        """True for a list of selectors that holds nothing wrong."""
        try:
            self._query.select_one(DocumentFragment(), selector)
        except HostError:
            return False
        return True

    @operation
    def matches(self, id_: int, selector: str) -> bool:
        return self._query.matches(self._tree.element(id_), selector)

    @operation
    def closest(self, id_: int, selector: str) -> int | None:
        return self._tree.id_or_none(self._query.closest(self._tree.element(id_), selector))

    @operation
    def element_by_id(self, root_id: int, name: str) -> int | None:
        """https://dom.spec.whatwg.org/#dom-nonelementparentnode-getelementbyid"""
        root = self._tree.node(root_id)
        found = root.find(attrs={"id": name}) if name else None
        return None if found is None else self._tree.id(found)

    # https://dom.spec.whatwg.org/#xpath
    @operation
    def xpath(self, id_: int, expression: str) -> str:
        """The value of an XPath expression as JSON; a set of nodes as a list of ids."""
        try:
            found = self._tree.node(id_).xpath(expression)
        except ValueError as error:
            raise dom_exception("SyntaxError", f"'{expression}' is not a valid XPath expression: {error}") from None
        if not isinstance(found, list):
            return json.dumps(found)
        if any(isinstance(item, str) for item in found):
            raise dom_exception("NotSupportedError", "XPath results of text and attributes are not supported.")
        return json.dumps([self._tree.id(item) for item in found if isinstance(item, Node)])

    @operation
    def share_tree_version(self) -> None:
        """Lays a number into the handover that is another one whenever the tree may have changed."""
        self._tree.shared_version = self._realm.hand_counter()
        self._realm.on_entry = self._tree.touch

    def close(self) -> None:
        self._tree.shared_version = None

    @operation
    def tree_version(self) -> int:
        return self._tree.version

    # live collections -------------------------------------------------------------------------------------------------

    @operation
    def collection(self, id_: int, kind: str, argument: str, version: int) -> str | None:
        """The current version and the ids of what is in a collection rooted at a node, None when `version` is
        current."""
        tree = self._tree
        if self._realm.script_entries != self._script_entries:
            # between two entries into script the embedder may have changed the tree
            self._script_entries = self._realm.script_entries
            tree.version += 1
        if version == tree.version:
            return None
        return f"{tree.version} {tree.ids(self._members(tree.node(id_), kind, argument))}"

    def _members(self, root: Node, kind: str, argument: str) -> list[Node]:
        if kind == "children":
            return list(root.children)
        if kind == "elements":
            return [c for c in root.children if isinstance(c, Element)]
        if not isinstance(root, (Element, Document, DocumentFragment)):
            return []
        if kind == "select":
            return list(self._query.select(root, argument))
        if kind == "tag":
            return list(self._by_tag(root, argument))
        if kind == "tag_ns":
            return list(self._by_tag_ns(root, argument))
        if kind == "class":
            names = _NAMES.findall(argument)
            return [e for e in root.iter_elements() if all(e.has_class(n) for n in names)] if names else []
        if kind == "name":
            return [e for e in root.iter_elements() if e.attr("name") == argument and self._tree.is_html(e)]
        if kind == "all_named":
            return [e for e in root.iter_elements() if argument in self._all_names(e)]
        raise HostError("TypeError", f"no collection {kind}")

    # https://html.spec.whatwg.org/#all-named-elements
    def _all_names(self, element: Element) -> set[str]:
        """The names by which `document.all` has an element."""
        has_name = self._tree.is_html(element) and self._tree.name(element).local in _NAMED_IN_ALL
        names = {element.attr("id") or "", (element.attr("name") or "") if has_name else ""}
        return names - {""}

    @operation
    def all_names(self, id_: int) -> str:
        """The names in `document.all` of a document, a line each, in the order of their elements."""
        root = self._tree.node(id_)
        elements = root.iter_elements() if isinstance(root, (Element, Document, DocumentFragment)) else ()
        return "\n".join(dict.fromkeys(name for e in elements for name in sorted(self._all_names(e))))

    def _by_tag(self, root: Node, name: str) -> list[Element]:
        """https://dom.spec.whatwg.org/#concept-getelementsbytagname"""
        tree = self._tree
        if name == "*":
            return list(root.iter_elements())
        # INTEROP: turbohtml finds <foreignObject> by a name in small letters, too
        if name.islower() and not tree.names and name != "foreignobject":
            return list(root.iter_elements(name))
        lower = ascii_lower(name) if not tree.is_xml(root) else name
        return [e for e in root.iter_elements() if tree.name(e).qualified == (lower if tree.is_html(e) else name)]

    def _by_tag_ns(self, root: Node, argument: str) -> list[Element]:
        namespace, local = argument.split("\n", 1)
        found = []
        for element in root.iter_elements():
            name = self._tree.name(element)
            if local in ("*", name.local) and namespace in ("*", name.namespace or ""):
                found.append(element)
        return found

    @operation
    def named_members(self, ids: str) -> str:
        """https://dom.spec.whatwg.org/#dom-htmlcollection-supported-property-names, as lines of id and name"""
        lines = []
        seen = set()
        for number in numbers_of(ids):
            element = self._tree.element(number)
            for key in ("id", "name"):
                value = element.attr(key)
                if value and value not in seen and (key == "id" or self._tree.name(element).namespace == HTML):
                    seen.add(value)
                    lines.append(f"{number} {value}")
        return "\n".join(lines)
