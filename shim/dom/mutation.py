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

from .registries import take_from_parents
from .template_contents import contents_owner
from .tree import Tree, hierarchy_error
from .utf16 import units

CharacterData = (Text, Comment, CData, ProcessingInstruction)
# a CDATA section is a Text node to script, but not to turbohtml
TextData = (Text, CData)


# https://dom.spec.whatwg.org/#concept-node-ensure-pre-insertion-validity
def ensure_pre_insert_validity(
    tree: Tree, node: Node, parent: Node, child: Node | None, children_to_exclude: Sequence[Node] = ()
) -> None:
    """Raises the exception of the first rule that inserting `node` into `parent` before `child` breaks."""
    # 1.
    if not isinstance(parent, (Element, Document, DocumentFragment)):
        raise hierarchy_error("This node type does not support this method.")
    # 2. OPTIMIZATION: only a node with children, a shadow root or template contents can be an ancestor of another.
    if len(node) or tree.templates or tree.shadows or node is parent:
        ancestor: Node | None = parent
        while ancestor is not None:
            if ancestor is node:
                raise hierarchy_error("The new child element contains the parent.")
            ancestor = ancestor.parent or _host(tree, ancestor)
    # 3.
    if child is not None and child.parent is not parent:
        raise dom_exception("NotFoundError", "The reference node is not a child of this node.")
    # 4.
    if isinstance(node, Document):
        raise hierarchy_error(f"Nodes of type '{tree.interface(node)}' may not be inserted inside another node.")
    # 5.
    if not isinstance(parent, Document):
        if isinstance(node, Doctype):
            raise hierarchy_error("A doctype can only stand in a document.")
        return
    # 6.
    if isinstance(node, TextData):
        raise hierarchy_error("Text may not be inserted into a document.")
    # 7.
    if isinstance(node, CharacterData):
        return
    # 8.
    if isinstance(node, DocumentFragment):
        inside = [c for c in node.children if isinstance(c, Element)]
        if len(inside) > 1 or any(isinstance(c, TextData) for c in node.children):
            raise hierarchy_error("A document can have only one element and no text.")
        if not inside:
            return
    children = list(parent.children)
    at = len(children) if child is None else children.index(child)
    kept = [c for c in children if c not in children_to_exclude]
    # 9.
    if isinstance(node, (DocumentFragment, Element)):
        doctype_follows = any(isinstance(c, Doctype) and c in kept for c in children[at:])
        if doctype_follows or any(isinstance(c, Element) for c in kept):
            raise hierarchy_error("Only one element on document allowed.")
        return
    # 10., 11.
    if any(isinstance(c, Doctype) for c in kept):
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
    # 1.
    ensure_pre_insert_validity(tree, node, parent, child)
    # 2. - 4.
    insert(tree, node, parent, node.next_sibling if child is node else child)


def _put(tree: Tree, node: Node, parent: Node, child: Node | None) -> Node:
    """Puts a node before `child`, or last; the parent afterwards, since a document may become another object."""
    if child is not None:
        child.insert_before(node)
    elif isinstance(parent, Document):
        number = tree.id(parent)
        tree.append_to_document(parent, node)
        return tree.node(number)
    else:
        parent.append(node)  # type: ignore[attr-defined]
    return parent


def _sibling_before(tree: Tree, parent: Node, child: Node | None) -> Node | None:
    """The node that one which comes before `child`, or last, comes behind."""
    return child.previous_sibling if child is not None else tree.last_child(parent)


