"""Pages that come and go leave the process as it was: its memory, threads and descriptors. Each case has a process of
its own, which is measured from the first third of its pages to the last."""

from __future__ import annotations

import json

import pytest

from tests.apart import fork_python
from tests.paths import ROOT

SOUND = (ROOT / "examples" / "sounds" / "tone-1s.wav").as_uri()
_MEASURE = """
import asyncio, gc, json, sys
import psutil
from shim import Browser

async def main():
    process = psutil.Process()
    url, count, same_page, pages = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "same", json.loads(sys.argv[4])
    def look():
        gc.collect()
        return process.memory_info().rss, process.num_threads(), process.num_fds()
    async with Browser() as browser:
        page = await browser.new_page() if same_page else None
        for number in range(count):
            if number == count // 3:
                before = look()
            page = page or await browser.new_page()
            await page.set_content(pages[number % len(pages)], url=url)
            if not same_page:
                await page.close()
                page = None
        after = look()
    print(*(now - then for now, then in zip(after, before)))

asyncio.run(main())
"""
OSCILLATOR = (
    "<script>c = new AudioContext(); o = c.createOscillator(); o.connect(c.destination); o.onended = () => o;"
    "o.start()</script>"
)
MIX = [
    "<p id=p></p><script>p.textContent = 'x'; setInterval(() => {}, 5); console.log(1)</script>",
    f"<audio id=a src='{SOUND}'></audio><script>a.play(); navigator.audioSession.type = 'playback'</script>",
    OSCILLATOR,
    "<iframe srcdoc='<script>top.x = 1</script>'></iframe>",
    f"<script>fetch('{SOUND}').then((r) => r.arrayBuffer()).then("
    "(b) => new OfflineAudioContext(1, 1, 8000).decodeAudioData(b))</script>",
    "<script>navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => { kept = s })</script>",
    "<script>throw new Error('x')</script><style>p { color: red }</style>",
]
CASES = {
    "pages with an oscillator": ([OSCILLATOR], 240, "new"),
    "pages of many kinds": (MIX, 210, "new"),
    "navigations": (MIX, 210, "same"),
}
_KILOBYTES = 24
"""Kilobytes that a page may leave behind at the most, on the average: the smallest leak ever found was 200."""
_THREADS = 8
"""More than before: pools of threads have some when there is work, and the last contexts are still closing."""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_pages_leave_the_process_as_it_was(case: tuple[list[str], int, str]) -> None:
    pages, count, where = case
    arguments = (SOUND.rpartition("/")[0] + "/page.html", str(count), where, json.dumps(pages))
    outcome = fork_python(_MEASURE, *arguments, seconds=180)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    memory, threads, descriptors = map(int, outcome.out.split())
    assert memory / (count * 2 / 3) < _KILOBYTES * 1024
    assert threads < _THREADS
    assert descriptors < 4
