"""Writes the pictures of a history into files."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from . import html, svg
from .history import History
from .lanes import lanes_of


def write_picture(history: History, path: str | PathLike[str]) -> None:
    """The timeline as SVG. Raises OSError."""
    Path(path).write_text(svg.picture(lanes_of(history), _title(history)), encoding="utf-8")


def write_report(history: History, path: str | PathLike[str], *, recording: html.Recorded | None = None) -> None:
    """The report as HTML. Raises OSError."""
    path = Path(path)
    text = html.report(lanes_of(history), _title(history), recording=recording, folder=path.parent)
    path.write_text(text, encoding="utf-8")


def _title(history: History) -> str:
    """The first document that came from somewhere."""
    urls = (opened.url for opened in history.opened if opened.url not in ("", "about:blank"))
    return svg.short_url(next(urls, "")) or "Timeline"
