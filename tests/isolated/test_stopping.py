"""Ctrl-C while a page hangs in the engine, and hosts that end without a word: no process of a page is left."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.paths import ROOT

HANG = "[].reverse.call({ length: 2 ** 53 - 1 })"
HANGING = 0.4
"""Seconds of the processor that a page has taken when it hangs and its host waits for it."""
HOST = """
import asyncio, sys
from shim import Browser

async def main():
    async with Browser(isolated=True, script_timeout=1000) as browser:
        page = await browser.new_page()
        await page.set_content("<p>x</p>")
        print("begun", flush=True)
        {act}

asyncio.run(main())
"""
ACTS = {
    "a call": f"await page.evaluate({HANG!r})",
    "a property": f"await page.evaluate({f'void setTimeout(() => {HANG})'!r}); await asyncio.sleep(0.1); page.document",
    "a handler": f"await page.evaluate({f'void setTimeout(() => {HANG})'!r}); await asyncio.sleep(1000)",
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("act", ACTS)
def test_what_stops_a_host_ends_its_pages(number: signal.Signals, act: str) -> None:
    source = HOST.replace("{act}", ACTS[act])
    process = subprocess.Popen(
        [sys.executable, "-c", source], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) == 2  # the one that pages are forked from, and the page
    while children[-1].cpu_times().user < HANGING:
        time.sleep(0.02)
    process.send_signal(number)
    sent = time.monotonic()
    _, errors = process.communicate(timeout=60)
    assert time.monotonic() - sent < 20
    assert psutil.wait_procs(children, timeout=20)[1] == []
    if number == signal.SIGINT:
        assert errors.splitlines()[-1] == "KeyboardInterrupt"
