"""A participant of the device: a tab, a native app, or an event of the system such as a phone call."""

from enum import Enum

from .types import SessionState, SessionType


class ParticipantKind(Enum):
    """Kind of a participant."""

    TAB = 0
    APP = 1
    SYSTEM = 2


class Participant:
    """One participant. ``id`` is unique on the device; for a tab it is the tab's.

    ``type`` is the one with which it last had the focus. The flags say what those above it do to it now.
    """

    __slots__ = (
        "asked_at",
        "group",
        "has_focus",
        "id",
        "is_ducked",
        "is_held",
        "is_locked",
        "is_muted",
        "is_paused",
        "is_waiting",
        "keeps_call_route",
        "kind",
        "last_played",
        "may_resume",
        "name",
        "noted_gain",
        "position",
        "state",
        "type",
    )

    def __init__(self, participant_id: int, kind: ParticipantKind, name: str, type_: SessionType) -> None:
        self.id = participant_id
        self.kind = kind
        self.name = name
        self.type = type_
        self.state = SessionState.INACTIVE
        """The state of an app. A tab's sessions have their own."""
        self.group = -1
        """Its row and column in the rules while it has the focus, -1 otherwise."""
        self.has_focus = False
        """True when it is on the focus stack, heard or not."""
        self.position = 0
        """Its place on the focus stack: the larger, the higher."""
        self.is_held = False
        self.is_ducked = False
        self.is_muted = False
        self.is_locked = False
        """Interrupted by the screen: it is locked, or another app is in front."""
        self.is_waiting = False
        """True when it asked for the focus while the system would interrupt it; it takes the focus when it is freed."""
        self.asked_at = 0
        """While it waits: the place on the focus stack that it will have."""
        self.is_paused = False
        """True when an app is paused, with the focus kept."""
        self.keeps_call_route = False
        """True when it is not a call any more, and is heard where it was as one."""
        self.last_played = 0
        """Rises with each participant that begins to play, or plays on after an interruption; 0: it never did."""
        self.may_resume = True
        """While it is interrupted: whether everything that interrupted it ended with permission to resume."""

        self.noted_gain = 1.0
        """The last gain that was recorded."""

    @property
    def is_interrupted(self) -> bool:
        return self.is_held or self.is_locked or self.is_waiting

    def __repr__(self) -> str:
        return f"<{self.kind.name.lower()} {self.name!r} {self.type}>"
