"""The report: one HTML file with the drawing, the recording, and everything that happened as a table.

It needs nothing else and asks nobody: its policy lets no script and no style in but its own, and no request out.
"""

from __future__ import annotations

import base64
import hashlib
from os import path
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from shim.resources import js_dir

from .lanes import Lanes
from .markup import seconds, text
from .rows import Row, rows_of
from .svg import fragment, legend_items, remarks, stylesheet

MAX_INLINED = 20 * 1024**2
"""Bytes up to which a recording becomes part of the report; a larger one is linked."""

_KINDS = (
    ("state", "states and types"),
    ("gain", "gains"),
    ("event", "calls, alarms, switches"),
    ("console", "console"),
)


class Recorded(NamedTuple):
    """A WAV file of what a person heard from ``start`` seconds on."""

    path: Path
    start: float


def report(lanes: Lanes, title: str, *, recording: Recorded | None = None, folder: Path | None = None) -> str:
    """The report as HTML. ``folder``: where it will lie. Raises OSError when the recording cannot be read."""
    styles = stylesheet() + (js_dir() / "report" / "report.css").read_text(encoding="utf-8")
    script = _script()
    rows, left_out = rows_of(lanes)
    media = "data:" if recording is None or recording.path.stat().st_size <= MAX_INLINED else "file: 'self'"
    policy = (
        f"default-src 'none'; style-src {_hash(styles)}; script-src {_hash(script)}; media-src {media}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<title>{text(title)}</title>\n<style>{styles}</style>\n</head>\n<body class="report">\n<main>\n'
        f'<header><h1>{text(title)}</h1><p class="facts">{_facts(lanes, rows, left_out)}</p></header>\n'
        f"{_player(recording, folder)}{_figure(lanes)}{_log(rows, left_out)}"
        f'</main>\n<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _script() -> str:
    folder = js_dir() / "report"
    parts = [(folder / name).read_text(encoding="utf-8") for name in ("timeline.js", "report.js")]
    # One inline module: its parts need no imports of each other.
    return "\n".join(part.replace("export function", "function") for part in parts) + "\nreport(document.body, show);\n"


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _facts(lanes: Lanes, rows: list[Row], left_out: int) -> str:
    counts = f"{len(rows) + left_out} entries"
    return f"policy {text(lanes.policy)} · {seconds(lanes.end)} · {len(lanes.lanes)} lanes · {counts}"


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


def _figure(lanes: Lanes) -> str:
    zoom = "".join(
        f'<button type="button" data-zoom="{step}" aria-label="{name}">{sign}</button>'
        for step, name, sign in ((-1, "Zoom out", "−"), (1, "Zoom in", "+"))
    )
    notes = "".join(f"<p class=remark>{text(note)}</p>" for note in remarks(lanes))
    return (
        '<figure aria-labelledby="drawn">\n<div class="bar">'
        f'<ul class="legend" aria-label="Legend">{legend_items()}</ul><div class="zoom">{zoom}</div></div>\n'
        f'<div class="scroller">{fragment(lanes)}</div>\n'
        '<figcaption id="drawn">The height of what is active is its gain. '
        '<span class="hint">Point at it or use the arrow keys for causes, click to move the playhead. '
        f"The table below has the same as text.</span></figcaption>\n{notes}</figure>\n"
    )


def _log(rows: list[Row], left_out: int) -> str:
    kinds = "".join(
        f'<label><input type="checkbox" checked data-kind="{kind}"> {name}</label>' for kind, name in _KINDS
    )
    body = [_row(row) for row in rows]
    if left_out:
        body.insert(len(rows) // 2, f'<tr><td colspan="3">{left_out} entries are left out here.</td></tr>')
    return (
        f'<h2 id="log">What happened</h2>\n<fieldset class="kinds" aria-label="Show">{kinds}</fieldset>\n'
        '<div class="log" role="region" aria-labelledby="log" tabindex="0"><table><thead><tr>'
        '<th scope="col">time</th><th scope="col">who</th><th scope="col">what</th></tr></thead>\n'
        f"<tbody>{''.join(body)}</tbody></table></div>\n"
    )


def _row(row: Row) -> str:
    if row.kind == "console":
        what = f'<span class="badge {_level(row.word)}">{text(row.word, 30)}</span> <pre>{text(row.text, 1000)}</pre>'
    else:
        why = f'<span class="why">{text(row.text)}</span>' if row.text else ""
        what = f'<span class="badge {row.word}">{text(row.word, 30)}</span> {why}'
    css = {"state": "state", "event": "event"}.get(row.kind, f"{row.kind}-row")
    return (
        f'<tr class="{css}" data-t="{row.t:.4f}"><th scope="row"><button type="button">{seconds(row.t)}</button></th>'
        f'<td>{text(row.who, 80)}</td><td><div class="what">{what}</div></td></tr>\n'
    )


def _level(name: str) -> str:
    """A console method's class: a page can call methods of any name."""
    return name if name in ("error", "warning", "notimplemented") else "log"
