"""Signatures on QuickJS and on Chromium are alike: the same names, parameters and defaults."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import shim
from shim import Browser, NavigationError
from shim.api.expect import DeviceAssertions, LocatorAssertions, PageAssertions
from shim.api.session import Session
from shim.chromium import frame, page
from shim.chromium.browser import ChromiumBrowser
from shim.errors import Error
from shim.headless.browser import HeadlessBrowser
from shim.isolated import frame as isolated_frame
from shim.isolated import page as isolated_page
from shim.isolated.browser import IsolatedBrowser

# Of the engine itself: what the parts of the shim ask of each other, and what a real browser has no like for.
OWN = {
    "HeadlessBrowser": {
        "add_frame",
        "add_page",
        "busy",
        "has_managed_media",
        "plug",
        "remove_frame",
        "set_frozen",
        "settle",
        "unplug",
    },
    "Frame": {
        "add_child",
        "child",
        "choose_navigable",
        "close_by_script",
        "close_document",
        "container_document",
        "crash",
        "detach",
        "detach_children",
        "is_sandboxed",
        "live_document",
        "permissions_policy",
        "process_iframe_attributes",
        "sandboxed_origin",
    },
    "Page": {
        "activate",
        "fetch",
        "has_transient_activation",
        "may_autoplay",
        "open",
        "open_popup",
        "report_console",
        "report_console_call",
        "scope",
    },
    "Session": set(),
}

ISOLATED = {"busy", "plug", "set_frozen", "settle", "unplug"}
"""Names of these that pages in processes of their own have, too."""


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (HeadlessBrowser, ChromiumBrowser),
        (HeadlessBrowser, IsolatedBrowser),
        (shim.Page, page.Page),
        (shim.Page, isolated_page.Page),
        (shim.Frame, frame.Frame),
        (shim.Frame, isolated_frame.Frame),
        (shim.Session, Session),
    ],
)
def test_public_methods_are_the_same(ours: type, theirs: type) -> None:
    def public(cls: type) -> dict[str, Any]:
        return {name: value for name, value in inspect.getmembers_static(cls) if not name.startswith("_")}

    mine, others = public(ours), public(theirs)
    both = ISOLATED if theirs.__module__.startswith("shim.isolated") else set()
    assert set(mine) - set(others) == OWN[ours.__name__] - both
    for name in set(mine) & set(others):
        if callable(mine[name]):
            assert str(inspect.signature(mine[name])) == str(inspect.signature(others[name])), name


ASSERTIONS = (LocatorAssertions, PageAssertions, DeviceAssertions)
PLAIN = {
    "Locator": {
        *("and_", "content_frame", "filter", "first", "frame_locator", "last", "locator", "nth", "or_", "page"),
        *(f"get_by_{what}" for what in ("alt_text", "label", "placeholder", "role", "test_id", "text", "title")),
    }
}
"""Methods that are not to be awaited."""


@pytest.mark.parametrize("cls", [shim.Locator, *ASSERTIONS])
def test_locators_and_assertions_are_alike(cls: type) -> None:
    """One class serves both engines: what waits is an async method, with `timeout` by its name."""
    members = {n: value for n, value in inspect.getmembers_static(cls) if not n.startswith("_")}
    waits = {name for name, value in members.items() if inspect.iscoroutinefunction(value)}
    assert set(members) - waits == PLAIN.get(cls.__name__, set())
    at_once = {"all", "all_inner_texts", "all_text_contents", "count", "is_hidden", "is_visible"}
    for name in waits - at_once:
        assert inspect.signature(members[name]).parameters["timeout"].kind is inspect.Parameter.KEYWORD_ONLY, name


@pytest.mark.parametrize("cls", ASSERTIONS)
def test_each_assertion_has_its_contrary(cls: type) -> None:
    names = {name for name in dir(cls) if name.startswith("to_")}
    assert {name for name in dir(cls) if name.startswith("not_")} == {f"not_{name}" for name in names}
    for name in names:
        own, contrary = (str(inspect.signature(getattr(cls, each))) for each in (name, f"not_{name}"))
        assert own == contrary, name


def test_parameters_of_the_browser() -> None:
    ours = dict(inspect.signature(HeadlessBrowser.__init__).parameters)
    theirs = dict(inspect.signature(ChromiumBrowser.__init__).parameters)
    assert set(ours) - set(theirs) == {"memory_limit", "script_timeout"}
    assert all(str(theirs[name]) == str(ours[name]) for name in theirs)
    assert inspect.signature(HeadlessBrowser.__init__) == inspect.signature(IsolatedBrowser.__init__)
    with pytest.raises(ValueError, match="engine is 'webkit'; it can be quickjs or chromium"):
        Browser(engine="webkit")
    with pytest.raises(TypeError, match="script_timeout"):
        Browser(engine="chromium", script_timeout=1)


async def test_without_chromium_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    async with Browser(engine="chromium") as browser:
        with pytest.raises(Error, match=r"no Chromium is installed .* install it"):
            await browser.new_page()
        monkeypatch.setenv("CHROMIUM_PATH", "/bin/false")
        with pytest.raises(Error, match=r"/bin/false did not start"):
            await browser.new_page()


async def test_a_closed_page_says_so() -> None:
    async with Browser(engine="chromium") as browser:
        with pytest.raises(ValueError, match="exclude each other"):
            Browser(engine="chromium", device=browser.device, policy="ios")
        with pytest.raises(ValueError, match="autoplay is"):
            Browser(engine="chromium", autoplay="never")
        opened = await browser.new_page()
        gone: list[object] = []
        opened.on("close", gone.append)
        await opened.close()
        assert gone == [opened]
        with pytest.raises(NavigationError, match="closed"):
            await opened.goto("about:blank")
        with pytest.raises(NavigationError, match="closed"):
            _ = opened.document
        with pytest.raises(NavigationError, match="closed"):
            await opened.wait_for_selector("p")
