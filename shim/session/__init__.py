"""The audio session model, sans-I/O: documents, tabs, the device, and every transition between states.

Nothing here knows about asyncio, a script engine, a network or the time of day: time is passed in as ``now``,
in seconds. What a document must be told is returned as a list of :class:`Notification`.
"""

from shim.session.device import Device, Interruption
from shim.session.document import AudioSession, Element
from shim.session.errors import InternalSessionError, LocalSessionError, RemoteSessionError, SessionError
from shim.session.tab import Tab
from shim.session.timeline import Timeline, Transition
from shim.session.types import (
    DEFAULT_TYPES,
    EXCLUSIVE_TYPES,
    Cause,
    CauseKind,
    ElementKind,
    Notification,
    SessionState,
    SessionType,
)

__all__ = [
    "DEFAULT_TYPES",
    "EXCLUSIVE_TYPES",
    "AudioSession",
    "Cause",
    "CauseKind",
    "Device",
    "Element",
    "ElementKind",
    "InternalSessionError",
    "Interruption",
    "LocalSessionError",
    "Notification",
    "RemoteSessionError",
    "SessionError",
    "SessionState",
    "SessionType",
    "Tab",
    "Timeline",
    "Transition",
]
