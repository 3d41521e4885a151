"""The history of a run, made of what `audio-shim run --json` printed of it: for reports of runs that are over.

What such an object does not have is not there: when a document came to be, and when its console said something.
"""

from __future__ import annotations

from typing import Any

from shim.session import (
    Cause,
    CauseKind,
    Level,
    Occurrence,
    OccurrenceKind,
    Press,
    SessionState,
    SessionType,
    Transition,
    TypeChange,
)

from .history import AppAdded, DocumentOpened, History, Step, VolumeChange

_PARTICIPANTS = 10**9
"""Ids of participants are above it, those of documents below."""


def history_of(run: dict[str, Any]) -> History:
    """The history. The object has to fit the schema of runs."""
    numbers: dict[str, int] = {}

    def number(name: str) -> int:
        """The id of a participant, by its name."""
        return numbers.setdefault(name, _PARTICIPANTS + len(numbers))

    history = History(run["policy"], run["seconds"])
    known = {item["id"]: item for item in run["documents"]}
    tabs = {item["document"]: item["participant"] for item in run["timeline"] if item["document"] is not None}
    for id_ in sorted(known.keys() | tabs.keys()):
        document = known.get(id_, {"parent": None, "url": ""})
        tab = tabs.get(id_, "tab")
        history.opened.append(DocumentOpened(0.0, id_, document["parent"], number(tab), tab, document["url"]))
    for item in run["timeline"]:
        owner, document = number(item["participant"]), item["document"]
        states = SessionState(item["from"]), SessionState(item["to"])
        tab_id = None if document is None else owner
        history.transitions.append(
            Transition(item["t"], tab_id, document, *states, _cause(item["cause"]), item["participant"], owner)
        )
    history.apps += [
        AppAdded(item["t"], number(item["name"]), item["name"], SessionType(item["type"])) for item in run["apps"]
    ]
    history.levels += [
        Level(item["t"], item["participant"], item["gain"], item["ramp"], number(item["participant"]))
        for item in run["levels"]
    ]
    history.types += [TypeChange(item["t"], item["document"], SessionType(item["type"])) for item in run["types"]]
    history.occurrences += [
        Occurrence(item["t"], OccurrenceKind[item["kind"].upper()], item["name"], item["on"]) for item in run["events"]
    ]
    history.presses += [
        Press(item["t"], item["button"], item["to"] or "", number(item["to"] or "")) for item in run["presses"]
    ]
    history.volumes += [VolumeChange(item["t"], item["volume"]) for item in run["volumes"]]
    history.steps += [Step(item["t"], item["kind"], item["text"]) for item in run["steps"]]
    return history


def _cause(text: str) -> Cause:
    gone = CauseKind.DOCUMENT_REMOVED
    return Cause(gone) if text == gone.value else Cause(CauseKind.INTERRUPTION, text)
