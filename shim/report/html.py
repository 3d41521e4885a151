"""The report: one HTML file with the drawing, the recording, and everything that happened as a table.

It needs nothing else and asks nobody: its policy lets no script and no style in but its own, and no request out.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from os import path
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from shim.resources import js_dir
from shim.version import __version__

from .lanes import Lanes
from .markup import seconds, text
from .rows import Row, rows_of
from .svg import fragment, legend_items, remarks, stylesheet

MAX_INLINED = 20 * 1024**2
"""Bytes up to which a recording becomes part of the report; a larger one is linked."""

_MAX_FAILURES = 20
"""Failures that are shown at the top."""
_KINDS = (
    ("state", "states and types"),
    ("gain", "gains"),
    ("event", "calls, alarms, switches"),
    ("step", "clicks, expectations"),
    ("console", "console"),
)


class Recorded(NamedTuple):
    """A WAV file of what a person heard from ``start`` seconds on."""

    path: Path
    start: float


class Shot(NamedTuple):
    """Picture of the tab ``who`` at ``t`` seconds, as JPEG."""

    t: float
    who: str
    jpeg: bytes


class About(NamedTuple):
    """Facts about a run for its report; empty ones are left out.

    ``failures``: what went wrong, of a run that failed. ``no_recording`` is a sentence that says how to get one.
    """

    title: str = ""
    url: str = ""
    scenario: str = ""
    engine: str = ""
    failures: Sequence[str] = ()
    shots: Sequence[Shot] = ()
    no_recording: str = ""
    version: str = __version__
    date: str | None = None
    """When it was; None for now."""


def report(lanes: Lanes, about: About, recording: Recorded | None = None, folder: Path | None = None) -> str:
    """The report as HTML. ``folder``: where it will lie. Raises OSError when the recording cannot be read."""
    media = "data:" if recording is None or recording.path.stat().st_size <= MAX_INLINED else "file: 'self'"
    title = f"Failed: {about.title}" if about.failures else about.title
    body = run(lanes, about, f"<h1>{text(about.title)}</h1>", player=_player(recording, folder))
    return document(title, f"{body}\n", media=media)


def run(lanes: Lanes, about: About, heading: str, *, player: str = "", key: str = "run") -> str:
    """One run: what is said of it, its drawing and its rows. ``key`` tells its ids from another's in the page."""
    rows, left_out = rows_of(lanes)
    return (
        f'<section class="run">\n{_header(lanes, about, heading, len(rows) + left_out)}'
        f"{_failures(about.failures, key)}{player}{_figure(lanes, about, key, has_recording=bool(player))}"
        f"{_shots(about.shots, key)}{_log(rows, left_out, key)}</section>"
    )