# https://dom.spec.whatwg.org/#concept-node-insert
def insert(tree: Tree, node: Node, parent: Node, child: Node | None, *, suppress_observers: bool = False) -> None:
    """Inserts a node, or a fragment's children, into `parent` before `child` (None: at the end), unchecked."""
    tree.version += 1
    records = tree.records
    # 1. - 3.
    nodes = list(node.children) if isinstance(node, DocumentFragment) else [node]
    if not nodes:
        return
    if tree.fresh is not None:
        tree.fresh.update((id(each), each) for each in nodes)
    # 4.2, and 4.1 with the removals below
    if isinstance(node, DocumentFragment) and records is not None:
        records.child_list(tree, node, (), nodes, None, None)
    # 7.1 INTEROP: a node that is moved leaves its old place before ranges and the previous sibling are looked at.
    document = tree.document_of(parent) if tree.on_adopt is not None and tree.documents else None
    for each in nodes:
        before = (contents_owner(tree, each) or tree.document_of(each)) if document is not None else None
        if each.parent is not None:
            remove(tree, each, suppress_observers=isinstance(node, DocumentFragment))
        if before is not document and tree.on_adopt is not None and before is not None and document is not None:
            tree.on_adopt(each, before, document)
    # 5.
    if child is not None and tree.ranges is not None:
        tree.ranges.inserted(parent, child, len(nodes))
    # 6.
    previous_sibling = _sibling_before(tree, parent, child) if records is not None else None
    for each in nodes:
        # 7.2, 7.3
        parent = _put(tree, each, parent, child)
        if tree.owners:
            tree.owners.pop(each, None)
    # 7.4 - 7.6
    if tree.shadows:
        tree.slots.inserted(parent, nodes)
    # 7.1
    if tree.documents:
        _adopt_template_contents(tree, nodes, parent)
    # 8.
    if records is not None and not suppress_observers:
        records.child_list(tree, parent, nodes, (), previous_sibling, child)
    # 9.
    _run_children_changed_steps(tree, parent, nodes)
    # 7.7
    if tree.registries:
        for each in nodes:
            take_from_parents(tree, each)
    # 10. - 12. AD-HOC: insertion steps run with the post-connection steps, element by element.
    if tree.inserted and tree.is_connected(parent):
        # https://html.spec.whatwg.org/#script-processing-model: a script element prepares when children come, too
        if isinstance(parent, Element) and parent.tag == "script" and "script" in tree.inserted:
            tree.inserted["script"](parent)
        for each in nodes:
            tree.notify(tree.inserted, each)


# https://dom.spec.whatwg.org/#concept-node-children-changed-ext
def _run_children_changed_steps(tree: Tree, parent: Node, added: Sequence[Node]) -> None:
    if tree.children_changed and isinstance(parent, Element) and parent.tag in tree.children_changed:
        tree.children_changed[parent.tag](parent, added)


def _adopt_template_contents(tree: Tree, nodes: list[Node], parent: Node) -> None:
    """The contents of templates below the new nodes follow them into the parent's node document."""
    root = tree.root(parent)
    if isinstance(root, Document) and root is not tree.document:
        for each in nodes:
            if isinstance(each, Element):
                for template in each.iter_elements("template", include_self=True):
                    if template in tree.templates:
                        tree.owners[tree.templates[template]] = root


# https://dom.spec.whatwg.org/#concept-node-remove
def remove(tree: Tree, node: Node, *, suppress_observers: bool = False) -> None:
    """Takes a node that has a parent out of the tree."""
    # 1., 2.
    parent = node.parent
    assert parent is not None
    tree.version += 1
    records = tree.records
    # 3., 4.
    if tree.ranges is not None:
        tree.ranges.removing(node)
    # 5., 6.
    old_previous_sibling = old_next_sibling = None
    if records is not None:
        old_previous_sibling, old_next_sibling = node.previous_sibling, node.next_sibling
    # 12.
    is_parent_connected = (bool(tree.removed) or tree.focused is not None) and tree.is_connected(node)
    owner = tree.document_of(node) if tree.documents else None
    # 7.
    node.extract()
    if owner is not None and owner is not tree.document:
        tree.owners[node] = owner
    # 8. - 10.
    if tree.shadows:
        tree.slots.removed(parent, node)
    # 11., 13., 14.
    if is_parent_connected:
        if tree.focused is not None and any(contains(node, each) for each in tree.focused_and_hosts()):
            tree.focused = None
        tree.notify(tree.removed, node)
    if records is not None:
        # 15.
        records.add_transient(tree, parent, node)
        # 16.
        if not suppress_observers:
            records.child_list(tree, parent, (), [node], old_previous_sibling, old_next_sibling)
    # 17.
    _run_children_changed_steps(tree, parent, ())


