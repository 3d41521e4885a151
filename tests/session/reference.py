"""The document's side of the model once more, in Python, for tests that walk many worlds.

It follows js/polyfill/algorithms.js line by line; tests/polyfill/test_reference.py holds the two against each other.
Elements here are ideal: suspended, they stop in a task; resumed, they play in a task.
"""

from collections import deque
from dataclasses import dataclass, field
from operator import attrgetter

from shim.session import (
    MIX_ALL,
    AudioSession,
    Device,
    Element,
    ElementKind,
    Guard,
    Interruption,
    Notification,
    Participant,
    Policy,
    Resume,
    SessionState,
    SessionType,
    Tab,
)

INACTIVE, ACTIVE, INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED


@dataclass(slots=True, eq=False)
class Source:
    """An element of a reference document."""

    id: str
    kind: ElementKind
    audible: bool = False
    interrupted: bool = False
    resuming: bool = False
    asked: int = 0
    """The number of the request by which it asked."""
    blocked: bool = False
    """True for an AudioContext that is to run once there is no guard for it any more."""


@dataclass(slots=True, eq=False)
class ReferenceDocument:
    """One document's slots. ``world`` carries its requests to the host and its tasks to the queue."""

    id: int
    world: "ReferenceWorld"
    sources: list[Source]
    type: SessionType = SessionType.AUTO
    applied_type: SessionType = SessionType.AUTO
    state: SessionState = INACTIVE
    requested: SessionState = INACTIVE
    serial: int = 0
    is_type_being_applied: bool = False
    guarded: frozenset[ElementKind] = frozenset()
    log: list[SessionState] = field(default_factory=list)

    def set_type(self, type_: SessionType) -> None:
        if self.type is type_:
            return
        self.type = type_
        if not self.is_type_being_applied:
            self.is_type_being_applied = True
            self.world.tasks.append((self.id, "apply", None))

    def apply_type(self) -> None:
        self.is_type_being_applied = False
        if self.type is self.applied_type:
            return
        self.applied_type = self.type
        self.world.tell(self.world.device.type_applied(self.id, self.type, self.world.now))
        self.update_elements()

    def notify(self, state: SessionState, serial: int, suspend: bool) -> None:
        mutating = self.state is not state
        self.state = state
        if serial == self.serial:
            self.requested = state
        if state is INACTIVE:
            for source in self.sources:
                if source.asked <= serial:
                    self.forget(source)
        if suspend:
            self.suspend_elements()
        self.update_elements()
        self.world.tell(self.world.device.state_notified(self.id, state, self.world.now))
        if mutating:
            self.log.append(state)
        if state is ACTIVE and serial == self.serial and not self.in_use():
            self.inactivate(None)

    def start(self, source: Source) -> None:
        """The page starts an element; what is guarded asks, and waits."""
        if source.audible or source.kind not in self.guarded:
            self.set_audible(source, True)
        elif source.kind is ElementKind.AUDIO_CONTEXT and self.world.device.policy.resume is Resume.REJECT:
            source.blocked = not source.interrupted
        else:
            self.must_ask(source)

    def must_ask(self, source: Source) -> None:
        if not source.interrupted:
            source.interrupted = True
            source.resuming = False
            self.report(source)
        self.try_activating(source)
        source.asked = self.serial

    def awaits(self, source: Source) -> bool:
        """True while the answer to its last request is still to come."""
        seen = [
            s
            for _, _, n in self.world.tasks
            if isinstance(n, Notification) and n.document == self.id and (s := n.serial)
        ]
        return source.asked > 0 and any(serial >= source.asked for serial in seen)

    def guard(self, kinds: frozenset[ElementKind], resume: bool) -> None:
        self.guarded = kinds
        for source in self.sources:
            if source.blocked and source.kind not in kinds:
                source.blocked = False
                if resume:
                    self.world.tasks.append((self.id, "begin", source.id))

    def update_elements(self) -> None:
        for source in self.sources:
            if (source.audible or source.resuming) and self.state is INTERRUPTED:
                source.interrupted = True
                source.resuming = False
                self.report(source)
                self.world.tasks.append((self.id, "suspend", source.id))
            if source.interrupted and self.state is ACTIVE:
                source.interrupted = False
                source.resuming = True
                self.report(source)
                self.world.tasks.append((self.id, "resume", source.id))

    def suspend_elements(self) -> None:
        for source in self.sources:
            if source.audible or source.resuming or source.interrupted:
                self.forget(source)
                source.resuming = False
                self.report(source)
                self.world.tasks.append((self.id, "suspend", source.id))
                self.world.tasks.append((self.id, "release", source.id))

    def inactivate(self, source: Source | None) -> None:
        if self.requested is INACTIVE:
            return
        self.requested = INACTIVE
        self.serial += 1
        told = self.world.device.inactivate(self.id, source and source.id, self.serial, self.world.now)
        self.world.tell(told)

    def set_audible(self, source: Source, audible: bool) -> None:
        resumed = audible and source.resuming
        if resumed:
            source.resuming = False
        if source.audible is audible and not resumed:
            return
        changing = source.audible is not audible
        source.audible = audible
        self.report(source)
        if not changing:
            return
        if not audible:
            if not self.in_use():
                self.inactivate(source)
        elif (not resumed or self.requested is not INACTIVE) and self.requested is not ACTIVE:
            self.try_activating(source)

    def try_activating(self, source: Source) -> None:
        self.requested = ACTIVE
        self.serial += 1
        self.world.tell(self.world.device.try_activating(self.id, source.id, self.serial, self.world.now))

    def in_use(self) -> bool:
        return any(s.audible or s.interrupted or s.resuming for s in self.sources)

    def forget(self, source: Source) -> None:
        if source.interrupted:
            source.interrupted = False
            self.report(source)

    def report(self, source: Source) -> None:
        interrupted = source.interrupted or source.resuming
        element = Element(source.id, source.audible, interrupted)
        self.world.tell(self.world.device.set_element(self.id, element, self.world.now))

    def source(self, source_id: str) -> Source:
        return next(s for s in self.sources if s.id == source_id)

    def run(self, what: str, source_id: str) -> None:
        """A task of an element: its suspend or resume steps have their effect."""
        source = self.source(source_id)
        if what == "suspend":
            self.set_audible(source, False)
        elif what == "resume" and source.resuming:
            self.set_audible(source, True)
        elif what == "begin":
            self.start(source)


