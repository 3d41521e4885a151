"""`audio-shim run --scenario`: how a scenario ends the run, and what is printed of it."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.command import Ran, audio_shim
from tests.paths import ROOT

SOUND = ROOT / "examples" / "sounds" / "tone-1s.wav"
PLAYER = """<audio src=tone.wav></audio><button onclick="document.querySelector('audio').play()">Play</button>
<script>onclick = () => console.log('clicked')</script>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SOUND, tmp_path / "tone.wav")
    (tmp_path / "page.html").write_text(PLAYER, encoding="utf-8")
    return tmp_path


def run(folder: Path, scenario: str, *options: str, name: str = "scenario.py", grace: float | None = None) -> Ran:
    (folder / name).write_text(scenario, encoding="utf-8")
    return audio_shim("run", "page.html", "--scenario", name, *options, cwd=folder, grace=grace)


def script(*lines: str) -> str:
    return "async def scenario(device, page):\n" + "".join(f"    {line}\n" for line in lines)


def test_the_run_is_over_when_the_scenario_is_and_then_the_page_is_idle(folder: Path) -> None:
    scenario = """events = [
        { at = 0.4, click = "button" },
        { at = 0.5, expect = { state = "active" } },
        { at = 0.6, app = "Navigation", type = "transient", for = 0.1 },
        { at = 0.8, phone_call = true, for = 0.1 },
    ]"""
    ran = run(folder, scenario, "--json", name="scenario.toml")
    assert (ran.status, ran.stderr) == (0, "")
    report = ran.report
    tab, app = report["timeline"][0]["participant"], "Navigation"
    assert [(item["participant"], item["from"], item["to"]) for item in report["timeline"]] == [
        (tab, "inactive", "active"),
        (app, "inactive", "active"),
        (app, "active", "inactive"),
        (tab, "active", "interrupted"),
        (tab, "interrupted", "active"),
        (tab, "active", "inactive"),
    ]
    assert [item["document"] for item in report["timeline"]] == [1, None, None, 1, 1, 1]
    assert {frozenset(item) for item in report["timeline"]} == {
        frozenset({"t", "participant", "document", "from", "to", "cause"})
    }
    assert [(level["participant"], level["gain"]) for level in report["levels"]] == [(tab, 0.2), (tab, 1.0)]
    assert [(event["name"], event["on"]) for event in report["events"]] == [("phone call", True), ("phone call", False)]
    assert [message["text"] for message in report["console"]] == ["clicked"]


def test_other_tabs_are_in_the_report(folder: Path) -> None:
    ran = run(
        folder,
        script(
            "other = await page.browser.new_page()",
            "await other.goto(page.url)",
            "await other.click('button')",
            "await other.evaluate('Promise.reject(new Error(\"in the other\")), 0')",
        ),
        "--json",
    )
    assert ran.status == 1
    report = ran.report
    assert [(one["id"], one["parent"]) for one in report["documents"]] == [(1, None), (2, None)]
    assert [(item["document"], item["to"]) for item in report["timeline"]] == [(2, "active"), (2, "inactive")]
    assert [message["text"] for message in report["console"]] == ["clicked"]
    assert "in the other" in report["errors"][0]


def test_what_a_scenario_prints_goes_to_stderr(folder: Path) -> None:
    ran = run(folder, script("print('hello')"), "--json")
    assert (ran.status, ran.stderr) == (0, "hello\n")
    assert ran.report["errors"] == []


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_scenario_that_fails_is_status_1_and_one_line(folder: Path, options: list[str]) -> None:
    ran = run(folder, script("await page.click('button')", "assert page.url == 'x', 'not\\nx'"), *options)
    failure = "the scenario failed: scenario.py:3: assert page.url == 'x', 'not\\nx': AssertionError: not x"
    assert (ran.status, ran.stderr) == (1, f"audio-shim: {failure}\n")
    if options:
        assert [" ".join(error.split()) for error in ran.report["errors"]] == [failure]
        assert [message["text"] for message in ran.report["console"]] == ["clicked"]
    else:
        assert "scenario.py:3" in ran.stdout


def test_an_event_that_fails_is_status_1(folder: Path) -> None:
    ran = run(folder, 'events = [{ at = 0, unplug = "bluetooth" }]', "--json", name="scenario.toml")
    failure = "the scenario failed: scenario.toml: events[0], at 0 s: 'bluetooth' is not plugged in"
    assert (ran.status, ran.stderr) == (1, f"audio-shim: {failure}\n")
    assert ran.report["errors"] == [failure]


