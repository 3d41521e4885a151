"""Finding elements: the methods of pages, frames and locators that give locators."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from .selectors import Pattern, Step, Steps, parse_selector, pattern_of

if TYPE_CHECKING:
    from .frame_locator import FrameLocator
    from .locator import Locator

TEST_ID = "data-testid"
"""The attribute that `get_by_test_id` looks at."""


class Locatable(ABC):
    """Place to look for elements in: a page, a frame, other elements."""

    @abstractmethod
    def _located(self, steps: Steps, text: str) -> Locator:
        """The locator of what `steps` find in here."""

    def locator(
        self,
        selector: str,
        *,
        has_text: Pattern | None = None,
        has_not_text: Pattern | None = None,
        has: Locator | None = None,
        has_not: Locator | None = None,
    ) -> Locator:
        """The elements that match a selector: CSS, or what docs/locators.md lists. `has_text` and the like: see
        `Locator.filter`. Raises `Error` for a selector that cannot be read."""
        located = self._located(parse_selector(selector), f"locator({selector!r})")
        options: dict[str, Any] = {"has_text": has_text, "has_not_text": has_not_text, "has": has, "has_not": has_not}
        return located if set(options.values()) == {None} else located.filter(**options)

    def frame_locator(self, selector: str) -> FrameLocator:
        """The document in the iframe that matches a selector, for locators of what is in it."""
        return self.locator(selector).content_frame

    def get_by_role(
        self,
        role: str,
        *,
        name: Pattern | None = None,
        exact: bool = False,
        checked: bool | None = None,
        disabled: bool | None = None,
        expanded: bool | None = None,
        include_hidden: bool = False,
        level: int | None = None,
        pressed: bool | None = None,
        selected: bool | None = None,
    ) -> Locator:
        """The elements of an ARIA role, explicit or by their kind, and of that accessible name: a part of it in
        whatever case, all of it with `exact`, or a compiled regular expression.

        Elements that assistive technology does not see are left out, unless with `include_hidden`.
        """
        if not isinstance(role, str):
            raise TypeError(f"a role is text, such as 'button', not {role!r}")
        states = {
            "checked": checked,
            "disabled": disabled,
            "expanded": expanded,
            "level": level,
            "pressed": pressed,
            "selected": selected,
        }
        options: dict[str, Any] = {key: value for key, value in states.items() if value is not None}
        text = "".join(f", {key}={value!r}" for key, value in options.items())
        if include_hidden:
            options["include_hidden"] = True
            text += ", include_hidden=True"
        if name is not None:
            options["name"] = pattern_of(name, exact=exact)
            text = f", name={name!r}{', exact=True' if exact else ''}{text}"
        return self._located((["role", role, options],), f"get_by_role({role!r}{text})")

    def get_by_text(self, text: Pattern, *, exact: bool = False) -> Locator:
        """The innermost elements with that text: a part of it in whatever case, all of it with `exact`, or a compiled
        regular expression. White space counts as one space."""
        return self._by("get_by_text", ["text", pattern_of(text, exact=exact)], text, exact)

    def get_by_label(self, text: Pattern, *, exact: bool = False) -> Locator:
        """The form controls with that label, be it `<label>`, `aria-labelledby` or `aria-label`."""
        return self._by("get_by_label", ["label", pattern_of(text, exact=exact)], text, exact)

    def get_by_placeholder(self, text: Pattern, *, exact: bool = False) -> Locator:
        """The form controls with that placeholder."""
        return self._by("get_by_placeholder", _attribute("placeholder", text, exact), text, exact)

    def get_by_alt_text(self, text: Pattern, *, exact: bool = False) -> Locator:
        """The images with that text in place of them."""
        return self._by("get_by_alt_text", _attribute("alt", text, exact), text, exact)

    def get_by_title(self, text: Pattern, *, exact: bool = False) -> Locator:
        """The elements with that `title`."""
        return self._by("get_by_title", _attribute("title", text, exact), text, exact)

    def get_by_test_id(self, test_id: Pattern) -> Locator:
        """The elements with that `data-testid`, all of it."""
        return self._by("get_by_test_id", _attribute(TEST_ID, test_id, exact=True), test_id, exact=False)

    def _by(self, method: str, step: Step, text: Pattern, exact: bool) -> Locator:
        return self._located((step,), f"{method}({text!r}{', exact=True' if exact else ''})")


def _attribute(name: str, text: Pattern, exact: bool) -> Step:
    return ["attribute", name, pattern_of(text, exact=exact)]
