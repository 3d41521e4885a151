"""The audio session model, sans-I/O: documents, tabs, the device, and every transition between states.

Nothing here knows about asyncio, a script engine, a network or the time of day: time is passed in as ``now``,
in seconds. What a document must be told is returned as a list of :class:`Notification`.
"""

from .arbiter import MIX_ALL
from .device import Device, Interruption
from .document import AudioSession, Element, ElementId
from .errors import InternalSessionError, LocalSessionError, RemoteSessionError, SessionError
from .now_playing import Button
from .participant import Participant, ParticipantKind
from .policy import Effect, Policy, PolicyError, Resume, SystemEvent
from .surroundings import Audible, Level
from .tab import Tab
from .timeline import Occurrence, OccurrenceKind, Press, Record, Timeline, Transition, TypeChange
from .types import (
    DEFAULT_TYPES,
    EXCLUSIVE_TYPES,
    Cause,
    CauseKind,
    ElementKind,
    Guard,
    Notification,
    Output,
    SessionState,
    SessionType,
)

__all__ = [
    "DEFAULT_TYPES",
    "EXCLUSIVE_TYPES",
    "MIX_ALL",
    "Audible",
    "AudioSession",
    "Button",
    "Cause",
    "CauseKind",
    "Device",
    "Effect",
    "Element",
    "ElementId",
    "ElementKind",
    "Guard",
    "InternalSessionError",
    "Interruption",
    "Level",
    "LocalSessionError",
    "Notification",
    "Occurrence",
    "OccurrenceKind",
    "Output",
    "Participant",
    "ParticipantKind",
    "Policy",
    "PolicyError",
    "Press",
    "Record",
    "RemoteSessionError",
    "Resume",
    "SessionError",
    "SessionState",
    "SessionType",
    "SystemEvent",
    "Tab",
    "Timeline",
    "Transition",
    "TypeChange",
]
