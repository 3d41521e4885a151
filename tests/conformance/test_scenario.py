"""The notation of scenarios, and what counts as a difference between traces."""

import re

import pytest

from conformance.compare import cell, compare, short
from conformance.reasons import REASONS
from conformance.scenario import Frame, Scenario
from tests.paths import ROOT

SESSION = ROOT / "docs" / "session.md"
DECISION = re.compile(r"\d+\. ")
PAUSE = Scenario("x/pause", ("top type ambient", "top play a => top=active", "top pause a => top=inactive"), "#x")
SEEN = ["top ambient/inactive", "top ambient/active !active a=playing", "top ambient/inactive !inactive a=paused"]
DECIDED = Scenario("x/decided", ("top play a => | top=active",), "#x", decided="speech", native="speech")


def texts(scenario: Scenario, *, decided: bool = False) -> list[str]:
    return [look.text for look in (scenario.as_decided() if decided else scenario.draft())]


def test_action_and_changes_make_a_look() -> None:
    assert texts(PAUSE) == SEEN
    assert PAUSE.actions == ["top type ambient", "top play a", "top pause a"]


def test_what_was_decided_stands_after_the_bar() -> None:
    assert texts(DECIDED) == ["top auto/inactive a=playing"]
    assert texts(DECIDED, decided=True) == ["top auto/active !active a=playing"]


def test_events_results_and_sources_can_be_stated() -> None:
    steps = ("top capture m => top!active,inactive top.m=ended", "top eval x => ->Name top.m=none")
    assert texts(Scenario("x/y", steps, "#x")) == [
        "top auto/inactive !active,inactive m=ended",
        "-> Name; top auto/inactive",
    ]


def test_frames_come_and_go() -> None:
    steps = ("frame play b => frame=active", "top remove frame", "top insert frame")
    scenario = Scenario("x/y", steps, "#x", (Frame("frame"),))
    trace = texts(scenario)
    assert trace[1:] == ["top auto/inactive", "top auto/inactive; frame auto/inactive"]
    assert short(scenario, trace) == "top –––, frame A·–"


def test_order_of_events_is_shown_where_asked_for() -> None:
    steps = ("top type auto", "top play a => top=active (top)")
    assert texts(Scenario("x/y", steps, "#x", order=True)) == [
        "top auto/inactive ()",
        "top auto/active !active a=playing (top)",
    ]


def test_equal_traces_are_no_problem() -> None:
    row = compare(PAUSE, SEEN, SEEN)
    assert (row.native, row.ours, row.draft, row.problems) == ("=", "=", "top –A–", ())


@pytest.mark.parametrize("other", [[*SEEN[:2], "top ambient/active a=paused"], SEEN[:2], [*SEEN, "problem: fault"]])
def test_unexplained_difference_is_a_problem(other: list[str]) -> None:
    assert compare(PAUSE, other, SEEN).problems
    assert compare(PAUSE, SEEN, other).problems


def test_ours_must_be_as_decided() -> None:
    draft, decided = texts(DECIDED), texts(DECIDED, decided=True)
    assert compare(DECIDED, decided, decided).problems == ()
    assert compare(DECIDED, decided, draft).problems != ()


def test_explanation_of_nothing_is_a_problem() -> None:
    stale = Scenario("x/y", PAUSE.steps, "#x", native="microphone")
    (problem,) = compare(stale, SEEN, SEEN).problems
    assert "out of date" in problem


def test_explanation_is_of_the_difference_that_was_recorded() -> None:
    other, changed = [*SEEN[:2], "top ambient/active a=paused"], [*SEEN[:2], "top ambient/interrupted a=paused"]
    explained = Scenario("x/y", PAUSE.steps, "#x", native="microphone")
    assert compare(explained, other, SEEN, other).problems == ()
    (problem,) = compare(explained, changed, SEEN, other).problems
    assert "when it was explained" in problem


def test_popups_and_documents_along_a_history_are_new_ones() -> None:
    steps = (
        "top type ambient",
        "top open p other",
        "p play a => p=active",
        "top go p same",
        "top traverse p -1",
        "top shut p",
    )
    assert texts(Scenario("x/y", steps, "#x", popups=("p",))) == [
        "top ambient/inactive",
        "top ambient/inactive; p auto/inactive",
        "top ambient/inactive; p auto/active !active a=playing",
        "top ambient/inactive; p auto/inactive",
        "top ambient/inactive; p auto/inactive",
        "top ambient/inactive",
    ]


def test_unobservable_scenario_needs_no_native_trace() -> None:
    row = compare(Scenario("x/y", PAUSE.steps, "#x", unobservable="no interruption"), None, SEEN)
    assert (row.native, row.problems) == ("not observable", ())


def test_unknown_explanation_is_refused() -> None:
    with pytest.raises(KeyError):
        compare(Scenario("x/y", PAUSE.steps, "#x", unobservable="because"), None, SEEN)


def test_cell_shows_the_step_if_the_states_are_the_same() -> None:
    other = [SEEN[0], "top ambient/active !active,active a=playing", SEEN[2]]
    assert cell(PAUSE, other, SEEN) == "top –A–; top ambient/active !active,active a=playing"


def test_explanations_name_decisions_that_there_are() -> None:
    decisions = {int(line.partition(".")[0]) for line in SESSION.read_text().splitlines() if DECISION.match(line)}
    assert {reason.decision for reason in REASONS.values()} - {0} <= decisions
