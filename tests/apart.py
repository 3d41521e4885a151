"""Hostile pages and snippets run in a process of their own, which they may well end."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import dataclass

SECONDS = 60.0
_PAGE = """
import asyncio, sys
from shim import Browser

async def main():
    async with Browser({options}) as browser:
        page = await browser.new_page()
        page.on("console", lambda message: print("console:", message.text))
        page.on("pageerror", lambda error: print("error:", error.message))
        await page.set_content(sys.stdin.read(), url="https://page.example/")
        await page.wait_until_idle(timeout=20)
        print("answer:", await page.evaluate(sys.argv[1]))

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a process ended, and what it wrote. `status` is negative for a signal, None when it was killed for taking too
    long."""

    status: int | None
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def console(self) -> list[str]:
        """What a page wrote on its console."""
        return [line.removeprefix("console: ") for line in self.lines if line.startswith("console: ")]

    @property
    def answer(self) -> str | None:
        """What the expression gave that a page was asked at the end."""
        found = [line.removeprefix("answer: ") for line in self.lines if line.startswith("answer: ")]
        return found[0] if found else None

    @property
    def errors(self) -> list[str]:
        """A page's uncaught errors."""
        return [line.removeprefix("error: ") for line in self.lines if line.startswith("error: ")]


def run_python(source: str, *arguments: str, stdin: str = "", seconds: float = SECONDS) -> Outcome:
    """Runs a Python snippet in a process of its own."""
    command = [sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(source), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as late:
        out, err = (part.decode() if isinstance(part, bytes) else part or "" for part in (late.stdout, late.stderr))
        return Outcome(None, out, err)
    return Outcome(done.returncode, done.stdout, done.stderr)


def run_page(
    script: str, *, ask: str = "1 + 1", body: str = "<p>x</p>", options: str = "", seconds: float = SECONDS
) -> Outcome:
    """Loads a page with this script in a process of its own, and asserts that the process outlives it: it ends well,
    without a word of its own, and the page still answers what it is asked. `options`: of the `Browser`."""
    html = f"<!doctype html><body>{body}<script>{script}</script>"
    outcome = run_python(_PAGE.replace("{options}", options), ask, stdin=html, seconds=seconds)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    assert outcome.answer is not None, outcome
    return outcome
