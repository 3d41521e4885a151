"""Assertions on what is heard from a device."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from shim.device.device import App, Device

from .assertions import Assertions, Glance
from .page import BasePage
from .waiting import until_device

_GAIN_TOLERANCE = 0.005
_OUTPUTS = ("speaker", "earpiece", "headphones", "bluetooth")


class DeviceAssertions(Assertions[Device]):
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
        if gain is not None and not _is_gain(gain):
            raise ValueError(f"gain is {gain!r}; it is a number from 0 to 1")
        if not isinstance(who, BasePage | App | str):
            raise TypeError(f"to_hear takes a page, an app or a name, not {who!r}")
        name = who if isinstance(who, str) else who.name
        parts = {"gain": gain, "output": output}
        given = ", ".join(f"{key} {value}" for key, value in parts.items() if value is not None)

        async def look() -> Glance:
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


def _is_gain(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
