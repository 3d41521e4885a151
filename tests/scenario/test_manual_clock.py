"""Scenarios on a manual clock: events happen at their times, and two runs are the same to the digit and byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from shim import Browser
from shim.clock import ManualClock
from shim.report.history import History
from shim.scenario import ScenarioFailed, load_scenario
from tests.paths import ROOT
from tests.sound import Sound

EXAMPLES = ROOT / "examples"


async def play(scenario: Path, page_file: Path, recorded: Path, policy: str = "spec") -> History:
    async with Browser(clock="manual", policy=policy) as browser:
        page = await browser.new_page()
        await page.goto(page_file)
        async with browser.device.record(recorded):
            await load_scenario(scenario).run(browser.device, page)
            await browser.clock.run_for(1)
        assert not page.errors
        return browser.device.history


@pytest.mark.parametrize(
    ("page", "scenario"),
    [
        ("podcast/index.html", "podcast/navigation.toml"),
        ("metronome/index.html", "metronome/silent.toml"),
        ("radio/index.html", "radio/two_tabs.py"),
    ],
)
async def test_two_runs_are_the_same(page: str, scenario: str, tmp_path: Path) -> None:
    runs = [await play(EXAMPLES / scenario, EXAMPLES / page, tmp_path / f"{name}.wav") for name in ("one", "two")]
    assert runs[0].transitions
    assert repr(runs[0]) == repr(runs[1])
    assert (tmp_path / "one.wav").read_bytes() == (tmp_path / "two.wav").read_bytes()
    assert Sound(tmp_path / "one.wav").peak(0, runs[0].now - 1) > 0.01


async def test_events_happen_at_their_times(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text("""events = [
        { at = 0.25, click = "#play" },
        { at = 10, phone_call = true, for = 5.5 },
        { at = 12, expect = { state = "interrupted", gain = 0 } },
        { at = 60, app = "Music", for = 1 },
    ]""")
    history = await play(scenario, EXAMPLES / "radio" / "index.html", tmp_path / "out.wav", "android")
    times = [transition.t for transition in history.transitions]
    assert times[:3] == [0.25, 10, 15.5]
    assert set(times[3:]) == {60, 61}


async def test_an_expectation_has_time_of_the_clock(tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    page_file.write_text("<p id=p>no</p><script>setTimeout(() => { p.textContent = 'yes' }, 3000)</script>")
    scenario = tmp_path / "scenario.toml"
    clock = ManualClock()
    async with Browser(clock=clock) as browser:
        page = await browser.new_page()
        await page.goto(page_file)
        scenario.write_text('events = [{ at = 1, within = 5, expect = { text = { "#p" = "yes" } } }]')
        await load_scenario(scenario).run(browser.device, page)
        assert clock.now() == pytest.approx(3, abs=0.02)
        scenario.write_text('events = [{ at = 1, within = 5, expect = { text = { "#p" = "no" } } }]')
        with pytest.raises(ScenarioFailed, match="shows 'yes', expected 'no', and that did not change within 5 s"):
            await load_scenario(scenario).run(browser.device, page)
        assert clock.now() == pytest.approx(9, abs=0.03)


async def test_a_click_waits_by_the_clock(tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    page_file.write_text("""<script>
        setTimeout(() => { document.body.innerHTML = '<button onclick="console.log(performance.now())">' }, 3000)
    </script>""")
    scenario = tmp_path / "scenario.toml"
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        await page.goto(page_file)
        scenario.write_text('events = [{ at = 1, click = "button" }]')
        await load_scenario(scenario).run(browser.device, page)
        assert [message.text for message in page.console] == ["3000"]
        scenario.write_text('events = [{ at = 1, click = "#none" }]')
        with pytest.raises(ScenarioFailed, match="no element matches '#none' within 5 s of the clock"):
            await load_scenario(scenario).run(browser.device, page)
