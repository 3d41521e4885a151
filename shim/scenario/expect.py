"""Expectations of a TOML scenario: the state of the page's session, how and where it is heard, what it shows."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from shim.device.device import Device
from shim.headless.page import Page

from .errors import ScenarioFailed

EXPECT_TIMEOUT = 5.0
"""Seconds that the page is given to come to what is expected, as Playwright's `expect` does."""
_LOOK_AGAIN = 0.01


class Expectation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is given must hold at once. The session is the main document's."""

    state: Literal["inactive", "active", "interrupted"] | None = None
    gain: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    """Linear, with ducking, muting and the volume; 0 while the page is not heard."""
    output: Literal["speaker", "earpiece", "headphones", "bluetooth"] | None = None
    text: dict[str, str] | None = None
    """The text of elements, by their selectors. White space counts as one space, and not at the ends."""

    def __post_init__(self) -> None:
        if all(value is None for value in msgspec.structs.astuple(self)):
            raise ValueError(f"it expects nothing; give one or more of: {', '.join(self.__struct_fields__)}")

    async def check(self, device: Device, page: Page) -> None:
        """Returns once it holds. Raises `ScenarioFailed` if it does not within `EXPECT_TIMEOUT`."""
        end = device.now() + EXPECT_TIMEOUT
        # Nobody is told when the text of a page changes.
        while problem := self._problem(device, page):
            if device.now() >= end:
                raise ScenarioFailed(f"{problem}, and that did not change within {EXPECT_TIMEOUT:g} s")
            await device.clock.run_for(_LOOK_AGAIN)

    def _problem(self, device: Device, page: Page) -> str | None:
        if self.state is not None and page.session.state != self.state:
            return f"the session is {page.session.state}, expected {self.state}"
        heard = next((item for item in device.audible() if item.name == page.name), None)
        gain = heard.gain if heard else 0.0
        if self.gain is not None and abs(gain - self.gain) > 1e-6:
            return f"the page is heard with gain {gain:g}, expected {self.gain:g}"
        if self.output is not None and (heard is None or heard.output != self.output):
            where = f"from {heard.output}" if heard else "nowhere"
            return f"the page is heard {where}, expected {self.output}"
        for selector, expected in (self.text or {}).items():
            element = page.document.select_one(selector)
            if element is None:
                return f"no element matches {selector!r}"
            shown = " ".join(element.text.split())
            if shown != " ".join(expected.split()):
                return f"{selector} shows {shown!r}, expected {expected!r}"
        return None