@pytest.mark.parametrize(
    ("name", "scenario", "problem"),
    [
        ("scenario.toml", "events = [{ at = 0, lock = 1 }]", "scenario.toml: events[0].lock: Expected `bool`"),
        ("scenario.toml", "events = [", "scenario.toml is no TOML"),
        ("scenario.py", "import no_such_module", "scenario.py:1: import no_such_module: ModuleNotFoundError"),
        ("scenario.py", "", "it has no `async def scenario(device, page)`"),
        ("scenario.txt", "", "a scenario is a .py or a .toml file"),
    ],
)
def test_a_file_that_is_no_scenario_is_a_bad_argument(folder: Path, name: str, scenario: str, problem: str) -> None:
    ran = run(folder, scenario, "--json", name=name)
    assert (ran.status, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert problem in ran.stderr


def test_a_scenario_that_is_not_there(folder: Path) -> None:
    ran = audio_shim("run", "page.html", "--scenario", "gone.py", cwd=folder)
    assert (ran.status, ran.stdout) == (2, "")
    assert "gone.py" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_scenario_that_waits_for_ever_has_failed_when_the_time_is_over(folder: Path) -> None:
    ran = run(folder, script("await page.click('button')", "await page.wait(900)"), "--for", "2", "--json")
    assert (ran.status, len(ran.stderr.splitlines())) == (1, 1)
    assert ran.report["errors"] == [
        "the scenario failed: scenario.py:3: await page.wait(900): the time of the run is over; --for gives it longer"
    ]
    assert [message["text"] for message in ran.report["console"]] == ["clicked"]


def test_an_event_after_the_time_of_the_run_has_failed(folder: Path) -> None:
    ran = run(
        folder, "events = [{ at = 9, lock = true }]", "--for", "5", "--clock", "manual", "--json", name="scenario.toml"
    )
    failure = (
        "the scenario failed: scenario.toml: events[0], at 9 s: the time of the run is over; --for gives it longer"
    )
    assert (ran.status, ran.stderr) == (1, f"audio-shim: {failure}\n")
    assert ran.report["errors"] == [failure]


def test_a_page_that_cannot_be_loaded_has_no_scenario(folder: Path) -> None:
    (folder / "scenario.py").write_text(script("print('began')"))
    ran = audio_shim("run", "http://127.0.0.1:1/", "--scenario", "scenario.py", "--json", cwd=folder)
    assert (ran.status, len(ran.stderr.splitlines())) == (1, 1)
    assert "began" not in ran.stderr
    assert "127.0.0.1:1" in ran.report["errors"][0]


def test_a_page_that_is_not_loaded_in_time_has_no_scenario(folder: Path) -> None:
    (folder / "scenario.py").write_text(script("print('began')"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        ran = audio_shim("run", url, "--scenario", "scenario.py", "--for", "0.5", "--json", cwd=folder)
    failure = f"{url} did not answer within 0.5 s; --for gives it longer"
    assert (ran.status, ran.stderr) == (1, f"audio-shim: {failure}\n")
    assert ran.report["errors"] == [failure]


def test_a_scenario_that_does_not_let_go_is_killed(folder: Path) -> None:
    hangs = script("await page.click('button')", "while True: pass")
    ran = run(folder, hangs, "--for", "3", "--json", grace=0.5)
    assert ran.status == 124
    assert ran.stderr == "audio-shim: the page or its scenario did not answer for 0.5 s beyond its 3 s\n"
    assert [message["text"] for message in ran.report["console"]] == ["clicked"]
    assert ran.report["errors"] == ["the page or its scenario did not answer for 0.5 s beyond its 3 s"]


def test_for_goes_on_after_the_scenario(folder: Path) -> None:
    going_on = script("await page.evaluate('setInterval(() => console.log(1), 50), 0')")
    ran = run(folder, going_on, "--for", "5", "--clock", "manual", "--json")
    assert (ran.status, ran.stderr) == (0, "")
    assert len(ran.report["console"]) >= 3


@pytest.mark.parametrize("line", ["await page.close()", "await page.browser.close()"])
def test_a_scenario_may_close_what_it_was_given(folder: Path, line: str) -> None:
    ran = run(folder, script("await page.click('button')", line), "--json")
    assert (ran.status, ran.stderr) == (0, "")
    assert [item["to"] for item in ran.report["timeline"]] == ["active", "inactive"]
    assert ran.report["url"] == (folder / "page.html").as_uri()


def test_several_scenarios_are_runs_of_their_own(folder: Path) -> None:
    (folder / "good.toml").write_text('events = [{ at = 0, click = "button" }]', encoding="utf-8")
    (folder / "bad.py").write_text(script("assert False, 'as it was told'"), encoding="utf-8")
    (folder / "other").mkdir()
    (folder / "other" / "good.toml").write_text("events = [{ at = 0, lock = true }]", encoding="utf-8")
    scenarios = ["good.toml", "bad.py", "other/good.toml"]
    options = [option for name in scenarios for option in ("--scenario", name)]
    written = ["--junit", "out/junit.xml", "--report", "out/report.html", "--record", "out/heard.wav"]
    ran = audio_shim("run", "page.html", *options, *written, "--json", cwd=folder)
    failure = "the scenario failed: bad.py:2: assert False, 'as it was told': AssertionError: as it was told"
    assert (ran.status, ran.stderr) == (1, f"audio-shim: {failure}\n")
    reports = json.loads(ran.stdout)
    assert [report["scenario"] for report in reports] == scenarios
    assert [report["errors"] for report in reports] == [[], [failure], []]
    assert [len(report["timeline"]) for report in reports] == [2, 0, 0]
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "heard-bad.wav",
        "heard-good-2.wav",
        "heard-good.wav",
        "junit.xml",
        "report-bad.html",
        "report-good-2.html",
        "report-good.html",
    ]
    suite = ElementTree.parse(folder / "out" / "junit.xml").find("testsuite")
    assert suite is not None
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("page.html", "3", "1")
    cases = {case.get("name"): case.find("failure") for case in suite.iter("testcase")}
    assert [name for name, failed in cases.items() if failed is not None] == ["bad.py"]
    message = cases["bad.py"]
    assert message is not None
    assert message.get("message") == failure


def test_several_scenarios_for_people(folder: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (folder / name).write_text("events = [{ at = 0, lock = true }]", encoding="utf-8")
    ran = audio_shim("run", "page.html", "--scenario", "one.toml", "--scenario", "two.toml", cwd=folder)
    assert ran.status == 0
    assert [line for line in ran.stdout.splitlines() if line.startswith("scenario")] == [
        "scenario one.toml",
        "scenario two.toml",
    ]


def test_junit_of_a_run_without_a_scenario(folder: Path) -> None:
    ran = audio_shim("run", "page.html", "--junit", "out.xml", cwd=folder)
    assert ran.status == 0
    cases = ElementTree.parse(folder / "out.xml").findall("testsuite/testcase")
    assert [(case.get("name"), len(case)) for case in cases] == [("(no scenario)", 0)]


def test_what_a_page_prints_turns_nothing_around_in_files(folder: Path) -> None:
    (folder / "page.html").write_text(
        "<script>Promise.reject('a\\u001b[31m\\u202eb\\ud800')</script>", encoding="utf-8"
    )
    ran = audio_shim("run", "page.html", "--junit", "out.xml", "--json", cwd=folder)
    assert not set("\x1b\u202e") & set(ran.stdout)
    (error,) = ran.report["errors"]
    assert error.startswith("Uncaught (in promise) a\x1b[31m\u202eb")
    failure = ElementTree.parse(folder / "out.xml").find("testsuite/testcase/failure")
    assert failure is not None
    assert str(failure.get("message")).startswith(r"Uncaught (in promise) a\x1b[31m\u202eb")


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        ('{ at = 1, clik = "#a" }', "events[0]: there is no event 'clik'; there is: click, expect, always, "),
        ("{ at = 1 }", "events[0]: nothing happens; there is: click, "),
        ('{ at = 1, click = "#a", fro = 2 }', "events[0]: Object contains unknown field `fro`; there is: at, click"),
        (
            "{ at = 1, expect = { stat = 'active' } }",
            "events[0].expect: Object contains unknown field `stat`; there is: state, gain, output, ",
        ),
    ],
)
def test_a_wrong_key_is_named_with_those_that_there_are(folder: Path, event: str, problem: str) -> None:
    ran = run(folder, f"events = [{event}]", name="scenario.toml")
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"audio-shim: scenario.toml: {problem}")


