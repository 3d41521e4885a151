"""Compares two runs, as `audio-shim run --json` printed them: what was in one only, and what was at another time."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from .markup import seconds

TOLERANCE = 0.1
"""Seconds that times may differ by: two runs by the clock of the system are never alike."""
_MOST_ALIGNED = 2_000
"""Entries of which the best alignment is looked for; more are compared one by one."""
_EPSILON = 1e-9


class Entry(NamedTuple):
    """Something that happened, or was so in the end, which has no time."""

    t: float | None
    text: str


class Difference(NamedTuple):
    """Entry that is in one run and not in the other, or at another time. `subject`: the part of the run it is about."""

    subject: str
    a: Entry | None
    b: Entry | None

    def __str__(self) -> str:
        if self.a is None or self.b is None:
            found, run, sign = (self.a, "A", "-") if self.b is None else (self.b, "B", "+")
            assert found is not None
            return f"{sign} {_shown(found)} (only in {run})"
        if self.a.text == self.b.text:
            assert self.a.t is not None
            assert self.b.t is not None
            later = self.b.t - self.a.t
            how = "later" if later > 0 else "earlier"
            return f"~ {_shown(self.a)} (in B {seconds(abs(later))} {how}, at {seconds(self.b.t)})"
        return f"! {_shown(self.a)} (in B: {_shown(self.b)})"


def differences(a: dict[str, Any], b: dict[str, Any], tolerance: float = TOLERANCE) -> list[Difference]:
    """The differences of two runs, subject by subject. Each has to fit the schema of runs."""
    ours, theirs = entries(a), entries(b)
    found: list[Difference] = []
    for subject in [*ours, *(subject for subject in theirs if subject not in ours)]:
        pairs = _pairs(ours.get(subject, []), theirs.get(subject, []))
        found += [Difference(subject, one, other) for one, other in pairs if not _same(one, other, tolerance)]
    return found


def entries(run: dict[str, Any]) -> dict[str, list[Entry]]:
    """All that is compared of a run, by its subject. Of URLs below the page's folder the folder is left out, so that
    runs of two checkouts can be alike."""
    found: dict[str, list[Entry]] = {}
    folder = run["url"].rpartition("/")[0] + "/"
    for subject, t, text in _all(run):
        found.setdefault(subject, []).append(Entry(t, text.replace(folder, "") if len(folder) > 1 else text))
    return found


def _all(run: dict[str, Any]) -> Iterator[tuple[str, float | None, str]]:
    for key in ("title", "engine", "policy"):
        yield "the run", None, f"{key} {run[key]!r}"
    for document in run["documents"]:
        yield from _document(document)
    for item in run["apps"]:
        yield "apps", None, f"{item['name']}, type {item['type']}"
    for item in run["events"]:
        yield f"{item['kind']} {item['name']}", item["t"], "on" if item["on"] else "off"
    for item in run["presses"]:
        yield "buttons", item["t"], f"{item['button']}, for {item['to'] or 'nobody'}"
    for item in run["timeline"]:
        whose = item["participant"] if item["document"] is None else f"document {item['document']}"
        yield f"states of {whose}", item["t"], f"{item['from']} → {item['to']}: {item['cause']}"
    for item in run["types"]:
        yield f"types of document {item['document']}", item["t"], f"type {item['type']}"
    for item in run["levels"]:
        ramp = f" within {item['ramp']:g} s" if item["ramp"] else ""
        yield f"gains of {item['participant']}", item["t"], f"gain {item['gain']:.4g}{ramp}"
    for item in run["volumes"]:
        yield "volume", item["t"], f"{item['volume']:.4g}"
    for item in run["steps"]:
        yield "steps", item["t"], f"{item['kind']}: {item['text']}"
    for item in run["console"]:
        yield "console", None, f"{item['level']}: {item['text']}"
    for error in run["errors"]:
        yield "errors", None, error
    for name in run["notimplemented"]:
        yield "not implemented", None, name
    for crash in run["crashes"]:
        yield "crashes", None, f"{crash['url']}: {crash['reason']}"


def _document(document: dict[str, Any]) -> Iterator[tuple[str, float | None, str]]:
    subject, session = f"document {document['id']} in the end", document["session"]
    place = "" if document["parent"] is None else f", a frame of document {document['parent']}"
    yield subject, None, f"{document['url']}{place}"
    yield subject, None, f"{session['state']}, type {session['type']} (in effect: {session['computedType']})"
    for element in document["elements"]:
        words = [word for word in ("audible", "interrupted") if element[word]] or ["silent"]
        yield subject, None, f"{element['id']}: {', '.join(words)}"


def _pairs(a: list[Entry], b: list[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """The entries side by side, so that as many as can be stand beside one of the same text."""
    first = next((n for n, (one, other) in enumerate(zip(a, b, strict=False)) if one.text != other.text), None)
    if first is None:
        first = min(len(a), len(b))
    yield from zip(a[:first], b[:first], strict=True)
    a, b = a[first:], b[first:]
    if max(len(a), len(b)) > _MOST_ALIGNED:
        yield from _beside(a, b)
        return
    matcher = SequenceMatcher(None, [entry.text for entry in a], [entry.text for entry in b], autojunk=False)
    for _, a0, a1, b0, b1 in matcher.get_opcodes():
        yield from _beside(a[a0:a1], b[b0:b1])


def _beside(a: list[Entry], b: list[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    for n in range(max(len(a), len(b))):
        yield a[n] if n < len(a) else None, b[n] if n < len(b) else None


def _same(a: Entry | None, b: Entry | None, tolerance: float) -> bool:
    if a is None or b is None or a.text != b.text:
        return False
    return a.t is None or b.t is None or abs(a.t - b.t) <= tolerance + _EPSILON


def _shown(entry: Entry) -> str:
    return entry.text if entry.t is None else f"{seconds(entry.t)}  {entry.text}"
