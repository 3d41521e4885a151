"""Reports of a test that fails: the timeline and the consoles in its report, files in a folder."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .browsers import OPENED, Opened

if TYPE_CHECKING:
    from shim.device.device import Device

_MOST_ROWS = 60
"""Rows of a section that are shown: the last ones."""


def begin(request: pytest.FixtureRequest, device: Device) -> Opened:
    """Notes the device of a test, and begins to record if its artifacts are to be kept."""
    engine = request.config.getoption("--audio-engine")
    one = request.node.stash[OPENED] = Opened(request.node.nodeid, engine, device, _folder(request))
    if one.folder is not None:
        one.folder.mkdir(parents=True)
        one.recording = device.record(one.folder / "recording.wav")
    return one


def _folder(request: pytest.FixtureRequest) -> Path | None:
    """The folder for the artifacts of a test, emptied."""
    place = request.config.getoption("--audio-artifacts")
    if place is None:
        return None
    folder = request.config.invocation_params.dir / place / re.sub(r"[^\w.-]+", "-", request.node.nodeid).strip("-")
    shutil.rmtree(folder, ignore_errors=True)
    return folder


async def finish(one: Opened) -> None:
    """Writes the artifacts of a test that has failed, while its pages are there; of others nothing is kept."""
    folder, one.folder = one.folder, None
    if folder is None:
        return
    if one.recording is not None:
        await one.recording.stop()
    if not one.failures:
        shutil.rmtree(folder)
        return
    _write_report(one, folder / "report.html")
    for page in [page for browser in one.browsers for page in browser.pages]:
        file = folder / (re.sub(r"[^\w.-]+", "-", page.name) + ".html")
        try:
            file.write_text(await page.content(), encoding="utf-8")
            await page.screenshot(path=file.with_suffix(".png"))
        except Exception as error:
            # It has crashed, or does not answer: what else there is matters more.
            file.with_suffix(".txt").write_text(f"{type(error).__name__}: {error}\n", encoding="utf-8")


def _write_report(one: Opened, path: Path) -> None:
    from shim.report.files import write_report
    from shim.report.html import About, Recorded

    urls = [page.url for browser in one.browsers for page in browser.pages]
    about = About(one.name, ", ".join(urls), engine=one.engine, failures=one.failures)
    recording = None if one.recording is None else Recorded(one.recording.path, one.recording.start)
    write_report(one.device.history, path, about, recording=recording)


def report_failure(report: pytest.TestReport, item: pytest.Item) -> None:
    """Adds the sections of a test that has failed."""
    one = item.stash.get(OPENED, None)
    if one is None:
        return
    crash = getattr(report.longrepr, "reprcrash", None)
    one.failures.append(crash.message if crash is not None else report.longreprtext)
    pages = [page for browser in one.browsers for page in browser.pages]
    for title, rows in (
        (f"audio timeline, policy {one.device.policy.name}", _timeline(one.device) or ["nothing happened"]),
        ("page console", [line for page in pages for line in _said_by(page)]),
        ("audio artifacts", [str(one.folder)] if one.folder is not None else []),
    ):
        left_out = [f"({len(rows) - _MOST_ROWS} before)"] if len(rows) > _MOST_ROWS else []
        if rows:
            report.sections.append((title, "\n".join([*left_out, *rows[-_MOST_ROWS:]])))


def _timeline(device: Device) -> list[str]:
    from shim.plain_text import visible
    from shim.report.lanes import lanes_of
    from shim.report.rows import rows_of

    rows, _ = rows_of(lanes_of(device.history))
    lines = (f"{row.t:8.3f} s  {row.who}: {row.word}" + (f" ({row.text})" if row.text else "") for row in rows)
    return [visible(line) for line, row in zip(lines, rows, strict=True) if row.kind not in ("console", "step")]


def _said_by(page: Any) -> list[str]:
    from shim.plain_text import visible

    said = [
        *((message.type, message.text) for message in page.console),
        *(("uncaught", str(error)) for error in page.errors),
        *(("not implemented", name) for name in page.missing),
    ]
    return [visible(f"{page.name} ({page.url}): {kind}: {text}") for kind, text in said]


def hide_frames() -> None:
    """Leaves frames of ours out of tracebacks, where the error says what the caller is to know."""
    for name, module in list(sys.modules.items()):
        if name == "shim" or name.startswith("shim."):
            vars(module).setdefault("__tracebackhide__", _is_for_the_caller)


def _is_for_the_caller(raised: pytest.ExceptionInfo[BaseException]) -> bool:
    from shim.errors import Error

    return isinstance(raised.value, Error | AssertionError | AttributeError | TypeError | ValueError)
