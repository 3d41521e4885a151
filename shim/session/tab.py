"""A tab: a tree of documents, its selected audio session, and the rules by which one session displaces another.

https://w3c.github.io/audio-session/#audio-session-algorithms
"""

from collections.abc import Iterator

from .document import AudioSession, breadth_first
from .participant import Participant
from .types import EXCLUSIVE_TYPES, SessionState, SessionType

_INACTIVE, _ACTIVE = SessionState.INACTIVE, SessionState.ACTIVE


class Tab:
    """A top-level browsing context. ``id`` is unique on the device."""

    __slots__ = ("_children", "_sessions", "has_one_document", "id", "participant", "selected", "top")

    def __init__(self, participant: Participant, top: AudioSession) -> None:
        self.id = participant.id
        self.participant = participant
        """The tab as a participant of the device."""
        self.top = top
        self.selected: AudioSession | None = None
        """https://w3c.github.io/audio-session/#selected-audio-session"""
        self.has_one_document = True
        self._children: dict[int, list[AudioSession]] = {}
        self._sessions = [top]

    def add(self, session: AudioSession, parent: AudioSession) -> None:
        self._children.setdefault(parent.id, []).append(session)
        self._changed()

    def _changed(self) -> None:
        self._sessions = list(breadth_first(self.top, self._children))
        self.has_one_document = len(self._sessions) == 1

    def sessions(self, root: AudioSession | None = None) -> Iterator[AudioSession]:
        """The sessions of ``root`` (the whole tab without one) and of its descendants, breadth first."""
        # OPTIMIZATION: the whole tab is asked for several times with each message.
        return iter(self._sessions) if root is None else breadth_first(root, self._children)

    def remove(self, root: AudioSession) -> list[AudioSession]:
        """Takes ``root`` and its descendants out of the tree and returns them."""
        removed = list(self.sessions(root))
        if root.parent is not None:
            self._children[root.parent].remove(root)
        for session in removed:
            self._children.pop(session.id, None)
        self._changed()
        return removed

    @property
    def is_inactive(self) -> bool:
        """True when all its sessions are inactive."""
        for session in self._sessions:  # noqa: SIM110  OPTIMIZATION: all() takes three times as long for one session
            if session.state is not _INACTIVE:
                return False
        return True

    def representative(self, also: AudioSession | None = None) -> AudioSession | None:
        """The session whose type the tab has among the participants of the device; None if nothing sounds.

        An exclusive one, as with the selected session, or else the first that is not ambient.
        ``also`` is about to be active. A displaced session counts only if there is no other.
        """
        if self.has_one_document:  # OPTIMIZATION: most tabs do
            return self.top if self.top.has_sound else None
        sounding = [s for s in self._sessions if s.has_sound]
        if len(sounding) < 2:  # OPTIMIZATION: or one that sounds
            return sounding[0] if sounding else None
        live = [s for s in sounding if s.state is not _INACTIVE or s is also] or sounding
        exclusive = [s for s in live if s.sounding_type in EXCLUSIVE_TYPES]
        if exclusive:
            return max(exclusive, key=lambda s: s.precedence)
        return min(live, key=lambda s: s.sounding_type is SessionType.AMBIENT)

    # https://w3c.github.io/audio-session/#update-the-selected-audio-session
    def update_the_selected_audio_session(self) -> None:
        selected = None
        for session in self._sessions:
            # 1, 3-6; step 5 lets us reorder: by the order of types, so that a call outlasts other sounds of its page,
            # and by recency; equals keep their order.
            if (
                session.state is _ACTIVE
                and session.computed_type in EXCLUSIVE_TYPES
                and (selected is None or session.precedence > selected.precedence)
            ):
                selected = session
        # INTEROP: with an empty list the draft keeps the old selection (step 2), Firefox clears it.
        self.selected = selected

    # https://w3c.github.io/audio-session/#update-all-audiosession-states
    def update_all_audio_session_states(self, updated: AudioSession) -> list[AudioSession]:
        """Returns the sessions to be inactivated because of ``updated``, breadth first."""
        self.update_the_selected_audio_session()  # 1
        if not updated.is_exclusive or not updated.is_active:  # 2, 3
            return []
        # 4, 5. INTEROP: the loop's "abort these steps" ends the turn of one session, not the loop, as in Firefox.
        return [s for s in self._sessions if s is not updated and _is_displaced(s, updated)]


def _is_displaced(session: AudioSession, updated: AudioSession) -> bool:
    if not session.is_active or not session.is_exclusive:  # 5.1-5.3
        return False
    # 5.4. INTEROP: a computed type is never auto, so the comparison is of the [[type]] slots, as in Firefox.
    return not (session.type is SessionType.AUTO and updated.type is SessionType.AUTO)
