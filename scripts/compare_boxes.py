"""Compares the boxes of 80 small pages on QuickJS with those in Chromium: how many are the same within 1 and 2 pixels.

`python scripts/compare_boxes.py [FONT] [-v]`: with -v, all that are not are shown.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from shim import Browser
from tests.layout.pages import MEASURE, MIXED, PAGES, page


async def measured(engine: str, font: str, pages: dict[str, str]) -> dict[str, list[list[float]]]:
    """The boxes of each page."""
    found = {}
    async with Browser(engine=engine) as browser:  # type: ignore[arg-type]
        tab = await browser.new_page()
        for name, body in pages.items():
            await tab.set_content(page(body, font))
            found[name] = await tab.evaluate(MEASURE)
    return found


async def main() -> None:
    """Prints the shares, of each half."""
    arguments = [each for each in sys.argv[1:] if each != "-v"]
    font = arguments[0] if arguments else "sans-serif"
    for pages in (PAGES, MIXED):
        await compare(font, pages)


async def compare(font: str, pages: dict[str, str]) -> None:
    """Prints the shares of some pages."""
    ours, theirs = await measured("quickjs", font, pages), await measured("chromium", font, pages)
    counts, total, same = {1: 0, 2: 0}, 0, 0
    for name, boxes in theirs.items():
        is_same = True
        for number, (own, other) in enumerate(zip(ours[name], boxes, strict=True)):
            off = max(abs(a - b) for a, b in zip(own, other, strict=True))
            total += 1
            for limit in counts:
                counts[limit] += off <= limit
            is_same &= off <= 2
            if off > 2 and "-v" in sys.argv:
                print(f"{name}, element {number}: {own} and in Chromium {[round(n, 1) for n in other]}")
        same += is_same
    for limit, count in counts.items():
        print(f"{count} of {total} boxes within {limit} px: {count / total:.0%}")
    print(f"{same} of {len(theirs)} pages with all boxes within 2 px")


asyncio.run(main())
