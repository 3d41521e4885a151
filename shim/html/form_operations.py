"""Host operations on forms and their controls: owners, labels, checkedness and selectedness.

https://html.spec.whatwg.org/#form-control-infrastructure. Script keeps the values of controls (`js/platform/html`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ada_url import URL
from turbohtml import CData, Element, Node, Text

from shim.dom.tree import Tree
from shim.engine.realm import HostError, from_json, numbers_of, operation
from shim.net.encoder import output_encoding, percent_encode
from shim.net.encoding import encoding_of_label

from .form_state import FormState, is_disabled_option, nearest_select
from .tree import ancestors, first_with_id, input_type, is_submit_button

LISTED = ("button", "fieldset", "input", "object", "output", "select", "textarea")
_DISABLEABLE = frozenset({"button", "fieldset", "input", "select", "textarea"})
_LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_WHITE_SPACE = re.compile(r"[ \t\n\f\r]+")


class FormOperations:
    """Host operations of forms, controls, labels and options, for `js/platform/html`."""

    def __init__(self, tree: Tree, state: FormState) -> None:
        self._tree = tree
        self.state = self._state = state
        self._custom: set[str] = set()

    @operation
    def associate_with_forms(self, tag: str) -> None:
        """Takes note that elements of that name are form-associated custom elements."""
        self._custom.add(tag)

    # forms -----------------------------------------------------------------------------------------------------------

    @operation
    def form_owner(self, id_: int) -> int | None:
        return self._tree.id_or_none(self._state.owner(self._tree.element(id_)))

    def _controls(self, form: Element) -> Iterator[Element]:
        """The form's listed elements and form-associated custom elements, in tree order, image buttons included."""
        tree = self._tree
        for element in tree.root(form).iter_elements([*LISTED, *self._custom], include_self=True):
            if tree.is_html(element) and self._state.owner(element) is form:
                yield element

    @operation
    def form_controls(self, id_: int, images: bool) -> str:
        """The ids of a form's controls; image buttons only on request. https://html.spec.whatwg.org/#dom-form-elements"""
        found = self._controls(self._tree.element(id_))
        return self._tree.ids(e for e in found if images or not (e.tag == "input" and input_type(e) == "image"))

    @operation
    def form_images(self, id_: int) -> str:
        """The img elements of a form, which its named properties fall back to."""
        tree = self._tree
        form = tree.element(id_)
        return tree.ids(e for e in tree.root(form).iter_elements(["img"]) if self._state.owner(e) is form)

    @operation
    def fieldset_controls(self, id_: int) -> str:
        """The ids of the listed elements below a fieldset. https://html.spec.whatwg.org/#dom-fieldset-elements"""
        tree = self._tree
        return tree.ids(e for e in tree.element(id_).iter_elements([*LISTED, *self._custom]) if tree.is_html(e))

    @operation
    def default_button(self, form_id: int) -> int | None:
        """The first submit button of a form, in tree order. https://html.spec.whatwg.org/#default-button"""
        controls = self._controls(self._tree.element(form_id))
        return self._tree.id_or_none(next((e for e in controls if is_submit_button(e)), None))

    @operation
    def is_disabled(self, id_: int) -> bool:
        """True for a control, option or option group that is disabled. https://html.spec.whatwg.org/#concept-fe-disabled"""
        element = self._tree.element(id_)
        # https://html.spec.whatwg.org/#concept-option-disabled, #concept-optgroup-disabled
        if element.tag == "option":
            return is_disabled_option(element)
        if element.tag not in _DISABLEABLE and element.tag not in self._custom:
            return element.tag == "optgroup" and "disabled" in element.attrs
        if "disabled" in element.attrs:
            return True
        # A control in a disabled fieldset, but not in the first legend of that.
        inside: Node = element
        for ancestor in ancestors(element):
            if ancestor.tag == "fieldset" and "disabled" in ancestor.attrs:
                legend = next((c for c in ancestor.children if isinstance(c, Element) and c.tag == "legend"), None)
                if legend is None or legend is not inside:
                    return True
            inside = ancestor
        return False

    @operation
    def form_encoding(self, id_: int) -> str:
        """The name of the encoding that a form is sent in.
        https://html.spec.whatwg.org/#picking-an-encoding-for-the-form"""
        labels = [self._tree.encoding]
        accepted = self._tree.element(id_).attr("accept-charset")
        if accepted is not None:
            labels = accepted.split()
        return output_encoding(next((name for label in labels if (name := encoding_of_label(label))), "UTF-8"))

    @operation
    def encode_form(self, entries: str, enctype: str, encoding: str) -> str:
        """Name-value pairs (JSON) as a URL query, or as plain text, which is not encoded yet.
        https://html.spec.whatwg.org/#text/plain-encoding-algorithm"""
        pairs = from_json(entries, list[tuple[str, str]])
        if enctype == "text/plain":
            return "".join(f"{name}={value}\r\n" for name, value in pairs)
        # https://url.spec.whatwg.org/#concept-urlencoded-serializer
        encoded = ([percent_encode(text, encoding, is_form=True) for text in pair] for pair in pairs)
        return "&".join("=".join(pair) for pair in encoded)

    @operation
    def with_query(self, url: str, query: str) -> str:
        """A serialized URL with another query."""
        try:
            changed = URL(url)
        except ValueError:
            raise HostError("TypeError", f"{url!r} is not a URL") from None
        changed.search = f"?{query}"
        return changed.href if query else f"{changed.href.partition('#')[0].removesuffix('?')}?"

    # labels ----------------------------------------------------------------------------------------------------------

    def _labelable(self, element: Element) -> bool:
        """True for an element that a label can be for. https://html.spec.whatwg.org/#category-label"""
        if element.tag in self._custom:
            return True
        hidden = element.tag == "input" and input_type(element) == "hidden"
        return element.tag in _LABELABLE and not hidden and self._tree.is_html(element)

    def _control(self, label: Element) -> Element | None:
        """The control that a label is for. https://html.spec.whatwg.org/#labeled-control"""
        if "for" in label.attrs:
            target = first_with_id(self._tree.root(label), label.attr("for") or "")
            return target if target is not None and self._labelable(target) else None
        inside = label.iter_elements([*_LABELABLE, *self._custom])
        return next((e for e in inside if self._labelable(e)), None)

    @operation
    def labeled_control(self, id_: int) -> int | None:
        return self._tree.id_or_none(self._control(self._tree.element(id_)))

    @operation
    def labels(self, id_: int) -> str:
        """The ids of an element's labels, in tree order. https://html.spec.whatwg.org/#dom-lfe-labels"""
        tree = self._tree
        element = tree.element(id_)
        if not self._labelable(element):
            return ""
        found = tree.root(element).iter_elements(["label"], include_self=True)
        return tree.ids(e for e in found if self._control(e) is element)

    # check boxes and radio buttons -----------------------------------------------------------------------------------

    @operation
    def radio_group(self, id_: int) -> str:
        return self._tree.ids(self._state.radio_group(self._tree.element(id_)))

    @operation
    def is_checked(self, id_: int) -> bool:
        return self._state.is_checked(self._tree.element(id_))

    @operation
    def set_checked(self, id_: int, value: bool) -> None:
        self._state.set_checked(self._tree.element(id_), value)

    @operation
    def is_indeterminate(self, id_: int) -> bool:
        return self._tree.element(id_) in self._state.indeterminate

    @operation
    def set_indeterminate(self, id_: int, value: bool) -> None:
        element = self._tree.element(id_)
        (self._state.indeterminate.add if value else self._state.indeterminate.discard)(element)

    @operation
    def forget_state(self, id_: int) -> None:
        """Gives a control, or the options of a select, the checkedness and selectedness of the markup again."""
        self._state.forget(self._tree.element(id_))

    # options ---------------------------------------------------------------------------------------------------------

    @operation
    def options(self, id_: int) -> str:
        return self._tree.ids(self._state.options(self._tree.element(id_)))

    @operation
    def selected_options(self, id_: int) -> str:
        return self._tree.ids(self._state.selected(self._tree.element(id_)))

    @operation
    def is_selected(self, id_: int) -> bool:
        return self._state.is_selected(self._tree.element(id_))

    @operation
    def set_selected(self, id_: int, value: bool) -> None:
        self._state.set_selected(self._tree.element(id_), value)

    @operation
    def select_only(self, id_: int, option_ids: str) -> None:
        """Selects these options (ids separated by spaces) of a select and no others."""
        self._state.select_only(
            self._tree.element(id_), [self._tree.element(number) for number in numbers_of(option_ids)]
        )

    @operation
    def option_select(self, id_: int) -> int | None:
        """The select that an option counts for."""
        return self._tree.id_or_none(nearest_select(self._tree.element(id_)))

    @operation
    def option_text(self, id_: int) -> str:
        """The text of an option without script elements, white space stripped and collapsed.
        https://html.spec.whatwg.org/#dom-option-text"""
        parts: list[str] = []
        _gather_text(self._tree.element(id_), parts)
        return _WHITE_SPACE.sub(" ", "".join(parts)).strip(" ")

    @operation
    def datalist(self, id_: int) -> int | None:
        """The datalist that an input element suggests from. https://html.spec.whatwg.org/#attr-input-list"""
        tree = self._tree
        element = tree.element(id_)
        found = first_with_id(tree.root(element), element.attr("list") or "")
        return tree.id(found) if found is not None and found.tag == "datalist" and tree.is_html(found) else None


def _gather_text(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag != "script":
                _gather_text(child, parts)
        elif isinstance(child, (Text, CData)):
            parts.append(child.data)
