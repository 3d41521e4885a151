"""Surroundings of the participants: the silent switch, the lock, the volume, and what is plugged in."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .errors import LocalSessionError
from .policy import Policy
from .types import Output, SessionType

PLUGGABLE = (Output.HEADPHONES, Output.BLUETOOTH)


class Audible(NamedTuple):
    """One participant that a person hears: ``gain`` is linear, with ducking and the volume in it.

    A tab whose elements are heard at several outputs is there once for each. ``quality`` is `call` of what comes from
    a Bluetooth headset whose microphone is in use, and `full` otherwise.
    """

    name: str
    type: SessionType
    gain: float
    output: Output
    quality: str = "full"


class Level(NamedTuple):
    """From ``t`` on, in seconds, ``participant`` has the linear gain ``gain``; it takes ``ramp`` seconds to get there.

    The device's volume is not in it. ``participant`` is a name, ``participant_id`` tells those of one name apart.
    """

    t: float
    participant: str
    gain: float
    ramp: float
    participant_id: int


@dataclass(slots=True)
class Surroundings:
    """``volume`` is linear, from 0 to 1."""

    silent_switch: bool = False
    is_locked: bool = False
    in_background: bool = False
    """Another app is in front of the browser."""
    volume: float = 1.0
    plugged: set[Output] = field(default_factory=set)

    def output(self, type_: SessionType, policy: Policy) -> Output:
        """The output for sound of that type now."""
        order = policy.call_routes if type_ is SessionType.PLAY_AND_RECORD else policy.routes
        return next((o for o in order if o in self.plugged), order[-1])


def pluggable(name: object) -> Output:
    """``headphones`` or ``bluetooth``, in whatever case. Raises LocalSessionError."""
    if not isinstance(name, str) or name.lower() not in PLUGGABLE:
        raise LocalSessionError(f"{name!r} cannot be plugged in; there is: {', '.join(PLUGGABLE)}")
    return Output(name.lower())
