"""What the polyfill adds to a page load in Chromium: the same page with and without its script tag, in turns."""

import asyncio
import shutil
from statistics import median
from typing import Any

from aiohttp import web
from rich.table import Table

from shim.polyfill_bundle import bundle

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAIRS, WARM_UP = 60, 5
TARGET_MS = 2.0
ROWS = "".join(f"<div class=row><p>Song {n}<audio preload=none></audio><button>Play</button></div>" for n in range(100))
SCRIPT = """<script>
  for (const row of document.querySelectorAll(".row")) {
    row.querySelector("button").onclick = () => row.querySelector("audio").play();
    row.append(document.createElement("span"));
    row.insertAdjacentHTML("beforeend", "<i>new</i>");
  }
</script>"""
HEAD = "<!doctype html><title>x</title><link rel=icon href='data:,'>"
PAGES = {"with": f"{HEAD}<script src=audio-session.js></script>{ROWS}{SCRIPT}", "without": HEAD + ROWS + SCRIPT}
# From the begin of the navigation to the end of the load event.
DURATION = "performance.getEntriesByType('navigation')[0].duration"


def run() -> Table:
    table = Table("page load, ms", "median", title="The polyfill's script tag in Chromium, from the cache")
    if CHROMIUM is None:
        table.add_row("no Chromium is installed", "")
        return table
    without, added = asyncio.run(measure())
    mark = "[green]reached" if added <= TARGET_MS else "[red]missed"
    table.add_row("without", f"{without:.2f}")
    table.add_row(f"added with it, over {PAIRS} pairs", f"{added:+.2f} (target {TARGET_MS:g}, {mark}[/])")
    return table


async def measure() -> tuple[float, float]:
    """Milliseconds of a load without the polyfill, and what it adds; medians."""
    from pyppeteer import launch

    runner = await _serve()
    url = f"http://localhost:{runner.addresses[0][1]}/"
    options: dict[str, Any] = {"handleSIGINT": False, "handleSIGTERM": False, "handleSIGHUP": False}
    browser = await launch(executablePath=CHROMIUM, args=["--no-sandbox"], **options)
    page = await browser.newPage()
    times: dict[str, list[float]] = {"with": [], "without": []}
    for turn in range(WARM_UP + PAIRS):
        for name in ("with", "without") if turn % 2 else ("without", "with"):
            await page.goto(url + name)
            times[name].append(await page.evaluate(DURATION))
    await browser.close()
    await runner.cleanup()
    pairs = list(zip(times["with"][WARM_UP:], times["without"][WARM_UP:], strict=True))
    return median(b for _, b in pairs), median(a - b for a, b in pairs)


async def _serve() -> web.AppRunner:
    script = bundle(minified=True).script

    async def answer(request: web.Request) -> web.Response:
        text = PAGES.get(request.match_info["name"])
        if text is not None:
            return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-store"})
        return web.Response(text=script, content_type="text/javascript", headers={"Cache-Control": "max-age=3600"})

    app = web.Application()
    app.router.add_get("/{name}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner
