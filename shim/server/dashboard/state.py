"""The present state of a device as a dashboard shows it, in one message whose size is bounded."""

from __future__ import annotations

from itertools import islice

import msgspec

from shim.device.device import App, Device
from shim.report.markup import plain
from shim.session import AudioSession, Participant, SessionState, Tab
from shim.session.now_playing import now_playing

MAX_DOCUMENTS = 200
"""Documents that are shown; those of tabs that sound come first."""
MAX_ELEMENTS = 12
"""Elements that are shown of a document."""
MAX_APPS = 100
_MAX_NAME = 80


class DeviceItem(msgspec.Struct):
    """A device to choose."""

    name: str
    documents: int


class EventItem(msgspec.Struct):
    """A call, an alarm or the like that is on."""

    id: int
    name: str


class AppItem(msgspec.Struct):
    """A native app; `output` is empty while it is not heard."""

    id: int
    name: str
    type: str
    state: str
    gain: float
    output: str
    has_focus: bool
    """True when there is something to stop: it plays, waits, or is paused and still affects others."""


class DocumentItem(msgspec.Struct):
    """A document: `type` is what it set, `computed` what is in effect; `elements` are pairs of id and state."""

    id: int
    parent: int | None
    url: str
    type: str
    computed: str
    state: str
    elements: list[tuple[str, str]]
    elements_left_out: int


class TabItem(msgspec.Struct):
    """A tab; `output` is empty while it is not heard. Documents come after those that hold them."""

    id: int
    name: str
    gain: float
    output: str
    documents: list[DocumentItem]


class Snapshot(msgspec.Struct, tag="state", tag_field="op"):
    """The whole of it."""

    devices: list[DeviceItem]
    device: str
    policy: str
    silent_switch: bool
    locked: bool
    in_background: bool
    volume: float
    plugged: list[str]
    events: list[EventItem]
    apps: list[AppItem]
    apps_left_out: int
    tabs: list[TabItem]
    documents: int
    documents_left_out: int
    buttons_go_to: str
    """The name of the participant; empty for nobody."""
    recording: str
    """`none`, `running`, `ending` or `done`."""


def snapshot(devices: dict[str, Device], name: str, recording: str) -> Snapshot:
    """The device of that name, and the names of the others."""
    device = devices[name]
    core = device.core
    tabs, playing = _tabs(device), now_playing(core)
    shown = sum(len(tab.documents) for tab in tabs)
    return Snapshot(
        [DeviceItem(other, len(each.documents)) for other, each in devices.items()],
        name,
        plain(device.policy.name, _MAX_NAME),
        device.silent_switch,
        device.locked,
        device.in_background,
        round(device.volume, 4),
        sorted(core.surroundings.plugged),
        [EventItem(event.id, plain(event.name, _MAX_NAME)) for event in core.events[-MAX_APPS:]],
        [_app(app, device) for app in islice(device.apps.values(), MAX_APPS)],
        max(0, len(device.apps) - MAX_APPS),
        tabs,
        len(device.documents),
        len(device.documents) - shown,
        plain(playing.name, _MAX_NAME) if playing is not None else "",
        recording,
    )


def _app(app: App, device: Device) -> AppItem:
    participant = device.core.participant(app.id)
    output = device.core.output_of(participant) if app.state == "active" else ""
    has_focus = participant.has_focus or app.state != "inactive"
    return AppItem(app.id, plain(app.name, _MAX_NAME), app.type, app.state, round(app.gain, 4), output, has_focus)


def _tabs(device: Device) -> list[TabItem]:
    chosen: list[Tab] = []
    room = MAX_DOCUMENTS
    quiet: list[Tab] = []
    for tab in device.core.tabs.values():
        if any(session.state is not SessionState.INACTIVE or session.has_sound for session in tab.sessions()):
            if room > 0:
                chosen.append(tab)
                room -= _size(tab)
        elif len(quiet) < MAX_DOCUMENTS:
            quiet.append(tab)
    for tab in quiet:
        if room > 0:
            chosen.append(tab)
            room -= _size(tab)
    return [_tab(tab, device) for tab in sorted(chosen, key=lambda tab: tab.id)]


def _size(tab: Tab) -> int:
    return sum(1 for _ in islice(tab.sessions(), MAX_DOCUMENTS))


def _tab(tab: Tab, device: Device) -> TabItem:
    participant = tab.participant
    output = device.core.output_of(participant) if _is_heard(tab, participant) else ""
    gain = round(device.core.gain_of(participant), 4)
    documents = [_document(session, device) for session in islice(tab.sessions(), MAX_DOCUMENTS)]
    return TabItem(tab.id, plain(participant.name, _MAX_NAME), gain, output, documents)


def _is_heard(tab: Tab, participant: Participant) -> bool:
    if not participant.has_focus or participant.is_interrupted:
        return False
    return any(element.audible for session in tab.sessions() for element in session.elements.values())


def _document(session: AudioSession, device: Device) -> DocumentItem:
    elements = [(e.id, str(e.state)) for e in islice(session.elements.values(), MAX_ELEMENTS)]
    return DocumentItem(
        session.id,
        session.parent,
        plain(device.documents[session.id].url),
        session.type,
        session.computed_type,
        session.state,
        elements,
        len(session.elements) - len(elements),
    )
