"""What a test that fails leaves behind: the timeline and the consoles in its report, files in a folder."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from .browsers import OPENED, Opened

_MOST_ROWS = 60
"""Rows of a section that are shown: the last ones."""


def begin(request: pytest.FixtureRequest, browser: Any) -> Opened:
    """Notes the browser of a test, and begins to record if its artifacts are to be kept."""
    folder = _folder(request)
    one = Opened(browser, folder)
    request.node.stash.setdefault(OPENED, []).append(one)
    if folder is not None:
        folder.mkdir(parents=True)
        one.recording = browser.device.record(folder / "recording.wav")
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
    """Writes the artifacts of a test that has failed; of others nothing is kept."""
    if one.folder is None:
        return
    if one.recording is not None:
        await one.recording.stop()
    if not one.has_failed:
        shutil.rmtree(one.folder)
        return
    one.browser.device.report(one.folder / "report.html", recording=one.recording)
    for page in one.browser.pages:
        file = one.folder / (re.sub(r"[^\w.-]+", "-", page.name) + ".html")
        try:
            file.write_text(await page.content(), encoding="utf-8")
            if hasattr(page, "screenshot"):
                await page.screenshot(path=file.with_suffix(".png"))
        except Exception as error:
            # It has crashed, or does not answer: what else there is matters more.
            file.with_suffix(".txt").write_text(f"{type(error).__name__}: {error}\n", encoding="utf-8")


def report_failure(report: pytest.TestReport, one: Opened) -> None:
    """Adds the sections of a test that has failed."""
    one.has_failed = True
    for title, rows in _sections(one.browser):
        left_out = [f"({len(rows) - _MOST_ROWS} before)"] if len(rows) > _MOST_ROWS else []
        report.sections.append((title, "\n".join([*left_out, *rows[-_MOST_ROWS:]])))
    if one.folder is not None:
        report.sections.append(("audio artifacts", str(one.folder)))


def _sections(browser: Any) -> list[tuple[str, list[str]]]:
    from shim.plain_text import visible
    from shim.report.lanes import lanes_of
    from shim.report.rows import rows_of

    device = browser.device
    rows, _ = rows_of(lanes_of(device.history))
    happened = [row for row in rows if row.kind != "console"]
    timeline = [
        visible(f"{row.t:8.3f} s  {row.who}: {row.word}{f' ({row.text})' if row.text else ''}") for row in happened
    ]
    said = [
        visible(f"{page.name} ({page.url}): {kind}: {text}")
        for page in browser.pages
        for kind, text in [
            *((message.type, message.text) for message in page.console),
            *(("uncaught", str(error)) for error in page.errors),
            *(("not implemented", name) for name in page.missing),
        ]
    ]
    title = f"audio timeline, policy {device.policy.name}"
    return [(title, timeline or ["nothing happened"]), *([("page console", said)] if said else [])]


def hide_frames() -> None:
    """Leaves frames of ours out of tracebacks, where the error says what the caller is to know."""
    for name, module in list(sys.modules.items()):
        if name == "shim" or name.startswith("shim."):
            vars(module).setdefault("__tracebackhide__", _is_for_the_caller)


def _is_for_the_caller(raised: pytest.ExceptionInfo[BaseException]) -> bool:
    from shim.errors import Error

    return isinstance(raised.value, Error | AssertionError | AttributeError | TypeError | ValueError)