def test_on_a_manual_clock_two_runs_are_the_same(folder: Path) -> None:
    scenario = """events = [
        { at = 0.5, click = "button" },
        { at = 1.0, phone_call = true, for = 20 },
        { at = 10.0, expect = { state = "interrupted" } },
    ]"""
    options = ("--json", "--clock", "manual", "--policy", "ios", "--for", "25", "--record", "out.wav")
    runs = []
    for _ in range(2):
        ran = run(folder, scenario, *options, name="scenario.toml")
        assert (ran.status, ran.stderr) == (0, "")
        runs.append((ran.stdout, (folder / "out.wav").read_bytes()))
    assert runs[0] == runs[1]
    assert [item["t"] for item in ran.report["timeline"]] == [0.5, 1, 21, 21.5]
    assert len(runs[0][1]) == pytest.approx(25 * 48_000 * 8, abs=1000)


def test_on_a_manual_clock_the_time_of_the_run_is_that_of_the_clock(folder: Path) -> None:
    scenario = 'events = [{ at = 0.5, click = "button" }, { at = 60, lock = true }]'
    ran = run(folder, scenario, "--clock", "manual", "--for", "20", name="scenario.toml")
    assert ran.status == 1
    assert "events[1], at 60 s: the time of the run is over" in ran.stderr
    lines = script("await page.click('button')", "await device.clock.run_for(100)")
    ran = run(folder, lines, "--clock", "manual", "--for", "200", "--json")
    assert (ran.status, [item["t"] for item in ran.report["timeline"]]) == (0, [0, 1])
