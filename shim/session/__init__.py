"""The audio session model, sans-I/O: documents, tabs, the device, and every transition between states.

Nothing here knows about asyncio, a script engine, a network or the time of day: time is passed in as ``now``,
in seconds. What a document must be told is returned as a list of :class:`Notification`.
"""

from .arbiter import MIX_ALL
from .device import Device, Interruption
from .document import AudioSession, Element, ElementId
from .errors import InternalSessionError, LocalSessionError, RemoteSessionError, SessionError
from .participant import Participant, ParticipantKind
from .policy import Effect, Output, Policy, PolicyError, Resume, SystemEvent
from .surroundings import Audible, Level
from .tab import Tab
from .timeline import Occurrence, OccurrenceKind, Record, Timeline, Transition, TypeChange
from .types import (
    DEFAULT_TYPES,
    EXCLUSIVE_TYPES,
    Cause,
    CauseKind,
    ElementKind,
    Guard,
    Notification,
    SessionState,
    SessionType,
)

__all__ = [
    "DEFAULT_TYPES",
    "EXCLUSIVE_TYPES",
    "MIX_ALL",
    "Audible",
    "AudioSession",
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
