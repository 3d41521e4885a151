"""Puts the traces of a scenario beside each other, and says whether each difference is explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from .reasons import REASONS
from .recorded import Recording
from .scenario import Look, Scenario

_EVENTS = re.compile(r" ![a-z,]+")
NOT_OBSERVABLE = "not observable"


@dataclass(frozen=True, slots=True)
class Row:
    """A scenario with its three traces, in short, and what is wrong with it, if anything."""

    scenario: Scenario
    native: str
    ours: str
    draft: str
    reasons: tuple[str, ...]
    problems: tuple[str, ...]


def texts(looks: list[Look]) -> list[str]:
    """The looks as page.js writes them."""
    return [look.text for look in looks]


def compare(scenario: Scenario, native: list[str] | None, ours: list[str], before: list[str] | None = None) -> Row:
    """The row of a scenario. `native` is None when the scenario is not observable; `before` is the native trace as it
    was recorded, which an explanation is about. Raises `KeyError` for a reason that does not exist."""
    draft, decided = texts(scenario.draft()), texts(scenario.as_decided())
    problems = [
        *_check("native", native, draft, scenario.native if not scenario.unobservable else "", against="the draft"),
        *_check("the decision", decided, draft, scenario.decided, against="the draft"),
        *_check("ours", ours, decided, "", against="what was decided"),
        *_changed(scenario, native, before),
        *("native: no answer" for line in native or () if line == "no answer"),
    ]
    keys = dict.fromkeys(filter(None, (scenario.unobservable, scenario.native, scenario.decided)))
    for key in keys:
        REASONS[key]
    seen_natively = NOT_OBSERVABLE if native is None else cell(scenario, native, draft)
    return Row(
        scenario, seen_natively, cell(scenario, ours, draft), short(scenario, draft), tuple(keys), tuple(problems)
    )


def _changed(scenario: Scenario, native: list[str] | None, before: list[str] | None) -> list[str]:
    """A problem when the native trace is no longer the one that the explanation was written for. Events are left out:
    which of them a browser fires while it catches up with itself may be chance."""
    if not scenario.native or native is None or before is None:
        return []
    native, before = [_EVENTS.sub("", line) for line in native], [_EVENTS.sub("", line) for line in before]
    return [
        f"native is {got!r}, and was {was!r} when it was explained ({scenario.native}); if the explanation holds, take "
        "the scenario's line out of recorded/firefox.json"
        for got, was in zip_longest(native, before)
        if got != was
    ]


def _check(who: str, trace: list[str] | None, expected: list[str], reason: str, *, against: str) -> list[str]:
    if trace is None:
        return []
    if (trace == expected) == (reason == ""):
        return []
    if reason:
        return [f"{who} is as {against}; the explanation ({reason}) is out of date"]
    steps = [f"{got!r} where {against} has {want!r}" for got, want in zip(trace, expected, strict=False) if got != want]
    steps += [repr(line) for line in trace[len(expected) :]]
    return [f"{who}: {step}" for step in steps or [f"{who} has {len(trace)} steps of {len(expected)}"]]


def compare_all(
    scenarios: Mapping[str, Scenario],
    native: Mapping[str, list[str]],
    ours: Mapping[str, list[str]],
    before: Recording | None = None,
) -> list[Row]:
    """A row for each scenario. One that should have a native trace and has none is a problem."""

    def recorded(name: str, scenario: Scenario) -> list[str] | None:
        is_same = before is not None and before.actions.get(name) == scenario.actions
        return before.traces[name] if before is not None and is_same else None

    return [
        compare(
            scenario,
            None if scenario.unobservable else native.get(name, []),
            ours.get(name, []),
            recorded(name, scenario),
        )
        for name, scenario in scenarios.items()
    ]


_LETTERS = {"inactive": "–", "active": "A", "interrupted": "I"}


def cell(scenario: Scenario, trace: list[str], draft: list[str]) -> str:
    """`=` for the draft's trace. Otherwise the states, or if these are the same the first step that differs."""
    if trace == draft:
        return "="
    states = short(scenario, trace)
    if states != short(scenario, draft) or len(trace) != len(draft):
        return states
    return next(f"{states}; {got}" for got, want in zip(trace, draft, strict=True) if got != want)


def short(scenario: Scenario, trace: list[str]) -> str:
    """The state of each document after each step: – inactive, A active, I interrupted, · no document."""
    return ", ".join(f"{label} {''.join(_letter(line, label) for line in trace)}" for label in scenario.labels)


def _letter(line: str, label: str) -> str:
    for part in line.split("; "):
        name, _, rest = part.partition(" ")
        if name == label:
            return _LETTERS.get(rest.split(" ")[0].partition("/")[2], "?")
    return "·"