# https://dom.spec.whatwg.org/#ensure-pre-move-validity
def ensure_pre_move_validity(tree: Tree, node: Node, parent: Node, child: Node | None) -> None:
    """Raises the exception of the first rule that moving `node` into `parent` before `child` breaks."""
    # JS takes a ParentNode alone
    if not isinstance(parent, (Element, Document, DocumentFragment)):
        raise hierarchy_error("This node type does not support this method.")
    # 1.
    if _including_root(tree, parent) is not _including_root(tree, node):
        raise hierarchy_error("The node cannot be moved without leaving its tree.")
    # 2.
    ancestor: Node | None = parent
    while ancestor is not None:
        if ancestor is node:
            raise hierarchy_error("The node contains the parent.")
        ancestor = ancestor.parent or _host(tree, ancestor)
    # 3.
    if child is not None and child.parent is not parent:
        raise dom_exception("NotFoundError", "The reference node is not a child of this node.")
    # 4., 5.
    if not isinstance(node, (Element, *CharacterData)) or (isinstance(node, TextData) and isinstance(parent, Document)):
        raise hierarchy_error("A node of this type cannot be moved there.")
    # 6.
    if isinstance(node, Element) and isinstance(parent, Document):
        children = list(parent.children)
        at = len(children) if child is None else children.index(child)
        if any(isinstance(c, Element) for c in children) or any(isinstance(c, Doctype) for c in children[at:]):
            raise hierarchy_error("Only one element on document allowed.")


def _including_root(tree: Tree, node: Node) -> Node:
    """https://dom.spec.whatwg.org/#concept-shadow-including-root"""
    while isinstance(root := tree.root(node), ShadowRoot):
        node = root.host
    return root


# https://dom.spec.whatwg.org/#move
def move(tree: Tree, node: Node, parent: Node, child: Node | None) -> None:
    """Moves a node to another place of its tree, where it keeps its state: it is neither removed nor inserted."""
    ensure_pre_move_validity(tree, node, parent, child)
    if child is node:
        child = node.next_sibling
    old_parent = node.parent
    assert old_parent is not None
    tree.version += 1
    records = tree.records
    # live ranges leave the node
    if tree.ranges is not None:
        tree.ranges.removing(node)
    old_previous, old_next = node.previous_sibling, node.next_sibling
    node.extract()
    if tree.shadows:
        tree.slots.removed(old_parent, node)
    if child is not None and tree.ranges is not None:
        tree.ranges.inserted(parent, child, 1)
    previous = _sibling_before(tree, parent, child) if records is not None else None
    parent = _put(tree, node, parent, child)
    if tree.shadows:
        tree.slots.inserted(parent, [node])
    if tree.on_move is not None and tree.is_connected(parent):
        tree.on_move(node)
    if records is not None:
        records.add_transient(tree, old_parent, node)
        records.child_list(tree, old_parent, (), [node], old_previous, old_next)
        records.child_list(tree, parent, [node], (), previous, child)
    _run_children_changed_steps(tree, old_parent, ())
    _run_children_changed_steps(tree, parent, [node])


# https://dom.spec.whatwg.org/#concept-node-replace
def replace(tree: Tree, child: Node, node: Node, parent: Node) -> None:
    """Puts `node` in the place of `child`, a child of `parent`."""
    # 1.
    ensure_pre_insert_validity(tree, node, parent, child, [child])
    # 2., 3.
    reference_child = child.next_sibling
    if reference_child is node:
        reference_child = node.next_sibling
    # 4.
    previous_sibling = child.previous_sibling
    # 5.
    removed_nodes: list[Node] = []
    parent_id = tree.id(parent)
    # 6.
    if node.parent is not None:
        remove(tree, node)
    # 7.
    if child.parent is not None:
        removed_nodes = [child]
        remove(tree, child, suppress_observers=True)
    # 8.
    nodes = list(node.children) if isinstance(node, DocumentFragment) else [node]
    # 9.
    insert(tree, node, tree.node(parent_id), reference_child, suppress_observers=True)
    # 10.
    if tree.records is not None:
        tree.records.child_list(tree, tree.node(parent_id), nodes, removed_nodes, previous_sibling, reference_child)


