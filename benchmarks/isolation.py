"""Cost of `Browser(isolated=True)` against pages in process: opening one, round trips, and memory."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

import psutil
from rich.table import Table

from shim import Browser

ROUNDS, CALLS = 15, 100
MARKUP = "<!doctype html><button onclick='globalThis.n = (globalThis.n ?? 0) + 1'>x</button>"
Work = Callable[[Any], Awaitable[None]]


async def _open_and_close(browser: Any) -> None:
    page = await browser.new_page()
    await page.set_content(MARKUP, url="https://page.example/")
    await page.close()


async def _evaluate(browser: Any) -> None:
    for _ in range(CALLS):
        await browser.pages[0].evaluate("1 + 1")


async def _click(browser: Any) -> None:
    for _ in range(CALLS):
        await browser.pages[0].click("button")


async def _call(browser: Any) -> None:
    async with browser.device.phone_call():
        pass


WORK: dict[str, tuple[Work, int]] = {
    "a page: new_page, set_content, close": (_open_and_close, 1),
    "page.evaluate('1 + 1')": (_evaluate, CALLS),
    "page.click": (_click, CALLS),
    "device.phone_call(), begun and ended": (_call, 1),
}


async def _measure() -> tuple[dict[str, list[list[float]]], float]:
    figures: dict[str, list[list[float]]] = {name: [[], []] for name in WORK}
    async with Browser() as together, Browser(isolated=True) as apart:
        browsers: list[Any] = [together, apart]
        for browser in browsers:
            await browser.new_page()
            await browser.pages[0].set_content(MARKUP, url="https://page.example/")
        for number in range(ROUNDS + 1):
            for name, (work, count) in WORK.items():
                for side in (0, 1) if number % 2 else (1, 0):
                    start = time.perf_counter()
                    await work(browsers[side])
                    if number:  # the first round warms up
                        figures[name][side].append((time.perf_counter() - start) / count)
        pages = [await apart.new_page() for _ in range(10)]
        for page in pages:
            await page.set_content(MARKUP, url="https://page.example/")
        children = psutil.Process().children(recursive=True)
        own = sum(child.memory_full_info().uss for child in children[1:]) / len(children[1:])
    return figures, own


async def _start(isolated: bool) -> float:
    start = time.perf_counter()
    async with Browser(isolated=isolated) as browser:
        await (await browser.new_page()).set_content(MARKUP)
        return time.perf_counter() - start


def run() -> Table:
    figures, own = asyncio.run(_measure())
    table = Table(
        "", "in process", "isolated", "ratio", title="What a process of its own costs a page", title_justify="left"
    )
    for name, (together, apart) in figures.items():
        ratio = median(b / a for a, b in zip(together, apart, strict=True))
        table.add_row(name, f"{median(together) * 1e3:.2f} ms", f"{median(apart) * 1e3:.2f} ms", f"{ratio:.1f}x")
    table.add_row("memory that a page shares with nobody", "", f"{own / 2**20:.1f} MB", "")
    return table


if __name__ == "__main__":
    from rich.console import Console

    Console(width=120).print(run())
