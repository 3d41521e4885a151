"""`expect`: what a page, its elements and its device come to within some time, or else a failure that tells all that
was seen. Names and behaviour follow Playwright's assertions."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, Self, TypeVar, overload

from shim.device.device import App, Device
from shim.errors import TimeoutError
from shim.net.routes import Pattern as UrlPattern
from shim.net.routes import matcher

from .locator import Locator
from .page import BasePage
from .seconds import check_timeout
from .selectors import Pattern, pattern_of
from .waiting import Waits, until_device

EXPECT_TIMEOUT = 5.0
"""Seconds that an expectation is given to hold, unless it is told otherwise."""
_LINES_OF_TIMELINE = 8
_MOST_SEEN = 12
"""Things seen meanwhile that a failure shows."""
_GAIN_TOLERANCE = 0.005
_STATES = ("inactive", "active", "interrupted")
_TYPES = ("auto", "playback", "transient", "transient-solo", "ambient", "play-and-record")
_OUTPUTS = ("speaker", "earpiece", "headphones", "bluetooth")

_Seen = tuple[bool, str]
"""Result of one look: whether the expectation holds, and what is there, for a person to read."""
Look = Callable[[], Awaitable[_Seen]]
_Actual = TypeVar("_Actual")


class Seen:
    """Values that were seen, each with its time, as long as they change."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._start = now()
        self.items: list[tuple[float, str]] = []
        self._left_out = 0

    def note(self, shown: str) -> None:
        """Keeps it unless it is what was seen last."""
        if self.items and self.items[-1][1] == shown:
            return
        self.items.append((self._now() - self._start, shown))
        if len(self.items) > _MOST_SEEN:
            del self.items[1]
            self._left_out += 1

    @property
    def last(self) -> str:
        """What was seen last."""
        return self.items[-1][1] if self.items else "nothing: there was no answer"

    def lines(self) -> list[str]:
        """The first thing, and the last ones."""
        lines = [f"{t:8.3f} s  {shown}" for t, shown in self.items]
        if self._left_out:
            lines.insert(1, f"       ...  {self._left_out} more")
        return lines


class _Assertions(ABC, Generic[_Actual]):
    """Base of all assertions: each method returns once it holds, and raises `AssertionError` if it does not
    within `timeout` seconds. Each has a `not_to_...`, which returns once it does not hold."""

    def __init__(
        self,
        actual: _Actual,
        described: str,
        device: Device,
        message: str | None,
        timeout: float,
        *,
        is_negated: bool = False,
    ) -> None:
        self._actual = actual
        self._described = described
        self._device = device
        self._message = message
        self._timeout = timeout
        self._is_negated = is_negated

    @property
    def _not(self) -> Self:
        return type(self)(
            self._actual,
            self._described,
            self._device,
            self._message,
            self._timeout,
            is_negated=not self._is_negated,
        )

    @abstractmethod
    async def _wait(self, look: Callable[[], Awaitable[bool | None]], timeout: float) -> None:
        """Returns once `look` gives something. Raises `TimeoutError` after so many seconds."""

    async def _expect(self, method: str, expected: str, look: Look, timeout: float | None) -> None:
        """Returns once `look` says that it holds, or, negated, that it does not. Raises `AssertionError`."""
        __tracebackhide__ = True
        seconds = self._timeout if timeout is None else check_timeout(timeout)
        seen = Seen(self._device.now)

        async def attempt() -> bool | None:
            holds, shown = await look()
            seen.note(shown)
            return True if holds != self._is_negated else None

        try:
            await self._wait(attempt, seconds)
        except TimeoutError:
            self._device.note_expectation(f"{self._said(method, expected)}; last seen: {seen.last}", held=False)
            raise AssertionError(self._failure(method, expected, seconds, seen)) from None
        self._device.note_expectation(self._said(method, expected), held=True)

    def _said(self, method: str, expected: str) -> str:
        """The expectation in one line."""
        not_ = "not_" * self._is_negated
        return f"expect({self._described}).{not_}{method}(): {'not ' * self._is_negated}{expected}"

    def _failure(self, method: str, expected: str, seconds: float, seen: Seen) -> str:
        name = f"{'not_' if self._is_negated else ''}{method}"
        lines = [f"{self._message}\n"] if self._message else []
        lines.append(f"expect({self._described}).{name}() did not hold within {seconds:g} s")
        lines.append(f"  expected:  {'not ' if self._is_negated else ''}{expected}")
        lines.append(f"  last seen: {seen.last}")
        if len(seen.items) > 1:
            lines.append("  seen meanwhile:")
            lines += [f"    {line}" for line in seen.lines()]
        timeline = self._device.timeline_text(last=_LINES_OF_TIMELINE)
        lines.append("  timeline of the device, its last lines:" if timeline else "  timeline of the device: empty")
        lines += [f"    {line}" for line in timeline.splitlines()]
        return "\n".join(lines)


