"""Pictures and reports of a history, as text and into files."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from shim.files import write_file

from . import html, svg
from .history import History
from .lanes import lanes_of
from .markup import short_url
from .waveform import heard_in

_NOTHING = html.About()


def write_picture(history: History, path: str | PathLike[str]) -> None:
    """The timeline as SVG. Raises OSError."""
    write_file(path, svg.picture(lanes_of(history), _title(history)))


def write_report(
    history: History, path: str | PathLike[str], about: html.About = _NOTHING, *, recording: html.Recorded | None = None
) -> None:
    """The report as HTML. Raises OSError."""
    write_file(path, report(history, about, recording=recording, folder=Path(path).parent))


def report(
    history: History,
    about: html.About = _NOTHING,
    *,
    recording: html.Recorded | None = None,
    folder: Path | None = None,
) -> str:
    """The report as HTML; without a title it is called by its first document. ``folder``: where it will lie. Raises
    OSError when the recording cannot be read."""
    lanes = lanes_of(history)
    if recording is not None:
        lanes.heard = heard_in(recording)
    return html.report(lanes, about if about.title else about._replace(title=_title(history)), recording, folder)


def _title(history: History) -> str:
    """The first document that came from somewhere."""
    urls = (opened.url for opened in history.opened if opened.url not in ("", "about:blank"))
    return short_url(next(urls, "")) or "Timeline"
