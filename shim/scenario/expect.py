"""Expectations of a TOML scenario: the state of the page's session, how and where it is heard, what it shows."""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, Literal

import msgspec

from shim.device.device import Device
from shim.headless.page import Page

from .errors import ScenarioFailed

_LOOK_AGAIN = 0.1
"""Seconds after which one that waits looks again though nothing was heard."""

Selectors = str | list[str]


class Expectation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is given must hold at once. The session is the main document's; of a selector's elements the first is
    meant."""

    state: Literal["inactive", "active", "interrupted"] | None = None
    gain: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    """Linear, with ducking, muting and the volume; 0 while the page is not heard."""
    output: Literal["speaker", "earpiece", "headphones", "bluetooth"] | None = None
    text: dict[str, str] | None = None
    """The text that a person sees in elements, by their selectors. White space counts as one space, and not at the
    ends."""
    visible: Selectors | None = None
    hidden: Selectors | None = None
    """Elements that are not visible, or not there."""

    def __post_init__(self) -> None:
        if all(value is None for value in msgspec.structs.astuple(self)):
            raise ValueError(f"it expects nothing; give one or more of: {', '.join(self.__struct_fields__)}")

    async def check(self, device: Device, page: Page) -> None:
        """Raises `ScenarioFailed` if it does not hold now."""
        with self._noted("expect", device):
            await device.settle()
            if problem := await self.problem(device, page):
                raise ScenarioFailed(problem)

    async def come_about(self, device: Device, page: Page, within: float) -> None:
        """Returns once it holds. Raises `ScenarioFailed` if it does not `within` so many seconds."""
        clock = device.clock
        end = clock.now() + within
        with self._noted("expect", device):
            while problem := await self.problem(device, page):
                if clock.now() >= end:
                    raise ScenarioFailed(f"{problem}, and that did not change within {within:g} s")
                with suppress(builtins.TimeoutError):
                    await clock.run_until(page.changed(), timeout=min(_LOOK_AGAIN, end - clock.now()))

    async def stay(self, device: Device, page: Page, end: float, *, wanted: bool) -> None:
        """Returns at `end`, of the device's clock, which others let pass. Raises `ScenarioFailed` as soon as it does
        not hold any more, or, without being `wanted`, as it holds."""
        with self._noted("always" if wanted else "never", device, may_be_cancelled=True):
            while True:
                problem = await self.problem(device, page)
                if wanted and problem:
                    raise ScenarioFailed(f"{problem}, always")
                if not (wanted or problem):
                    raise ScenarioFailed(f"{', '.join(self._given())}: that was never to be")
                if device.now() >= end:
                    return
                await _next_change(device, page, end)

    @contextmanager
    def _noted(self, word: str, device: Device, *, may_be_cancelled: bool = False) -> Iterator[None]:
        """The device's history has what comes of it."""
        what = f"{word} {', '.join(self._given())}"
        try:
            yield
        except ScenarioFailed as error:
            device.note_expectation(f"{what}: {error}", held=False)
            raise
        except asyncio.CancelledError:
            device.note_expectation(what, held=may_be_cancelled)
            raise
        device.note_expectation(what, held=True)

    def _given(self) -> Iterator[str]:
        for name in self.__struct_fields__:
            if (value := getattr(self, name)) is not None:
                yield f"{name} is {value:g}" if name == "gain" else f"{name} is {value!r}"

    async def problem(self, device: Device, page: Page) -> str | None:
        """Description of the first expectation that is not met, None if all are."""
        if self.state is not None and page.session.state != self.state:
            return f"the session is {page.session.state}, expected {self.state}"
        heard = next((item for item in device.audible() if item.name == page.name), None)
        gain = heard.gain if heard else 0.0
        if self.gain is not None and abs(gain - self.gain) > 1e-6:
            return f"the page is heard with gain {gain:g}, expected {self.gain:g}"
        if self.output is not None and (heard is None or heard.output != self.output):
            where = f"from {heard.output}" if heard else "nowhere"
            return f"the page is heard {where}, expected {self.output}"
        return await self._unseen(page)

    async def _unseen(self, page: Page) -> str | None:
        for selector, expected in (self.text or {}).items():
            element = page.locator(selector).first
            if not await element.count():
                return f"no element matches {selector!r}"
            shown = await element.seen_text()
            if shown != " ".join(expected.split()):
                state = "" if await element.is_visible() else " (it is hidden)"
                return f"{selector} shows {shown!r}{state}, expected {expected!r}"
        for selector in _listed(self.visible):
            if not await page.is_visible(selector):
                is_there = await page.locator(selector).count()
                return f"{selector} is hidden, expected visible" if is_there else f"no element matches {selector!r}"
        for selector in _listed(self.hidden):
            if await page.is_visible(selector):
                return f"{selector} is visible, expected hidden"
        return None


def _listed(selectors: Selectors | None) -> list[str]:
    return [selectors] if isinstance(selectors, str) else selectors or []


async def _next_change(device: Device, page: Page, end: float) -> None:
    """Returns when something is heard of the page or its device, or at `end`, and now and then."""
    sleeping = asyncio.ensure_future(device.clock.sleep(max(0.0, min(_LOOK_AGAIN, end - device.now()))))
    changing = asyncio.ensure_future(page.changed())
    try:
        await asyncio.wait({sleeping, changing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        sleeping.cancel()
        changing.cancel()
