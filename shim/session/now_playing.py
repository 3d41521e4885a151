"""The participant that the buttons go to: those of the lock screen, of a headset, and of a car."""

from enum import StrEnum

from .document import AudioSession
from .focus import group_of_event
from .participant import Participant, ParticipantKind
from .policy import Policy, SystemEvent
from .tab import Tab
from .tab_arbiter import TabArbiter
from .types import ElementKind

_CALL = group_of_event(SystemEvent.CALL)
_MEDIA = (ElementKind.AUDIO, ElementKind.VIDEO)


class Button(StrEnum):
    """Buttons that can be pressed."""

    PLAY = "play"
    PAUSE = "pause"
    PLAY_PAUSE = "play_pause"
    """The one button of a headset: plays what is paused, and pauses what plays."""
    STOP = "stop"
    NEXT = "next"
    PREVIOUS = "previous"
    SEEK_FORWARD = "seek_forward"
    SEEK_BACKWARD = "seek_backward"
    HANG_UP = "hang_up"
    TOGGLE_MICROPHONE = "toggle_microphone"
    TOGGLE_CAMERA = "toggle_camera"


def now_playing(device: TabArbiter) -> Participant | None:
    """The last to have played of those that can have the buttons, if it still plays or not; during a call, the call."""
    for event in device.events:
        if event.group == _CALL:
            return event
    found, latest = None, 0
    for participant in device.participants():
        if participant.last_played <= latest or participant.type not in device.policy.now_playing:
            continue
        if participant.kind is ParticipantKind.APP or session_of(device.tabs[participant.id], device.policy):
            found, latest = participant, participant.last_played
    return found


def session_of(tab: Tab, policy: Policy) -> AudioSession | None:
    """The session of the tab's document that gets its buttons: the last that was heard of those that can have them."""
    eligible = [s for s in tab.sessions() if s.last_audible and _is_eligible(s, policy)]
    return max(eligible, key=lambda s: s.last_audible, default=None)


def _is_eligible(session: AudioSession, policy: Policy) -> bool:
    kinds = {element.kind for element in session.elements.values()}
    if not kinds.isdisjoint(_MEDIA):
        return True
    return ElementKind.AUDIO_CONTEXT in kinds and session.type in policy.now_playing_contexts
