"""`audio-shim diff`: what two runs have in common, what differs, what is no run."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import turbohtml

from shim.report.compare import differences
from tests.cli.command import Ran, audio_shim
from tests.cli.test_schemas import problems
from tests.paths import ROOT

METRONOME = ROOT / "examples" / "metronome"
SCENARIO = (METRONOME / "silent.toml").read_text(encoding="utf-8")


def run(folder: Path, name: str, *options: str, scenario: str = SCENARIO) -> dict[str, Any]:
    """The output of a run, which is also written to the file of that name."""
    folder.mkdir(exist_ok=True)
    for file in ("index.html", "metronome.js"):
        (folder / file).write_bytes((METRONOME / file).read_bytes())
    (folder / "a.toml").write_text(scenario, encoding="utf-8")
    arguments = ["index.html", "--scenario", "a.toml", "--clock", "manual", "--json", *options]
    ran = audio_shim("run", *arguments, cwd=folder)
    assert ran.stderr == ""
    (folder.parent / name).write_text(ran.stdout, encoding="utf-8")
    return ran.report


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the outputs of runs."""
    folder = tmp_path_factory.mktemp("outputs")
    run(folder / "one", "a.json")
    run(folder / "other", "b.json")
    run(folder / "one", "later.json", scenario=SCENARIO.replace("at = 3.0", "at = 3.05").replace("4.5", "4.75"))
    silent = "".join(line + "\n" for line in SCENARIO.splitlines() if "silent_switch" not in line and "2.0" not in line)
    run(folder / "one", "loud.json", scenario=silent)
    return folder


def diff(outputs: Path, *arguments: str) -> Ran:
    return audio_shim("diff", *arguments, cwd=outputs)


def test_two_runs_of_one_page_in_two_folders_are_alike_to_the_digit(outputs: Path) -> None:
    ran = diff(outputs, "a.json", "b.json", "--tolerance", "0")
    assert ran == Ran(0, "no differences (times within 0 s are alike)\n", "")


def test_what_comes_later_is_told(outputs: Path) -> None:
    ran = diff(outputs, "a.json", "later.json")
    assert (ran.status, ran.stderr) == (1, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == "3 differences (times within 0.1 s are alike)"
    end = "~ 4.500 s  active → inactive: element no longer audible: audiocontext#1 (in B 0.250 s later, at 4.750 s)"
    assert lines[1:3] == ["states of document 1", f"  {end}"]
    assert "  ~ 4.500 s  action: click '#start' (in B 0.250 s later, at 4.750 s)" in lines
    assert diff(outputs, "a.json", "later.json", "--tolerance", "0.25").status == 0


def test_what_is_in_one_only_is_told(outputs: Path) -> None:
    ran = diff(outputs, "a.json", "loud.json")
    assert ran.status == 1
    assert "event silent switch" not in ran.stdout
    lines = ran.stdout.splitlines()
    assert lines[lines.index("switch silent switch") + 1] == "  - 1.500 s  on (only in A)"
    back = diff(outputs, "loud.json", "a.json").stdout.splitlines()
    assert back[back.index("switch silent switch") + 1] == "  + 1.500 s  on (only in B)"


def test_the_report_has_both_runs_side_by_side(outputs: Path) -> None:
    ran = diff(outputs, "a.json", "later.json", "--report", "out/diff.html")
    assert ran.status == 1
    page = turbohtml.parse((outputs / "out" / "diff.html").read_text(encoding="utf-8"))
    assert page.select_one("h1").text == "3 differences"
    assert [item.text for item in page.select(".differences dt")] == ["states of document 1", "steps"]
    assert [item.text for item in page.select(".pair h2")][:1] == ["A: Metronome"]
    first, second = page.select(".pair > .run")
    for one in (first, second):
        assert [lane.attrs["aria-label"] for lane in one.select(".lane")] == [
            "Differences",
            "Steps",
            "silent switch, switch",
            "tab 1, document 1, document",
        ]
    ends = [one.select_one(".timeline").attrs["data-end"] for one in (first, second)]
    assert ends[0] == ends[1]
    ids = [element.attrs["id"] for element in page.select("[aria-labelledby], h2, figcaption") if "id" in element.attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read: No such file or directory"),
        ("<html>", "is not JSON: Expecting value"),
        ("[" * 100_000, "is not JSON"),
        ("{}", "is not what `audio-shim run --json` prints: Object missing required field `url`"),
        ('[{"url": 1}]', "is not what `audio-shim run --json` prints: Expected `str`, got `int` - at `$.url`"),
        ("7", "is not what `audio-shim run --json` prints: Expected `object`, got `int`"),
        ("[]", "the other one a list of runs"),
    ],
)
def test_bad_input_is_named(outputs: Path, tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "bad.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = diff(outputs, "a.json", str(path))
    assert (ran.status, ran.stdout) == (2, "")
    (line,) = ran.stderr.splitlines()
    assert message in line
    assert "bad.json" in line


def test_json(outputs: Path) -> None:
    ran = diff(outputs, "a.json", "later.json", "--json")
    assert (ran.status, ran.stderr, problems("diff", ran.report)) == (1, "", [])
    assert (ran.report["alike"], ran.report["only_in_a"], ran.report["tolerance"]) == (False, [], 0.1)
    (compared,) = ran.report["runs"]
    assert compared["scenario"] == "a.toml"
    assert len(compared["differences"]) == 3
    last = next(one for one in compared["differences"] if one["a"] and one["b"] and one["b"]["t"] == 4.75)
    assert last["a"]["t"] == 4.5
    assert diff(outputs, "a.json", "b.json", "--json").report["alike"] is True


def test_bad_options(outputs: Path) -> None:
    assert diff(outputs, "a.json", "b.json", "--tolerance", "-1").status == 2
    assert diff(outputs, "a.json", "b.json", "--report", "out.png").status == 2
    assert diff(outputs, "a.json").status == 2


def test_several_scenarios_are_compared_by_their_names(outputs: Path) -> None:
    one = json.loads((outputs / "a.json").read_text(encoding="utf-8"))
    other = {**deepcopy(one), "scenario": "b.toml"}
    (outputs / "two.json").write_text(json.dumps([one, other]), encoding="utf-8")
    (outputs / "changed.json").write_text(
        json.dumps([{**other, "title": "Other"}, {**one, "scenario": "c.toml"}]), encoding="utf-8"
    )
    ran = diff(outputs, "two.json", "changed.json", "--report", "two.html")
    assert ran.status == 1
    assert ran.stdout.splitlines() == [
        "only two.json has the scenario a.toml",
        "only changed.json has the scenario c.toml",
        "b.toml: 1 difference (times within 0.1 s are alike)",
        "the run",
        "  ! title 'Metronome' (in B: title 'Other')",
    ]
    assert diff(outputs, "two.json", "two.json").status == 0


def test_what_was_put_in_between_does_not_move_what_follows(outputs: Path) -> None:
    one = json.loads((outputs / "a.json").read_text(encoding="utf-8"))
    other = deepcopy(one)
    other["console"] = [{"level": "log", "text": "first"}]
    one["console"] = []
    for number in range(3):
        for run_ in (one, other):
            run_["console"].append({"level": "log", "text": f"line {number}"})
    assert [str(found) for found in differences(one, other)] == ["+ log: first (only in B)"]
    # As many that one could not align them in time are compared one by one.
    for run_, word in ((one, "a"), (other, "b")):
        run_["console"] = [{"level": "log", "text": f"{word}{number % 2}"} for number in range(50_000)]
    assert len(differences(one, other)) == 50_000
