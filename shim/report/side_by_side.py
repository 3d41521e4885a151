"""A page with two runs side by side, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from .compare import Difference
from .html import About, document, run
from .lanes import Lanes, Mark, lanes_of
from .markup import text
from .run_history import history_of

_MOST_SHOWN = 500
"""Differences that are listed."""


class Pair(NamedTuple):
    """Two runs, as `audio-shim run --json` printed them, by the names of their files, and their differences."""

    names: tuple[str, str]
    runs: tuple[dict[str, Any], dict[str, Any]]
    differences: Sequence[Difference]


def side_by_side(pairs: Sequence[Pair]) -> str:
    """The page, as HTML."""
    count = sum(len(pair.differences) for pair in pairs)
    heading = f"{count or 'No'} difference{'s' * (count != 1)}"
    body = "".join(_pair(pair, f"{number}") for number, pair in enumerate(pairs))
    return document(heading, f"<h1>{heading}</h1>\n{body}")


def _pair(pair: Pair, key: str) -> str:
    lanes = [lanes_of(history_of(one)) for one in pair.runs]
    for own in lanes:
        own.end = max(other.end for other in lanes)  # one scale for both
    _mark(lanes, pair.differences)
    parts = []
    for letter, name, one, own in zip("AB", pair.names, pair.runs, lanes, strict=True):
        title = f"{letter}: {one['title'] or name}"
        about = About(
            title, one["url"], one["scenario"] or "", one["engine"], one["errors"], version=one["version"], date=""
        )
        parts.append(run(own, about, f"<h2>{text(title)}</h2>", key=f"{letter}{key}"))
    return f'{_list(pair.differences)}<div class="pair">{"".join(parts)}</div>\n'


def _mark(lanes: Sequence[Lanes], differences: Sequence[Difference]) -> None:
    """Gives each run the places at which it differs."""
    for difference in differences:
        for own, entry in zip(lanes, (difference.a, difference.b), strict=True):
            if entry is not None and entry.t is not None:
                own.differences.append(Mark(entry.t, "", "differs", f"{difference.subject}: {entry.text}"))
    for own in lanes:
        own.differences.sort(key=lambda mark: mark.t)


def _list(differences: Sequence[Difference]) -> str:
    if not differences:
        return ""
    items = "".join(
        f"<dt>{text(subject, 200)}</dt>" + "".join(f"<dd><pre>{text(str(one), 1000)}</pre></dd>" for one in group)
        for subject, group in groupby(differences[:_MOST_SHOWN], key=lambda difference: difference.subject)
    )
    more = len(differences) - _MOST_SHOWN
    return f'<dl class="differences">{items}</dl>\n' + (f"<p>and {more} more</p>\n" if more > 0 else "")
