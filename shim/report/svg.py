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
from .lanes import ACTIVE, INACTIVE, ON, VOLUME, ConsoleLine, Lane, Lanes, Segment, gain_at
from .markup import seconds, share, text
from .thin import MIXED, narrow, thin_corners, thin_segments

WIDTH = 960
"""Pixels that a picture of its own has for the time."""
_AXIS = 26
_HEAD = 20
_GAP = 14
_BANDS = {"event": 20, "switch": 20, "volume": 28, "document": 36, "app": 36}
_CONSOLE = 20
_MARGIN = 20
_LETTER = 6.6
_TICKS = 8
_MAX_GAIN_LABELS = 500
_SIGNS = {"error": "M-5 -5L5 5M-5 5L5 -5", "warning": "M0 -6L6 5H-6Z", "notimplemented": "M-5 0H5"}
_SIGN = "M0 -4A4 4 0 1 1 0 4A4 4 0 1 1 0 -4Z"
_RANK = ("error", "warning", "notimplemented")


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


_LEGEND = ("active", "ducked", "interrupted", "inactive", "call or alarm")


def _swatch(name: str) -> str:
    """A state as it looks, 18 by 12 pixels."""
    state = {"ducked": ACTIVE, "call or alarm": ON}.get(name, name)
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
        lanes_height = sum(_HEAD + _BANDS[lane.kind] + _GAP for lane in lanes.lanes)
        self._bottom = _AXIS + lanes_height + (_HEAD + _CONSOLE if lanes.console else 0)
        self.height = self._bottom + 4

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
        for lane in lanes.lanes:
            out += self._lane(lane, y)
            y += _HEAD + _BANDS[lane.kind] + _GAP
        if lanes.console:
            out += self._console(y)
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
        """A call or an alarm as a light column behind the lanes that it may affect."""
        for lane in self._lanes.lanes:
            if lane.kind == "event":
                for s in self._shown[lane.id]:
                    yield (
                        f'<rect class="column" x="{self._x(s.t0)}" y="{_AXIS}" width="{self._width(s.t1 - s.t0)}" '
                        f'height="{self._bottom - _AXIS}"/>'
                    )

    def _axis(self) -> Iterator[str]:
        start, end = self._start, self._start + self._span
        coarse = axis.marks(end, _TICKS, start)
        fine = [t for t in axis.marks(end, _TICKS * 5, start) if not any(abs(t - c) < 1e-9 * end for c in coarse)]
        yield '<g class="axis" aria-hidden="true">'
        for times, level in ((fine, "fine"), (coarse, "coarse")):
            for t in times:
                x = self._x(t)
                # The last mark's text would stick out.
                anchor = ' text-anchor="end"' if t - start > self._span * 0.92 else ""
                yield (
                    f'<g class="{level}"><line x1="{x}" x2="{x}" y1="18" y2="{self._bottom}"/>'
                    f'<text x="{x}" y="11"{anchor}>{axis.label(t)}</text></g>'
                )
        yield "</g>"

    def _lane(self, lane: Lane, y: int) -> Iterator[str]:
        band, height = y + _HEAD, _BANDS[lane.kind]
        yield f'<g class="lane {lane.kind}" role="group" aria-label="{text(lane.title)}, {lane.kind}">'
        yield f'<g class="head"><text x="{12 * lane.depth}" y="{y + 13}">{_heading(lane)}</text></g>'
        yield f'<rect class="bed" x="0" y="{band}" width="100%" height="{height}"/>'
        shown = self._shown[lane.id]
        gains = thin_corners(lane.gains, self._narrow)
        labels = []
        for segment in shown:
            yield self._segment(lane, segment, gains, band, height)
            labels.append(self._label(segment, band, height))
        if lane.kind in ("document", "app", "volume"):
            yield self._level(shown, gains, band, height)
            labels += self._gain_labels(shown, gains, band, height)
            yield from self._types(lane, band)
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
            f'<g class="segment {s.state}" role="img" data-t="{s.t0:.4f} {s.t1:.4f}"><title>{text(about, 600)}</title>'
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>{rest if s.state == INACTIVE else ""}</g>'
        )

    def _label(self, s: Segment, y: int, height: int) -> str:
        """The state's name in its segment, if it could fit at any zoom."""
        part = (s.t1 - s.t0) / self._span
        if s.state == VOLUME or part * WIDTH * 16 < 30:
            return ""
        words = s.cause if s.state in (MIXED, ON) and s.cause else s.state
        return _clipped(self._x(s.t0), self._width(s.t1 - s.t0), y, height, f"state {s.state}", words, height - 7, part)

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

    def _gain_labels(self, shown: list[Segment], gains: list[tuple[float, float]], y: int, height: int) -> list[str]:
        """A percentage where the gain of what is active rests below 1."""
        labels: list[str] = []
        for s in (s for s in shown if s.state in (ACTIVE, VOLUME)):
            for (t, gain), (until, after) in pairwise(_within(s, gains)):
                if gain == after < 1 and until > t and len(labels) < _MAX_GAIN_LABELS:
                    x, width, part = self._x(t), self._width(until - t), (until - t) / self._span
                    top = round(height * (1 - gain))
                    # Above the level's line if there is room, or else below it.
                    baseline = top - 4 if top >= 15 else top + 12
                    labels.append(_clipped(x, width, y, height, "gain", f"{gain * 100:.0f} %", baseline, part))
        return labels

    def _types(self, lane: Lane, y: int) -> Iterator[str]:
        """A flag where a type was set, with its name if there is room before the next."""
        if lane.kind != "document":
            return
        last = self._start - self._span
        for index, (t, name) in enumerate(lane.types):
            if t - last < self._narrow or t < self._start:
                continue
            last = t
            until = lane.types[index + 1][0] if index + 1 < len(lane.types) else self._lanes.end
            yield (
                f'<svg class="type" x="{self._x(t)}" y="{y}" width="1" height="1" overflow="visible">'
                f"<title>{seconds(t)}: type set to {text(name)}</title>"
                '<path d="M0 0H9L6 4L9 8H0Z"/></svg>'
            )
            x, width, part = self._x(t), self._width(until - t), (until - t) / self._span
            yield _clipped(x, width, y, 14, "flag", name, 9, part, indent=12)

    def _console(self, y: int) -> Iterator[str]:
        yield '<g class="lane console" role="group" aria-label="Console">'
        yield f'<g class="head"><text x="0" y="{y + 13}"><tspan class="who">Console</tspan></text></g>'
        yield f'<rect class="bed" x="0" y="{y + _HEAD}" width="100%" height="{_CONSOLE}"/>'
        group: list[ConsoleLine] = []
        for line in self._lanes.console:
            if group and line.t - group[0].t >= self._narrow:
                yield self._sign(group, y + _HEAD + _CONSOLE // 2)
                group = []
            group.append(line)
        yield self._sign(group, y + _HEAD + _CONSOLE // 2) + "</g>"

    def _sign(self, group: list[ConsoleLine], y: int) -> str:
        level = next((rank for rank in _RANK if any(line.level == rank for line in group)), "log")
        said = "\n".join(f"{seconds(line.t)} {line.source} {line.level}: {line.text[:200]}" for line in group[:5])
        more = f"\nand {len(group) - 5} more" if len(group) > 5 else ""
        return (
            f'<svg class="sign {level}" x="{self._x(group[0].t)}" y="{y}" width="1" height="1" overflow="visible" '
            f'role="img" data-t="{group[0].t:.4f} {group[-1].t:.4f}"><title>{text(said + more, 1500)}</title>'
            f'<path d="{_SIGNS.get(level, _SIGN)}"/></svg>'
        )


def _heading(lane: Lane) -> str:
    """Name and what is known of it, in one line."""
    details = [] if lane.document is None else [f"document {lane.document}"]
    if lane.kind == "app":
        details.append("app")
    if lane.types:
        details.append(f"type {lane.types[-1][1]}")
    if lane.url:
        details.append(short_url(lane.url))
    rest = f'<tspan class="details" dx="8">{text(" · ".join(details), 110)}</tspan>' if details else ""
    return f'<tspan class="who">{text(lane.name, 50)}</tspan>{rest}'


def short_url(url: str) -> str:
    """The end of a URL, where the file's name is."""
    if url.startswith("data:"):
        return url[:24] + "…"
    parts = url.split("?")[0].split("#")[0].rstrip("/").split("/")
    return "/".join(parts[-2:] if len(parts) > 4 else parts[2:] or parts)


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
    '<pattern id="shim-mixed" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect class="ground" width="6" height="6"/><path class="cross" d="M0 0L6 6M6 0L0 6"/></pattern>'
    "</defs>"
)
