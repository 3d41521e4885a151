"""The example pages do what the README says, and the README's own code prints what it says."""

from __future__ import annotations

import re
from pathlib import Path

import av
import numpy as np
import pytest
import turbohtml
from numpy.typing import NDArray

from shim import Browser, Page
from tests.cli.command import audio_shim
from tests.paths import ROOT
from tests.real_browsers import need

README = (ROOT / "README.md").read_text(encoding="utf-8")


async def text(page: Page, selector: str) -> str:
    return await page.evaluate("(s) => document.querySelector(s).textContent", selector)


async def test_the_player_shows_the_state_of_its_session() -> None:
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        await page.goto(ROOT / "examples/player/index.html")
        await page.wait_for_session("active")
        assert page.session.type == "playback"
        await page.wait_for_function("document.querySelector('#state').textContent === 'active'")
        async with browser.device.phone_call():
            await page.wait_for_session("interrupted")
            assert await text(page, "#state") == "interrupted"
        await page.wait_for_session("active")
        await browser.clock.run_until(page.wait_until_idle(), timeout=30)
        assert await text(page, "#state") == "inactive"
        assert [message.text for message in page.console] == ["the end"]
        assert list(page.errors) == page.missing == []


async def test_the_player_waits_for_a_click_where_it_must() -> None:
    async with Browser(autoplay="user-gesture") as browser:
        page = await browser.new_page()
        await page.goto(ROOT / "examples/player/index.html")
        await page.wait_until_idle()
        assert page.session.state == "inactive"
        assert page.console[0].text == "waiting for a click: NotAllowedError"
        await page.click("#play")
        await page.wait_for_session("active")
        await page.click("#pause")
        await page.wait_for_session("inactive")


async def test_the_video_call_goes_on_hold() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.goto(ROOT / "examples/video_call/index.html")
        await page.click("#join")
        await page.wait_for_session("active")
        await page.wait_for_function("!leave.disabled")
        assert (page.session.type, page.session.computed_type) == ("play-and-record", "play-and-record")
        async with browser.device.phone_call():
            await page.wait_for_session("interrupted")
            assert await text(page, "#banner") == "On hold"
        await page.wait_for_session("active")
        assert await text(page, "#banner") == ""
        await page.click("#leave")
        await page.wait_for_session("inactive")
        assert await page.evaluate("[document.querySelector('#join').disabled, navigator.audioSession.type]") == [
            False,
            "auto",
        ]
        assert list(page.errors) == page.missing == []


async def test_the_video_call_can_be_joined_by_its_hash() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.goto(f"{ROOT}/examples/video_call/index.html#join")
        await page.wait_for_session("active")
        assert page.url.endswith("#join")


async def test_the_video_call_without_a_microphone_says_so() -> None:
    async with Browser(permissions={"microphone": "denied"}) as browser:
        page = await browser.new_page()
        await page.goto(ROOT / "examples/video_call/index.html")
        await page.click("#join")
        await page.wait_for_function("document.querySelector('#banner').textContent.startsWith('Could not join')")
        assert not await page.evaluate("document.querySelector('#join').disabled")


@pytest.mark.parametrize("policy", ["spec", "ios", "android", "chromeos", "desktop"])
def test_the_examples_run_under_every_policy(policy: str) -> None:
    clock = "system" if policy == "spec" else "manual"
    ran = audio_shim("run", "examples/player/index.html", "--json", "--policy", policy, "--clock", clock, cwd=ROOT)
    assert (ran.status, ran.stderr, ran.report["errors"]) == (0, "", [])
    assert [item["to"] for item in ran.report["timeline"]] == ["active", "inactive"]


COMMANDS = [
    (command.replace("\\\n", "").split(), printed)
    for command, printed in re.findall(r"```console\n\$ audio-shim ((?:.*\\\n)*.*)\n([^`]*)```", README)
]


def test_the_readme_has_the_examples() -> None:
    shown = {Path(arguments[1]).parts[1] for arguments, _ in COMMANDS}
    assert shown == {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()} - {"sounds"}


@pytest.mark.parametrize(("arguments", "printed"), COMMANDS, ids=[arguments[1] for arguments, _ in COMMANDS])
def test_a_command_of_the_readme_does_what_it_says(tmp_path: Path, arguments: list[str], printed: str) -> None:
    need((ROOT / arguments[1]).exists(), "what scripts/build_examples.py builds")
    # Where nothing real is waited for, the time passes by itself.
    clock = [] if arguments[1] == "examples/game/index.html" or "manual" in arguments else ["--clock", "manual"]
    ran = audio_shim(*(argument.replace("out/", f"{tmp_path}/") for argument in arguments), *clock, cwd=ROOT)
    assert (ran.status, ran.stderr) == (0, "")
    assert steady(ran.stdout) == steady(printed)
    written = {tmp_path / Path(argument).name for argument in arguments if argument.startswith("out/")}
    assert set(tmp_path.iterdir()) == written
    for path in written:
        CHECKS[path.suffix](path, ran.stdout)


def is_the_report(path: Path, printed: str) -> None:
    """Its table has what was printed: every cause, and every call."""
    shown = " ".join(turbohtml.parse(path.read_text(encoding="utf-8")).select_one("table").text.split())
    for row in re.findall(r"→ \S+ +(.+)", printed) + re.findall(r"device +(\S.*) (?:on|off)", printed):
        assert row.strip() in shown


def is_the_recording(path: Path, printed: str) -> None:
    """There is sound in it up to about the last event, and none during a phone call."""
    sound, rate = heard(path)
    times = [float(t) for t in re.findall(r"^(\d+\.\d{3}) s", printed, re.MULTILINE)]
    assert len(sound) / rate > times[-1] - 1
    assert np.abs(sound).max() > 0.05
    calls = re.findall(r"([\d.]+) s +device +phone call (?:on|off)", printed)
    for begin, end in zip(map(float, calls[::2]), map(float, calls[1::2]), strict=True):
        middle = sound[int((begin + 0.6 * (end - begin)) * rate) : int((begin + 0.9 * (end - begin)) * rate)]
        assert np.abs(middle).max() < 0.001


def heard(path: Path) -> tuple[NDArray[np.float32], int]:
    """The samples of the left channel, and how many there are a second."""
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        blocks = [frame.to_ndarray().reshape(-1, 2)[:, 0] for frame in file.decode(stream)]
        return np.concatenate(blocks), stream.rate


CHECKS = {".html": is_the_report, ".wav": is_the_recording}


def steady(output: str) -> str:
    """The output without the parts that depend on the machine and its speed."""
    output = re.sub(r"file:///.*/examples", "file:///.../examples", output)
    return "\n".join(line.rstrip() for line in re.sub(r"\d+\.\d{3} s", "T", output).splitlines())
