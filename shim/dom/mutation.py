"""Changing the tree: insertion, removal and replacement, with all that hangs on them.

https://dom.spec.whatwg.org/#mutation-algorithms. Everything that changes a realm's nodes goes through here, so that
ranges, mutation observers, collections and the embedder hear of it; the parser of a page still loading included.
"""

from __future__ import annotations

from collections.abc import Sequence

from turbohtml import (
    CData,
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

from shim.engine.realm import HostError, dom_exception

from .tree import Tree, hierarchy_error

CharacterData = (Text, Comment, CData, ProcessingInstruction)


# https://dom.spec.whatwg.org/#concept-node-ensure-pre-insertion-validity; with `replacing` the checks of
# #concept-node-replace
def check(tree: Tree, parent: Node, node: Node, child: Node | None, *, replacing: bool = False) -> None:
    """Raises the exception of the first rule that inserting `node` into `parent` before `child` breaks."""
    if not isinstance(parent, (Element, Document, DocumentFragment)):
        raise hierarchy_error("This node type does not support this method.")
    if len(node) or tree.templates or node is parent:
        ancestor: Node | None = parent
        while ancestor is not None:
            if ancestor is node:
                raise hierarchy_error("The new child element contains the parent.")
            ancestor = ancestor.parent or _host(tree, ancestor)
    if child is not None and child.parent is not parent:
        raise dom_exception("NotFoundError", "The reference node is not a child of this node.")
    if isinstance(node, (Document, ShadowRoot)):
        raise hierarchy_error(f"Nodes of type '{tree.interface(node)}' may not be inserted inside another node.")
    if not isinstance(parent, Document):
        if isinstance(node, Doctype):
            raise hierarchy_error("A doctype can only stand in a document.")
        return
    if isinstance(node, Text):
        raise hierarchy_error("Text may not be inserted into a document.")
    children = [c for c in parent.children if not (replacing and c is child)]
    at = len(children)
    if child is not None:
        at = list(parent.children).index(child)
    elements = [c for c in children if isinstance(c, Element)]
    doctype_follows = any(isinstance(c, Doctype) for c in children[at:])
    if isinstance(node, DocumentFragment):
        inside = [c for c in node.children if isinstance(c, Element)]
        if len(inside) > 1 or any(isinstance(c, Text) for c in node.children):
            raise hierarchy_error("A document can have only one element and no text.")
        if inside and (elements or doctype_follows):
            raise hierarchy_error("Only one element on document allowed.")
    elif isinstance(node, Element):
        if elements or doctype_follows:
            raise hierarchy_error("Only one element on document allowed.")
    elif isinstance(node, Doctype):
        if any(isinstance(c, Doctype) for c in children):
            raise hierarchy_error("Only one doctype on document allowed.")
        if any(isinstance(c, Element) for c in children[:at]):
            raise hierarchy_error("A doctype must stand before the document element.")


def _host(tree: Tree, node: Node) -> Element | None:
    """The host of a shadow root or of a template's contents.
    https://dom.spec.whatwg.org/#concept-documentfragment-host"""
    if isinstance(node, ShadowRoot):
        return node.host
    if isinstance(node, DocumentFragment) and tree.templates:
        return next((t for t, content in tree.templates.items() if content is node), None)
    return None


# https://dom.spec.whatwg.org/#concept-node-pre-insert
def pre_insert(tree: Tree, node: Node, parent: Node, child: Node | None) -> None:
    """Checks, then inserts."""
    check(tree, parent, node, child)
    insert(tree, node, parent, node.next_sibling if child is node else child)


# https://dom.spec.whatwg.org/#concept-node-insert
def insert(tree: Tree, node: Node, parent: Node, child: Node | None, *, suppress: bool = False) -> None:
    """Inserts a node, or a fragment's children, into `parent` before `child` (None: at the end), unchecked."""
    tree.version += 1
    if isinstance(node, DocumentFragment):
        nodes = list(node.children)
        if not nodes:
            return
        if tree.records is not None:
            tree.records.child_list(tree, node, (), nodes, None, None)
    else:
        nodes = [node]
    records = tree.records
    previous = None
    for each in nodes:
        if each.parent is not None:
            remove(tree, each, suppress=isinstance(node, DocumentFragment))
    if records is not None:
        previous = child.previous_sibling if child is not None else _last_child(parent)
    if child is not None and tree.ranges is not None:
        tree.ranges.inserted(parent, child, len(nodes))
    for each in nodes:
        if child is not None:
            child.insert_before(each)
        elif isinstance(parent, Document):
            document_id = tree.id(parent)
            tree.append_to_document(parent, each)
            parent = tree.node(document_id)
        else:
            parent.append(each)  # type: ignore[attr-defined]
        if tree.owners:
            tree.owners.pop(each, None)
    if tree.documents:
        _adopted(tree, nodes, parent)
    if records is not None and not suppress:
        records.child_list(tree, parent, nodes, (), previous, child)
    if tree.inserted and tree.is_connected(parent):
        # https://html.spec.whatwg.org/#script-processing-model: a script element prepares when children come, too
        if isinstance(parent, Element) and parent.tag == "script" and "script" in tree.inserted:
            tree.inserted["script"](parent)
        for each in nodes:
            tree.notify(tree.inserted, each)
    _tell_parent(tree, parent, nodes)


def _tell_parent(tree: Tree, parent: Node, added: Sequence[Node]) -> None:
    if tree.children_changed and isinstance(parent, Element) and parent.tag in tree.children_changed:
        tree.children_changed[parent.tag](parent, added)


def _adopted(tree: Tree, nodes: list[Node], parent: Node) -> None:
    """The new roots' node document is their parent's, also while that stands in no document."""
    root = tree.root(parent)
    if isinstance(root, Document) and root is not tree.document:
        for each in nodes:
            if isinstance(each, Element):
                for template in each.iter_elements("template", include_self=True):
                    if template in tree.templates:
                        tree.owners[tree.templates[template]] = root


def _last_child(parent: Node) -> Node | None:
    return parent[-1] if len(parent) else None


# https://dom.spec.whatwg.org/#concept-node-remove
def remove(tree: Tree, node: Node, *, suppress: bool = False) -> None:
    """Takes a node that has a parent out of the tree."""
    parent = node.parent
    assert parent is not None
    tree.version += 1
    previous = following = None
    if tree.ranges is not None:
        tree.ranges.removing(node)
    records = tree.records
    if records is not None:
        previous, following = node.previous_sibling, node.next_sibling
    owner = tree.document_of(node) if tree.documents else None
    connected = (bool(tree.removed) or tree.focused is not None) and tree.is_connected(node)
    node.extract()
    if owner is not None and owner is not tree.document:
        tree.owners[node] = owner
    if records is not None:
        records.add_transient(tree, parent, node)
        if not suppress:
            records.child_list(tree, parent, (), [node], previous, following)
    if connected:
        if tree.focused is not None and contains(node, tree.focused):
            tree.focused = None
        tree.notify(tree.removed, node)
    _tell_parent(tree, parent, ())


# https://dom.spec.whatwg.org/#concept-node-replace
def replace(tree: Tree, child: Node, node: Node, parent: Node) -> None:
    """Puts `node` in the place of `child`, a child of `parent`."""
    check(tree, parent, node, child, replacing=True)
    reference = child.next_sibling
    if reference is node:
        reference = node.next_sibling
    previous = child.previous_sibling
    removed = [child]
    nodes = list(node.children) if isinstance(node, DocumentFragment) else [node]
    parent_id = tree.id(parent)
    remove(tree, child, suppress=True)
    insert(tree, node, tree.node(parent_id), reference, suppress=True)
    parent = tree.node(parent_id)
    if tree.records is not None:
        tree.records.child_list(tree, parent, nodes, removed, previous, reference)


# https://dom.spec.whatwg.org/#concept-node-replace-all
def replace_all(tree: Tree, node: Node | None, parent: Node) -> None:
    """Replaces all children of `parent`."""
    removed = list(parent.children)
    added = [] if node is None else list(node.children) if isinstance(node, DocumentFragment) else [node]
    for child in removed:
        remove(tree, child, suppress=True)
    if node is not None:
        insert(tree, node, parent, None, suppress=True)
    if tree.records is not None and (added or removed):
        tree.records.child_list(tree, parent, added, removed, None, None)


# https://dom.spec.whatwg.org/#concept-node-adopt
def adopt(tree: Tree, node: Node, document: Document) -> None:
    """Makes `document` the node's document."""
    if node.parent is not None:
        remove(tree, node)
    if document is tree.document:
        tree.owners.pop(node, None)
    else:
        tree.owners[node] = document


def contains(node: Node, other: Node | None) -> bool:
    """True when `node` is an inclusive ancestor of `other`."""
    while other is not None:
        if other is node:
            return True
        other = other.parent
    return False


# https://dom.spec.whatwg.org/#concept-cd-replace
def set_data(tree: Tree, node: Node, data: str, offset: int, count: int, length: int) -> None:
    """Gives a node of character data its new `data`, in which `length` UTF-16 units stand for `count` of them at
    `offset`."""
    if tree.records is not None:
        tree.records.character_data(tree, node, get_data(tree, node))
    if isinstance(node, ProcessingInstruction):
        tree.instructions[node] = data
    else:
        node.data = data  # type: ignore[attr-defined]
    tree.version += 1
    if tree.ranges is not None:
        tree.ranges.data_replaced(node, offset, count, length)


def get_data(tree: Tree, node: Node) -> str:
    """https://dom.spec.whatwg.org/#concept-cd-data"""
    if tree.instructions and node in tree.instructions:
        return tree.instructions[node]
    try:
        return node.data  # type: ignore[attr-defined]
    except AttributeError:
        raise HostError("TypeError", "parameter is not of type 'CharacterData'.") from None
