"""Assertions: what waits until something holds, and tells all that was seen when it does not."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any, Generic, Self, TypeVar

from shim.device.device import Device
from shim.errors import TimeoutError

from .instead import Hinting
from .seconds import check_timeout
from .selectors import Pattern, pattern_of

_LINES_OF_TIMELINE = 8
_MOST_SEEN = 12
"""Things seen meanwhile that a failure shows."""

Glance = tuple[bool, str]
"""Result of one look: whether the expectation holds, and what is there, for a person to read."""
Look = Callable[[], Awaitable[Glance]]
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
        """The last thing that was seen, as text."""
        return self.items[-1][1] if self.items else "nothing: there was no answer"

    def lines(self) -> list[str]:
        """The first thing, and the last ones."""
        lines = [f"{t:8.3f} s  {shown}" for t, shown in self.items]
        if self._left_out:
            lines.insert(1, f"       ...  {self._left_out} more")
        return lines


class Assertions(Hinting, ABC, Generic[_Actual]):
    """Base of all assertions: each method returns once it holds, and raises `AssertionError` if it does not
    within `timeout` seconds. Each has a `not_to_...`, which returns once it does not hold."""

    _KIND = "expect(...)"

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


def shown_pairs(values: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())


def shown_text(expected: object, *, whole: bool = True) -> str:
    if isinstance(expected, re.Pattern):
        return f"a match of /{expected.pattern}/"
    return repr(expected) if whole else f"a text with {expected!r} in it"


def fits_text(
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
