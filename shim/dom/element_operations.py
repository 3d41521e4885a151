"""Host operations on elements: names, attributes, shadow trees. https://dom.spec.whatwg.org/#interface-element"""

from __future__ import annotations

import json

from turbohtml import Element

from shim.engine.realm import dom_exception, operation

from .interfaces import HTML_INTERFACES
from .names import FOREIGN_ATTRIBUTES, Name, ascii_lower, ascii_upper, is_attribute_name, validate
from .tree import Tree

_HTML_TYPES = ("text/html", "application/xhtml+xml")


class ElementOperations:
    """Host operations of elements, for `js/platform/dom`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    # names ------------------------------------------------------------------------------------------------------------

    @operation
    def tag(self, id_: int) -> str:
        """https://dom.spec.whatwg.org/#element-html-uppercased-qualified-name"""
        tree = self._tree
        element = tree.element(id_)
        name = tree.names[element].qualified if tree.names and element in tree.names else element.tag
        return ascii_upper(name) if tree.is_html(element) and not tree.is_xml(element) else name

    @operation
    def element_name(self, id_: int) -> str:
        """Local name, prefix and namespace (each empty for null), a line each."""
        name = self._tree.name(self._tree.element(id_))
        return f"{name.local}\n{name.prefix or ''}\n{name.namespace or ''}"

    # attributes -------------------------------------------------------------------------------------------------------

    @operation
    def get_attribute(self, id_: int, name: str) -> str | None:
        """By qualified name. https://dom.spec.whatwg.org/#concept-element-attributes-get-by-name"""
        tree = self._tree
        element = tree.element(id_)
        if tree.attribute_names and element in tree.attribute_names:
            key = self._key(element, name)
            return None if key is None else element.attr(key, "") or ""
        value = element.attr(name)
        return "" if value is None and name in element.attrs else value

    @operation
    def has_attribute(self, id_: int, name: str) -> bool:
        tree = self._tree
        element = tree.element(id_)
        if tree.attribute_names and element in tree.attribute_names:
            return self._key(element, name) is not None
        return name in element.attrs

    @operation
    def set_attribute(self, id_: int, name: str, value: str) -> None:
        """https://dom.spec.whatwg.org/#dom-element-setattribute"""
        tree = self._tree
        element = tree.element(id_)
        if name == "style":
            tree.look_for_motion(value)
        if self._is_simple(element, name):
            tree.grow(len(value))
            try:
                element.attrs[name] = value
            except ValueError:
                raise _bad_attribute_name(name) from None
            tree.version += 1
            return
        if not is_attribute_name(name):
            raise _bad_attribute_name(name)
        if tree.is_html(element) and not tree.is_xml(element):
            name = ascii_lower(name)
        key = self._key(element, name)
        self._write(element, name if key is None else key, value, Name(None, None, name) if key is None else None)

    def _is_simple(self, element: Element, name: str) -> bool:
        """True when turbohtml alone keeps the attribute and nobody hears of a change (OPTIMIZATION)."""
        tree = self._tree
        if tree.records is not None or tree.attribute_names or not name.islower() or name in FOREIGN_ATTRIBUTES:
            return False
        if tree.before_change is not None or (tree.shadows and name in ("slot", "name")):
            return False
        if tree.custom_states and tree.id(element) in tree.custom_states:
            return False
        return (element.tag, name) not in tree.changed

    @operation
    def remove_attribute(self, id_: int, name: str) -> None:
        tree = self._tree
        element = tree.element(id_)
        if self._is_simple(element, name):
            if name in element.attrs:
                del element.attrs[name]
                tree.version += 1
            return
        key = self._key(element, name)
        if key is not None:
            self._write(element, key, None, None)

    @operation
    def attribute_list(self, id_: int) -> str:
        """The qualified names, as JSON."""
        element = self._tree.element(id_)
        return json.dumps([self._tree.attribute_name(element, key).qualified for key in element.attrs])

    @operation
    def attributes_of(self, id_: int) -> str:
        """Local name, value and namespace of each attribute, as JSON."""
        element = self._tree.element(id_)
        names = [(self._tree.attribute_name(element, key), element.attr(key) or "") for key in element.attrs]
        return json.dumps([[name.local, value, name.namespace] for name, value in names])

    @operation
    def attribute_name(self, id_: int, name: str) -> str:
        """Local name, prefix, namespace of the attribute with that qualified name, a line each."""
        element = self._tree.element(id_)
        found = self._tree.attribute_name(element, self._key(element, name) or name)
        return f"{found.local}\n{found.prefix or ''}\n{found.namespace or ''}"

    @operation
    def attribute_ns(self, id_: int, namespace: str | None, local: str) -> str | None:
        """The qualified name of the attribute with that namespace and local name, None when there is none."""
        element = self._tree.element(id_)
        for key in element.attrs:
            name = self._tree.attribute_name(element, key)
            if name.local == local and name.namespace == (namespace or None):
                return name.qualified
        return None

    @operation
    def set_attribute_ns(self, id_: int, namespace: str | None, qualified: str, value: str) -> None:
        """https://dom.spec.whatwg.org/#dom-element-setattributens"""
        element = self._tree.element(id_)
        name = validate(namespace, qualified, attribute=True)
        found = self.attribute_ns(id_, name.namespace, name.local)
        if found is not None:
            self._write(element, self._key(element, found) or found, value, None)
        else:
            # FIXME: two attributes of one qualified name in different namespaces cannot stand on one element
            self._write(element, qualified, value, name)

    @operation
    def check_attribute_name(self, name: str) -> None:
        if not is_attribute_name(name):
            raise _bad_attribute_name(name)

    @operation
    def extract_name(self, namespace: str | None, qualified: str) -> str:
        """https://dom.spec.whatwg.org/#validate-and-extract for an attribute: local name, prefix, namespace, a
        line each"""
        name = validate(namespace, qualified, attribute=True)
        return f"{name.local}\n{name.prefix or ''}\n{name.namespace or ''}"

    @operation
    def put_attribute(self, id_: int, local: str, prefix: str | None, namespace: str | None, value: str) -> None:
        """Sets an attribute, as Attr nodes do."""
        element = self._tree.element(id_)
        found = self.attribute_ns(id_, namespace, local)
        name = Name(namespace, prefix, local)
        if not is_attribute_name(name.qualified):
            raise _bad_attribute_name(name.qualified)
        self._write(element, found or name.qualified, value, None if found else name)

    def _key(self, element: Element, name: str) -> str | None:
        """The key of the attribute with that qualified name."""
        known = self._tree.attribute_names.get(element)
        if known is None:
            return name if name in element.attrs else None
        if self._tree.is_html(element) and not self._tree.is_xml(element):
            name = ascii_lower(name)
        return next((key for key in element.attrs if self._tree.attribute_name(element, key).qualified == name), None)

    def _write(self, element: Element, key: str, value: str | None, name: Name | None) -> None:
        """Sets or removes (None) an attribute; `name` is given for a new one."""
        tree = self._tree
        full = name or self._tree.attribute_name(element, key)
        if tree.before_change is not None:
            tree.before_change(element, full.local, value)
        if value is not None:
            tree.grow(len(value))
        old = (element.attr(key) or "") if key in element.attrs else None
        if tree.records is not None:
            tree.records.attributes(tree, element, full.local, full.namespace, old)
        if value is None:
            del element.attrs[key]
            tree.attribute_names.get(element, {}).pop(ascii_lower(key), None)
        else:
            element.attrs[key] = value
            if name is not None and self._needs_note(element, key, name):
                tree.attribute_names.setdefault(element, {})[ascii_lower(key)] = name
        tree.version += 1
        if tree.on_attribute is not None and tree.id(element) in tree.custom_states:
            tree.on_attribute(element, full, old, value)
        if tree.shadows and full.namespace is None and full.local in ("slot", "name"):
            tree.slots.attribute_changed(element, full.local, old)
        if tree.changed and full.namespace is None:
            hook = tree.changed.get((element.tag, full.local))
            if hook is not None:
                hook(element, value)

    def _needs_note(self, element: Element, key: str, name: Name) -> bool:
        """True when turbohtml does not keep the whole name."""
        kept = next((k for k in element.attrs if ascii_lower(k) == ascii_lower(key)), key)
        usual = FOREIGN_ATTRIBUTES.get(kept) if not self._tree.is_html(element) else None
        return name != (usual or Name(None, None, kept))

    # names and state of an element ------------------------------------------------------------------------------------

    @operation
    def tag_interface(self, tag: str) -> str:
        """The interface of an element that `createElement` makes in the window's document."""
        if self._tree.documents and self._tree.info(self._tree.document).content_type not in _HTML_TYPES:
            return "Element"
        return HTML_INTERFACES.get(tag) or ("HTMLElement" if "-" in tag else "HTMLUnknownElement")

    @operation
    def is_html(self, id_: int) -> bool:
        return self._tree.is_html(self._tree.element(id_))

    @operation
    def handler_attributes(self, id_: int) -> str:
        """The event handler content attributes, as JSON pairs."""
        element = self._tree.element(id_)
        return json.dumps([[key, element.attr(key) or ""] for key in element.attrs if key.startswith("on")])

    @operation
    def dataset(self, id_: int) -> str:
        """The names of the `data-` attributes without that prefix, as JSON."""
        element = self._tree.element(id_)
        return json.dumps([key[5:] for key in element.attrs if key.startswith("data-") and key == ascii_lower(key)])

    @operation
    def set_popover_shown(self, id_: int, shown: bool) -> None:
        """https://html.spec.whatwg.org/#popover-visibility-state"""
        change = self._tree.shown_popovers.add if shown else self._tree.shown_popovers.discard
        change(self._tree.element(id_))
        self._tree.version += 1


def _bad_attribute_name(name: str) -> Exception:
    return dom_exception("InvalidCharacterError", f"'{name}' is not a valid attribute name.")
