"""`expect`: what a page, its elements and its device come to within some time, or else a failure that tells all that
was seen. Names and behaviour follow Playwright's assertions."""

from __future__ import annotations

from typing import Any, overload

from shim.device.device import Device

from .device_assertions import DeviceAssertions
from .locator import Locator
from .locator_assertions import LocatorAssertions
from .page import BasePage
from .page_assertions import PageAssertions
from .seconds import check_timeout

EXPECT_TIMEOUT = 5.0
"""Seconds that an expectation is given to hold, unless it is told otherwise."""


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


__all__ = ["DeviceAssertions", "Expect", "LocatorAssertions", "PageAssertions", "expect"]
