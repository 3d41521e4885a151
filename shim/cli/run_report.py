"""The report of `audio-shim run` on a page: the object that `--json` gives, and the same for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich import markup
from rich.console import Console
from rich.table import Table

from shim.api.events import LastItems
from shim.plain_text import visible
from shim.session import OccurrenceKind

from .run_json import Report

if TYPE_CHECKING:
    from shim.api.events import ConsoleMessage, Crash
    from shim.device.device import Device
    from shim.headless.document import Document
    from shim.headless.page import Page
    from shim.report.history import DocumentOpened
    from shim.session import AudioSession

_LEVELS = {"warning": "warn"}
_COLOURS = {"active": "green", "interrupted": "yellow", "inactive": "dim"}
KINDS = ("console", "errors", "notimplemented", "crashes")
"""The keys of a report that have what pages say."""


class Log:
    """Log of what pages say, in the order in which they do: console messages, errors, what is not implemented. The last
    of each are kept.

    `tell` is called with each entry and its kind, which is the key that it has in the report.
    """

    def __init__(self, tell: Callable[[str, object], None]) -> None:
        self._tell = tell
        self.entries: dict[str, LastItems[object]] = {kind: LastItems() for kind in KINDS}

    def listen(self, page: Page) -> None:
        """Takes up what this page says from now on."""
        page.on("console", lambda message: self._add("console", _console_item(message)))
        page.on("pageerror", lambda error: self._add("errors", str(error)))
        page.on("notimplemented", lambda name: self._add("notimplemented", name))
        page.on("crash", lambda page: self._add("crashes", crash_item(page.crashes[-1])))

    def _add(self, kind: str, entry: object) -> None:
        if kind != "notimplemented" or entry not in self.entries[kind]:
            self.entries[kind].add(entry, size_of(entry))
            self._tell(kind, entry)


def size_of(entry: object) -> int:
    """The characters of an entry of the log."""
    return sum(len(str(value)) for value in entry.values()) if isinstance(entry, dict) else len(str(entry))


def crash_item(crash: Crash) -> dict[str, Any]:
    """A document that crashed: its id, None when it had none yet, its URL, and why."""
    return {"document": crash.document or None, "url": crash.url, "reason": crash.reason}


def _console_item(message: ConsoleMessage) -> dict[str, str]:
    return {"level": _LEVELS.get(message.type, message.type), "text": message.text}


def empty_report(url: str) -> Report:
    """The report of a page that never came to life."""
    return {
        "url": url,
        "documents": [],
        "timeline": [],
        "levels": [],
        "types": [],
        "volumes": [],
        "apps": [],
        "events": [],
        "presses": [],
        "steps": [],
        "console": [],
        "errors": [],
        "notimplemented": [],
        "crashes": [],
    }


def report_of(page: Page, url: str, log: Log) -> Report:
    """The state of a page and of all other tabs of its browser: documents with their sessions, every transition and
    change of a gain, calls and switches, and what is in the log."""
    device = page.browser.device
    return {
        "url": page.url if page.url != "about:blank" else url,
        "documents": _documents(page),
        "timeline": [
            {
                "t": round(transition.t, 4),
                "participant": transition.participant,
                "document": transition.document,
                "from": str(transition.from_state),
                "to": str(transition.to_state),
                "cause": str(transition.cause),
            }
            for transition in device.timeline
        ],
        "levels": [
            {"t": round(level.t, 4), "participant": level.participant, "gain": level.gain, "ramp": level.ramp}
            for level in device.levels
        ],
        "types": [
            {"t": round(change.t, 4), "document": change.document, "type": str(change.type)}
            for change in device.history.types
        ],
        "volumes": [{"t": round(change.t, 4), "volume": change.volume} for change in device.history.volumes],
        "apps": [{"t": round(app.t, 4), "name": app.name, "type": str(app.type)} for app in device.history.apps],
        "events": [
            {
                "t": round(event.t, 4),
                "kind": "event" if event.kind is OccurrenceKind.EVENT else "switch",
                "name": event.name,
                "on": event.is_on,
            }
            for event in device.core.occurrences
        ],
        "presses": [
            {"t": round(press.t, 4), "button": press.button, "to": press.participant or None}
            for press in device.core.presses
        ],
        "steps": [{"t": round(step.t, 4), "kind": step.kind, "text": step.text} for step in device.history.steps],
        **{kind: list(entries) for kind, entries in log.entries.items()},
    }


def _documents(page: Page) -> list[dict[str, Any]]:
    if page.browser.device.documents and not hasattr(page.main_frame, "active_document"):
        # Chromium's are only known as the device has them.
        return [_document_on(page.browser.device, opened) for opened in page.browser.device.documents.values()]
    tabs = [page, *(other for other in page.browser.pages if other is not page)]
    frames = [frame for tab in tabs for frame in tab.frames]
    return [_document(frame.active_document) for frame in frames if frame.active_document is not None]


def _document(document: Document) -> dict[str, Any]:
    session = document.session
    container = document.frame.container_document
    parent = container.session_id if container is not None else None
    found = _entry(session.id, document.url, parent, session.model)
    found["session"].update(type=session.attribute("type"), state=session.attribute("state"))
    return found


def _document_on(device: Device, opened: DocumentOpened) -> dict[str, Any]:
    return _entry(opened.id, opened.url, opened.parent, device.core.session(opened.id))


def _entry(id_: int, url: str, parent: int | None, model: AudioSession) -> dict[str, Any]:
    return {
        "id": id_,
        "url": url,
        "parent": parent,
        "session": {
            "type": str(model.type),
            "state": str(model.notified_state),
            "computedType": str(model.computed_type),
        },
        "elements": [
            {
                "id": element.id,
                "kind": str(element.kind),
                "audible": element.audible,
                "interrupted": element.interrupted,
            }
            for element in model.elements.values()
        ],
    }


def escape(text: str) -> str:
    """Text of a page, which must neither colour the terminal nor command it."""
    return markup.escape(visible(text))


def print_report(report: Report, console: Console) -> None:
    """The report for a person: the timeline first, then what the documents came to, console and errors."""
    console.print(f"[bold]{escape(report['url'])}[/]")
    _print_timeline(report, console)
    for document in report["documents"]:
        session = document["session"]
        elements = ", ".join(e["id"] + (" (audible)" if e["audible"] else "") for e in document["elements"])
        console.print(
            f"document {document['id']}: type {session['type']} (in effect: {session['computedType']}), "
            f"[{_COLOURS[session['state']]}]{session['state']}[/]" + (f", {escape(elements)}" if elements else "")
        )
    for message in report["console"]:
        console.print(f"[dim]console.{escape(message['level'])}:[/] {escape(message['text'])}")
    for name in report["notimplemented"]:
        console.print(f"[dim]not implemented:[/] {escape(name)}")
    for crash in report["crashes"]:
        console.print(f"[red]crashed:[/] {escape(crash['url'])}: {escape(crash['reason'])}")
    for error in report["errors"]:
        console.print(f"[red]error:[/] {escape(error)}")


def _print_timeline(report: Report, console: Console) -> None:
    """Calls and switches, transitions, changes of gains, in the order of their times."""
    rows = sorted(report["events"] + report["timeline"] + report["levels"], key=lambda item: item["t"])
    if not rows:
        console.print("[dim]no audio session changed its state[/]")
        return
    table = Table("time", "who", "document", "what", "cause", box=None, pad_edge=False, header_style="dim")
    for item in rows:
        who, document, cause = item.get("participant", "device"), "", ""
        if "gain" in item:
            what = f"gain {item['gain']:g}"
        elif "on" in item:
            what = f"{item['name']} {'on' if item['on'] else 'off'}"
        else:
            document, cause = str(item["document"] or ""), item["cause"]
            what = f"{item['from']} → [{_COLOURS[item['to']]}]{item['to']}[/]"
        table.add_row(f"{item['t']:.3f} s", escape(who), document, what, escape(cause))
    console.print(table)
