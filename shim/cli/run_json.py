"""The object that `audio-shim run --json` prints, as types: scripts/write_schemas.py makes its JSON schema of them.

Times are in seconds since the device was made.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from msgspec import Meta

from shim.types import AppType, Button, Engine, SessionType, State

Seconds = Annotated[float, Meta(ge=0, description="seconds since the device was made")]
Gain = Annotated[float, Meta(ge=0, le=1, description="linear")]
Document = Annotated[int, Meta(ge=1, description="the id of a document")]
Participant = Annotated[str, Meta(description="the name of a tab or an app")]


class SessionItem(TypedDict):
    """The audio session of a document: `type` is what the page has set, `computedType` what is in effect."""

    type: SessionType
    state: State
    computedType: AppType


class ElementItem(TypedDict):
    """Source of sound in a document: a media element, an AudioContext, a microphone."""

    id: str
    kind: str
    audible: bool
    interrupted: bool


class DocumentItem(TypedDict):
    """A document that is there in the end. `parent` is the document that holds its frame."""

    id: Document
    url: str
    parent: Document | None
    session: SessionItem
    elements: list[ElementItem]


TransitionItem = TypedDict(
    "TransitionItem",
    {
        "t": Seconds,
        "participant": Participant,
        "document": Document | None,
        "from": State,
        "to": State,
        "cause": str,
    },
)
TransitionItem.__doc__ = "A change of the state of a document's session, or of an app (`document` is null)."


class LevelItem(TypedDict):
    """A change of a gain by ducking, muting or the silent switch; `ramp` is how many seconds it takes."""

    t: Seconds
    participant: Participant
    gain: Gain
    ramp: Annotated[float, Meta(ge=0, description="seconds")]


class TypeItem(TypedDict):
    """A page set the type of its session."""

    t: Seconds
    document: Document
    type: SessionType


class VolumeItem(TypedDict):
    """A change of the device's volume."""

    t: Seconds
    volume: Gain


class AppItem(TypedDict):
    """A native app came to be."""

    t: Seconds
    name: str
    type: AppType


class EventItem(TypedDict):
    """The beginning or the end of a call, an alarm or the like (`event`), or of a state of the device (`switch`)."""

    t: Seconds
    kind: Literal["event", "switch"]
    name: str
    on: bool


class PressItem(TypedDict):
    """A pressed button; `to` is who got it."""

    t: Seconds
    button: Button
    to: Participant | None


class StepItem(TypedDict):
    """Step of the scenario: an action, or an expectation that held or failed."""

    t: Seconds
    kind: Literal["action", "held", "failed"]
    text: str


class ConsoleItem(TypedDict):
    """A message in the console of a page: `level` is the name of the console's method."""

    level: str
    text: str


class CrashItem(TypedDict):
    """A document that crashed; `document` is null if it had no id yet."""

    document: Document | None
    url: str
    reason: str


class RunItem(TypedDict):
    """The run of a page under one scenario, or none. `url` and `title` are the page's in the end."""

    url: str
    title: str
    scenario: Annotated[str | None, Meta(description="the file of the scenario")]
    engine: Engine
    policy: Annotated[str, Meta(description="the name of the policy")]
    version: Annotated[str, Meta(description="the version of audio-session-shim")]
    seconds: Annotated[float, Meta(ge=0, description="how long the device was watched")]
    documents: list[DocumentItem]
    timeline: list[TransitionItem]
    levels: list[LevelItem]
    types: list[TypeItem]
    volumes: list[VolumeItem]
    apps: list[AppItem]
    events: list[EventItem]
    presses: list[PressItem]
    steps: list[StepItem]
    console: list[ConsoleItem]
    errors: Annotated[list[str], Meta(description="errors that no script caught; why the run failed comes last")]
    notimplemented: Annotated[list[str], Meta(description="names that the page used and that are not there")]
    crashes: list[CrashItem]


Report = dict[str, Any]
"""A `RunItem` in the making."""
