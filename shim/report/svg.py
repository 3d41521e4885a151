"""Draws lanes as SVG: the one drawing that the picture, the HTML report and whoever shows a device live have in common.

Places in time are percentages, so that it fits any width and can be stretched without its text. Styles are in
js/report/timeline.css; states differ by pattern and words as well as by colour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from shim.resources import js_dir

from . import axis
from .lanes import ACTIVE, INACTIVE, ON, VOLUME, Heard, Lane, Lanes, Mark, Segment, gain_at
from .markup import seconds, share, short_url, text
from .thin import MIXED, narrow, thin_corners, thin_segments

WIDTH = 960
"""Pixels that a picture of its own has for the time."""
_AXIS = 26
_HEAD = 20
_GAP = 14
_BANDS = {"event": 20, "switch": 20, "volume": 28, "document": 36, "app": 36}
_TYPES = 15
"""The strip of types above the band of a document or an app."""
_MARKS = 20
_HEARD = 48
_MARGIN = 20
_LETTER = 6.6
_TICKS = 8
_FINER = {"fine": 5, "finest": 25}
"""Marks of the axis that are shown at a wider zoom, and how many times as many they are."""
_MAX_GAIN_LABELS = 500
_MAX_FAILURES = 20
_SIGNS = {
    "error": "M-5 -5L5 5M-5 5L5 -5",
    "warning": "M0 -6L6 5H-6Z",
    "notimplemented": "M-5 0H5",
    "differs": "M0 -6L6 0L0 6L-6 0Z",
    "failed": "M-5 -5L5 5M-5 5L5 -5",
    "held": "M-5 0L-1 4L6 -5",
    "action": "M-4 -7L6 2L1 2L4 7L2 8L-1 3L-4 6Z",
    "pressed": "M-6 -4H6V4H-6Z",
}
_SIGN = "M0 -4A4 4 0 1 1 0 4A4 4 0 1 1 0 -4Z"
_RANK = ("differs", "error", "failed", "warning", "notimplemented", "action", "pressed", "held")
"""Kinds of marks by rank: several marks that are drawn as one get the sign of the first kind in this list."""


def stylesheet() -> str:
    """The style of the drawing."""
    return (js_dir() / "report" / "timeline.css").read_text(encoding="utf-8")


def picture(lanes: Lanes, title: str) -> str:
    """An SVG file. Raises nothing, whatever pages called themselves."""
    drawing = _Drawing(lanes)
    height = drawing.height + 3 * _MARGIN + 60
    notes = " ".join(drawing.remarks())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH + 2 * _MARGIN}" height="{height}" '
        f'viewBox="0 0 {WIDTH + 2 * _MARGIN} {height}" class="timeline-file" role="group" aria-label="{text(title)}">'
        f"<title>{text(title)}</title><style>{stylesheet()}</style>"
        f'<rect class="paper" width="100%" height="100%"/>'
        f'<text class="title" x="{_MARGIN}" y="36">{text(title, 100)}</text>'
        f'<g transform="translate({_MARGIN} 56)">{_legend()}</g>'
        f'<svg x="{_MARGIN}" y="{_MARGIN + 66}" width="{WIDTH}" height="{drawing.height}" overflow="visible">'
        f"{drawing.markup(f'{WIDTH}')}</svg>"
        f'<text class="remark" x="{_MARGIN}" y="{height - 12}">{text(notes)}</text></svg>\n'
    )


def fragment(lanes: Lanes) -> str:
    """The drawing for a page that has the stylesheet; it is as wide as its container."""
    return _Drawing(lanes).markup("100%")


def remarks(lanes: Lanes) -> list[str]:
    """Facts that the drawing does not show, in sentences."""
    return _Drawing(lanes).remarks()


_LEGEND = {
    "active": ACTIVE,
    "ducked": ACTIVE,
    "muted": "muted",
    "interrupted": "interrupted",
    "inactive": INACTIVE,
    "call, alarm, assistant": ON,
    "switch": "switched",
}
"""Looks of states, by the words for them. Each look has one meaning."""


def _swatch(name: str) -> str:
    """A state as it looks, 18 by 12 pixels."""
    state = _LEGEND[name]
    top = 0 if name == ACTIVE else 9
    level = f'<rect class="level" y="{top}" width="18" height="{12 - top}"/>' if state == ACTIVE else ""
    rest = '<line class="rest" x2="18" y1="12" y2="12"/>' if state == INACTIVE else ""
    return f'<g class="segment {state}"><rect width="18" height="12"/>{level}{rest}</g>'


def legend_items() -> str:
    """The legend as items of an HTML list."""
    return "".join(
        f'<li><svg width="18" height="12" aria-hidden="true">{_swatch(name)}</svg>{name}</li>' for name in _LEGEND
    )


def _legend() -> str:
    out, x = [], 0.0
    for name in _LEGEND:
        out.append(
            f'<g transform="translate({x:g} 0)">{_swatch(name)}<text class="name" x="24" y="10.5">{name}</text></g>'
        )
        x += 24 + len(name) * _LETTER + 20
    return "".join(out)


class _Drawing:
    """One drawing: where each lane stands, and the shapes that could not be told apart."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._start = lanes.start
        self._span = max(lanes.end - lanes.start, 1e-3)
        self._narrow = narrow(lanes)
        self._shown = {lane.id: thin_segments(lane.segments, self._narrow) for lane in lanes.lanes}
        self._joined = any(segment.state == MIXED for shown in self._shown.values() for segment in shown)
        lanes_height = sum(_height(lane) for lane in lanes.lanes)
        self._steps = sorted([*lanes.steps, *_presses(lanes)], key=lambda step: step.t)
        self._bottom = _AXIS + lanes_height
        lanes_of_marks = (lanes.differences, self._steps, lanes.console)
        self._bottom += sum(_HEAD + _MARKS + _GAP for marks in lanes_of_marks if marks)
        self._bottom += _HEAD + _HEARD + _GAP if lanes.heard is not None else 0
        self.height = self._bottom - 6

    def markup(self, width: str) -> str:
        lanes = self._lanes
        name = f"Timeline of {len(lanes.lanes)} participants over {seconds(lanes.end - lanes.start)}"
        out = [
            f'<svg class="timeline" xmlns="http://www.w3.org/2000/svg" width="{width}" height="{self.height}" '
            f'overflow="visible" role="group" aria-label="{name}" data-start="{lanes.start:.4f}" '
            f'data-end="{lanes.end:.4f}">{_PATTERNS}'
        ]
        out += self._columns()
        out += self._axis()
        y = _AXIS
        if lanes.differences:
            out += self._marks("differences", "Differences", "", lanes.differences, y)
            y += _HEAD + _MARKS + _GAP
        if self._steps:
            out += self._marks("steps", "Steps", "clicks, buttons, expectations", self._steps, y)
            y += _HEAD + _MARKS + _GAP
        for lane in lanes.lanes:
            out += self._lane(lane, y)
            y += _height(lane)
        if lanes.console:
            out += self._marks("console", "Console", "", lanes.console, y)
            y += _HEAD + _MARKS + _GAP
        if lanes.heard is not None:
            out += self._sound(lanes.heard, y)
        out.append("</svg>")
        return "".join(out)

    def remarks(self) -> list[str]:
        lanes, found = self._lanes, []
        if not lanes.lanes:
            found.append("No document, no app and no call has been there.")
        if self._joined:
            found.append(f"States shorter than {self._narrow * 1000:.3g} ms are drawn as one.")
        if lanes.lanes_left_out:
            found.append(f"{lanes.lanes_left_out} participants with fewer transitions are not shown.")
        if lanes.console_left_out:
            found.append(f"{lanes.console_left_out} console messages were not kept.")
        return found

    def _x(self, t: float) -> str:
        return share(t - self._start, self._span)

    def _width(self, seconds: float) -> str:
        return share(seconds, self._span)

    def _columns(self) -> Iterator[str]:
        """A call or an alarm as a light column behind the lanes that it may affect, a failed expectation as a line."""
        for lane in self._lanes.lanes:
            if lane.kind == "event":
                for s in self._shown[lane.id]:
                    yield (
                        f'<rect class="column" x="{self._x(s.t0)}" y="{_AXIS}" width="{self._width(s.t1 - s.t0)}" '
                        f'height="{self._bottom - _AXIS}"/>'
                    )
        for step in [step for step in self._steps if step.level == "failed"][:_MAX_FAILURES]:
            x = self._x(step.t)
            yield f'<line class="failure" x1="{x}" x2="{x}" y1="{_AXIS}" y2="{self._bottom}"/>'

    def _axis(self) -> Iterator[str]:
        start, end = self._start, self._start + self._span
        drawn: set[int] = set()
        yield '<g class="axis" aria-hidden="true">'
        for level, times in {"coarse": 1, **_FINER}.items():
            new = [t for t in axis.marks(end, _TICKS * times, start) if self._place(t) not in drawn]
            drawn.update(map(self._place, new))
            for t in new:
                x = self._x(t)
                # The last mark's text would stick out, or on a phone run into the one before.
                is_last = t - start > self._span * 0.92
                words = "" if is_last else f'<text x="{x}" y="11">{axis.label(t)}</text>'
                yield f'<g class="{level}"><line x1="{x}" x2="{x}" y1="18" y2="{self._bottom}"/>{words}</g>'
        yield "</g>"

    def _place(self, t: float) -> int:
        """The place of a time, in millionths of the width."""
        return round((t - self._start) / self._span * 1e6)

    def _lane(self, lane: Lane, y: int) -> Iterator[str]:
        height = _BANDS[lane.kind]
        band = y + _height(lane) - height - _GAP
        yield f'<g class="lane {lane.kind}" role="group" aria-label="{text(lane.title)}, {lane.kind}">'
        yield f'<g class="head"><text x="{12 * lane.depth}" y="{y + 13}">{_heading(lane)}</text></g>'
        yield f'<rect class="bed" x="0" y="{band}" width="100%" height="{height}"/>'
        shown = self._shown[lane.id]
        gains = thin_corners(lane.gains, self._narrow)
        labels = []
        for segment in shown:
            yield self._segment(lane, segment, gains, band, height)
            labels.append(self._label(lane, segment, band, height))
        if lane.kind in ("document", "app", "volume"):
            if lane.kind != "volume":
                yield from self._muted(shown, gains, band, height)
            yield self._level(shown, gains, band, height)
            labels += self._gain_labels(lane, shown, gains, band, height)
            yield from self._types(lane, band - _TYPES)
        yield from labels
        yield "</g>"

    def _segment(self, lane: Lane, s: Segment, gains: list[tuple[float, float]], y: int, height: int) -> str:
        x, width = self._x(s.t0), self._width(s.t1 - s.t0)
        about = f"{lane.title}: {s.state}, {seconds(s.t0)} to {seconds(s.t1)} ({seconds(s.t1 - s.t0)})"
        if s.cause:
            about += f"\n{s.cause}"
        if s.state in (ACTIVE, VOLUME):
            about += _gain_words(s, gains)
        rest = f'<line class="rest" x1="{x}" x2="{self._x(s.t1)}" y1="{y + height}" y2="{y + height}"/>'
        return (
            f'<g class="segment {_look(lane, s)}" role="img" data-t="{s.t0:.4f} {s.t1:.4f}">'
            f"<title>{text(about, 600)}</title>"
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>{rest if s.state == INACTIVE else ""}</g>'
        )

    def _label(self, lane: Lane, s: Segment, y: int, height: int) -> str:
        """The state's name in its segment, if it could fit at any zoom."""
        part = (s.t1 - s.t0) / self._span
        if s.state == VOLUME or part * WIDTH * 16 < 30:
            return ""
        words = s.cause if s.state in (MIXED, ON) and s.cause else s.state
        kind = f"state {_look(lane, s)}"
        return _clipped(self._x(s.t0), self._width(s.t1 - s.t0), y, height, kind, words, height - 7, part)

    def _muted(self, shown: list[Segment], gains: list[tuple[float, float]], y: int, height: int) -> Iterator[str]:
        """The stretches of active segments that are not heard, as drawn."""
        for s in shown:
            if s.state == ACTIVE:
                for (t, gain), (until, after) in pairwise(_within(s, gains)):
                    if gain == after == 0 and until > t:
                        yield (
                            f'<rect class="muted" x="{self._x(t)}" y="{y}" width="{self._width(until - t)}" '
                            f'height="{height}"/>'
                        )

    def _level(self, shown: list[Segment], gains: list[tuple[float, float]], y: int, height: int) -> str:
        """The gain of what is active, or the volume, as height."""
        paths = []
        for s in shown:
            if s.state in (ACTIVE, VOLUME):
                corners = " ".join(
                    f"L{self._unit(t):g} {round(100 - 100 * gain, 2):g}" for t, gain in _within(s, gains)
                )
                left, right = self._unit(s.t0), self._unit(s.t1)
                paths.append(f"M{left:g} 100{corners}L{right:g} 100")
        if not paths:
            return ""
        return (
            f'<svg class="levels" x="0" y="{y}" width="100%" height="{height}" viewBox="0 0 100000 100" '
            f'preserveAspectRatio="none" overflow="visible"><path class="level" d="{"".join(paths)}"/></svg>'
        )

    def _unit(self, t: float) -> float:
        return round((t - self._start) / self._span * 1e5, 1)

    def _gain_labels(
        self, lane: Lane, shown: list[Segment], gains: list[tuple[float, float]], y: int, height: int
    ) -> list[str]:
        """A percentage where the gain of what is active rests below 1."""
        labels: list[str] = []
        for s in (s for s in shown if s.state in (ACTIVE, VOLUME)):
            for (t, gain), (until, after) in pairwise(_within(s, gains)):
                if gain == after < 1 and until > t and len(labels) < _MAX_GAIN_LABELS:
                    x, width, part = self._x(t), self._width(until - t), (until - t) / self._span
                    top = round(height * (1 - gain))
                    # Above the level's line if there is room, or else below it; the state's name is at the bottom.
                    baseline = 13 if top >= 15 else top + 12
                    is_muted = gain == 0 and lane.kind != "volume"
                    kind, words = ("gain muted", "muted") if is_muted else ("gain", f"{gain * 100:.0f} %")
                    labels.append(_clipped(x, width, y, height, kind, words, baseline, part))
        return labels

    def _types(self, lane: Lane, y: int) -> Iterator[str]:
        """The types over time: a flag where each was set, with its name if there is room before the next."""
        if not lane.segments:
            return
        first = max(self._start, lane.segments[0].t0)
        types = list(lane.types)
        if not types or types[0][0] > first:
            types.insert(0, (first, "auto"))
        last = self._start - self._span
        for (t, name), (until, _) in pairwise([*types, (lane.segments[-1].t1, "")]):
            t = max(t, self._start)
            if t - last < self._narrow or until <= t:
                continue
            last = t
            x, width, part = self._x(t), self._width(until - t), (until - t) / self._span
            about = f"{lane.title}: type {name}, {seconds(t)} to {seconds(until)}"
            yield (
                f'<svg class="type {text(name)}" x="{x}" y="{y}" width="{width}" height="{_TYPES}" '
                f'data-t="{t:.4f} {until:.4f}"><title>{text(about)}</title><rect width="100%" height="{_TYPES - 2}"/>'
                f'<path d="M0 0H7L5 3.5L7 7H0V{_TYPES - 2}"/></svg>'
            )
            yield _clipped(x, width, y, _TYPES, "flag", name, 10, part, indent=10)

    def _marks(self, kind: str, name: str, details: str, marks: list[Mark], y: int) -> Iterator[str]:
        """A lane of things that happened at one time: those that are too close to be told apart have one sign."""
        details = f'<tspan class="details" dx="8">{details}</tspan>' if details else ""
        yield f'<g class="lane {kind}" role="group" aria-label="{name}">'
        yield f'<g class="head"><text x="0" y="{y + 13}"><tspan class="who">{name}</tspan>{details}</text></g>'
        yield f'<rect class="bed" x="0" y="{y + _HEAD}" width="100%" height="{_MARKS}"/>'
        group: list[Mark] = []
        for mark in marks:
            if group and mark.t - group[0].t >= self._narrow:
                yield self._sign(group, y + _HEAD + _MARKS // 2)
                group = []
            group.append(mark)
        yield self._sign(group, y + _HEAD + _MARKS // 2) + "</g>"

    def _sound(self, heard: Heard, y: int) -> Iterator[str]:
        """The recording's outline. Its loudest sample reaches the edge."""
        top = max(0.0, *heard.highs, *(-low for low in heard.lows))
        loudest = "silence" if top == 0 else f"loudest {top:.2g} of 1"
        x0, x1 = self._unit(heard.t0), self._unit(heard.t1)
        step, scale = (x1 - x0) / len(heard.lows), 100 / (top or 1)
        corners = [(x0 + (n + 0.5) * step, 100 - scale * high) for n, high in enumerate(heard.highs)]
        corners += reversed([(x0 + (n + 0.5) * step, 100 - scale * low) for n, low in enumerate(heard.lows)])
        outline = "L".join(f"{x:.0f} {at:.1f}" for x, at in corners)
        x, width, band = self._x(heard.t0), self._width(heard.t1 - heard.t0), y + _HEAD
        about = f"What is heard: {seconds(heard.t0)} to {seconds(heard.t1)}, {loudest}"
        yield (
            f'<g class="lane heard" role="group" aria-label="What is heard"><g class="head"><text x="0" y="{y + 13}">'
            f'<tspan class="who">What is heard</tspan><tspan class="details" dx="8">recording, {loudest}</tspan></text>'
            f'</g><rect class="bed" x="0" y="{band}" width="100%" height="{_HEARD}"/>'
            f'<g class="segment sound" role="img" data-t="{heard.t0:.4f} {heard.t1:.4f}"><title>{about}</title>'
            f'<rect x="{x}" y="{band}" width="{width}" height="{_HEARD}"/></g>'
            f'<svg class="wave" y="{band}" width="100%" height="{_HEARD}" viewBox="0 0 100000 200" '
            f'preserveAspectRatio="none"><path d="M{outline}Z"/></svg></g>'
        )

    def _sign(self, group: list[Mark], y: int) -> str:
        level = next((rank for rank in _RANK if any(line.level == rank for line in group)), "log")
        said = "\n".join(_line(line) for line in group[:5])
        more = f"\nand {len(group) - 5} more" if len(group) > 5 else ""
        return (
            f'<svg class="sign {level}" x="{self._x(group[0].t)}" y="{y}" width="1" height="1" overflow="visible" '
            f'role="img" data-t="{group[0].t:.4f} {group[-1].t:.4f}"><title>{text(said + more, 1500)}</title>'
            f'<path d="{_SIGNS.get(level, _SIGN)}"/></svg>'
        )


def _line(mark: Mark) -> str:
    who = "" if mark.level in ("action", "held", "failed", "pressed", "differs") else f"{mark.source} "
    return f"{seconds(mark.t)} {who}{mark.level}: {mark.text[:200]}"


def _presses(lanes: Lanes) -> Iterator[Mark]:
    return (Mark(t, who, "pressed", f"{button}, for {who or 'nobody'}") for t, button, who in lanes.presses)


def _height(lane: Lane) -> int:
    """Pixels from a lane's heading to that of the next."""
    types = _TYPES if lane.kind in ("document", "app") else 0
    return _HEAD + types + _BANDS[lane.kind] + _GAP


def _look(lane: Lane, s: Segment) -> str:
    """The class of a state: calls look otherwise than switches that are on."""
    return "switched" if s.state == ON and lane.kind == "switch" else s.state


def _heading(lane: Lane) -> str:
    """Name and what is known of it, in one line."""
    details = [] if lane.document is None else [f"document {lane.document}"]
    if lane.kind == "app":
        details.append("app")
    if lane.url:
        details.append(short_url(lane.url))
    rest = f'<tspan class="details" dx="8">{text(" · ".join(details), 110)}</tspan>' if details else ""
    return f'<tspan class="who">{text(lane.name, 50)}</tspan>{rest}'


def _gain_words(s: Segment, gains: list[tuple[float, float]]) -> str:
    ends = [(t, gain) for t, gain in gains if s.t0 < t < s.t1]
    ends = [
        corner
        for before, corner in zip([(0.0, gain_at(gains, s.t0)), *ends], ends, strict=False)
        if corner[1] != before[1]
    ]
    what = "volume" if s.state == VOLUME else "gain"
    words = "".join(f"\n{what} {gain * 100:.0f} % from {seconds(t)}" for t, gain in ends[:6])
    return words + (f"\nand {len(ends) - 6} more changes of the {what}" if len(ends) > 6 else "")


def _within(s: Segment, gains: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of the gain in a segment, with those at its ends."""
    first, last = (bisect_left(gains, t, key=lambda corner: corner[0]) for t in (s.t0, s.t1))
    return [(s.t0, gain_at(gains, s.t0)), *gains[first:last], (s.t1, gain_at(gains, s.t1))]


def _clipped(
    x: str, width: str, y: int, height: int, kind: str, words: str, baseline: int, part: float, indent: int = 7
) -> str:
    """Words within a part of a lane; words that do not fit are marked as such."""
    tight = "" if part * WIDTH >= len(words) * _LETTER + indent + 7 else " tight"
    return (
        f'<svg class="label {kind}{tight}" x="{x}" y="{y}" width="{width}" height="{height}" aria-hidden="true">'
        f'<text x="{indent}" y="{baseline}">{text(words, 80)}</text></svg>'
    )


_PATTERNS = (
    "<defs>"
    '<pattern id="shim-interrupted" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="ground" width="8" height="8"/><rect class="stripe" width="3" height="8"/></pattern>'
    '<pattern id="shim-on" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect class="ground" width="6" height="6"/><circle class="dot" cx="3" cy="3" r="1"/></pattern>'
    '<pattern id="shim-muted" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<rect class="ground" width="7" height="7"/><path class="cross" d="M0 3.5H7"/></pattern>'
    '<pattern id="shim-mixed" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect class="ground" width="6" height="6"/><path class="cross" d="M0 0L6 6M6 0L0 6"/></pattern>'
    "</defs>"
)
