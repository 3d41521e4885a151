"""The JSON schemas of the package: what the command prints, and all that they are for, fits them; what is wrong does
not."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shim.scenario import ScenarioError, load_scenario
from tests.cli.command import audio_shim
from tests.paths import ROOT
from tests.real_browsers import need_chromium

PLAYER = ROOT / "examples" / "player" / "index.html"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "shim" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def problems(name: str, value: object) -> list[str]:
    return [error.message for error in validator(name).iter_errors(value)]


@pytest.mark.parametrize("name", ["run", "scenario"])
def test_the_command_prints_them(tmp_path: Path, name: str) -> None:
    ran = audio_shim("schema", name, cwd=tmp_path)
    assert (ran.status, ran.stderr) == (0, "")
    printed = json.loads(ran.stdout)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed == validator(name).schema


def test_a_name_that_is_none(tmp_path: Path) -> None:
    ran = audio_shim("schema", "page", cwd=tmp_path)
    assert ran.status == 2
    assert "'run', 'scenario'" in ran.stderr or "run, scenario" in ran.stderr


def test_they_are_what_the_types_say() -> None:
    script = ROOT / "scripts" / "write_schemas.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


# what runs print ------------------------------------------------------------------------------------------------------

EVENTFUL = """<title>All there is</title><button>Go</button><iframe srcdoc="<p>x"></iframe><script>
  navigator.audioSession.type = "transient";
  document.querySelector("button").onclick = () => { new Audio("tone-1s.wav").play(); console.warn("playing"); };
  setTimeout(() => { throw new TypeError("no"); }, 100);
  addEventListener("load", () => { try { new Bluetooth(); } catch {} });
