"""The lanes of a timeline: for each document, app, call and switch, what it was from when to when.

`lanes_of` makes them of a history. They are plain data; ``msgspec.json.encode`` gives their JSON.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Literal

import msgspec

from shim.session import CauseKind, Level, OccurrenceKind, SessionState

from .history import DocumentOpened, History

MAX_LANES = 200
"""Lanes that a picture has at the most; those with the fewest transitions are left out."""

Kind = Literal["event", "switch", "volume", "document", "app"]
INACTIVE = str(SessionState.INACTIVE)
ACTIVE = str(SessionState.ACTIVE)
ON = "on"
VOLUME = "volume"
"""The state of the device's volume."""


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """From ``t0`` to ``t1`` seconds the state is ``state``, because of ``cause``; as JSON an array of these four.

    States are those of a session, `on` for events and switches, or `volume`. The first segment of a lane has no cause.
    """

    t0: float
    t1: float
    state: str
    cause: str


class Lane(msgspec.Struct):
    """One participant. ``depth`` is how many documents are above it; ``url`` is a document's."""

    id: str
    kind: Kind
    name: str
    document: int | None = None
    url: str = ""
    depth: int = 0
    segments: list[Segment] = []
    gains: list[tuple[float, float]] = []
    """Corners (seconds, linear gain) of the gain, which is linear between them; before the first it is 1."""
    types: list[tuple[float, str]] = []
    """Types that were set, with the times."""

    @property
    def title(self) -> str:
        """The name that tells it from the other lanes."""
        return self.name if self.document is None else f"{self.name}, document {self.document}"


