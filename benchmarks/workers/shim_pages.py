"""Ours, in this process, through the public API."""

import asyncio
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.workers.serve import resident_bytes, serve
from shim import Browser, Page

PAGES = Path(__file__).resolve().parent.parent / "pages"
HTML = (PAGES / "page.html").read_text(encoding="utf-8")
OPERATIONS = (PAGES / "operations.js").read_text(encoding="utf-8")


async def main() -> None:
    async with Browser() as browser:
        kept: list[Page] = []
        blank = await browser.new_page()
        await blank.set_content("<!doctype html><body></body>")
        await blank.evaluate(OPERATIONS + ";0")

        async def open_page() -> Page:
            page = await browser.new_page()
            await page.set_content(HTML)
            return page

        async def pages(request: dict[str, Any]) -> dict[str, Any]:
            start = time.perf_counter()
            for _ in range(request["count"]):
                page = await open_page()
                status = page.document.select_one("#status").text
                await page.close()
            return {"seconds": time.perf_counter() - start, "result": status}

        async def keep(request: dict[str, Any]) -> dict[str, Any]:
            kept.extend([await open_page() for _ in range(request["count"])])
            return {"bytes": resident_bytes(), "result": kept[-1].document.select_one("#status").text}

        async def operation(request: dict[str, Any]) -> dict[str, Any]:
            start = time.perf_counter()
            result = await blank.evaluate(f"operations[{request['name']!r}]({request['count']})")
            return {"seconds": time.perf_counter() - start, "result": result}

        name = f"audio-session-shim {version('audio-session-shim')}"
        await serve(name, {"pages": pages, "keep": keep, "operation": operation})


asyncio.run(main())