</script>"""
SCENARIO = """events = [
  { at = 0.1, click = "button" },
  { at = 0.2, app = "Music", type = "ambient" },
  { at = 0.3, silent_switch = true }, { at = 0.3, volume = 0.5 }, { at = 0.3, press = "play" },
  { at = 0.4, phone_call = true, for = 0.1 },
  { at = 0.6, plug = "bluetooth" }, { at = 0.6, lock = true },
  { at = 0.7, expect = { state = "active" }, within = 2 },
  { at = 0.8, expect = { visible = "#none" } },
]
"""


@pytest.fixture(scope="module")
def eventful(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The output of a run in which all kinds of things happen."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "tone-1s.wav").write_bytes(PLAYER.with_name("tone-1s.wav").read_bytes())
    (folder / "page.html").write_text(EVENTFUL, encoding="utf-8")
    (folder / "a.toml").write_text(SCENARIO, encoding="utf-8")
    return audio_shim("run", "page.html", "--scenario", "a.toml", "--policy", "ios", "--json", cwd=folder).report


def test_a_run_in_which_all_kinds_of_things_happen(eventful: dict[str, Any]) -> None:
    kinds = ("documents", "timeline", "levels", "types", "volumes", "events", "presses", "steps", "console", "errors")
    assert {kind for kind in kinds if not eventful[kind]} == set()
    assert {item["kind"] for item in eventful["events"]} == {"event", "switch"}
    assert {item["kind"] for item in eventful["steps"]} == {"action", "held", "failed"}
    assert (eventful["title"], eventful["engine"], eventful["policy"]) == ("All there is", "quickjs", "ios")
    assert problems("run", eventful) == []


@pytest.mark.parametrize(
    ("page", "status"),
    [("page.html", 0), ("hangs.html", 124), ("http://127.0.0.1:1/", 1)],
    ids=["idle", "hangs", "not loaded"],
)
def test_other_runs(tmp_path: Path, page: str, status: int) -> None:
    (tmp_path / "page.html").write_text("<p>nothing", encoding="utf-8")
    (tmp_path / "hangs.html").write_text("<script>while (true);</script>", encoding="utf-8")
    ran = audio_shim("run", page, "--for", "0.2", "--json", cwd=tmp_path, grace=0.5 if status == 124 else None)
    assert ran.status == status
    assert problems("run", ran.report) == []


def test_several_scenarios_and_chromium(tmp_path: Path) -> None:
    need_chromium()
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text("events = [{ at = 0, phone_call = true }]", encoding="utf-8")
    options = ["--engine", "chromium", "--scenario", "a.toml", "--scenario", "b.toml", "--json"]
    reports = audio_shim("run", PLAYER, *options, cwd=tmp_path).report
    assert [report["scenario"] for report in reports] == ["a.toml", "b.toml"]
    assert [report["engine"] for report in reports] == ["chromium", "chromium"]
    assert problems("run", reports) == []


WRONG: list[tuple[str, Any]] = [
    ("url", None),
    ("url", ...),
    ("unknown", 1),
    ("seconds", -1),
    ("engine", "gecko"),
    ("timeline", [{"t": 1.0}]),
    ("errors", [1]),
    ("levels", [{"t": 1.0, "participant": "tab 1", "gain": 2.0, "ramp": 0.0}]),
    ("types", [{"t": 1.0, "document": 1, "type": "loud"}]),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_a_run_that_is_none(eventful: dict[str, Any], key: str, value: object) -> None:
    wrong = copy.deepcopy(eventful)
    if value is ...:
        del wrong[key]
    else:
        wrong[key] = value
    assert problems("run", wrong)


# scenarios ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("examples/**/*.toml")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_the_examples(path: Path) -> None:
    assert problems("scenario", tomllib.loads(path.read_text(encoding="utf-8"))) == []


GOOD = [
    '{ at = 1, click = "#play" }',
    '{ at = 1, app = "Music", type = "transient", for = 2, resume = false }',
    "{ at = 1, phone_call = true, ends_microphones = true }",
    "{ at = 1, alarm = true, for = 0.5 }",
    "{ at = 1, assistant = true }",
    "{ at = 1, silent_switch = false }",
    "{ at = 0, volume = 0.5 }",
    "{ at = 0, lock = true }",
    "{ at = 0, background = true }",
    '{ at = 0, press = "next" }',
    '{ at = 0, plug = "bluetooth" }',
    '{ at = 0, unplug = "headphones" }',
    '{ at = 0, expect = { state = "active", gain = 1, output = "speaker" }, within = 5 }',
    '{ at = 0, expect = { text = { "#a" = "b" }, visible = "#a", hidden = ["#b", "#c"] } }',
    "{ at = 0, always = { gain = 0 }, for = 3 }",
    '{ at = 0, never = { visible = "#error" } }',
]
BAD = [
    "{ at = -1, lock = true }",
    "{ lock = true }",
    "{ at = 1 }",
    "{ at = 1, lock = 1 }",
    "{ at = 1, phone_call = false }",
    "{ at = 1, phone_call = true, for = 0 }",
    '{ at = 1, lock = true, click = "#a" }',
    '{ at = 1, click = "" }',
    '{ at = 1, press = "louder" }',
    '{ at = 1, app = "Music", type = "auto" }',
    "{ at = 1, expect = {} }",
    '{ at = 1, expect = { state = "paused" } }',
    "{ at = 1, expect = { gain = 2 } }",
    "{ at = 1, lock = true, within = 2 }",
    "{ at = 1, always = { gain = 0 }, within = 3 }",
    "{ at = 1, alarm = true, ends_microphones = true }",
    '"lock"',
]


@pytest.mark.parametrize("entry", GOOD)
def test_a_scenario_that_is_read_fits(tmp_path: Path, entry: str) -> None:
    text = f"events = [{entry}]\n"
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    load_scenario(tmp_path / "a.toml")
    assert problems("scenario", tomllib.loads(text)) == []


@pytest.mark.parametrize(
    "text", [*(f"events = [{entry}]\n" for entry in BAD), "", "events = []\n", "a = 1\nevents = 1\n"]
)
def test_a_scenario_that_is_refused_does_not_fit(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError):
        load_scenario(tmp_path / "a.toml")
    assert problems("scenario", tomllib.loads(text))
