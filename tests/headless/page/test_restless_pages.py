"""Calls return within their timeout while pages queue tasks without end. Each browser runs in a process of its own."""

from __future__ import annotations

import pytest

from tests.apart import fork_python

RESTLESS = {
    "a MessageChannel that answers itself": (
        "const m = new MessageChannel(); m.port1.onmessage = () => m.port2.postMessage(0); m.port2.postMessage(0)"
    ),
    "postMessage": "onmessage = () => postMessage(0, '*'); postMessage(0, '*')",
    "300 intervals": "for (let i = 0; i < 300; i++) setInterval(() => {}, 0)",
    "a timer that sets the next": "(function next() { setTimeout(next) })()",
    "slow tasks": "onmessage = () => { for (const t = Date.now(); Date.now() < t + 300;); postMessage(0, '*') };"
    " postMessage(0, '*'); postMessage(0, '*'); postMessage(0, '*')",
    "storage": "const c = new BroadcastChannel('a'), d = new BroadcastChannel('a');"
    " c.onmessage = () => c.postMessage(0); d.onmessage = () => d.postMessage(0); c.postMessage(0)",
    "players that load again": (
        "onload = () => { for (let i = 0; i < 3; i++) { const x = new Audio(URL.createObjectURL(new Blob(['x'])));"
        " x.onerror = () => { x.src = x.src } } }"
    ),
}
CALLS = """
import asyncio, sys, time
from shim import Browser

async def main():
    pages = int(sys.argv[1])
    async with Browser(script_timeout=2) as browser:
        for _ in range(pages):
            page = await browser.new_page()
            await page.set_content(sys.stdin.read() if pages == 1 else HTML, url="https://page.example/")
        async def timed(name, call):
            start = time.monotonic()
            await call
            print(name, f"{time.monotonic() - start:.2f}")
        async def phone_call():
            async with browser.device.phone_call():
                pass
        await timed("click", page.click("button", timeout=8))
        await timed("fill", page.fill("input", "text", timeout=8))
        await timed("press", page.press("input", "a", timeout=8))
        await timed("grant", browser.grant_permissions(["microphone"]))
        await timed("call", phone_call())
        await timed("evaluate", page.evaluate("1 + 1"))
        assert await page.evaluate("document.querySelector('input').value") == "texta"
        assert await page.evaluate("clicks") == 1

HTML = ("<!doctype html><button onclick='clicks = (globalThis.clicks ?? 0) + 1'>x</button><input>"
        "<script>setInterval(() => {}, 1)</script>")
asyncio.run(main())
"""
PAGE = "<!doctype html><button onclick='clicks = (globalThis.clicks ?? 0) + 1'>x</button><input><script>{}</script>"


def _assert_in_time(out: str) -> None:
    took = {name: float(seconds) for name, seconds in (line.split() for line in out.splitlines())}
    assert took.keys() == {"click", "fill", "press", "grant", "call", "evaluate"}
    assert max(took.values()) < 10, took


@pytest.mark.parametrize("kind", RESTLESS)
def test_calls_return_while_a_page_never_rests(kind: str) -> None:
    outcome = fork_python(CALLS, "1", stdin=PAGE.format(RESTLESS[kind]))
    assert (outcome.status, outcome.err) == (0, ""), outcome
    _assert_in_time(outcome.out)


def test_calls_return_while_200_pages_have_timers() -> None:
    outcome = fork_python(CALLS, "200", seconds=120)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    _assert_in_time(outcome.out)
