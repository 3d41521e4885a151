"""A short run of the fuzzer, with the same cases each time; and what it sees, keeps and makes small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fuzz.__main__ import main
from fuzz.campaign import STATE, Campaign, replay
from fuzz.failures import Failure, Failures
from fuzz.player import Player
from fuzz.targets import NAMES, pieces_of
from fuzz.targets.faults import FAULTS

CASES = {
    "documents": 6, "selectors": 4, "dom": 15, "api": 5, "operations": 6, "webaudio": 3, "media": 4, "link": 25,
    "sockets": 5,
}  # fmt: skip
"""Cases that each target plays here: a second or two of each."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_fails(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = main(["--target", name, "--seed", "0", "--cases", str(CASES[name]), "--out", str(tmp_path)])
    assert status == 0, capfd.readouterr().out


@pytest.mark.timeout(300)
def test_nothing_fails_in_processes_of_their_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = main(["--target", "api", "--seed", "0", "--cases", "4", "--isolated", "--out", str(tmp_path)])
    assert status == 0, capfd.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_known_by_its_number(name: str) -> None:
    assert pieces_of(name, 7) == pieces_of(name, 7)
    assert pieces_of(name, 7) != pieces_of(name, 8)


SEEN = {
    "die": "died: status -11",
    "exit": "died: status 3",
    "raise": "raised: ",
    "internal": "internal error: internal error: ZeroDivisionError",
    "log": "logged: something is wrong",
    "stderr": "stderr: something is wrong",
    "late": "late: sleep took 0.",
    "thread": "growth: threads of the process",
    "descriptor": "growth: descriptors of the process",
    "memory": "memory: the process grew to ",
}


ENDS = ("die", "exit", "memory")


def test_every_fault_is_seen() -> None:
    assert list(SEEN) == list(FAULTS)
    with Player("faults") as player:
        for fault in SEEN.keys() - set(ENDS):
            assert player.play(0, ["well"]).problem == ""
            answer = player.play(1, ["well", fault])
            assert answer.problem.startswith(SEEN[fault]), answer
    for fault in ENDS:
        with Player("faults") as player:
            answer = player.play(1, ["well", fault])
            assert answer.problem.startswith(SEEN[fault]), answer
            assert not answer.lives
            assert ("faults.py" in answer.problem) == (fault == "die")


def test_a_failure_is_kept_as_small_as_it_gets_and_can_be_played_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    number = next(n for n in range(99) if "log" in pieces_of("faults", n))
    failures = Failures(tmp_path)
    path = tmp_path / f"faults-{number}.json"
    failures.add(Failure("faults", number, "logged: something is wrong"))
    assert json.loads(path.read_text())["pieces"] == ["log"]
    assert replay(path) == 1
    failures.add(Failure("faults", number, "died: status 3"), alone=False)
    assert failures.summary == "2 failed, of 2 kinds"
    said = capfd.readouterr().out
    assert f"FAILED faults {number} (1 of 8 pieces)\n    logged: something is wrong\n" in said
    assert f"again: python -m fuzz {path}\n" in said
    assert f"again: python -m fuzz --target faults --seed {number} --cases 1\n" in said


def test_a_campaign_goes_on_where_the_last_one_ended(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    state = tmp_path / STATE
    assert Campaign(["link"], Failures(tmp_path), 100, 2).run(0.2) == 0
    ended = json.loads(state.read_text())["link"]
    assert ended > 100
    assert Campaign(["link"], Failures(tmp_path), None, 1).run(0.2) == 0
    assert json.loads(state.read_text())["link"] > ended
    assert f"link       cases {ended} to " in capfd.readouterr().out


def test_a_campaign_says_what_failed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    number = next(n for n in range(99) if "stderr" in pieces_of("faults", n))
    campaign = Campaign(["faults"], Failures(tmp_path), number, 1)
    assert campaign.run(1) == 1
    assert f"FAILED faults {number} (1 of 8 pieces)" in capfd.readouterr().out
