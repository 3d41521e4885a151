"""`Browser(engine="chromium")` works where QuickJS cannot be imported."""

import subprocess
import sys

from tests.paths import ROOT
from tests.real_browsers import need_chromium

SCRIPT = """
import asyncio, sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("quickjs", "_quickjs"):
            raise ImportError(f"{name} is not here")

sys.meta_path.insert(0, Block())
import shim
from shim import Browser

for name in ("ConsoleMessage", "Device", "Error", "EvaluationError", "NavigationError", "PageError", "Server"):
    getattr(shim, name)

async def main():
    async with Browser(engine="chromium") as browser:
        page = await browser.new_page()
        await page.set_content("<p>here</p>")
        print(await page.evaluate("[document.body.textContent.trim(), navigator.audioSession.state].join()"))

asyncio.run(main())
try:
    Browser()
except ImportError as error:
    print(error)
"""


def test_chromium_needs_no_quickjs() -> None:
    need_chromium()
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "here,inactive"
    assert "quickjs is not here" in done.stdout.splitlines()[1]
