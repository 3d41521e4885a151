"""The device: it holds the tabs, decides who may become active, and interrupts.

Every input is a method; what documents must be told is returned. An error raised by a method has changed nothing.
"""

from .arbiter import MIX_ALL
from .document import AudioSession, Element
from .errors import RemoteSessionError
from .participant import Participant, ParticipantKind
from .policy import Policy
from .states import Event
from .tab import Tab
from .tab_arbiter import TabArbiter
from .timeline import TypeChange
from .types import Cause, CauseKind, Notification, Output, SessionState, SessionType

Interruption = Participant

_DISPLACED, _NOTHING_AUDIBLE, _SILENT = CauseKind.DISPLACED, CauseKind.NOTHING_AUDIBLE, CauseKind.ELEMENT_SILENT
_DISPLACE, _INACTIVATE = Event.DISPLACE, Event.INACTIVATE


class Device(TabArbiter):
    """Tabs of documents, and native apps, under one device. ``now`` is in seconds on a clock of the embedder's."""

    def __init__(self, policy: Policy = MIX_ALL) -> None:
        super().__init__(policy)
        self._audible_count = 0

    # Documents

    def add_document(self, parent: int | None = None, *, tab_name: str = "") -> AudioSession:
        """A new document with a fresh session, as the last child of ``parent`` or at the top of a new tab."""
        parent_session = None if parent is None else self.session(parent)
        document = self._next_id()
        if parent_session is None:
            session = AudioSession(document, None, document)
            name = tab_name or f"tab {document}"
            participant = Participant(document, ParticipantKind.TAB, name, SessionType.AMBIENT)
            self._participants[document] = participant
            self.tabs[session.tab] = Tab(participant, session)
        else:
            session = AudioSession(document, parent, parent_session.tab)
            self.tabs[session.tab].add(session, parent_session)
        self._sessions[session.id] = session
        self._touched.add(session.tab)
        return session

    def remove_document(self, document: int, now: float) -> list[Notification]:
        """Takes a document and all below it out of its tab; with the top document the tab goes."""
        session = self._sessions[document]
        tab = self.tabs[session.tab]
        for removed in tab.remove(session):
            del self._sessions[removed.id]
            self._set_the_state(removed, Event.REMOVE, Cause(CauseKind.DOCUMENT_REMOVED), now)
        if session is not tab.top:
            tab.update_the_selected_audio_session()
            return self._refocus(tab, now)
        del self.tabs[tab.id]
        return self._give_up(self._participants.pop(tab.id), now)

    # What a document says

    # https://w3c.github.io/audio-session/#update-the-type step 3.4
    def type_applied(self, document: int, type_: SessionType, now: float) -> list[Notification]:
        """The document's [[appliedType]] is ``type_`` now: the other sessions of its tab may be displaced."""
        session = self._sessions[document]
        if session.type is not type_:
            self.types.append(TypeChange(now, document, type_))
        session.accept_type(type_)
        self._touched.add(session.tab)
        tab = self.tabs[session.tab]
        return self._update_all(tab, session, f", type set to {type_}", now) + self._refocus(tab, now)

    def set_element(self, document: int, element: Element, now: float) -> list[Notification]:
        """The document describes one of its elements, new or known."""
        session = self._sessions[document]
        known = session.elements.get(element.id)
        session.accept_element(element)
        is_asking = element.interrupted and not (known and (known.audible or known.interrupted))
        if is_asking or (element.audible and not (known and known.audible)):
            self._audible_count += 1
            session.last_audible = self._audible_count
        return self._elements_changed(session, now)

    def remove_element(self, document: int, element_id: str, now: float) -> list[Notification]:
        """The document lost an element: it was collected, ended for good, or moved to another document."""
        session = self._sessions[document]
        session.forget_element(self._known_element(session, element_id))
        return self._elements_changed(session, now)

    def set_sink(self, document: int, element_id: str, output: Output | None) -> None:
        """The page has chosen an output for an element; None is that of the device."""
        session = self._sessions[document]
        self._known_element(session, element_id)
        if output is None:
            session.sinks.pop(element_id, None)
        else:
            session.sinks[element_id] = output

    def set_in_picture(self, document: int, element_id: str, now: float, *, on: bool) -> list[Notification]:
        """An element enters, or leaves, a window of its own."""
        session = self._sessions[document]
        self._known_element(session, element_id)
        (session.in_picture.add if on else session.in_picture.discard)(element_id)
        return self._screen_changed("picture-in-picture", now)

    def _elements_changed(self, session: AudioSession, now: float) -> list[Notification]:
        tab = self.tabs[session.tab]
        tab.update_the_selected_audio_session()
        return self._refocus(tab, now)

    # https://w3c.github.io/audio-session/#try-activating step 2
    def try_activating(self, document: int, element_id: str, serial: int, now: float) -> list[Notification]:
        """The document wants its session active because ``element_id`` became audible, or is to when it may."""
        session = self._sessions[document]
        element = self._known_element(session, element_id)
        if not element.audible and not element.interrupted:
            raise RemoteSessionError(f"document {document} asks to be active for {element_id}, which is not audible")
        session.accept_request(serial)
        session.is_wanted = True
        return self._activate(session, element_id, now)

    # https://w3c.github.io/audio-session/#inactivate step 2
    def inactivate(self, document: int, element_id: str | None, serial: int, now: float) -> list[Notification]:
        """The document wants its session inactive because ``element_id``, its last, fell silent.

        Without an element: because an element that was to resume did not.
        """
        session = self._sessions[document]
        if element_id is not None and self._known_element(session, element_id).audible:
            raise RemoteSessionError(f"document {document} asks to be inactive for {element_id}, which is audible")
        session.accept_request(serial)
        cause = Cause(_NOTHING_AUDIBLE) if element_id is None else Cause(_SILENT, element_id)
        notification = self._set_the_state(session, _INACTIVATE, cause, now)
        return [notification, *self._refocus(self.tabs[session.tab], now)]

    # https://w3c.github.io/audio-session/#notify-the-states-change step 6
    def state_notified(self, document: int, state: SessionState, now: float) -> list[Notification]:
        """The document ran *notify the state's change* up to its step 6."""
        session = self._sessions[document]
        if not session.accept_acknowledgement(state):
            return []
        tab = self.tabs[session.tab]
        if tab.has_one_document:  # OPTIMIZATION: there is none to displace, and to others the tab is what it was
            tab.update_the_selected_audio_session()
            return []
        return self._update_all(tab, session, "", now) + self._refocus(tab, now)

    # Interruptions

    def begin_interruption(self, name: str, now: float) -> tuple[Interruption, list[Notification]]:
        """Something louder than any page begins, whatever the policy says. Interruptions nest and overlap freely."""
        return self.begin_event(None, now, name=name)

    def end_interruption(self, interruption: Interruption, now: float, *, resume: bool = True) -> list[Notification]:
        """Ends one interruption. When it was the last, sessions resume if all of them ended with ``resume``."""
        return self.end_event(interruption, now, resume=resume)

    # Decisions inside a tab

    # https://w3c.github.io/audio-session/#update-all-audiosession-states
    def _update_all(self, tab: Tab, session: AudioSession, why: str, now: float) -> list[Notification]:
        cause = Cause(_DISPLACED, f"{session.id}{why}")
        displaced = tab.update_all_audio_session_states(session)
        return [self._set_the_state(other, _DISPLACE, cause, now) for other in displaced]

    def _known_element(self, session: AudioSession, element_id: str) -> Element:
        try:
            return session.elements[element_id]
        except KeyError:
            raise RemoteSessionError(f"document {session.id} has no audio element {element_id}") from None
