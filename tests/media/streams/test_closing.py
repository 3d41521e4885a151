"""Closing a page takes time in proportion to what it holds."""

from __future__ import annotations

import time

import pytest

from shim import Browser

MAKE = {
    "streams": """(async () => { const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        window.kept = Array.from({ length: N }, () => stream.clone()) })()""",
    "peers": "void (window.kept = Array.from({ length: N }, () => new RTCPeerConnection()))",
}
FEW, MANY = 400, 3_200


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
async def test_closing_takes_time_in_proportion(make: str) -> None:
    few = min([await seconds_to_close(make, FEW) for _ in range(3)])
    many = min([await seconds_to_close(make, MANY) for _ in range(2)])
    assert many < 3 * MANY / FEW * few, f"{few:.4f} s for {FEW}, {many:.4f} s for {MANY}"


async def seconds_to_close(make: str, count: int) -> float:
    """Processor time, in seconds, that closing a page takes."""
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("", url="https://page.example/")
        await page.evaluate(make.replace("N", str(count), 1).replace("window", "globalThis"))
        start = time.process_time()
        await page.close()
        return time.process_time() - start
