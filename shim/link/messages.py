"""The messages between a document and the host: JSON, one schema for the in-process, CDP and WebSocket links.

What comes from a document comes from a page: everything is bounded and every set is closed. ``decode`` raises
RemoteSessionError and lets no unchecked value through; that an element's id is one is checked when the host takes it.
docs/session.md tells which algorithm sends what.
"""

from typing import Annotated, TypeAlias

import msgspec

from shim.session import Button, Element, ElementId, ElementKind, Output, RemoteSessionError, SessionState, SessionType

VERSION = 1
MAX_MESSAGE_LENGTH = 16_384
MAX_FAULT_LENGTH = 2_048

Serial: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]


class _Message(msgspec.Struct, frozen=True, gc=False, tag_field="op", forbid_unknown_fields=True):
    pass


class Hello(_Message, frozen=True, tag="hello"):
    """First message of a document: its polyfill is installed."""

    version: int


class TypeApplied(_Message, frozen=True, tag="type-applied"):
    """*Update the type* reached its step 3.4: ``type`` is [[appliedType]] now."""

    type: SessionType


class SetElement(Element, frozen=True, tag_field="op", tag="element", forbid_unknown_fields=True):
    """An element is new, or its audible flag changed, or ``interrupted``, which is true while it is in
    [[interruptedElements]] and from then until it has resumed."""


class RemoveElement(_Message, frozen=True, tag="element-removed"):
    """An element left [[elements]]."""

    id: ElementId


class PictureInPicture(_Message, frozen=True, tag="picture-in-picture"):
    """An element enters, or leaves, a window of its own."""

    id: ElementId
    on: bool


class Sink(_Message, frozen=True, tag="sink"):
    """The page has chosen an output for an element; without one, that of the device."""

    id: ElementId
    output: Output | None = None


class TryActivating(_Message, frozen=True, tag="try-activating"):
    """*Try activating* reached its step 2, because of ``element``, which the host has heard of. ``serial`` counts the
    document's requests from 1."""

    element: ElementId
    serial: Serial


class Inactivate(_Message, frozen=True, tag="inactivate"):
    """*Inactivate* reached its step 2, because of ``element``, or because an element did not resume."""

    element: ElementId | None
    serial: Serial


class StateNotified(_Message, frozen=True, tag="state-notified"):
    """*Notify the state's change* reached its step 6 (also when the state did not change)."""

    state: SessionState


class Fault(_Message, frozen=True, tag="fault"):
    """The polyfill caught an error of its own. It must not reach the page, and it must not be lost."""

    text: Annotated[str, msgspec.Meta(max_length=MAX_FAULT_LENGTH)]


DocumentMessage: TypeAlias = (
    Hello
    | TypeApplied
    | SetElement
    | RemoveElement
    | PictureInPicture
    | Sink
    | TryActivating
    | Inactivate
    | StateNotified
    | Fault
)


class NotifyState(_Message, frozen=True, omit_defaults=True, tag="notify-state"):
    """Run *notify the state's change* with ``state``, in a task. ``serial``, ``suspend``, ``may_play``: see
    shim.session.Notification."""

    state: SessionState
    serial: Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
    suspend: bool = False
    may_play: bool = False


class SuspendElements(_Message, frozen=True, tag="suspend-elements"):
    """Stop what sounds or is interrupted, for good, in a task: the user agent's pause, e.g. without headphones."""


class Settings(_Message, frozen=True, omit_defaults=True, tag="settings"):
    """Settings of the policy for what the document does by itself, in answer to its Hello; without it: nothing."""

    interruptions_call_handlers: bool = False
    mutes_hidden_cameras: bool = False


class Press(_Message, frozen=True, tag="press"):
    """The user pressed a button. Call the Media Session's handler, or else do with the element what the platform does.
    ``seek`` is how far it seeks, in seconds."""

    button: Button
    seek: float


class EndMicrophones(_Message, frozen=True, tag="end-microphones"):
    """The system has taken the microphone away: its tracks end, in a task."""


class Guard(_Message, frozen=True, tag="guard"):
    """Elements of these kinds ask before they begin, and AudioContexts wait without asking. ``resume``: those that
    waited may run when their kind is not among them any more. ``rejects``: *resume* rejects as Web Audio has it."""

    kinds: tuple[ElementKind, ...]
    resume: bool
    rejects: bool


HostMessage: TypeAlias = NotifyState | SuspendElements | Guard | Settings | Press | EndMicrophones

_decoder: msgspec.json.Decoder[DocumentMessage] = msgspec.json.Decoder(DocumentMessage)
_encoder = msgspec.json.Encoder()


def decode(text: str | bytes) -> DocumentMessage:
    """A document's message. Raises RemoteSessionError if it is not one."""
    if len(text) > MAX_MESSAGE_LENGTH:
        raise RemoteSessionError(f"a message of {len(text)} characters is longer than {MAX_MESSAGE_LENGTH}")
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise RemoteSessionError(f"a document sent something that is not a message: {error}") from error


def encode(message: DocumentMessage | HostMessage) -> str:
    return _encoder.encode(message).decode()
