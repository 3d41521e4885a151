"""State that a user or script gave a page's controls: checked boxes, selected options.
https://html.spec.whatwg.org/#concept-fe-checked

The state is kept here and not in script, so that `:checked` sees it. The state of a control that nobody touched follows
from the markup when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from turbohtml import Element, Node

from shim.dom.tree import Tree

from .tree import ancestors, first_with_id, input_type, number


class FormState:
    """Checkedness and selectedness of one realm's controls."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._checked: dict[Element, bool] = {}
        self._selected: dict[Element, bool] = {}
        self._last_selected: dict[Element, Element] = {}
        self._emptied: set[Element] = set()
        self.indeterminate: set[Element] = set()
        tree.pseudo_classes["checked"] = self._all_checked
        tree.pseudo_classes["indeterminate"] = lambda root: self.indeterminate

    # https://html.spec.whatwg.org/#reset-the-form-owner
    # AD-HOC: a form owner is worked out when it is asked for, so a form that the parser associates with a control that
    # stands elsewhere (a form between table rows) is not known.
    def owner(self, element: Element) -> Element | None:
        """The form owner of a form-associated element."""
        tree = self._tree
        # 4. The image element is the one that is not listed.
        if "form" in element.attrs and element.tag != "img" and tree.is_connected(element):
            # 4.1
            found = first_with_id(tree.root(element), element.attr("form") or "")
            return found if found is not None and tree.is_html(found) and found.tag == "form" else None
        # 5.
        return next((a for a in ancestors(element) if a.tag == "form" and tree.is_html(a)), None)

    # check boxes and radio buttons -----------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/#radio-button-group
    def radio_group(self, element: Element) -> list[Element]:
        """The radio buttons of one group, in tree order; the button alone when it has no name."""
        name = element.attr("name")
        if not name:
            return [element]
        form = self.owner(element)
        return [
            e
            for e in self._tree.root(element).iter_elements(["input"], include_self=True)
            if e is element or (e.attr("name") == name and input_type(e) == "radio" and self.owner(e) is form)
        ]

    def is_checked(self, element: Element) -> bool:
        """The checkedness of a control; of radio buttons that the markup checks, the last one is checked.
        https://html.spec.whatwg.org/#concept-fe-checked"""
        known = self._checked.get(element)
        if known is not None:
            return known
        if "checked" not in element.attrs:
            return False
        if input_type(element) != "radio":
            return True
        marked = element
        for other in self.radio_group(element):
            if self._checked.get(other):
                return False
            if other not in self._checked and "checked" in other.attrs:
                marked = other
        return marked is element

    def set_checked(self, element: Element, value: bool) -> None:
        """Sets the checkedness; the rest of a radio button's group loses it."""
        if value and input_type(element) == "radio":
            for other in self.radio_group(element):
                self._checked[other] = False
        self._checked[element] = value

    def _all_checked(self, root: Node) -> Iterator[Element]:
        """https://html.spec.whatwg.org/#selector-checked"""
        for element in root.iter_elements(["input", "option"], include_self=True):
            if element.tag == "option":
                if self.is_selected(element):
                    yield element
            elif input_type(element) in ("checkbox", "radio") and self.is_checked(element):
                yield element

    # options ---------------------------------------------------------------------------------------------------------

    def options(self, select: Element) -> list[Element]:
        """The list of options of a select element. https://html.spec.whatwg.org/#concept-select-option-list"""
        return [o for o in select.iter_elements(["option"]) if nearest_select(o) is select]

    def display_size(self, select: Element) -> int:
        """https://html.spec.whatwg.org/#concept-select-size"""
        size = number(select.attr("size"))
        return size if size is not None and size > 0 else 4 if "multiple" in select.attrs else 1

    # https://html.spec.whatwg.org/#selectedness-setting-algorithm
    # AD-HOC: selectedness is worked out when it is asked for; the algorithm does not run at each change of the options.
    def selected(self, select: Element) -> list[Element]:
        """The selected options, in tree order."""
        options = self.options(select)
        found = [o for o in options if self._own(o)]
        if "multiple" in select.attrs:
            return found
        # 2. INTEROP: of several selected options, the one that was selected last stays, not the last of the list.
        if len(found) > 1:
            last = self._last_selected.get(select)
            return [last] if last in found else found[-1:]
        # 1. INTEROP: a drop-down box whose options script has deselected shows none.
        if not found and select not in self._emptied and self.display_size(select) == 1:
            return [o for o in options if not is_disabled_option(o)][:1]
        return found

    def _own(self, option: Element) -> bool:
        known = self._selected.get(option)
        return "selected" in option.attrs if known is None else known

    def is_selected(self, option: Element) -> bool:
        """https://html.spec.whatwg.org/#concept-option-selectedness"""
        select = nearest_select(option)
        return self._own(option) if select is None else option in self.selected(select)

    def set_selected(self, option: Element, value: bool) -> None:
        """https://html.spec.whatwg.org/#dom-option-selected"""
        select = nearest_select(option)
        if select is not None:
            self._settle(select)
            self._emptied.discard(select)
            if value:
                self._last_selected[select] = option
                if "multiple" not in select.attrs:
                    for other in self.options(select):
                        self._selected[other] = False
        self._selected[option] = value

    def select_only(self, select: Element, chosen: list[Element]) -> None:
        """Selects these options of a select and no others; none at all lasts until something is selected again."""
        for option in self.options(select):
            self._selected[option] = option in chosen
        if chosen:
            self._emptied.discard(select)
            self._last_selected[select] = chosen[-1]
        else:
            self._emptied.add(select)

    def _settle(self, select: Element) -> None:
        """Writes the result of the algorithm above into the options' own selectedness."""
        selected = self.selected(select)
        for option in self.options(select):
            self._selected[option] = option in selected

    # resetting, copying ----------------------------------------------------------------------------------------------

    def take(self, source: FormState, elements: Iterable[Element]) -> None:
        """Takes over the state of elements that came from another document, whose state `source` is."""
        for element in elements:
            for mine, theirs in (
                (self._checked, source._checked),
                (self._selected, source._selected),
            ):
                if element in theirs:
                    mine[element] = theirs.pop(element)
            if element in source._last_selected:
                self._last_selected[element] = source._last_selected.pop(element)
            for own, other in ((self._emptied, source._emptied), (self.indeterminate, source.indeterminate)):
                if element in other:
                    other.discard(element)
                    own.add(element)

    def forget(self, element: Element) -> None:
        """Gives a control the state that the markup says, as resetting a form does.
        https://html.spec.whatwg.org/#concept-form-reset-control"""
        self._checked.pop(element, None)
        if element.tag == "select":
            for option in self.options(element):
                self._selected.pop(option, None)
            self._emptied.discard(element)
            self._last_selected.pop(element, None)


def nearest_select(option: Element) -> Element | None:
    """The select element whose list of options an option is in: nothing that the list does not go into (a datalist, a
    rule, another option, an option group in another) stands between them.

    https://html.spec.whatwg.org/#concept-select-option-list, step 3.2
    """
    groups = 0
    for ancestor in ancestors(option):
        if ancestor.tag == "select":
            return ancestor
        groups += ancestor.tag == "optgroup"
        if ancestor.tag in ("datalist", "hr", "option") or groups > 1:
            return None
    return None


def is_disabled_option(option: Element) -> bool:
    """https://html.spec.whatwg.org/#concept-option-disabled"""
    parent = option.parent
    in_disabled = isinstance(parent, Element) and parent.tag == "optgroup" and "disabled" in parent.attrs
    return "disabled" in option.attrs or in_disabled