class Heard(msgspec.Struct):
    """The recording: from ``t0`` to ``t1`` seconds, and the lowest and the highest sample of each of its parts, which
    are equally long; full scale is 1."""

    t0: float
    t1: float
    lows: list[float]
    highs: list[float]


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Something at one time: a message of the page of the tab ``source``, or a step of a test. ``level`` says which."""

    t: float
    source: str
    level: str
    text: str


class Lanes(msgspec.Struct):
    """A timeline from ``start`` to ``end`` seconds. The numbers say what is not in it."""

    policy: str
    end: float
    lanes: list[Lane]
    console: list[Mark]
    lanes_left_out: int = 0
    console_left_out: int = 0
    start: float = 0.0
    presses: list[tuple[float, str, str]] = msgspec.field(default_factory=list)
    """Buttons: when, which, and to whom it went."""
    steps: list[Mark] = msgspec.field(default_factory=list)
    """Steps of a test: actions (`action`) and expectations (`held`, `failed`)."""
    heard: Heard | None = None
    differences: list[Mark] = msgspec.field(default_factory=list)
    """Marks of the differences from the run beside it."""


def lanes_of(history: History, start: float = 0.0, most: int = MAX_LANES) -> Lanes:
    """The lanes from ``start`` on, at most so many: events and switches first, then documents, each below its parent,
    then apps."""
    end = history.now
    start = min(max(start, history.complete_since), end)
    tracks = _documents(history, end) + _apps(history)
    by_id = {track.key: track for track in tracks}
    for transition in history.transitions:
        track = by_id.get(transition.participant_id if transition.document is None else transition.document)
        if track is None:  # of a document that was forgotten
            continue
        track.change(transition.t, str(transition.to_state), str(transition.cause))
        if transition.cause.kind is CauseKind.DOCUMENT_REMOVED:
            track.end = transition.t
    for change in history.types:
        if change.document in by_id:
            by_id[change.document].lane.types.append((change.t, str(change.type)))
    for track in tracks:
        track.finish()
    gains = _gains(history.levels, tracks)
    for track in tracks:
        track.lane.gains = gains.get(track.owner, [])
    lanes = _occurrences(history, end) + _volume(history, end) + [track.lane for track in tracks]
    if start > 0:
        lanes = [lane for lane in lanes if _cut(lane, start)]
    kept = _most_eventful(lanes, most)
    return Lanes(
        history.policy,
        end,
        kept,
        [Mark(*note) for note in history.notes if note.t >= start],
        len(lanes) - len(kept),
        history.notes_left_out,
        start,
        [(press.t, str(press.button), press.participant) for press in history.presses if press.t >= start],
        [Mark(step.t, "test", step.kind, step.text) for step in history.steps if step.t >= start],
    )


def _cut(lane: Lane, start: float) -> bool:
    """Takes away what was before ``start``, but for the last type. Returns whether something is left."""
    lane.segments = [
        s if s.t0 >= start else Segment(start, s.t1, s.state, s.cause) for s in lane.segments if s.t1 >= start
    ]
    if lane.gains and lane.gains[0][0] < start:
        lane.gains = [(start, gain_at(lane.gains, start)), *(corner for corner in lane.gains if corner[0] > start)]
    earlier = [item for item in lane.types if item[0] < start]
    lane.types = earlier[-1:] + lane.types[len(earlier) :]
    return bool(lane.segments)


class _Track:
    """A lane in the making."""

    def __init__(self, lane: Lane, key: int, owner: int, start: float, end: float) -> None:
        self.lane = lane
        self.key = key
        """The document, or the app."""
        self.owner = owner
        """The participant whose gain it has."""
        self.end = end
        self._last = Segment(start, end, INACTIVE, "")

    def change(self, t: float, state: str, cause: str) -> None:
        last = self._last
        self.lane.segments.append(Segment(last.t0, t, last.state, last.cause))
        self._last = Segment(t, t, state, cause)

    def finish(self) -> None:
        last = self._last
        self.lane.segments.append(Segment(last.t0, max(last.t0, self.end), last.state, last.cause))


def _documents(history: History, end: float) -> list[_Track]:
    closed = {item.id: item.t for item in history.closed}
    sounded = {t.document for t in history.transitions} | {c.document for c in history.types}
    children: dict[int | None, list[DocumentOpened]] = {}
    # the last of an id says what is there
    for opened in {item.id: item for item in history.opened}.values():
        children.setdefault(opened.parent, []).append(opened)
    tracks: list[_Track] = []
    stack = [(opened, 0) for opened in reversed(children.get(None, []))]
    while stack:
        opened, depth = stack.pop()
        # A document that came and went in silence tells nothing, e.g. the empty one before the first navigation.
        if opened.id in sounded or opened.id not in closed:
            name = opened.tab_name if opened.parent is None else f"frame in {opened.tab_name}"
            lane = Lane(f"document-{opened.id}", "document", name, opened.id, opened.url, depth)
            tracks.append(_Track(lane, opened.id, opened.tab, opened.t, closed.get(opened.id, end)))
        stack += [(child, depth + 1) for child in reversed(children.get(opened.id, []))]
    return tracks


def _apps(history: History) -> list[_Track]:
    closed = {item.id: item.t for item in history.closed}
    return [
        _Track(
            Lane(f"app-{a.id}", "app", a.name, types=[(a.t, str(a.type))]),
            a.id,
            a.id,
            a.t,
            closed.get(a.id, history.now),
        )
        for a in history.apps
    ]


def _volume(history: History, end: float) -> list[Lane]:
    """A lane, if the volume was changed."""
    if not history.volumes:
        return []
    corners = [(0.0, 1.0)]
    for t, volume in history.volumes:
        corners += [(t, corners[-1][1]), (t, volume)]
    return [Lane(VOLUME, "volume", "volume", segments=[Segment(0.0, end, VOLUME, "")], gains=corners)]


def _occurrences(history: History, end: float) -> list[Lane]:
    """A lane for each name. Of events that overlap the number is in the cause."""
    lanes: dict[tuple[int, str], Lane] = {}
    since: dict[tuple[int, str], tuple[float, int]] = {}
    for t, kind, name, is_on in history.occurrences:
        key = (kind.value, name)
        lane = lanes.get(key)
        if lane is None:
            kind_name: Kind = "event" if kind is OccurrenceKind.EVENT else "switch"
            lane = lanes[key] = Lane(f"{kind_name}-{name}", kind_name, name)
        begun, count = since.get(key, (t, 0))
        if count:
            lane.segments.append(_on(begun, t, count))
        since[key] = (t, _count(kind, count, is_on=is_on))
    for key, (begun, count) in since.items():
        if count:
            lanes[key].segments.append(_on(begun, end, count))
    return [lanes[key] for key in sorted(lanes, key=lambda key: key[0])]


def _count(kind: OccurrenceKind, count: int, *, is_on: bool) -> int:
    if kind is OccurrenceKind.SWITCH:
        return int(is_on)
    return max(0, count + (1 if is_on else -1))


def _on(t0: float, t1: float, count: int) -> Segment:
    return Segment(t0, t1, ON, "" if count == 1 else f"{count} at once")


def _gains(levels: Iterable[Level], tracks: Iterable[_Track]) -> dict[int, list[tuple[float, float]]]:
    """For each participant the corners of its gain; a ramp that another one cuts short ends where that begins.

    Who was silent has its new gain at once, when it begins to sound.
    """
    active: dict[int, list[tuple[float, float]]] = {}
    for track in tracks:
        active.setdefault(track.owner, []).extend((s.t0, s.t1) for s in track.lane.segments if s.state == ACTIVE)
    sounding = {owner: _union(spans) for owner, spans in active.items()}
    gains: dict[int, list[tuple[float, float]]] = {}
    for level in levels:
        corners = gains.setdefault(level.participant_id, [(0.0, 1.0)])
        spans = sounding.get(level.participant_id, [])
        before = bisect_left(spans, (level.t,))
        was_heard = before > 0 and spans[before - 1][1] >= level.t
        now = gain_at(corners, level.t)
        while corners[-1][0] > level.t:
            corners.pop()
        corners += [(level.t, now), (level.t + (level.ramp if was_heard else 0.0), level.gain)]
    return gains


def _union(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans that do not overlap, in order."""
    union: list[tuple[float, float]] = []
    for t0, t1 in sorted(spans):
        if union and t0 <= union[-1][1]:
            union[-1] = (union[-1][0], max(t1, union[-1][1]))
        else:
            union.append((t0, t1))
    return union


def gain_at(corners: list[tuple[float, float]], t: float) -> float:
    """The linear gain at ``t`` seconds."""
    gain = corners[-1][1] if corners else 1.0
    for (t0, before), (t1, after) in zip(reversed(corners[:-1]), reversed(corners[1:]), strict=True):
        if t >= t1:
            return after
        if t >= t0:
            return before + (after - before) * (t - t0) / (t1 - t0)
        gain = before
    return gain


def _most_eventful(lanes: list[Lane], most: int) -> list[Lane]:
    if len(lanes) <= most:
        return lanes

    def rank(index: int) -> tuple[int, bool, int]:
        segments = lanes[index].segments
        return -len(segments), segments[-1].state == INACTIVE, index

    return [lanes[index] for index in sorted(sorted(range(len(lanes)), key=rank)[:most])]