class LocatorAssertions(_Assertions[Locator]):
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

        async def look() -> _Seen:
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
        if isinstance(expected, str | re.Pattern):
            fits = _fits(expected, whole=whole, ignore_case=ignore_case)
            await self._one(method, what, _shown(expected, whole=whole), fits, timeout)
            return
        several = [_fits(item, whole=whole, ignore_case=ignore_case) for item in expected]

        async def look() -> _Seen:
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

    async def to_be_attached(self, *, timeout: float | None = None) -> None:
        """It is in the document."""
        await self._state("to_be_attached", "attached", ("attached", "detached"), True, timeout)

    async def not_to_be_attached(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_attached(timeout=timeout)

    async def to_be_visible(self, *, timeout: float | None = None) -> None:
        """A person sees it: it has a box that is not empty, and is not `visibility: hidden`."""
        await self._state("to_be_visible", "visible", ("visible", "hidden"), True, timeout)

    async def not_to_be_visible(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_visible(timeout=timeout)

    async def to_be_hidden(self, *, timeout: float | None = None) -> None:
        """It is not there, or not visible."""
        await self._state("to_be_hidden", "visible", ("visible", "hidden"), False, timeout)

    async def not_to_be_hidden(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_hidden(timeout=timeout)

    async def to_be_enabled(self, *, timeout: float | None = None) -> None:
        """It is not disabled, by `disabled` or `aria-disabled`."""
        await self._state("to_be_enabled", "enabled", ("enabled", "disabled"), True, timeout)

    async def not_to_be_enabled(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_enabled(timeout=timeout)

    async def to_be_disabled(self, *, timeout: float | None = None) -> None:
        """It is disabled."""
        await self._state("to_be_disabled", "enabled", ("enabled", "disabled"), False, timeout)

    async def not_to_be_disabled(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_disabled(timeout=timeout)

    async def to_be_editable(self, *, timeout: float | None = None) -> None:
        """It takes text: it is enabled and not read-only."""
        await self._state("to_be_editable", "editable", ("editable", "read-only or disabled"), True, timeout)

    async def not_to_be_editable(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_editable(timeout=timeout)

    async def to_be_checked(self, *, checked: bool = True, timeout: float | None = None) -> None:
        """The checkbox, radio button or switch is checked, or with `checked=False` it is not."""
        await self._state("to_be_checked", "checked", ("checked", "not checked"), checked, timeout)

    async def not_to_be_checked(self, *, checked: bool = True, timeout: float | None = None) -> None:
        await self._not.to_be_checked(checked=checked, timeout=timeout)

    async def to_be_focused(self, *, timeout: float | None = None) -> None:
        """It has the focus."""
        await self._state("to_be_focused", "focused", ("focused", "not focused"), True, timeout)

    async def not_to_be_focused(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_focused(timeout=timeout)

    async def to_be_empty(self, *, timeout: float | None = None) -> None:
        """It is a form control without a value, or another element without text."""
        await self._state("to_be_empty", "empty", ("empty", "not empty"), True, timeout)

    async def not_to_be_empty(self, *, timeout: float | None = None) -> None:
        await self._not.to_be_empty(timeout=timeout)

    async def to_have_text(
        self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False, timeout: float | None = None
    ) -> None:
        """That is the text that a person sees in it, of a hidden element none; white space counts as one space, and
        not at the ends. Of a list: there are as many elements, with these texts."""
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
        await self._one("to_have_value", "value", _shown(value), _fits(value, spaces=True), timeout)

    async def not_to_have_value(self, value: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_value(value, timeout=timeout)

    async def to_have_values(self, values: Sequence[Pattern], *, timeout: float | None = None) -> None:
        """The selected options of a `<select multiple>` have these values."""
        fits = [_fits(value, spaces=True) for value in values]
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

        async def look() -> _Seen:
            found = await self._actual.count()
            return found == count, f"{found}"

        await self._expect("to_have_count", f"{count}", look, timeout)

    async def not_to_have_count(self, count: int, *, timeout: float | None = None) -> None:
        await self._not.to_have_count(count, timeout=timeout)

    async def to_have_attribute(self, name: str, value: Pattern | None = None, *, timeout: float | None = None) -> None:
        """It has that attribute, and with that value if one is given."""
        fits = (lambda found: True) if value is None else _fits(value, spaces=True)
        await self._one(
            "to_have_attribute",
            "attribute",
            f"{name}" + ("" if value is None else f"={_shown(value)}"),
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
        """It has that class, or all of several that are separated by spaces, and may have others."""
        wanted = set(expected.split())
        await self._one(
            "to_contain_class", "class", repr(expected), lambda found: wanted <= set(found.split()), timeout
        )

    async def not_to_contain_class(self, expected: str, *, timeout: float | None = None) -> None:
        await self._not.to_contain_class(expected, timeout=timeout)

    async def to_have_id(self, id: Pattern, *, timeout: float | None = None) -> None:
        """Its `id` is that."""
        await self._one("to_have_id", "id", _shown(id), _fits(id, spaces=True), timeout)

    async def not_to_have_id(self, id: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_id(id, timeout=timeout)

    async def to_have_css(self, name: str, value: Pattern, *, timeout: float | None = None) -> None:
        """Its computed style has that value of the property."""
        await self._one("to_have_css", "css", f"{name}: {_shown(value)}", _fits(value), timeout, argument=name)

    async def not_to_have_css(self, name: str, value: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_css(name, value, timeout=timeout)

    async def to_have_role(self, role: str, *, timeout: float | None = None) -> None:
        """Its ARIA role is that, explicit or by its kind."""
        await self._one("to_have_role", "role", repr(role), lambda found: found == role, timeout)

    async def not_to_have_role(self, role: str, *, timeout: float | None = None) -> None:
        await self._not.to_have_role(role, timeout=timeout)

    async def to_have_accessible_name(self, name: Pattern, *, timeout: float | None = None) -> None:
        """Its accessible name is that. https://w3c.github.io/accname/"""
        await self._one("to_have_accessible_name", "name", _shown(name), _fits(name), timeout)

    async def not_to_have_accessible_name(self, name: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_accessible_name(name, timeout=timeout)


class PageAssertions(_Assertions[BasePage[Any]]):
    """Assertions on a page. Made by `expect(page)`."""

    async def _wait(self, look: Callable[[], Awaitable[bool | None]], timeout: float) -> None:
        __tracebackhide__ = True
        await self._actual._until(look, timeout, lambda: "")

    async def to_have_session(
        self,
        *,
        state: str | None = None,
        type: str | None = None,
        computed_type: str | None = None,
        timeout: float | None = None,
    ) -> None:
        """The audio session of its main document has that state (`inactive`, `active`, `interrupted`), that `type` as
        `navigator.audioSession.type` gives it, and that type in effect, all that are given at once."""
        wanted = {"state": state, "type": type, "computed_type": computed_type}
        expected = {key: value for key, value in wanted.items() if value is not None}
        if not expected:
            raise TypeError("to_have_session expects nothing; give one or more of: state, type, computed_type")
        for key, value in expected.items():
            known = _STATES if key == "state" else _TYPES if key == "type" else _TYPES[1:]
            if value not in known:
                raise ValueError(f"{key} is {value!r}; it can be: {', '.join(known)}")

        async def look() -> _Seen:
            session = self._actual.session
            seen = {"state": session.state, "type": session.type, "computed_type": session.computed_type}
            return all(seen[key] == value for key, value in expected.items()), _pairs(seen)

        await self._expect("to_have_session", _pairs(expected), look, timeout)

    async def not_to_have_session(
        self,
        *,
        state: str | None = None,
        type: str | None = None,
        computed_type: str | None = None,
        timeout: float | None = None,
    ) -> None:
        await self._not.to_have_session(state=state, type=type, computed_type=computed_type, timeout=timeout)

    async def to_have_url(self, url: UrlPattern, *, timeout: float | None = None) -> None:
        """Its URL is that: a text or a glob, a compiled regular expression, or a function that says so."""
        fits = matcher(url)

        async def look() -> _Seen:
            return self._actual.url == url or fits(self._actual.url), repr(self._actual.url)

        await self._expect("to_have_url", _shown(url), look, timeout)

    async def not_to_have_url(self, url: UrlPattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_url(url, timeout=timeout)

    async def to_have_title(self, title: Pattern, *, timeout: float | None = None) -> None:
        """Its title is that."""
        fits = _fits(title)

        async def look() -> _Seen:
            found = await self._actual.title()
            return fits(found), repr(found)

        await self._expect("to_have_title", _shown(title), look, timeout)

    async def not_to_have_title(self, title: Pattern, *, timeout: float | None = None) -> None:
        await self._not.to_have_title(title, timeout=timeout)


class DeviceAssertions(_Assertions[Device]):
    """Assertions on a device. Made by `expect(device)`."""

    async def _wait(self, look: Callable[[], Awaitable[bool | None]], timeout: float) -> None:
        __tracebackhide__ = True
        await until_device(self._actual, look, timeout)

    async def to_hear(
        self,
        who: BasePage[Any] | App | str,
        *,
        gain: float | None = None,
        output: str | None = None,
        timeout: float | None = None,
    ) -> None:
        """A person hears the page or the app, or what goes by that name: with that gain (linear, with ducking, muting
        and the volume; 0 is not to be heard), and from there: `speaker`, `earpiece`, `headphones`, `bluetooth`."""
        if output is not None and output not in _OUTPUTS:
            raise ValueError(f"output is {output!r}; it can be: {', '.join(_OUTPUTS)}")
        if gain is not None and (isinstance(gain, bool) or not 0 <= gain <= 1):
            raise ValueError(f"gain is {gain!r}; it is a number from 0 to 1")
        if not isinstance(who, BasePage | App | str):
            raise TypeError(f"to_hear takes a page, an app or a name, not {who!r}")
        name = who if isinstance(who, str) else who.name
        parts = {"gain": gain, "output": output}
        given = ", ".join(f"{key} {value}" for key, value in parts.items() if value is not None)

        async def look() -> _Seen:
            heard = next((item for item in self._actual.audible() if item.name == name), None)
            now = heard.gain if heard is not None else 0.0
            is_heard = now > 0 if gain is None else abs(now - gain) <= _GAIN_TOLERANCE
            is_there = output is None or (heard is not None and heard.output == output)
            shown = f"{name} with gain {now:g} from {heard.output}" if heard is not None else f"{name} is not heard"
            return is_heard and is_there, shown

        await self._expect("to_hear", f"to hear {name}{' with ' if given else ''}{given}", look, timeout)

    async def not_to_hear(
        self,
        who: BasePage[Any] | App | str,
        *,
        gain: float | None = None,
        output: str | None = None,
        timeout: float | None = None,
    ) -> None:
        await self._not.to_hear(who, gain=gain, output=output, timeout=timeout)


class Expect:
    """The function `expect`, with what it does unless it is told otherwise."""

    def __init__(self) -> None:
        self._timeout = EXPECT_TIMEOUT

    def set_options(self, *, timeout: float | None = None) -> None:
        """Sets the seconds that every expectation is given from now on; without `timeout`, as many as in the
        beginning."""
        self._timeout = EXPECT_TIMEOUT if timeout is None else check_timeout(timeout)

    @overload
    def __call__(self, actual: Locator, message: str | None = None) -> LocatorAssertions: ...
    @overload
    def __call__(self, actual: BasePage[Any], message: str | None = None) -> PageAssertions: ...
    @overload
    def __call__(self, actual: Device, message: str | None = None) -> DeviceAssertions: ...
    def __call__(
        self, actual: Locator | BasePage[Any] | Device, message: str | None = None
    ) -> LocatorAssertions | PageAssertions | DeviceAssertions:
        """The assertions on a locator, a page or a device. A failure begins with `message`."""
        if isinstance(actual, Locator):
            return LocatorAssertions(actual, str(actual), actual.page.browser.device, message, self._timeout)
        if isinstance(actual, BasePage):
            return PageAssertions(actual, actual.name, actual.browser.device, message, self._timeout)
        if isinstance(actual, Device):
            return DeviceAssertions(actual, "device", actual, message, self._timeout)
        raise TypeError(f"expect takes a locator, a page or a device, not {actual!r}; use assert for plain values")


expect = Expect()


def _pairs(values: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())


def _shown(expected: object, *, whole: bool = True) -> str:
    if isinstance(expected, re.Pattern):
        return f"a match of /{expected.pattern}/"
    return repr(expected) if whole else f"a text with {expected!r} in it"


def _fits(
    expected: Pattern, *, whole: bool = True, ignore_case: bool = False, spaces: bool = False
) -> Callable[[str], bool]:
    """True when a text is the expected one, or has it in it. `spaces`: white space counts as it is."""
    pattern_of(expected)  # refuses what is neither
    if isinstance(expected, re.Pattern):
        return lambda text: expected.search(text) is not None

    def plain(text: str) -> str:
        text = text if spaces else " ".join(text.split())
        return text.casefold() if ignore_case else text

    wanted = plain(expected)
    return lambda text: plain(text) == wanted if whole else wanted in plain(text)


__all__ = ["DeviceAssertions", "Expect", "LocatorAssertions", "PageAssertions", "expect"]
