"""Assertions on the elements of a page. Names and behaviour follow Playwright's `LocatorAssertions`."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from .assertions import Assertions, Glance, fits_text, shown_text
from .locator import Locator
from .selectors import Pattern
from .waiting import Waits

_RATIO_TOLERANCE = 1e-6


class LocatorAssertions(Assertions[Locator]):
    """Assertions on elements. Made by `expect(locator)`."""

    async def _wait(self, look: Callable[[], Awaitable[bool | None]], timeout: float) -> None:
        __tracebackhide__ = True
        page: Waits = self._actual.page
        await page._until(look, timeout, lambda: "")

    async def _one(
        self,
        method: str,
        what: str,
        expected: str,
        holds: Callable[[Any], bool],
        timeout: float | None,
        *,
        argument: object = None,
        show: Callable[[Any], str] = repr,
        of_none: bool = False,
    ) -> None:
        """Expects something of the only element; `of_none` is whether it holds when there is none."""
        __tracebackhide__ = True

        async def look() -> Glance:
            found = await self._actual._look(what, argument)
            if not found["count"]:
                # what is not there is neither so nor otherwise
                return of_none if what in ("attached", "visible") else self._is_negated, "no element matches"
            if "refusal" in found:
                return self._is_negated, f"{found['refusal']} ({found['markup'][0]})"
            note = f" ({found['note']})" if found.get("note") else ""
            return holds(found["value"]), show(found["value"]) + note

        await self._expect(method, expected, look, timeout)

    async def _state(self, method: str, what: str, names: tuple[str, str], wanted: bool, timeout: float | None) -> None:
        """Expects of the only element what is true (the first name) or false (the second)."""
        __tracebackhide__ = True
        of_none = what in ("attached", "visible") and not wanted
        await self._one(
            method,
            what,
            names[not wanted],
            lambda value: value == wanted,
            timeout,
            show=lambda value: names[not value],
            of_none=of_none,
        )

    async def _texts(
        self, method: str, what: str, expected: Any, timeout: float | None, *, whole: bool, ignore_case: bool = False
    ) -> None:
        """Expects a text of the only element, or of a list as many texts of as many elements."""
        __tracebackhide__ = True
        if isinstance(expected, str | re.Pattern) or not isinstance(expected, Iterable):
            fits = fits_text(expected, whole=whole, ignore_case=ignore_case)
            await self._one(method, what, shown_text(expected, whole=whole), fits, timeout)
            return
        several = [fits_text(item, whole=whole, ignore_case=ignore_case) for item in expected]

        async def look() -> Glance:
            found: list[str] = await self._actual._frame.ask("readAll", self._actual._steps, what) or []
            if whole:
                holds = len(found) == len(several) and all(
                    fits(text) for fits, text in zip(several, found, strict=True)
                )
            else:
                rest = iter(found)
                holds = all(any(fits(text) for text in rest) for fits in several)
            return holds, repr(found)

        await self._expect(method, repr(list(expected)), look, timeout)

    async def to_be_attached(self, *, attached: bool = True, timeout: float | None = None) -> None:
        """Expects the element to be in the document."""
        await self._state("to_be_attached", "attached", ("attached", "detached"), attached, timeout)

    async def not_to_be_attached(self, *, attached: bool = True, timeout: float | None = None) -> None:
        await self._not.to_be_attached(attached=attached, timeout=timeout)

    async def to_be_visible(self, *, visible: bool = True, timeout: float | None = None) -> None:
        """A person sees it: it has a box that is not empty, and is not `visibility: hidden`."""
        await self._state("to_be_visible", "visible", ("visible", "hidden"), visible, timeout)

    async def not_to_be_visible(self, *, visible: bool = True, timeout: float | None = None) -> None:
        await self._not.to_be_visible(visible=visible, timeout=timeout)

    async def to_be_hidden(self, *, timeout: float | None = None) -> None:
        """Expects the element to be absent or not visible."""
        await self._state("to_be_hidden", "visible", ("visible", "hidden"), False, timeout)

    async def not_to_be_hidden(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_hidden(timeout=timeout)

    async def to_be_enabled(self, *, enabled: bool = True, timeout: float | None = None) -> None:
        """Expects the element not to be disabled, by `disabled` or `aria-disabled`."""
        await self._state("to_be_enabled", "enabled", ("enabled", "disabled"), enabled, timeout)

    async def not_to_be_enabled(self, *, enabled: bool = True, timeout: float | None = None) -> None:
        await self._not.to_be_enabled(enabled=enabled, timeout=timeout)

    async def to_be_disabled(self, *, timeout: float | None = None) -> None:
        """Expects the element to be disabled, by `disabled` or `aria-disabled`."""
        await self._state("to_be_disabled", "enabled", ("enabled", "disabled"), False, timeout)

    async def not_to_be_disabled(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_disabled(timeout=timeout)

    async def to_be_editable(self, *, editable: bool = True, timeout: float | None = None) -> None:
        """Expects the element to take text: to be enabled and not read-only."""
        await self._state("to_be_editable", "editable", ("editable", "read-only or disabled"), editable, timeout)

    async def not_to_be_editable(self, *, editable: bool = True, timeout: float | None = None) -> None:
        await self._not.to_be_editable(editable=editable, timeout=timeout)

    async def to_be_checked(self, *, checked: bool = True, timeout: float | None = None) -> None:
        """The checkbox, radio button or switch is checked, or with `checked=False` it is not."""
        await self._state("to_be_checked", "checked", ("checked", "not checked"), checked, timeout)

    async def not_to_be_checked(self, *, checked: bool = True, timeout: float | None = None) -> None:
        await self._not.to_be_checked(checked=checked, timeout=timeout)

    async def to_be_focused(self, *, timeout: float | None = None) -> None:
        """Expects the element to have the focus."""
        await self._state("to_be_focused", "focused", ("focused", "not focused"), True, timeout)

    async def not_to_be_focused(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_focused(timeout=timeout)

    async def to_be_empty(self, *, timeout: float | None = None) -> None:
        """Expects the element to be a form control without a value, or another element without text."""
        await self._state("to_be_empty", "empty", ("empty", "not empty"), True, timeout)

    async def not_to_be_empty(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_empty(timeout=timeout)

    async def to_have_text(
        self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False, timeout: float | None = None
    ) -> None:
        """Expects the element to have that text, as a person sees it; a hidden element has none. White space counts as
        one space, and not at the ends. A list expects as many elements, with these texts."""
        await self._texts("to_have_text", "text", expected, timeout, whole=True, ignore_case=ignore_case)

    async def not_to_have_text(
        self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False, timeout: float | None = None
    ) -> None:
        await self._not.to_have_text(expected, ignore_case=ignore_case, timeout=timeout)

    async def to_contain_text(
        self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False, timeout: float | None = None
    ) -> None:
        """A part of the text that a person sees in it is that. Of a list: elements with these texts, in that order."""
        await self._texts("to_contain_text", "text", expected, timeout, whole=False, ignore_case=ignore_case)

    async def not_to_contain_text(
        self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False, timeout: float | None = None
    ) -> None:
        await self._not.to_contain_text(expected, ignore_case=ignore_case, timeout=timeout)

    async def to_have_value(self, value: Pattern, *, timeout: float | None = None) -> None:
        """The form control has that value."""
        await self._one("to_have_value", "value", shown_text(value), fits_text(value, spaces=True), timeout)

    async def not_to_have_value(self, value: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_value(value, timeout=timeout)

    async def to_have_values(self, values: Sequence[Pattern], *, timeout: float | None = None) -> None:
        """The selected options of a `<select multiple>` have these values."""
        fits = [fits_text(value, spaces=True) for value in values]
        await self._one(
            "to_have_values",
            "values",
            repr(list(values)),
            lambda found: len(found) == len(fits) and all(fit(one) for fit, one in zip(fits, found, strict=True)),
            timeout,
        )

    async def not_to_have_values(self, values: Sequence[Pattern], *, timeout: float | None = None) -> None:
        await self._not.to_have_values(values, timeout=timeout)

    async def to_have_count(self, count: int, *, timeout: float | None = None) -> None:
        """There are so many of them."""
        if isinstance(count, bool) or not isinstance(count, int):
            raise TypeError(f"to_have_count takes a whole number, not {count!r}")

        async def look() -> Glance:
            found = await self._actual.count()
            return found == count, f"{found}"

        await self._expect("to_have_count", f"{count}", look, timeout)

    async def not_to_have_count(self, count: int, *, timeout: float | None = None) -> None:
        await self._not.to_have_count(count, timeout=timeout)

    async def to_have_attribute(self, name: str, value: Pattern | None = None, *, timeout: float | None = None) -> None:
        """Expects the element to have that attribute, and with that value if one is given."""
        fits = (lambda found: True) if value is None else fits_text(value, spaces=True)
        await self._one(
            "to_have_attribute",
            "attribute",
            f"{name}" + ("" if value is None else f"={shown_text(value)}"),
            lambda found: found is not None and fits(found),
            timeout,
            argument=name,
            show=lambda found: f"no attribute {name}" if found is None else f"{name}={found!r}",
        )

    async def not_to_have_attribute(
        self, name: str, value: Pattern | None = None, *, timeout: float | None = None
    ) -> None:
        await self._not.to_have_attribute(name, value, timeout=timeout)

    async def to_have_class(self, expected: Pattern | Sequence[Pattern], *, timeout: float | None = None) -> None:
        """Its whole `class` attribute is that. `to_contain_class` looks for one class among several."""
        await self._texts("to_have_class", "class", expected, timeout, whole=True)

    async def not_to_have_class(self, expected: Pattern | Sequence[Pattern], *, timeout: float | None = None) -> None:
        await self._not.to_have_class(expected, timeout=timeout)

    async def to_contain_class(self, expected: str, *, timeout: float | None = None) -> None:
        """Expects the element to have that class, or all of several separated by spaces; it may have others."""
        wanted = set(expected.split())
        await self._one(
            "to_contain_class", "class", repr(expected), lambda found: wanted <= set(found.split()), timeout
        )

    async def not_to_contain_class(self, expected: str, *, timeout: float | None = None) -> None:
        await self._not.to_contain_class(expected, timeout=timeout)

    async def to_have_id(self, id: Pattern, *, timeout: float | None = None) -> None:
        """Its `id` is that."""
        await self._one("to_have_id", "id", shown_text(id), fits_text(id, spaces=True), timeout)

    async def not_to_have_id(self, id: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_id(id, timeout=timeout)

    async def to_have_css(self, name: str, value: Pattern, *, timeout: float | None = None) -> None:
        """Its computed style has that value of the property."""
        await self._one("to_have_css", "css", f"{name}: {shown_text(value)}", fits_text(value), timeout, argument=name)

    async def not_to_have_css(self, name: str, value: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_css(name, value, timeout=timeout)

    async def to_have_role(self, role: str, *, timeout: float | None = None) -> None:
        """Its ARIA role is that, explicit or by its kind."""
        await self._one("to_have_role", "role", repr(role), lambda found: found == role, timeout)

    async def not_to_have_role(self, role: str, *, timeout: float | None = None) -> None:
        await self._not.to_have_role(role, timeout=timeout)

    async def to_have_accessible_name(self, name: Pattern, *, timeout: float | None = None) -> None:
        """Its accessible name is that. https://w3c.github.io/accname/"""
        await self._one("to_have_accessible_name", "name", shown_text(name), fits_text(name), timeout)

    async def not_to_have_accessible_name(self, name: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_accessible_name(name, timeout=timeout)

    async def to_have_accessible_description(self, description: Pattern, *, timeout: float | None = None) -> None:
        """Assistive technology describes it so, beside its name: by `aria-describedby`, `aria-description`, `title`."""
        method = "to_have_accessible_description"
        await self._one(method, "description", shown_text(description), fits_text(description), timeout)

    async def not_to_have_accessible_description(self, description: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_accessible_description(description, timeout=timeout)

    async def to_be_in_viewport(self, *, ratio: float | None = None, timeout: float | None = None) -> None:
        """A part of it is within what is seen of its frame: any, or at least `ratio` of it, from 0 to 1."""
        if ratio is not None and (isinstance(ratio, bool) or not 0 <= ratio <= 1):
            raise ValueError(f"ratio is {ratio!r}; it is a number from 0 to 1")
        await self._one(
            "to_be_in_viewport",
            "shown",
            "in the viewport" if ratio is None else f"at least {ratio:g} of it in the viewport",
            lambda shown: shown > 0 if ratio is None else shown >= ratio - _RATIO_TOLERANCE,
            timeout,
            show=lambda shown: f"{shown:.2g} of it in the viewport",
        )

    async def not_to_be_in_viewport(self, *, ratio: float | None = None, timeout: float | None = None) -> None:
        await self._not.to_be_in_viewport(ratio=ratio, timeout=timeout)

    async def to_have_js_property(self, name: str, value: object, *, timeout: float | None = None) -> None:
        """Script sees that JSON value as its property `name`."""
        __tracebackhide__ = True

        async def look() -> Glance:
            actual = self._actual
            found = await actual._frame.perform(actual._steps, "evaluate", ["(element, name) => element[name]", name])
            if found is None or not found["count"]:
                return self._is_negated, "no element matches"
            actual._require_one(found)
            return found["value"] == value, repr(found["value"])

        await self._expect("to_have_js_property", f"{name} {value!r}", look, timeout)

    async def not_to_have_js_property(self, name: str, value: object, *, timeout: float | None = None) -> None:
        await self._not.to_have_js_property(name, value, timeout=timeout)
