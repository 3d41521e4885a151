"""What `audio-shim run` prints of a page: the object that `--json` gives, and the same for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from .browser import Browser
    from .events import ConsoleMessage
    from .page import Page

Report = dict[str, Any]
_LEVELS = {"warning": "warn"}
_COLOURS = {"active": "green", "interrupted": "yellow", "inactive": "dim"}


def empty_report(url: str) -> Report:
    """The report of a page that never came to life."""
    return {"url": url, "documents": [], "timeline": [], "console": [], "errors": [], "notimplemented": []}


def console_item(message: ConsoleMessage) -> dict[str, str]:
    """A console message as the report has it."""
    return {"level": _LEVELS.get(message.type, message.type), "text": message.text}


def report_of(browser: Browser, page: Page, url: str) -> Report:
    """The state of a page: its documents with their sessions, every transition, console messages, errors."""
    ids = {f.window.session_id: f for f in page.frames if f.window is not None}
    documents = []
    for session_id, frame in ids.items():
        window = frame.window
        assert window is not None
        session = browser.device.core.session(session_id)
        parent = frame.parent.window if frame.parent is not None else None
        documents.append(
            {
                "id": session_id,
                "url": frame.url,
                "parent": parent.session_id if parent is not None else None,
                "session": {
                    "type": window.session_attribute("type"),
                    "state": window.session_attribute("state"),
                    "computedType": str(session.computed_type),
                },
                "elements": [
                    {
                        "id": element.id,
                        "kind": str(element.kind),
                        "audible": element.audible,
                        "interrupted": element.interrupted,
                    }
                    for element in session.elements.values()
                ],
            }
        )
    return {
        "url": page.url if ids else url,
        "documents": documents,
        "timeline": [
            {
                "t": round(transition.t, 4),
                "document": transition.document,
                "from": str(transition.from_state),
                "to": str(transition.to_state),
                "cause": str(transition.cause),
            }
            for transition in browser.device.timeline
        ],
        "console": [console_item(message) for message in page.console],
        "errors": [str(error) for error in page.errors],
        "notimplemented": list(page.missing),
    }


def print_report(report: Report, console: Console) -> None:
    """The report for a person: the timeline first, then what the documents came to, console and errors."""
    console.print(f"[bold]{escape(report['url'])}[/]")
    if report["timeline"]:
        table = Table("time", "document", "state", "cause", box=None, pad_edge=False, header_style="dim")
        for item in report["timeline"]:
            state = f"{item['from']} → [{_COLOURS[item['to']]}]{item['to']}[/]"
            table.add_row(f"{item['t']:.3f} s", str(item["document"]), state, escape(item["cause"]))
        console.print(table)
    else:
        console.print("[dim]no audio session changed its state[/]")
    for document in report["documents"]:
        session = document["session"]
        elements = ", ".join(e["id"] + (" (audible)" if e["audible"] else "") for e in document["elements"])
        console.print(
            f"document {document['id']}: type {session['type']} (in effect: {session['computedType']}), "
            f"[{_COLOURS[session['state']]}]{session['state']}[/]" + (f", {escape(elements)}" if elements else "")
        )
    for message in report["console"]:
        console.print(f"[dim]console.{message['level']}:[/] {escape(message['text'])}")
    for name in report["notimplemented"]:
        console.print(f"[dim]not implemented:[/] {escape(name)}")
    for error in report["errors"]:
        console.print(f"[red]error:[/] {escape(error)}")