# https://dom.spec.whatwg.org/#concept-node-replace-all
def replace_all(tree: Tree, node: Node | None, parent: Node) -> None:
    """Replaces all children of `parent`."""
    # 1.
    removed_nodes = list(parent.children)
    # 2. - 4.
    added_nodes = [] if node is None else list(node.children) if isinstance(node, DocumentFragment) else [node]
    # 5.
    for child in removed_nodes:
        remove(tree, child, suppress_observers=True)
    # 6.
    if node is not None:
        insert(tree, node, parent, None, suppress_observers=True)
    # 7.
    if tree.records is not None and (added_nodes or removed_nodes):
        tree.records.child_list(tree, parent, added_nodes, removed_nodes, None, None)


# https://dom.spec.whatwg.org/#concept-node-pre-remove
def pre_remove(tree: Tree, child: Node, parent: Node) -> None:
    """Checks, then removes."""
    # 1.
    if child.parent is not parent:
        raise dom_exception("NotFoundError", "The node to be removed is not a child of this node.")
    # 2.
    remove(tree, child)


# https://dom.spec.whatwg.org/#concept-node-adopt
def adopt(tree: Tree, node: Node, document: Document) -> None:
    """Makes `document` the node's document."""
    before = tree.document_of(node)
    # 2.
    if node.parent is not None:
        remove(tree, node)
    # 3.
    if tree.on_adopt is not None and before is not document:
        tree.on_adopt(node, before, document)
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


# https://dom.spec.whatwg.org/#concept-cd-replace; the caller has done steps 1 to 3
def set_data(tree: Tree, node: Node, data: str, offset: int, count: int, length: int) -> None:
    """Gives a node of character data its new `data`, in which `length` UTF-16 units stand for `count` of them at
    `offset`."""
    if not isinstance(node, CharacterData):
        raise HostError("TypeError", "parameter is not of type 'CharacterData'.")
    tree.grow(len(data))
    # 4.
    if tree.records is not None:
        tree.records.character_data(tree, node, get_data(tree, node))
    # 5. - 7.
    if isinstance(node, ProcessingInstruction):
        tree.instructions[node] = data
    else:
        node.data = data
    tree.version += 1
    # 8. - 11.
    if tree.ranges is not None:
        tree.ranges.data_replaced(node, offset, count, length)
    # 12. FIXME: processing instructions have no attributes.
    # 13.
    if node.parent is not None:
        _run_children_changed_steps(tree, node.parent, ())


# https://dom.spec.whatwg.org/#concept-text-split; the caller has done steps 1 to 4: `head` and `tail` are what the data
# is split into
def split_text(tree: Tree, node: Text | CData, head: str, tail: str, offset: int) -> Text | CData:
    """Splits a text at `offset`, in UTF-16 units; gives the new node with the `tail`."""
    # 5. INTEROP: a CDATA section is split into CDATA sections, not into one and a text.
    new_node = Text(tail) if isinstance(node, Text) else CData(tail)
    # 6.
    parent = node.parent
    # 7.
    if parent is not None:
        # 7.1
        insert(tree, new_node, parent, node.next_sibling)
        # 7.2 - 7.5
        if tree.ranges is not None:
            tree.ranges.split(node, new_node, offset)
    elif tree.documents:
        adopt(tree, new_node, tree.document_of(node))
    # 8.
    set_data(tree, node, head, offset, units(tail), 0)
    return new_node


def get_data(tree: Tree, node: Node) -> str:
    """https://dom.spec.whatwg.org/#concept-cd-data"""
    if tree.instructions and node in tree.instructions:
        return tree.instructions[node]
    try:
        return node.data  # type: ignore[attr-defined]
    except AttributeError:
        raise HostError("TypeError", "parameter is not of type 'CharacterData'.") from None
