"""Workers and worklets of pages of pyppeteer that were injected into: they run as they do without."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio

from shim import Device
from shim.inject import inject
from tests.inject.tabs import MARKS, SECONDS_TO_WAIT, Tab
from tests.real_browsers import Site, tree
from tests.workers import KINDS, LISTEN, START

pytestmark = MARKS
ALL = dict.fromkeys(sorted(KINDS), "ok")


@pytest_asyncio.fixture(loop_scope="module")
async def tab(chromium: Any, site: Site) -> AsyncIterator[Tab]:
    # each test has its own service and shared workers
    context = await chromium.createIncognitoBrowserContext()
    page, device = await context.newPage(), Device()
    tab = Tab(page, device, await inject(page, device), site)
    yield tab
    assert device.faults == []
    await tab.injection.close()
    await context.close()


async def answers(page: Any) -> dict[str, str]:
    """The answers of a page's workers, once all have answered, or after a while."""
    said: dict[str, str] = {}
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while len(said) < len(KINDS):
                said = await page.evaluate("globalThis.answers ?? {}", force_expr=True)
    return dict(sorted(said.items()))


async def test_every_kind_runs(tab: Tab, site: Site) -> None:
    await tab.page.goto(site.at("a", START))
    assert await answers(tab.page) == ALL
    await tab.page.reload()
    assert await answers(tab.page) == ALL


async def hear(tab: Tab, windows: int) -> None:
    """All kinds answer to the page of the tab from that many windows."""
    expected = sorted(f"{kind}: ok" for kind in KINDS) * windows
    heard: list[str] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while len(heard) < len(expected):
                heard = await tab.run("heard")
    assert sorted(heard) == sorted(expected)


async def test_those_of_frames_start_while_other_frames_are_held(tab: Tab, site: Site) -> None:
    frames = [site.frame(host, START + site.frame("d")) for host in ("a", "b", "b", "c")]
    await tab.page.goto(site.at("a", LISTEN + START + "".join(frames)))
    inner = ", ".join(["inactive [inactive]"] * len(frames))
    await tab.until_tree(f"inactive [{inner}]")
    await hear(tab, 1 + len(frames))


@pytest.mark.real_time
async def test_those_of_popups(tab: Tab, site: Site) -> None:
    # Chromium without any injection fails the first workers of some popups that have just loaded (2 of 100).
    start = START.replace("<script>{", "<script>setTimeout(() => {").replace("}</script>", "}, 500)</script>")
    assert start.count("setTimeout") == 1
    for host in "a", "b":
        await tab.page.goto(site.at("a", LISTEN))
        await tab.run(f"globalThis.w = open({site.at(host, start)!r}); 1")
        await tab.until_tree("inactive", "inactive")
        await hear(tab, 1)
        await tab.run("w.close()")
        await tab.until_tree("inactive")


async def test_those_of_a_page_that_is_open_already_go_on_and_more_start(chromium: Any, site: Site) -> None:
    page, device = await chromium.newPage(), Device()
    await page.goto(site.at("a", START))
    await page.evaluate(
        "globalThis.w = new Worker('/script.js?onmessage = () => postMessage(1)') && 1", force_expr=True
    )
    assert await answers(page) == ALL
    injection = await inject(page, device)
    ask = "new Promise((resolve) => { w.onmessage = ({ data }) => resolve(data); w.postMessage('') })"
    await page.evaluate("w = new Worker('/script.js?onmessage = () => postMessage(2)'); 1", force_expr=True)
    assert await page.evaluate(ask, force_expr=True) == 2
    await page.reload()
    assert await answers(page) == ALL
    await injection.close()
    assert tree(device) == []
    await page.evaluate("w = new Worker('/script.js?onmessage = () => postMessage(3)'); 1", force_expr=True)
    assert await page.evaluate(ask, force_expr=True) == 3
    await page.close()
