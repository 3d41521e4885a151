"""Commands of a dashboard: its messages, checked, and what they do to a device."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

from shim.device.device import Device
from shim.report.markup import plain
from shim.server.transport.limits import Limits
from shim.session import LocalSessionError, SystemEvent
from shim.types import Button

MAX_COMMAND_LENGTH = 4096
"""In bytes."""
Seconds: TypeAlias = Literal[30, 120, 600]
"""Length of the past that the timeline shows, in seconds."""
_Id: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
_DeviceName: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class _Message(msgspec.Struct, frozen=True, tag_field="op", forbid_unknown_fields=True):
    pass


class Connect(_Message, frozen=True, tag="connect"):
    """First message. `device` and `seconds`: what is to be seen, as in `Look`."""

    token: Annotated[str, msgspec.Meta(max_length=256)]
    device: _DeviceName
    seconds: Seconds


class Look(_Message, frozen=True, tag="look"):
    """From now on the dashboard shows, and steers, that device, which is made if there is none of that name."""

    device: _DeviceName
    seconds: Seconds


class Begin(_Message, frozen=True, tag="begin"):
    """A call, an alarm or the assistant begins."""

    event: SystemEvent


class End(_Message, frozen=True, tag="end"):
    """One of them ends. Without `resume` what it interrupted does not resume."""

    id: _Id
    resume: bool


class SilentSwitch(_Message, frozen=True, tag="silent-switch"):
    on: bool


class Lock(_Message, frozen=True, tag="lock"):
    on: bool


class Background(_Message, frozen=True, tag="background"):
    on: bool


class Plug(_Message, frozen=True, tag="plug"):
    output: Literal["headphones", "bluetooth"]
    on: bool


class Volume(_Message, frozen=True, tag="volume"):
    """Linear."""

    volume: Annotated[float, msgspec.Meta(ge=0, le=1)]


class Press(_Message, frozen=True, tag="press"):
    """A button of the lock screen, a headset or a car is pressed."""

    button: Button


class Record(_Message, frozen=True, tag="record"):
    """A recording begins, or ends."""

    on: bool


class AddApp(_Message, frozen=True, tag="add-app"):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]
    type: Literal["playback", "transient", "transient-solo", "ambient", "play-and-record"]


class SteerApp(_Message, frozen=True, tag="app"):
    """`stop-for-good`: what it had interrupted does not resume."""

    id: _Id
    do: Literal["play", "pause", "stop", "stop-for-good", "close"]


Command: TypeAlias = Begin | End | SilentSwitch | Lock | Background | Plug | Volume | Press | AddApp | SteerApp

_connect_decoder = msgspec.json.Decoder(Connect)
_decoder: msgspec.json.Decoder[Look | Record | Command] = msgspec.json.Decoder(Look | Record | Command)


class BadCommandError(Exception):
    """A command that is none, or cannot be done now. It has changed nothing; the text is for the person."""


def decode_connect(text: str | bytes) -> Connect:
    """Raises `BadCommandError`."""
    try:
        return _connect_decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadCommandError(f"the first message does not connect: {error}") from error


def decode(text: str | bytes) -> Look | Record | Command:
    """Raises `BadCommandError`."""
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadCommandError(f"that is not a command: {error}") from error


def perform(command: Command, device: Device, limits: Limits) -> None:
    """Does it. What is so already stays so: another dashboard was quicker. Raises `BadCommandError`."""
    try:
        _perform(command, device, limits)
    except (LocalSessionError, ValueError) as error:
        raise BadCommandError(str(error)) from error


def _perform(command: Command, device: Device, limits: Limits) -> None:
    match command:
        case Begin(event=event):
            if len(device.core.events) >= limits.events:
                raise BadCommandError(f"there are {limits.events} calls and alarms at once, and no more can be")
            device.begin(event)
        case End(id=id, resume=resume):
            for one in device.core.events:
                if one.id == id:
                    device.end(one, resume=resume)
        case SilentSwitch(on=on):
            if on != device.silent_switch:
                device.silent_switch = on
        case Lock(on=on):
            device.lock() if on else device.unlock()
        case Background(on=on):
            device.background() if on else device.foreground()
        case Plug(output=output, on=on):
            if on != (output in device.core.surroundings.plugged):
                device.plug(output) if on else device.unplug(output)
        case Volume(volume=volume):
            device.volume = volume
        case Press(button=button):
            device.press(button)
        case AddApp(name=name, type=type_):
            if len(device.apps) >= limits.apps:
                raise BadCommandError(f"there are {limits.apps} apps, and no more can be: close one")
            device.app(plain(name.strip()), type=type_)
        case SteerApp():
            _steer(command, device)


def _steer(command: SteerApp, device: Device) -> None:
    app = device.apps.get(command.id)
    if app is None:
        raise BadCommandError("the app is closed")
    match command.do:
        case "play":
            if not app.play() and app.state == "inactive":
                raise BadCommandError(f"{app.name} was refused: the policy does not let it play now")
        case "pause":
            app.pause()
        case "stop":
            app.stop()
        case "stop-for-good":
            app.stop(resume=False)
        case "close":
            app.close()