def document(title: str, body: str, *, media: str = "'none'") -> str:
    """A page of that title with the style and the scripts of a report."""
    styles = stylesheet() + (js_dir() / "report" / "report.css").read_text(encoding="utf-8")
    script = _script()
    policy = (
        f"default-src 'none'; style-src {_hash(styles)}; script-src {_hash(script)}; media-src {media}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<title>{text(title)}</title>\n<style>{styles}</style>\n</head>\n<body class="report">\n<main>\n'
        f'{body}</main>\n<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _script() -> str:
    folder = js_dir() / "report"
    parts = [(folder / name).read_text(encoding="utf-8") for name in ("zoom.js", "timeline.js", "report.js")]
    # One inline module: its parts need no imports of each other.
    lines = [
        line.replace("export function", "function")
        for part in parts
        for line in part.splitlines()
        if not line.startswith("import ")
    ]
    return "\n".join([*lines, "for (const run of document.querySelectorAll('.run')) report(run, show);", ""])


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _header(lanes: Lanes, about: About, heading: str, entries: int) -> str:
    facts = {
        "page": about.url,
        "scenario": about.scenario,
        "engine": about.engine,
        "policy": lanes.policy,
        "length": seconds(lanes.end),
        "version": about.version,
        "date": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z") if about.date is None else about.date,
        "shown": f"{len(lanes.lanes)} lanes, {entries} entries",
    }
    items = "".join(f"<div><dt>{name}</dt><dd>{text(value)}</dd></div>" for name, value in facts.items() if value)
    return f'<header>{heading}\n<dl class="facts">{items}</dl></header>\n'


def _failures(failures: Sequence[str], key: str) -> str:
    if not failures:
        return ""
    shown = "".join(f"<li><pre>{text(failure, 4000)}</pre></li>" for failure in failures[:_MAX_FAILURES])
    more = len(failures) - _MAX_FAILURES
    if more > 0:
        shown += f"<li>and {more} more</li>"
    return (
        f'<section class="failures" aria-labelledby="failed-{key}"><h2 id="failed-{key}">Failed</h2>'
        f"<ul>{shown}</ul></section>\n"
    )


def _shots(shots: Sequence[Shot], key: str) -> str:
    """A strip of pictures, each with its time."""
    if not shots:
        return ""
    items = "".join(
        f'<li><button type="button" data-t="{shot.t:.4f}"><img alt="{text(shot.who, 80)} at {seconds(shot.t)}" '
        f'src="data:image/jpeg;base64,{base64.b64encode(shot.jpeg).decode()}"><span>{seconds(shot.t)}</span>'
        "</button></li>"
        for shot in shots
    )
    return (
        f'<section class="shots" aria-labelledby="shots-{key}"><h2 id="shots-{key}">What the page looked like</h2>'
        f'<ol tabindex="0">{items}</ol></section>\n'
    )


def _player(recording: Recorded | None, folder: Path | None) -> str:
    if recording is None:
        return ""
    if recording.path.stat().st_size <= MAX_INLINED:
        source = "data:audio/wav;base64," + base64.b64encode(recording.path.read_bytes()).decode()
    else:
        source = quote(path.relpath(recording.path, folder or Path()).replace("\\", "/"))
    return (
        '<section class="player" aria-label="What a person heard">'
        f'<audio controls preload="metadata" data-offset="{recording.start:.4f}" src="{text(source, len(source))}">'
        "</audio></section>\n"
    )


def _figure(lanes: Lanes, about: About, key: str, *, has_recording: bool) -> str:
    found = remarks(lanes)
    if has_recording and lanes.heard is None:
        found.append("The recording has nothing that could be drawn.")
    found += [] if has_recording or not about.no_recording else [about.no_recording]
    notes = "".join(f"<p class=remark>{text(note)}</p>" for note in found)
    return (
        f'<figure aria-labelledby="drawn-{key}">\n<div class="bar">'
        f'<ul class="legend" aria-label="Legend">{legend_items()}</ul>{zoom_buttons()}</div>\n'
        f'<div class="scroller">{fragment(lanes)}</div>\n'
        f'<figcaption id="drawn-{key}">The height of what is active is its gain. '
        '<span class="hint">Point at it or use the arrow keys for causes, click to move the playhead. Drag over a '
        "part, or turn the wheel with Ctrl, to zoom; 0 shows all. The table below has the same as text.</span>"
        "</figcaption>\n"
        f"{notes}</figure>\n"
    )


def zoom_buttons() -> str:
    """The buttons that js/report/timeline.js takes for its zoom."""
    buttons = "".join(
        f'<button type="button" data-zoom="{step}" aria-label="{name}">{sign}</button>'
        for step, name, sign in ((-1, "Zoom out", "−"), (1, "Zoom in", "+"), (0, "All of it", "All"))
    )
    return f'<div class="zoom">{buttons}</div>'


def _log(rows: list[Row], left_out: int, key: str) -> str:
    kinds = "".join(
        f'<label><input type="checkbox" checked data-kind="{kind}"> {name}</label>' for kind, name in _KINDS
    )
    body = [_row(row) for row in rows]
    if left_out:
        body.insert(len(rows) // 2, f'<tr><td colspan="3">{left_out} entries are left out here.</td></tr>')
    return (
        f'<h2 id="log-{key}">What happened</h2>\n<fieldset class="kinds" aria-label="Show">{kinds}</fieldset>\n'
        f'<div class="log" role="region" aria-labelledby="log-{key}" tabindex="0"><table><thead><tr>'
        '<th scope="col">time</th><th scope="col">who</th><th scope="col">what</th></tr></thead>\n'
        f"<tbody>{''.join(body)}</tbody></table></div>\n"
    )


def _row(row: Row) -> str:
    if row.kind == "step":
        what = f'<span class="badge {row.word}">{_STEPS[row.word]}</span> <pre>{text(row.text, 1000)}</pre>'
    elif row.kind == "console":
        what = f'<span class="badge {_level(row.word)}">{text(row.word, 30)}</span> <pre>{text(row.text, 1000)}</pre>'
    else:
        why = f'<span class="why">{text(row.text)}</span>' if row.text else ""
        look = "switched" if (row.kind, row.word) == ("switch", "on") else row.word
        what = f'<span class="badge {look}">{text(row.word, 30)}</span> {why}'
    css = {"state": "state", "event": "event", "switch": "event"}.get(row.kind, f"{row.kind}-row")
    return (
        f'<tr class="{css}" data-t="{row.t:.4f}"><th scope="row"><button type="button">{seconds(row.t)}</button></th>'
        f'<td>{text(row.who, 80)}</td><td><div class="what">{what}</div></td></tr>\n'
    )


_STEPS = {"action": "did", "held": "held", "failed": "failed"}


def _level(name: str) -> str:
    """A console method's class: a page can call methods of any name."""
    return name if name in ("error", "warning", "notimplemented") else "log"
