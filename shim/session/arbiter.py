"""Participants under one device: native apps, events of the system, and what surrounds them. Tabs are added by Device.

Every input is a method; what documents must be told is returned. An error raised by a method has changed nothing.
"""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable

from .errors import LocalSessionError
from .focus import APP_GROUPS, Change, ChangeKind, Focus, group_of_event
from .participant import Participant, ParticipantKind
from .policy import TYPES, Effect, Policy, SystemEvent
from .routes import is_call, route_of
from .surroundings import Audible, Level, Surroundings, pluggable
from .timeline import Occurrence, OccurrenceKind, Press, Record, Timeline, Transition, TypeChange
from .types import Cause, CauseKind, Notification, Output, SessionState, SessionType

_INACTIVE, _ACTIVE, _INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED
_PLAY, _PAUSE, _STOP, _CLOSED = (Cause(CauseKind.APP, word) for word in ("play", "pause", "stop", "closed"))

EVENT_NAMES = {SystemEvent.CALL: "phone call", SystemEvent.ALARM: "alarm", SystemEvent.ASSISTANT: "assistant"}


class Arbiter(ABC):
    """``now`` is in seconds on a clock of the embedder's; it must not go back."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.timeline: Timeline = Record()
        self.levels: Record[Level] = Record()
        """Every change of a gain; a participant begins with gain 1."""
        self.types: Record[TypeChange] = Record()
        """Every change of a document's type; it begins with `auto`."""
        self.occurrences: Record[Occurrence] = Record()
        """Events of the system, the silent switch, the lock, headphones and Bluetooth: when they were on."""
        self.presses: Record[Press] = Record()
        """The buttons that were pressed."""
        self.surroundings = Surroundings()
        self._focus = Focus(policy)
        self._participants: dict[int, Participant] = {}
        self._events: dict[int, Participant] = {}
        self._waiting: dict[Participant, None] = {}
        """The participants that asked for the focus and have to wait for it, in the order in which they asked."""
        self._last_id = 0
        self._last_played = 0
        self._guards_changed = False
        """True when all documents may have to be told anew what may not begin by itself."""

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def participants(self) -> list[Participant]:
        """The tabs and the apps."""
        return list(self._participants.values())

    # Native apps

    def add_app(self, name: str, type_: SessionType = SessionType.PLAYBACK) -> Participant:
        """A native app, which does not play yet. Raises LocalSessionError for a type that is none."""
        if type_ not in TYPES:
            raise LocalSessionError(f"an app's type is {type_!r}; it can be: {', '.join(TYPES)}")
        app = Participant(self._next_id(), ParticipantKind.APP, name, SessionType(type_))
        self._participants[app.id] = app
        return app

    def play(self, app: Participant, now: float) -> list[Notification]:
        """The app asks for the focus. If it is refused, or has to wait, it is not active afterwards."""
        self._check(app)
        group = APP_GROUPS[app.type]
        if self._focus.refusal(app, group) is not None:
            return []
        if self._focus.event_over(group) is not None:
            notifications = self._wait(app, now)
            app.is_paused = False
            self._set_app(app, _INTERRUPTED, _PLAY, now)
            return notifications
        changes = self._focus.request(app, group)
        app.is_paused = False
        # Who loses hears of it before who wins.
        notifications = self._apply(changes, now) if changes else []
        self._note_level(app, now)
        self._set_app(app, _ACTIVE, _PLAY, now)
        return notifications

    def pause(self, app: Participant, now: float) -> list[Notification]:
        """The app pauses; by the policy it may go on to affect others."""
        self._check(app)
        keeps = app.has_focus and not app.is_held and app.type in self.policy.keeps_focus
        app.is_paused = keeps
        return self._quit(app, _PAUSE, now, keeps=keeps)

    def stop(self, app: Participant, now: float, *, resume: bool = True) -> list[Notification]:
        """The app gives up the focus. Without ``resume`` those that it had interrupted do not resume."""
        self._check(app)
        return self._quit(app, _STOP, now, resume=resume)

    def remove_app(self, app: Participant, now: float) -> list[Notification]:
        """The app is gone."""
        self._check(app)
        del self._participants[app.id]
        return self._quit(app, _CLOSED, now)

    def _quit(
        self, app: Participant, cause: Cause, now: float, *, resume: bool = True, keeps: bool = False
    ) -> list[Notification]:
        self._set_app(app, _INACTIVE, cause, now)
        self._end_waiting(app)
        if keeps or not app.has_focus:
            return []
        return self._release(app, now, resume=resume)

    def _check(self, app: Participant) -> None:
        if self._participants.get(app.id) is not app or app.kind is not ParticipantKind.APP:
            raise LocalSessionError(f"{app.name!r} is not an app of this device; it was never added, or was removed")

    def _set_app(self, app: Participant, state: SessionState, cause: Cause, now: float) -> None:
        if app.state is not state:
            self.timeline.append(Transition(now, None, None, app.state, state, cause, app.name, app.id))
            app.state = state
            if state is _ACTIVE:
                self._note_play(app)

    def _note_play(self, participant: Participant) -> None:
        self._last_played += 1
        participant.last_played = self._last_played

    # Events of the system

    @property
    def is_interrupted(self) -> bool:
        """True when an event of the system is on."""
        return bool(self._events)

    @property
    def events(self) -> list[Participant]:
        """The events of the system that are on, in the order in which they began."""
        return list(self._events.values())

    def begin_event(
        self, event: SystemEvent | None, now: float, *, name: str = ""
    ) -> tuple[Participant, list[Notification]]:
        """An event begins above all participants and does what the policy says; without one it interrupts everything.

        Events nest and overlap freely.
        """
        name = name or EVENT_NAMES[event or SystemEvent.CALL]
        participant = Participant(self._next_id(), ParticipantKind.SYSTEM, name, SessionType.PLAYBACK)
        self._events[participant.id] = participant
        self.occurrences.append(Occurrence(now, OccurrenceKind.EVENT, name, is_on=True))
        self._guards_changed = True
        return participant, self._apply(self._focus.request(participant, group_of_event(event)), now)

    def end_event(self, event: Participant, now: float, *, resume: bool = True) -> list[Notification]:
        """Ends one event. Those that are then free resume, unless one that held them ended without ``resume``."""
        if self._events.pop(event.id, None) is None:
            raise LocalSessionError(f"the interruption {event.name!r} is not on; it has ended already")
        self.occurrences.append(Occurrence(now, OccurrenceKind.EVENT, event.name, is_on=False))
        self._guards_changed = True
        if not resume:
            self._forbid_to_resume(event)
        # Whoever waited has its effect first: nobody resumes only to be stopped.
        notifications = self._admit(event, event.name, now)
        return notifications + self._release(event, now, resume=resume)

    @abstractmethod
    def _forbid_to_resume(self, event: Participant) -> None:
        """Keeps those that wait for the end of that event from beginning after it."""

    # Who waits

    def _wait(self, participant: Participant, now: float) -> list[Notification]:
        """Takes a request that the system would interrupt. It has no effect on others before it is freed."""
        if not participant.is_interrupted:
            participant.may_resume = True
        self._waiting.pop(participant, None)
        self._waiting[participant] = None
        participant.is_waiting = True
        participant.asked_at = self._focus.place()
        return self._apply(self._focus.reconsider_ducking(participant), now) if participant.has_focus else []

    def _end_waiting(self, participant: Participant) -> None:
        self._waiting.pop(participant, None)
        participant.is_waiting = False

    def _admit(self, event: Participant | None, name: str, now: float) -> list[Notification]:
        """Gives the focus to those that need not wait any more, as ``event`` is about to end or the lock is open.

        They take it in the order in which they asked, so that the last wins; only then do those begin that have won.
        """
        notifications: list[Notification] = []
        freed = []
        for participant in list(self._waiting):
            group = self._wanted_group(participant)
            if group is not None and (self._focus.event_over(group, event) or self._is_locked_out(participant, group)):
                continue
            del self._waiting[participant]
            freed.append(participant)
            if group is not None and participant.may_resume:
                notifications += self._take_place(participant, group, now)
        for participant in freed:
            # Someone who asked later may have stopped it.
            if participant.is_waiting:
                participant.is_waiting = False
                if not participant.is_interrupted:
                    notifications += self._begin_at_last(participant, name, now)
                changes = self._focus.reconsider_ducking(participant) if participant.has_focus else []
                notifications += self._apply(changes, now) if changes else []
        return notifications

    def _take_place(self, participant: Participant, group: int, now: float) -> list[Notification]:
        place = participant.asked_at
        refusal = self._focus.refusal(participant, group)
        winner = refusal or self._focus.successor(group, place)
        if winner is not None:
            kind = CauseKind.REFUSED if refusal is not None else CauseKind.STOPPED_BY
            notifications = self._stop(participant, Cause(kind, winner.name), now)
            return notifications + (self._release(participant, now) if participant.has_focus else [])
        changes = self._request_place(participant, group, place, now)
        return self._apply(changes, now) if changes else []

    def _begin_at_last(self, participant: Participant, name: str, now: float) -> list[Notification]:
        """Begins a participant that is free and was not stopped."""
        if participant.kind is ParticipantKind.TAB:
            notifications = self._restore_tab(participant, name, now)
        else:
            notifications = []
            self._resume_app(participant, name, now)
        if participant.has_focus:
            notifications += self._apply(self._settle(participant), now)
        return notifications

    @abstractmethod
    def _wanted_group(self, participant: Participant) -> int | None:
        """The group with which one that waits would have the focus now; None if it has nothing to begin any more."""

    @abstractmethod
    def _is_locked_out(self, participant: Participant, group: int) -> bool:
        """True when the locked screen would interrupt it."""

    @abstractmethod
    def _request_place(self, participant: Participant, group: int, place: int, now: float) -> list[Change]:
        """Gives a participant the focus, at the place at which it asked."""

    @abstractmethod
    def _restore_tab(self, tab: Participant, name: str, now: float) -> list[Notification]:
        """A tab is not interrupted any more; ``name`` is what ended."""

    def _stop(self, participant: Participant, cause: Cause, now: float) -> list[Notification]:
        self._end_waiting(participant)
        if participant.kind is ParticipantKind.TAB:
            return self._stop_tab(participant, cause, now)
        self._set_app(participant, _INACTIVE, cause, now)
        return []

    @abstractmethod
    def _stop_tab(self, tab: Participant, cause: Cause, now: float) -> list[Notification]:
        """All of a tab stops for good."""

    # What changes do

    def _release(self, participant: Participant, now: float, *, resume: bool = True) -> list[Notification]:
        changes = self._focus.release(participant, resume=resume)
        return self._apply(changes, now) if changes else []

    def _apply(self, changes: Iterable[Change], now: float) -> list[Notification]:
        notifications: list[Notification] = []
        queue = deque(changes)
        while queue:
            change = queue.popleft()
            participant, kind = change.participant, change.kind
            if kind is ChangeKind.GAIN:
                self._note_level(participant, now)
                continue
            if kind is ChangeKind.STOPPED:
                if (
                    participant in self._waiting
                ):  # It lost the place that it had. The one for which it asked it can have.
                    continue
                notifications += self._stop(participant, Cause(CauseKind.STOPPED_BY, change.by.name), now)
                continue
            if participant.is_waiting:  # It is interrupted, and stays so.
                continue
            if participant.kind is ParticipantKind.TAB:
                notifications += self._change_tab(change, now)
            else:
                self._change_app(change, now)
            if kind is ChangeKind.FREED and participant.has_focus and not participant.is_interrupted:
                queue.extend(self._settle(participant))
        return notifications

    def _change_app(self, change: Change, now: float) -> None:
        app, by = change.participant, change.by
        if app.is_paused:
            return
        if change.kind is ChangeKind.HELD:
            app.may_resume = True
            self._set_app(app, _INTERRUPTED, self._cause_of_hold(by), now)
        else:
            self._resume_app(app, by.name, now)

    def _resume_app(self, app: Participant, name: str, now: float) -> None:
        if app.may_resume:
            self._set_app(app, _ACTIVE, Cause(CauseKind.RESUMED, name), now)
        else:
            self._set_app(app, _INACTIVE, Cause(CauseKind.NOT_RESUMED, name), now)

    def _settle(self, participant: Participant) -> list[Change]:
        """One that was freed leaves the stack if it has nothing to resume, or no permission to."""
        if participant.kind is ParticipantKind.TAB:
            return self._settle_tab(participant)
        return [] if participant.may_resume or participant.is_paused else self._focus.release(participant)

    @staticmethod
    def _cause_of_hold(by: Participant) -> Cause:
        kind = CauseKind.INTERRUPTION if by.kind is ParticipantKind.SYSTEM else CauseKind.INTERRUPTED_BY
        return Cause(kind, by.name)

    @abstractmethod
    def _change_tab(self, change: Change, now: float) -> list[Notification]:
        """A tab was held or freed."""

    @abstractmethod
    def _settle_tab(self, tab: Participant) -> list[Change]:
        """A tab was freed."""

    @abstractmethod
    def _is_heard(self, participant: Participant) -> bool:
        """True when the participant sounds now."""

    # What surrounds them

    def set_silent_switch(self, on: bool, now: float) -> None:
        """The ring/silent switch: it mutes the types that the policy names, and changes no state."""
        self.surroundings.silent_switch = on
        self._note_switch("silent switch", now, on=on)
        for participant in self._focus:
            self._note_level(participant, now)

    def _note_switch(self, name: str, now: float, *, on: bool) -> None:
        self.occurrences.append(Occurrence(now, OccurrenceKind.SWITCH, name, is_on=on))

    def set_volume(self, volume: float) -> None:
        """Linear, from 0 to 1. Raises LocalSessionError outside of that."""
        given: object = volume
        if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
            raise LocalSessionError(f"a volume is a number from 0 to 1, not {given!r}")
        self.surroundings.volume = volume

    def plug(self, name: str, now: float) -> None:
        """Headphones or Bluetooth are connected; sound moves there. Raises LocalSessionError."""
        output = pluggable(name)
        if output in self.surroundings.plugged:
            raise LocalSessionError(f"{name!r} is plugged in already")
        self.surroundings.plugged.add(output)
        self._note_switch(output, now, on=True)

    def unplug(self, name: str, now: float) -> tuple[list[int], list[Notification]]:
        """Disconnects an output. Participants heard there whose type the policy names are paused and do not resume.

        Returns the ids of tabs to pause, and what documents are told. Raises LocalSessionError.
        """
        output = pluggable(name)
        if output not in self.surroundings.plugged:
            raise LocalSessionError(f"{name!r} is not plugged in")
        lost = [p for p in self._focus if p.type in self.policy.unplug and self.output_of(p) is output]
        self.surroundings.plugged.remove(output)
        self._note_switch(output, now, on=False)
        notifications: list[Notification] = []
        for app in (p for p in lost if p.kind is ParticipantKind.APP):
            notifications += self._quit(app, Cause(CauseKind.UNPLUGGED, output), now)
        return [p.id for p in lost if p.kind is ParticipantKind.TAB], notifications

    def output_of(self, participant: Participant) -> Output:
        """The output on which the participant is heard unless it chooses one itself."""
        return route_of(participant, self.surroundings, self.policy)

    @abstractmethod
    def outputs_of(self, participant: Participant) -> list[Output]:
        """The outputs at which it is heard, if it is."""

    def gain_of(self, participant: Participant) -> float:
        """Linear gain by ducking, muting and the silent switch; the volume is not in it."""
        type_, surroundings = participant.type, self.surroundings
        is_switched_off = surroundings.silent_switch and type_ in self.policy.silent_switch
        if participant.is_muted or is_switched_off or (surroundings.is_locked and type_ in self.policy.lock_mutes):
            return 0.0
        return self.policy.duck_gain if participant.is_ducked else 1.0

    def _note_level(self, participant: Participant, now: float) -> None:
        # OPTIMIZATION: the gain is 1, and was.
        if not (
            participant.is_ducked
            or participant.is_muted
            or participant.noted_gain != 1.0
            or self.surroundings.silent_switch
            or self.surroundings.is_locked
        ):
            return
        gain = self.gain_of(participant)
        if gain != participant.noted_gain:
            participant.noted_gain = gain
            self.levels.append(Level(now, participant.name, gain, self.policy.duck_ramp, participant.id))

    def audible(self) -> list[Audible]:
        """The sounds that a person hears now, without the events of the system themselves."""
        volume = self.surroundings.volume
        heard = sorted((p for p in self._focus if self._is_heard(p)), key=lambda p: p.id)
        # A Bluetooth headset has one link: the quality of calls while its microphone is in use, for all that is heard.
        has_call = any(is_call(p) for p in heard)
        items = [
            Audible(p.name, p.type, self.gain_of(p) * volume, output, _quality(output, has_call=has_call))
            for p in heard
            for output in self.outputs_of(p)
        ]
        return [item for item in items if item.gain > 0]


def _quality(output: Output, *, has_call: bool) -> str:
    return "call" if output is Output.BLUETOOTH and has_call else "full"


MIX_ALL = Policy.parse(
    {
        "name": "mix all",
        "matrix": {a: dict.fromkeys(TYPES, Effect.MIX) for a in TYPES},
        "events": {e: dict.fromkeys(TYPES, Effect.INTERRUPT) for e in SystemEvent},
        "routes": {"media": [Output.BLUETOOTH, Output.HEADPHONES, Output.SPEAKER], "call": [Output.SPEAKER]},
    }
)
"""Nobody affects anybody; events of the system interrupt everything."""
