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
# Both have one script before their content: a parser that waits for one changes when a browser paints.
PAGES = {
    name: f"<!doctype html><title>x</title><link rel=icon href='data:,'><script src={name}.js></script>{ROWS}{SCRIPT}"
    for name in ("with", "without")
}
# From the begin of the navigation to the end of the load event.
DURATION = "performance.getEntriesByType('navigation')[0].duration"


def run() -> Table:
    table = Table("page load, ms", "median", title="The polyfill's script tag in Chromium, from the cache")
    if CHROMIUM is None:
        table.add_row("no Chromium is installed", "")
        return table
    (without, added), (_, added_work) = asyncio.run(measure())
    mark = "[green]reached" if added <= TARGET_MS else "[red]missed"
    table.add_row("without", f"{without:.2f}")
    table.add_row(f"added with it, over {PAIRS} pairs", f"{added:+.2f} (target {TARGET_MS:g}, {mark}[/])")
    table.add_row("added, processor time of the page's thread", f"{added_work:+.2f}")
    return table


async def measure() -> list[tuple[float, float]]:
    """Milliseconds of a load without the polyfill, and what it adds; medians. Then the same of processor time."""
    from pyppeteer import launch

    runner = await _serve()
    url = f"http://localhost:{runner.addresses[0][1]}/"
    options: dict[str, Any] = {"handleSIGINT": False, "handleSIGTERM": False, "handleSIGHUP": False}
    browser = await launch(executablePath=CHROMIUM, args=["--no-sandbox"], **options)
    page = await browser.newPage()
    await page._client.send("Performance.disable")
    await page._client.send("Performance.enable", {"timeDomain": "threadTicks"})
    times: dict[str, list[tuple[float, float]]] = {"with": [], "without": []}
    for turn in range(WARM_UP + PAIRS):
        for name in ("with", "without") if turn % 2 else ("without", "with"):
            before = await _work(page)
            await page.goto(url + name)
            times[name].append((await page.evaluate(DURATION), await _work(page) - before))
    await browser.close()
    await runner.cleanup()
    pairs = list(zip(times["with"][WARM_UP:], times["without"][WARM_UP:], strict=True))
    return [(median(b[i] for _, b in pairs), median(a[i] - b[i] for a, b in pairs)) for i in range(2)]


async def _work(page: Any) -> float:
    """Milliseconds of processor time that the page's thread has used."""
    metrics = (await page._client.send("Performance.getMetrics"))["metrics"]
    return 1000 * next(m["value"] for m in metrics if m["name"] == "TaskDuration")


async def _serve() -> web.AppRunner:
    scripts = {"with.js": bundle(minified=True).script, "without.js": ""}

    async def answer(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        text = PAGES.get(name)
        if text is not None:
            return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-store"})
        headers = {"Cache-Control": "max-age=3600"}
        return web.Response(text=scripts[name], content_type="text/javascript", headers=headers)

    app = web.Application()
    app.router.add_get("/{name}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner
