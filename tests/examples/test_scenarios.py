"""The examples' scenarios on both engines: what holds on QuickJS holds in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from shim import Browser
from shim.scenario import load_scenario
from tests.paths import ROOT
from tests.real_browsers import need

EXAMPLES = ROOT / "examples"
SCENARIOS = sorted(path for path in EXAMPLES.glob("*/*") if path.suffix in (".py", ".toml"))

# A built app has the same timeline on each engine.
JUKEBOX = [
    "active: element became audible: audiocontext#1",
    "interrupted: phone call",
    "active: phone call ended",
    "inactive: element no longer audible: audiocontext#1",
]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parent.name}/{path.name}")
async def test_scenario(engine: str, path: Path) -> None:
    built = path.parent / "build"
    if path.parent.name in ("jukebox", "streaming"):
        need(built.exists(), "what scripts/build_examples.py builds")
    html = path.parent / "index.html"
    clock = "manual" if engine == "quickjs" else "system"
    async with Browser(engine=engine, clock=clock) as browser:
        page = await browser.new_page()
        await page.goto(html if html.exists() else built / "index.html")
        # The game's scenario waits for the sound of an AudioContext, for which time has to pass.
        await browser.clock.run_until(load_scenario(path).run(browser.device, page), timeout=60)
        assert browser.device.faults == []
        assert list(page.errors) == []
        if path.parent.name == "jukebox":
            assert [f"{item.to_state}: {item.cause}" for item in browser.device.timeline] == JUKEBOX


def test_there_are_scenarios() -> None:
    assert {path.suffix for path in SCENARIOS} == {".py", ".toml"}