class ReferenceWorld:
    """Documents of the reference kind under one real Device, with one queue of tasks."""

    __slots__ = ("device", "documents", "has_guards", "interruption", "now", "tasks")

    def __init__(self, policy: Policy = MIX_ALL, *, has_guards: bool = True) -> None:
        self.has_guards = has_guards
        """True when documents are told what may not begin by itself. A page without a host is not told."""
        self.device = Device(policy)
        self.documents: dict[int, ReferenceDocument] = {}
        self.tasks: deque[tuple[int, str, Notification | Guard | str | None]] = deque()
        self.interruption: Interruption | None = None
        self.now = 0.0

    def add(self, parent: int | None, kinds: list[ElementKind]) -> int:
        document = self.device.add_document(parent).id
        sources = [Source(f"{kind}#{kinds[: i + 1].count(kind)}", kind) for i, kind in enumerate(kinds)]
        self.documents[document] = ReferenceDocument(document, self, sources)
        for source in sources:
            self.documents[document].report(source)
        self.documents[document].guarded = self.device.guard(document).kinds
        return document

    def tell(self, notifications: list[Notification]) -> None:
        guards = self.device.guards()
        if self.has_guards:
            self.tasks.extend((guard.document, "guard", guard) for guard in guards)
        self.tasks.extend((n.document, "notify", n) for n in notifications)

    def begin(self) -> None:
        self.interruption, told = self.device.begin_interruption("phone call", self.now)
        self.tell(told)

    def end(self, resume: bool) -> None:
        assert self.interruption is not None
        self.tell(self.device.end_interruption(self.interruption, self.now, resume=resume))
        self.interruption = None

    def set_type(self, document: int, type_: SessionType) -> None:
        self.documents[document].set_type(type_)

    def toggle(self, document: int, index: int) -> None:
        """The page starts or stops an element; one that is interrupted, or waits to resume, it gives up."""
        owner = self.documents[document]
        source = owner.sources[index]
        if source.interrupted and not source.audible:
            owner.forget(source)
        elif source.audible:
            owner.set_audible(source, False)
        elif source.blocked:
            source.blocked = False
        else:
            owner.start(source)

    def remove(self, document: int) -> None:
        self.tell(self.device.remove_document(document, self.now))
        alive = {s.id for tab in self.device.tabs.values() for s in tab.sessions()}
        self.documents = {k: d for k, d in self.documents.items() if k in alive}

    def step(self) -> None:
        """Runs the oldest task."""
        document, what, argument = self.tasks.popleft()
        owner = self.documents.get(document)
        if owner is None:
            return
        if isinstance(argument, Notification):
            owner.notify(argument.state, argument.serial, argument.suspend)
        elif isinstance(argument, Guard):
            owner.guard(argument.kinds, argument.resume)
        elif argument is None:
            owner.apply_type()
        else:
            owner.run(what, argument)

    def settle(self) -> None:
        for _ in range(1_000):
            if not self.tasks:
                return
            self.step()
        raise AssertionError("the world never comes to rest")

    def copy(self) -> "ReferenceWorld":
        """An independent world in the same state, without its past: a walk has no use for the timeline."""
        twin = ReferenceWorld.__new__(ReferenceWorld)
        twin.now, twin.has_guards = self.now, self.has_guards
        twin.tasks = self.tasks.copy()
        twin.documents = {}
        twin.device = _copy_device(self.device)
        twin.interruption = self.interruption and twin.device._events[self.interruption.id]
        for d in self.documents.values():
            sources = [
                Source(s.id, s.kind, s.audible, s.interrupted, s.resuming, s.asked, s.blocked) for s in d.sources
            ]
            twin.documents[d.id] = ReferenceDocument(
                d.id,
                twin,
                sources,
                d.type,
                d.applied_type,
                d.state,
                d.requested,
                d.serial,
                d.is_type_being_applied,
                d.guarded,
            )
        return twin


