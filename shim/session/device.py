"""The device: it holds the tabs, decides who may become active, and interrupts.

Every input is a method; what documents must be told is returned. An error raised by a method has changed nothing.
"""

from dataclasses import dataclass

from shim.session.document import AudioSession, Element
from shim.session.errors import LocalSessionError, RemoteSessionError
from shim.session.states import Event
from shim.session.tab import Tab
from shim.session.timeline import Timeline, Transition
from shim.session.types import Cause, CauseKind, Notification, SessionState, SessionType


@dataclass(frozen=True, slots=True)
class Interruption:
    """An interruption that is on. ``name`` is what a person calls it, e.g. ``phone call``."""

    id: int
    name: str


class Device:
    """Tabs of documents under one device. ``now`` is in seconds on a clock of the embedder's."""

    def __init__(self) -> None:
        self.tabs: dict[int, Tab] = {}
        self.timeline = Timeline()
        self._sessions: dict[int, AudioSession] = {}
        self._interruptions: dict[int, Interruption] = {}
        self._may_resume = True
        self._last_id = 0
        self._audible_count = 0

    # Documents

    def add_document(self, parent: int | None = None) -> AudioSession:
        """A new document with a fresh session, as the last child of ``parent`` or at the top of a new tab."""
        parent_session = None if parent is None else self.session(parent)
        self._last_id += 1
        if parent_session is None:
            session = AudioSession(self._last_id, None, self._last_id)
            self.tabs[session.tab] = Tab(session.tab, session)
        else:
            session = AudioSession(self._last_id, parent, parent_session.tab)
            self.tabs[session.tab].add(session, parent_session)
        self._sessions[session.id] = session
        return session

    def remove_document(self, document: int, now: float) -> None:
        """Takes a document and all below it out of its tab; with the top document the tab goes."""
        session = self.session(document)
        tab = self.tabs[session.tab]
        for removed in tab.remove(session):
            del self._sessions[removed.id]
            self._set_the_state(removed, Event.REMOVE, Cause(CauseKind.DOCUMENT_REMOVED), now)
        if session is tab.top:
            del self.tabs[tab.id]
        else:
            tab.update_the_selected_audio_session()

    def session(self, document: int) -> AudioSession:
        """The audio session of a document. Raises LocalSessionError if there is no such document."""
        try:
            return self._sessions[document]
        except KeyError:
            raise LocalSessionError(f"there is no document {document}; it was never added, or was removed") from None

    def tab_of(self, document: int) -> Tab:
        return self.tabs[self.session(document).tab]

    # What a document says

    # https://w3c.github.io/audio-session/#update-the-type step 3.4
    def type_applied(self, document: int, type_: SessionType, now: float) -> list[Notification]:
        """The document's [[appliedType]] is ``type_`` now: the other sessions of its tab may be displaced."""
        session = self.session(document)
        session.type = type_
        session.remember_type()
        return self._update_all(session, f"{document}, type set to {type_}", now)

    def set_element(self, document: int, element: Element) -> None:
        """The document describes one of its elements, new or known."""
        session = self.session(document)
        known = session.elements.get(element.id)
        session.accept_element(element)
        if element.audible and not (known and known.audible):
            self._audible_count += 1
            session.last_audible = self._audible_count
        self.tabs[session.tab].update_the_selected_audio_session()

    def remove_element(self, document: int, element_id: str) -> None:
        """The document lost an element: it was collected, ended for good, or moved to another document."""
        session = self.session(document)
        self._known_element(session, element_id)
        del session.elements[element_id]
        session.remember_type()
        self.tabs[session.tab].update_the_selected_audio_session()

    # https://w3c.github.io/audio-session/#try-activating step 2
    def try_activating(self, document: int, element_id: str, serial: int, now: float) -> list[Notification]:
        """The document wants its session active because ``element_id`` became audible."""
        session = self.session(document)
        if not self._known_element(session, element_id).audible:
            raise RemoteSessionError(f"document {document} asks to be active for {element_id}, which is not audible")
        session.accept_request(serial)
        session.is_wanted = True
        event = self._decide(session)
        kind = CauseKind.ELEMENT_AUDIBLE if event is Event.GRANT else CauseKind.ELEMENT_HELD
        return [self._set_the_state(session, event, Cause(kind, element_id), now)]

    # https://w3c.github.io/audio-session/#inactivate step 2
    def inactivate(self, document: int, element_id: str | None, serial: int, now: float) -> list[Notification]:
        """The document wants its session inactive because ``element_id``, its last, fell silent.

        Without an element: because an element that was to resume did not.
        """
        session = self.session(document)
        if element_id is not None and self._known_element(session, element_id).audible:
            raise RemoteSessionError(f"document {document} asks to be inactive for {element_id}, which is audible")
        session.accept_request(serial)
        cause = Cause(CauseKind.NOTHING_AUDIBLE) if element_id is None else Cause(CauseKind.ELEMENT_SILENT, element_id)
        return [self._set_the_state(session, Event.INACTIVATE, cause, now)]

    # https://w3c.github.io/audio-session/#notify-the-states-change step 6
    def state_notified(self, document: int, state: SessionState, now: float) -> list[Notification]:
        """The document ran *notify the state's change* up to its step 6."""
        session = self.session(document)
        if not session.accept_acknowledgement(state):
            return []
        return self._update_all(session, str(document), now)

    # Interruptions

    @property
    def is_interrupted(self) -> bool:
        return bool(self._interruptions)

    def begin_interruption(self, name: str, now: float) -> tuple[Interruption, list[Notification]]:
        """Something louder than any page begins, e.g. a phone call. Interruptions nest and overlap freely."""
        outermost = not self._interruptions
        self._last_id += 1
        interruption = Interruption(self._last_id, name)
        self._interruptions[interruption.id] = interruption
        if not outermost:
            return interruption, []
        self._may_resume = True
        notifications = []
        for session in self._sessions.values():
            session.is_wanted = session.state is SessionState.ACTIVE
            # A displaced session is inactive while its elements play on; they too must stop.
            if session.is_wanted or session.has_sound:
                cause = Cause(CauseKind.INTERRUPTION, name)
                notifications.append(self._set_the_state(session, Event.INTERRUPT, cause, now))
        return interruption, notifications

    def end_interruption(self, interruption: Interruption, now: float, *, resume: bool = True) -> list[Notification]:
        """Ends one interruption. When it was the last, sessions resume if all of them ended with ``resume``."""
        if self._interruptions.pop(interruption.id, None) is None:
            raise LocalSessionError(f"the interruption {interruption.name!r} is not on; it has ended already")
        self._may_resume = self._may_resume and resume
        if self._interruptions:
            return []
        held = [s for s in self._sessions.values() if s.state is SessionState.INTERRUPTED]
        # The session that is restored last displaces its siblings: a displaced one must come before who displaced it.
        held.sort(key=lambda s: (s.is_wanted, s.last_audible))
        return [self._restore(session, interruption.name, now) for session in held]

    def _restore(self, session: AudioSession, name: str, now: float) -> Notification:
        if not self._may_resume:
            return self._set_the_state(session, Event.RELEASE, Cause(CauseKind.NOT_RESUMED, name), now)
        if not session.has_sound:
            return self._set_the_state(session, Event.RELEASE, Cause(CauseKind.NOTHING_TO_RESUME, name), now)
        return self._set_the_state(session, Event.RESUME, Cause(CauseKind.RESUMED, name), now)

    # Decisions and state

    def _decide(self, session: AudioSession) -> Event:
        """Whether the device lets ``session`` become active. The one place where a policy belongs."""
        return Event.HOLD if self._interruptions else Event.GRANT

    # https://w3c.github.io/audio-session/#update-all-audiosession-states
    def _update_all(self, session: AudioSession, reason: str, now: float) -> list[Notification]:
        cause = Cause(CauseKind.DISPLACED, reason)
        displaced = self.tabs[session.tab].update_all_audio_session_states(session)
        return [self._set_the_state(other, Event.DISPLACE, cause, now) for other in displaced]

    # https://w3c.github.io/audio-session/#set-the-state
    def _set_the_state(self, session: AudioSession, event: Event, cause: Cause, now: float) -> Notification:
        before = session.state
        notification = session.take(event)
        if session.state is not before:
            self.timeline.record(Transition(now, session.tab, session.id, before, session.state, cause))
        return notification

    def _known_element(self, session: AudioSession, element_id: str) -> Element:
        try:
            return session.elements[element_id]
        except KeyError:
            raise RemoteSessionError(f"document {session.id} has no audio element {element_id}") from None
