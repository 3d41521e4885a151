"""Wrong values in calls: each error says what is wrong and what would be right."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from shim import Browser, Device, Page, expect
from shim.errors import Error
from shim.inject import inject
from shim.types import Engine

BROWSERS: dict[str, dict[str, Any]] = {
    "3 is not a host": {"allow_hosts": [3]},
    "memory_limit is '1GB'; it is a whole number of bytes": {"memory_limit": "1GB"},
    "user_agent is 3; it is a string of printable ASCII characters": {"user_agent": 3},
}


@pytest.mark.parametrize("message", BROWSERS)
def test_options_of_browsers(message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        Browser(**BROWSERS[message])


CALLS: dict[str, Callable[[Any], Any]] = {
    "goto takes a path or a URL, not NoneType; None was given": lambda page: page.goto(None),
    "the url of set_content is a str, not int": lambda page: page.set_content("x", url=3),
    "evaluate takes JavaScript as a str, not None": lambda page: page.evaluate(None),
    "evaluate takes JavaScript as a str, not 3": lambda page: page.main_frame.evaluate(3),
    "which is not JSON: Object of type object is not": lambda page: page.evaluate("x => x", object()),
    "which is not JSON: it contains itself": lambda page: page.evaluate("x => x", _cyclic()),
    "nth takes a whole number, not '1'": lambda page: page.locator("p").nth("1"),
    "a role is text, such as 'button', not None": lambda page: page.get_by_role(None),
    "x.pdf cannot be written: a screenshot is .png": lambda page: page.screenshot(path="x.pdf"),
    "y.jpg cannot be written: a screenshot is .png": lambda page: page.locator("p").screenshot(path="y.jpg"),
    "viewport_size is 3; give whole pixels": lambda page: page.set_viewport_size(3),
    "dialog_handler is 3, which cannot be called": lambda page: setattr(page, "dialog_handler", 3),
    "gain is 'x'; it is a number from 0 to 1": lambda page: expect(page.browser.device).to_hear(page, gain="x"),  # type: ignore[arg-type]
    "no attribute 'getByRole': is it get_by_role?": lambda page: page.getByRole("button"),
    "z.mp3 cannot be written: what is recorded is .wav": lambda page: page.browser.device.record("z.mp3"),
    "a recording goes to a path, not 3": lambda page: page.browser.device.record(3),
}


async def _done(call: Callable[[Any], Any], page: Page) -> None:
    if (done := call(page)) is not None:
        await done


def _cyclic() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


async def test_calls(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<p>x")
        for message, call in CALLS.items():
            with pytest.raises((TypeError, ValueError, AttributeError), match=re.escape(message)):
                await _done(call, page)
        with pytest.raises(FileNotFoundError, match=re.escape("'nowhere/x.png'")):
            await page.screenshot(path="nowhere/x.png")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing waits for it


async def test_what_is_not_a_device() -> None:
    with pytest.raises(TypeError, match=re.escape("3 is not a shim.Device")):
        await inject(object(), cast("Device", 3))


def test_an_isolated_page_in_another_loop() -> None:
    async def open_one() -> tuple[Browser, Page]:
        browser = Browser(isolated=True)
        return browser, await browser.new_page()

    browser, page = asyncio.run(open_one())
    with pytest.raises(Error, match="belongs to the event loop that it was opened in"):
        asyncio.run(page.evaluate("1"))
    asyncio.run(browser.close())