_SLOTS = attrgetter(*Participant.__slots__)


def _copy_device(device: Device) -> Device:
    twin = Device(device.policy)
    twin._last_id, twin._audible_count, twin._last_played = device._last_id, device._audible_count, device._last_played
    _copy_focus(device, twin)
    for s in device._sessions.values():
        session = AudioSession(
            s.id,
            s.parent,
            s.tab,
            s.type,
            s.notified_state,
            s.state,
            s.last_audible,
            s.is_wanted,
            s.guarded,
            s.may_run,
            s.serial,
            dict(s.elements),
            s.sinks.copy(),
            s.in_picture.copy(),
            s.pending.copy(),
            s.computed_type,
            s.sounding_type,
            s.has_sound,
            s.active_counts.copy(),
            s.sounding_counts.copy(),
        )
        twin._sessions[s.id] = session
        if s.parent is None:
            twin.tabs[s.tab] = Tab(twin._participants[s.tab], session)
        else:
            twin.tabs[s.tab].add(session, twin._sessions[s.parent])
    for tab_id, tab in device.tabs.items():
        if tab.selected is not None:
            twin.tabs[tab_id].selected = twin._sessions[tab.selected.id]
    return twin


def _copy_focus(device: Device, twin: Device) -> None:
    copies: dict[int, Participant] = {}
    for participant in (*device._participants.values(), *device._events.values()):
        copy = copies[participant.id] = Participant.__new__(Participant)
        for slot, value in zip(Participant.__slots__, _SLOTS(participant), strict=True):
            setattr(copy, slot, value)
    twin._participants = {i: copies[i] for i in device._participants}
    twin._events = {i: copies[i] for i in device._events}
    twin._waiting = {copies[p.id]: None for p in device._waiting}
    twin._guards_changed, twin._touched = device._guards_changed, set(device._touched)
    twin._focus.deniers_changed = device._focus.deniers_changed
    twin._focus._last = device._focus._last
    for stack, its_copy in zip(device._focus._stacks, twin._focus._stacks, strict=True):
        if stack:
            its_copy.update((copies[p.id], None) for p in stack)
    twin._focus._thresholds = [thresholds.copy() for thresholds in device._focus._thresholds]
