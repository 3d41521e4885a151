"""Tabs among the participants of the device: a tab has the focus from when a session of it is granted, or held for,
activation until nothing of it sounds any more. What happens to the tab happens to all its sessions that sound.
"""

from msgspec.structs import replace

from .arbiter import Arbiter
from .document import AudioSession
from .errors import LocalSessionError
from .focus import APP_GROUPS, TAB_GROUPS, Change, ChangeKind
from .participant import Participant, ParticipantKind
from .policy import Policy, ScreenRule
from .routes import is_call, outputs_of
from .screen import interrupts, is_silenced, rule_of
from .states import Event
from .tab import Tab
from .timeline import Transition
from .types import DEFAULT_TYPES, Cause, CauseKind, ElementKind, Guard, Notification, Output, SessionState, SessionType

_INACTIVE, _ACTIVE, _INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED
_AUTO = SessionType.AUTO
_GRANT, _ELEMENT_AUDIBLE = Event.GRANT, CauseKind.ELEMENT_AUDIBLE
_NO_KINDS: frozenset[ElementKind] = frozenset()
_ALL_KINDS = frozenset(ElementKind)


class _Sessions(dict[int, AudioSession]):
    """By the ids of their documents."""

    def __missing__(self, document: int) -> AudioSession:
        raise LocalSessionError(f"there is no document {document}; it was never added, or was removed")


