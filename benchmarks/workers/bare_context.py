"""The floor: a bare engine Context that evaluates the page's script on trivial stand-ins, with no parsing, no DOM
and no loop; and one call from script into Python."""

import asyncio
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import quickjs

from benchmarks.workers.serve import resident_bytes, serve

HTML = (Path(__file__).resolve().parent.parent / "pages" / "page.html").read_text(encoding="utf-8")
SCRIPT = HTML.partition("<script>")[2].partition("</script>")[0]

STAND_INS = """
const elements = {};
const element = () => ({
  children: [], listeners: [],
  appendChild(child) { this.children.push(child); },
  setAttribute(name, value) { this[name] = value; },
  addEventListener(type, listener) { this.listeners.push(listener); },
  click() { for (const listener of this.listeners) listener(); },
});
globalThis.document = {
  createElement: element,
  getElementById: (id) => elements[id] ??= element(),
  querySelector: (selector) => elements[selector] ??= element(),
};
globalThis.setTimeout = () => 1;
"""


def open_context() -> quickjs.Context:
    context = quickjs.Context()
    context.eval(STAND_INS)
    context.eval(SCRIPT)
    return context


def status(context: quickjs.Context) -> str:
    return str(context.eval("document.getElementById('status').textContent"))


async def pages(request: dict[str, Any]) -> dict[str, Any]:
    start = time.perf_counter()
    for _ in range(request["count"]):
        result = status(open_context())
    return {"seconds": time.perf_counter() - start, "result": result}


async def call(request: dict[str, Any]) -> dict[str, Any]:
    context = quickjs.Context()
    context.add_callable("call", lambda number: number)
    start = time.perf_counter()
    result = context.eval(f"let last; for (let i = 0; i < {request['count']}; i += 1) last = call(i); last")
    return {"seconds": time.perf_counter() - start, "result": result}


async def main() -> None:
    kept: list[quickjs.Context] = []

    async def keep(request: dict[str, Any]) -> dict[str, Any]:
        kept.extend(open_context() for _ in range(request["count"]))
        return {"bytes": resident_bytes(), "result": status(kept[-1])}

    await serve(f"quickjs-ng {version('quickjs-ng')}, bare", {"pages": pages, "keep": keep, "call": call})


asyncio.run(main())
