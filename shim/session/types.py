"""The closed sets of the model: session types and states, element kinds, causes, and what a document is told."""

from enum import StrEnum

import msgspec


class SessionType(StrEnum):
    """https://w3c.github.io/audio-session/#enumdef-audiosessiontype"""

    AUTO = "auto"
    PLAYBACK = "playback"
    TRANSIENT = "transient"
    TRANSIENT_SOLO = "transient-solo"
    AMBIENT = "ambient"
    PLAY_AND_RECORD = "play-and-record"


class SessionState(StrEnum):
    """https://w3c.github.io/audio-session/#enumdef-audiosessionstate"""

    INACTIVE = "inactive"
    ACTIVE = "active"
    INTERRUPTED = "interrupted"


# https://w3c.github.io/audio-session/#exclusive-type
EXCLUSIVE_TYPES = frozenset({SessionType.PLAYBACK, SessionType.PLAY_AND_RECORD, SessionType.TRANSIENT_SOLO})


class ElementKind(StrEnum):
    """The kinds of elements a session has: https://w3c.github.io/audio-session/#integration"""

    AUDIO = "audio"
    VIDEO = "video"
    AUDIO_CONTEXT = "audiocontext"
    MICROPHONE = "microphone"
    SPEECH = "speech"


# Speech is not in the draft; Firefox gives it this type.
DEFAULT_TYPES = {
    ElementKind.AUDIO: SessionType.PLAYBACK,
    ElementKind.VIDEO: SessionType.PLAYBACK,
    ElementKind.AUDIO_CONTEXT: SessionType.AMBIENT,
    ElementKind.MICROPHONE: SessionType.PLAY_AND_RECORD,
    ElementKind.SPEECH: SessionType.TRANSIENT,
}


class Output(StrEnum):
    """Outputs of sound."""

    SPEAKER = "speaker"
    EARPIECE = "earpiece"
    HEADPHONES = "headphones"
    BLUETOOTH = "bluetooth"


class CauseKind(StrEnum):
    """Cause of a state change. The value is the sentence a person reads, with the cause's detail in its braces."""

    ELEMENT_AUDIBLE = "element became audible: {}"
    ELEMENT_HELD = "element became audible during an interruption: {}"
    ELEMENT_SILENT = "element no longer audible: {}"
    NOTHING_AUDIBLE = "nothing is audible"
    DISPLACED = "displaced by document {}"
    INTERRUPTION = "{}"
    INTERRUPTED_BY = "interrupted by {}"
    STOPPED_BY = "stopped by {}"
    REFUSED = "refused because of {}"
    RESUMED = "{} ended"
    NOTHING_TO_RESUME = "{} ended, nothing to resume"
    NOT_RESUMED = "{} ended, not to be resumed"
    DOCUMENT_REMOVED = "document removed"
    APP = "{}"
    UNPLUGGED = "{} unplugged"


class Fact(msgspec.Struct, frozen=True, gc=False):
    """Base of what is made with each message and then kept, or handed on.

    OPTIMIZATION: a msgspec struct is made four times as fast as a named tuple. The garbage collector does not look
    at it: there are 50,000 on a busy device, and none can be in a cycle.
    """


class Cause(Fact, frozen=True):
    """One reason for one transition; ``str()`` of it is what the timeline shows."""

    kind: CauseKind
    detail: str = ""

    def __str__(self) -> str:
        return self.kind.value.format(self.detail)


class Guard(Fact, frozen=True):
    """Tells ``document`` that its elements of these ``kinds`` must not begin by themselves: they ask, and wait.

    ``resume`` is whether AudioContexts that a guard held may run once there is none for them any more.
    """

    document: int
    kinds: frozenset[ElementKind]
    resume: bool


class Notification(Fact, frozen=True):
    """Tells ``document`` to notify its state's change, in a task of its own.

    ``serial`` is that of the document's last request the host has seen, 0 before the first: a document with a later
    request under way knows that its answer is still to come. With ``suspend`` the document stops its elements; they
    do not resume. With ``may_play`` an interruption has ended with permission to resume, though nothing was left to.
    """

    document: int
    state: SessionState
    serial: int
    suspend: bool = False
    may_play: bool = False