class TabArbiter(Arbiter):
    """An arbiter that knows tabs and the audio sessions in them."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(policy)
        self.tabs: dict[int, Tab] = {}
        self._sessions = _Sessions()
        self._touched: set[int] = set()
        """Tabs in whose documents something else may begin by itself now."""

    def session(self, document: int) -> AudioSession:
        """The audio session of a document. Raises LocalSessionError if there is no such document."""
        return self._sessions[document]

    def tab_of(self, document: int) -> Tab:
        return self.tabs[self.session(document).tab]

    def participant(self, owner: int) -> Participant:
        """The app of that id, or the tab of the document of that id."""
        return self._participants[self._sessions[owner].tab if owner in self._sessions else owner]

    # Asking for the focus

    def _activate(self, session: AudioSession, element_id: str, now: float) -> list[Notification]:
        """Lets ``session`` become active, or not, as the device decides; the draft leaves it to the user agent."""
        tab = self.tabs[session.tab]
        participant = tab.participant
        was_interrupted = participant.is_interrupted
        best = tab.representative(session) or session
        if best is not session and participant.has_focus and not was_interrupted:
            # A held session does not change what its tab is for others.
            return [self._grant(session, participant, element_id, now)]
        refusal = self._focus.refusal(participant, TAB_GROUPS[best.sounding_type])
        if refusal is not None and not was_interrupted:
            return self._refuse(tab, session, refusal, now)
        if refusal is not None:
            return [self._grant(session, participant, element_id, now)]
        if self._must_wait(tab, best):
            notifications = self._wait(participant, now)
            if not was_interrupted:
                notifications += self._hold(tab, Cause(CauseKind.ELEMENT_HELD, element_id), now, but=session)
            return [*notifications, self._grant(session, participant, element_id, now)]
        changes = self._request(tab, best, now)
        # Who loses hears of it before who wins.
        notifications = self._apply(changes, now) if changes else []
        notifications.append(self._grant(session, participant, element_id, now))
        if was_interrupted and not participant.is_interrupted:
            notifications += self._restore_all(tab, "interruption", now)
        return notifications

    def _grant(self, session: AudioSession, participant: Participant, element_id: str, now: float) -> Notification:
        if not participant.is_interrupted:
            return self._set_the_state(session, _GRANT, Cause(_ELEMENT_AUDIBLE, element_id), now)
        event = Event.INTERRUPT if session.state is _ACTIVE else Event.HOLD
        return self._set_the_state(session, event, Cause(CauseKind.ELEMENT_HELD, element_id), now)

    def _refocus(self, tab: Tab, now: float) -> list[Notification]:
        """The tab's sessions or elements changed: another type is a new request, and a silent tab gives up the focus.

        While a tab is interrupted its type is that with which it was last active.
        """
        participant = tab.participant
        if not participant.has_focus and not participant.is_waiting:
            return []
        best = tab.representative()
        if best is None:
            return self._give_up(participant, now) if tab.is_inactive else []
        group = TAB_GROUPS[best.sounding_type]
        if group == participant.group or participant.is_interrupted:
            return []
        refusal = self._focus.refusal(participant, group)
        if refusal is not None:
            return self._refuse(tab, best, refusal, now)
        if self._must_wait(tab, best):
            notifications = self._wait(participant, now)
            return notifications + self._hold(tab, Cause(CauseKind.INTERRUPTION, f"type {best.sounding_type}"), now)
        return self._apply(self._request(tab, best, now), now)

    def _give_up(self, participant: Participant, now: float) -> list[Notification]:
        self._end_waiting(participant)
        return self._release(participant, now) if participant.has_focus else []

    def _must_wait(self, tab: Tab, best: AudioSession) -> bool:
        """True when the system would interrupt it if it had the focus with the type of ``best``."""
        group = TAB_GROUPS[best.sounding_type]
        return self._focus.event_over(group) is not None or self._is_locked_out(tab.participant, group)

    def _request(self, tab: Tab, best: AudioSession, now: float, place: int = 0) -> list[Change]:
        participant = tab.participant
        # WebKit's MediaSessionManagerCocoa::updateSessionState, for types that it computes.
        participant.keeps_call_route = (
            self.policy.call_route_lasts and participant.has_focus and is_call(participant) and best.type is _AUTO
        )
        changes = self._focus.request(participant, TAB_GROUPS[best.sounding_type], place)
        participant.type = best.sounding_type
        participant.is_locked = False
        if not place:
            self._end_waiting(participant)
        self._note_level(participant, now)
        return changes

    def _refuse(self, tab: Tab, session: AudioSession, because: Participant, now: float) -> list[Notification]:
        participant = tab.participant
        cause = Cause(CauseKind.REFUSED, because.name)
        if any(s.state is not _INACTIVE for s in tab.sessions() if s is not session):
            return [self._set_the_state(session, Event.STOP, cause, now)]
        notifications = self._stop(participant, cause, now)
        return notifications + self._release(participant, now) if participant.has_focus else notifications

    # What happens to a tab happens to its sessions

    def _change_tab(self, change: Change, now: float) -> list[Notification]:
        participant, by = change.participant, change.by
        if participant.is_locked:
            return []
        if change.kind is ChangeKind.FREED:
            return self._restore_tab(participant, by.name, now)
        participant.may_resume = True
        return self._hold(self.tabs[participant.id], self._cause_of_hold(by), now)

    def _settle_tab(self, tab: Participant) -> list[Change]:
        return self._focus.release(tab) if self.tabs[tab.id].is_inactive else []

    # Who waits

    def _wanted_group(self, participant: Participant) -> int | None:
        if participant.kind is ParticipantKind.APP:
            return APP_GROUPS[participant.type]
        best = self.tabs[participant.id].representative()
        return TAB_GROUPS[best.sounding_type] if best is not None else None

    def _is_locked_out(self, participant: Participant, group: int) -> bool:
        if participant.kind is ParticipantKind.APP:
            return False
        return is_silenced(self.tabs[participant.id], rule_of(self.surroundings, self.policy))

    def _request_place(self, participant: Participant, group: int, place: int, now: float) -> list[Change]:
        if participant.kind is ParticipantKind.APP:
            changes = self._focus.request(participant, group, place)
            self._note_level(participant, now)
            return changes
        tab = self.tabs[participant.id]
        best = tab.representative()
        assert best is not None
        return self._request(tab, best, now, place)

    def _forbid_to_resume(self, event: Participant) -> None:
        for session in self._sessions.values():
            if ElementKind.AUDIO_CONTEXT in session.guarded:
                session.may_run = False
        for participant in self._waiting:
            group = self._wanted_group(participant)
            if group is not None and self._focus.affects(event, group):
                participant.may_resume = False

    def _restore_tab(self, tab: Participant, name: str, now: float) -> list[Notification]:
        return self._restore_all(self.tabs[tab.id], name, now)

    def _stop_tab(self, tab: Participant, cause: Cause, now: float) -> list[Notification]:
        return self._stop_all(self.tabs[tab.id], cause, now)

    def _hold(self, tab: Tab, cause: Cause, now: float, *, but: AudioSession | None = None) -> list[Notification]:
        notifications = []
        for session in tab.sessions():
            if session is but:
                continue
            session.is_wanted = session.state is _ACTIVE
            # A displaced session is inactive while its elements play on; they too must stop.
            if session.is_wanted or session.has_sound:
                notifications.append(self._set_the_state(session, Event.INTERRUPT, cause, now))
        return notifications

    def _restore_all(self, tab: Tab, name: str, now: float) -> list[Notification]:
        held = [s for s in tab.sessions() if s.state is _INTERRUPTED]
        # The session that is restored last displaces its siblings: a displaced one must come before who displaced it.
        held.sort(key=lambda s: (s.is_wanted, s.last_audible))
        may_resume = tab.participant.may_resume
        if not may_resume:
            for session in tab.sessions():
                session.may_run = False
        return [self._restore(session, name, now, may_resume=may_resume) for session in held]

    def _restore(self, session: AudioSession, name: str, now: float, *, may_resume: bool) -> Notification:
        if not may_resume:
            return self._set_the_state(session, Event.RELEASE, Cause(CauseKind.NOT_RESUMED, name), now)
        if not session.has_sound:
            released = self._set_the_state(session, Event.RELEASE, Cause(CauseKind.NOTHING_TO_RESUME, name), now)
            return replace(released, may_play=True)
        return self._set_the_state(session, Event.RESUME, Cause(CauseKind.RESUMED, name), now)

    def _stop_all(self, tab: Tab, cause: Cause, now: float) -> list[Notification]:
        stopped = [s for s in tab.sessions() if s.state is not _INACTIVE or s.has_sound]
        return [self._set_the_state(s, Event.STOP, cause, now) for s in stopped]

    # https://w3c.github.io/audio-session/#set-the-state
    def _set_the_state(self, session: AudioSession, event: Event, cause: Cause, now: float) -> Notification:
        before, tab = session.state, session.tab
        notification = session.take(event)
        self._touched.add(tab)
        after = session.state
        if after is not before:
            participant = self._participants[tab]
            self.timeline.append(Transition(now, tab, session.id, before, after, cause, participant.name, tab))
            if after is _ACTIVE:
                self._note_play(participant)
        return notification

    def _is_heard(self, participant: Participant) -> bool:
        if participant.kind is ParticipantKind.APP:
            return participant.state is _ACTIVE
        sessions = self.tabs[participant.id].sessions()
        return not participant.is_interrupted and any(e.audible for s in sessions for e in s.elements.values())

    def outputs_of(self, participant: Participant) -> list[Output]:
        """The outputs on which the participant is heard: a page may choose one for each of its elements."""
        if participant.kind is ParticipantKind.TAB:
            return outputs_of(self.tabs[participant.id], self.surroundings, self.policy)
        return [self.output_of(participant)]

    # What may not begin by itself

    def guards(self) -> list[Guard]:
        """The guards that documents are to be told before all else: those that have changed."""
        if self._guards_changed or self._focus.deniers_changed:
            self._guards_changed = self._focus.deniers_changed = False
            tabs = list(self.tabs.values())
        else:
            tabs = [self.tabs[tab] for tab in sorted(self._touched) if tab in self.tabs]
        self._touched.clear()
        return [
            self.guard(session.id)
            for tab in tabs
            for session in tab.sessions()
            if self._guarded(tab, session) != session.guarded
        ]

    def guard(self, document: int) -> Guard:
        """The guard of a document, which takes note that the document is told."""
        session = self.session(document)
        session.guarded = self._guarded(self.tabs[session.tab], session)
        guard = Guard(document, session.guarded, session.may_run)
        if ElementKind.AUDIO_CONTEXT not in session.guarded:
            session.may_run = True
        return guard

    def guard_of_new(self) -> Guard:
        """The same for a document of a tab that is not there yet."""
        participant = Participant(0, ParticipantKind.TAB, "", SessionType.AMBIENT)
        session = AudioSession(0, None, 0)
        return Guard(0, self._guarded(Tab(participant, session), session), resume=True)

    def _guarded(self, tab: Tab, session: AudioSession) -> frozenset[ElementKind]:
        if tab.participant.is_interrupted:
            return _ALL_KINDS
        if not (self._events or rule_of(self.surroundings, self.policy) or self._focus.has_deniers):
            return _NO_KINDS
        return frozenset(kind for kind in ElementKind if self._is_guarded(tab, session, kind))

    def _is_guarded(self, tab: Tab, session: AudioSession, kind: ElementKind) -> bool:
        type_ = DEFAULT_TYPES[kind] if session.type is SessionType.AUTO else session.type
        group = TAB_GROUPS[type_]
        if self._focus.event_over(group) is not None or self._focus.refusal(tab.participant, group) is not None:
            return True
        rule = rule_of(self.surroundings, self.policy)
        return rule is not None and interrupts(rule, kind, session.type)

    # The screen

    def set_locked(self, locked: bool, now: float) -> list[Notification]:
        """The screen is locked or unlocked: what the policy says becomes interrupted, and resumes."""
        self.surroundings.is_locked = locked
        self._note_switch("screen lock", now, on=locked)
        return self._screen_changed("screen lock", now)

    def set_background(self, in_background: bool, now: float) -> list[Notification]:
        """Another app is in front of the browser, or it is in front again; the same by the policy's other rule."""
        self.surroundings.in_background = in_background
        self._note_switch("background", now, on=in_background)
        return self._screen_changed("background", now)

    def _screen_changed(self, name: str, now: float) -> list[Notification]:
        self._guards_changed = True
        rule, cause = rule_of(self.surroundings, self.policy), Cause(CauseKind.INTERRUPTION, name)
        # Whoever waited has its effect first: nobody resumes only to be stopped.
        notifications = self._admit(None, name, now)
        tabs = [p for p in self._focus if p.kind is ParticipantKind.TAB]
        for participant in tabs:
            tab = self.tabs[participant.id]
            was_interrupted = participant.is_interrupted
            participant.is_locked = is_silenced(tab, rule) or (participant.is_locked and _stays(tab, rule))
            if participant.is_interrupted and not was_interrupted:
                participant.may_resume = True
                notifications += self._hold(tab, cause, now)
            elif was_interrupted and not participant.is_interrupted:
                notifications += self._restore_all(tab, cause.detail, now)
                notifications += self._apply(self._settle_tab(participant), now)
        if tabs:
            notifications += self._apply(self._focus.reconsider_ducking(tabs[-1]), now)
        for participant in self._focus:
            self._note_level(participant, now)
        return notifications


def _stays(tab: Tab, rule: ScreenRule | None) -> bool:
    """True when a tab that the screen has interrupted, and in which nothing is left to resume, stays so."""
    return rule is not None and not any(session.has_sound for session in tab.sessions())
