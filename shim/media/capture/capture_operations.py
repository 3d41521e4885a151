"""Host operations of navigator.mediaDevices and navigator.permissions."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from shim.engine.providers import Providers, Table
from shim.engine.realm import Realm, from_json, operation
from shim.media.streams.recorder_operations import RecorderOperations
from shim.media.streams.stream_operations import StreamOperations

from .capture import KINDS, Capture, Refusal
from .constraint_operations import ConstraintOperations
from .constraints import Choice, Constraints, capabilities_of, video_source
from .devices import Camera, InputDevice, Microphone, Speaker


class CaptureOperations:
    """Host operations of devices, for `js/platform/mediacapture`."""

    def __init__(self, realm: Realm, capture: Capture, origin: str, may_use: Callable[[str], bool]) -> None:
        self._realm = realm
        self._capture = capture
        self._origin = origin
        self._may_use = may_use
        self._waiting: dict[int, dict[str, Constraints]] = {}
        self._exposed: set[type[InputDevice]] = set()
        """Kinds of devices whose names the document knows, because it has used one."""

    @operation
    def watch_devices(self) -> None:
        """From now on the document hears of devices and of permissions to use them."""
        self._capture.listeners.add(self._devices_changed)
        self._capture.permissions.listeners.add(self._permission_changed)

    # https://w3c.github.io/mediacapture-main/#access-control-model
    @operation
    def list_devices(self) -> str:
        shown = []
        for kind, name in ((Microphone, "audioinput"), (Camera, "videoinput")):
            devices = [d for d in self._capture.devices if isinstance(d, kind)]
            if kind in self._exposed:
                shown += [self._info(d, name) for d in devices]
            elif devices:
                shown.append({"kind": name, "deviceId": "", "label": "", "groupId": ""})
        if Microphone in self._exposed:
            shown += [self._info(d, "audiooutput") for d in self._capture.devices if isinstance(d, Speaker)]
        return json.dumps(shown)

    def _info(self, device: InputDevice, kind: str) -> dict[str, str]:
        ids = {"deviceId": device.device_id(self._origin), "groupId": device.group_id(self._origin)}
        return {"kind": kind, "label": device.label, **ids}

    @operation
    def may_select_speaker(self) -> bool:
        """https://w3c.github.io/mediacapture-output/#permissions-policy-integration"""
        return self._may_use("speaker-selection")

    @operation
    def device_capabilities(self, device_id: str) -> str:
        for device in self._capture.devices:
            if device.device_id(self._origin) == device_id:
                return json.dumps(capabilities_of(device, self._origin))
        return "{}"

    # https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
    @operation
    def request_capture(self, number: int, wanted: str) -> None:
        self._waiting[int(number)] = from_json(wanted, dict[str, Constraints])
        self._queue_decisions()

    def _queue_decisions(self) -> None:
        for number in self._waiting:
            self._realm.loop.queue_task(lambda number=number: self._decide(number), self._realm)  # type: ignore[misc]

    def _decide(self, number: int) -> None:
        wanted = self._waiting.get(number)
        if wanted is None:
            return
        if all(self._may_use(KINDS[kind][1]) for kind in wanted):
            decision = self._capture.choose(wanted, self._origin)
        else:
            decision = Refusal("NotAllowedError", "The frame is not allowed to use it: see its `allow` attribute.")
        if decision is None:
            return
        del self._waiting[number]
        if isinstance(decision, Refusal):
            self._realm.call("captureRefused", number, decision.name, decision.message)
            return
        tracks = [self._start(kind, choice) for kind, choice in zip(wanted, decision, strict=True)]
        self._realm.call("captureGranted", number, json.dumps(tracks))

    def _start(self, kind: str, choice: Choice) -> int:
        device = choice.device
        self._exposed.add(KINDS[kind][0])
        assert isinstance(device, Microphone | Camera)
        source = device.signal if isinstance(device, Microphone) else video_source(choice.settings)
        track = self._capture.streams.add_track(kind, device.label, source, device)
        track.settings = choice.settings
        return track.number

    # for the host -----------------------------------------------------------------------------------------------------

    def _devices_changed(self, lost: Sequence[InputDevice]) -> None:
        if lost:
            self._end_tracks(lambda device: any(device is one for one in lost))
        self._realm.loop.queue_task(lambda: self._realm.call("deviceChange"), self._realm)

    def _permission_changed(self, name: str) -> None:
        """A question is answered, or a permission is taken back: https://w3c.github.io/permissions/#dfn-permission-revocation-algorithm"""
        self._queue_decisions()
        for kind, permission in KINDS.values():
            if permission == name and self._capture.permissions.state(name, self._origin) == "denied":
                self._end_tracks(lambda device, kind=kind: isinstance(device, kind))  # type: ignore[misc]

    def _end_tracks(self, of: Callable[[object], bool]) -> None:
        own = self._realm.provider(StreamOperations)
        for track in own.own_tracks():
            if of(track.origin):
                own.end(track)

    def close(self) -> None:
        self._capture.listeners.discard(self._devices_changed)
        self._capture.permissions.listeners.discard(self._permission_changed)


class PermissionOperations:
    """Host operations of `js/platform/permissions`."""

    def __init__(self, realm: Realm, capture: Capture, origin: str, may_use: Callable[[str], bool]) -> None:
        self._realm = realm
        self._permissions = capture.permissions
        self._origin = origin
        self._may_use = may_use

    @operation
    def permission_state(self, name: str) -> str:
        """The state, or nothing when there is no such permission.

        https://w3c.github.io/permissions/#dfn-permission-state
        """
        try:
            state = self._permissions.state(name, self._origin)
        except ValueError:
            return ""
        return state if self._may_use(name) else "denied"

    @operation
    def watch_permissions(self) -> None:
        self._permissions.listeners.add(self._changed)

    def _changed(self, name: str) -> None:
        state = self.permission_state(name)
        self._realm.loop.queue_task(lambda: self._realm.call("permissionChange", name, state), self._realm)

    def close(self) -> None:
        self._permissions.listeners.discard(self._changed)


_TABLE: Table = {
    StreamOperations: lambda own, realm: StreamOperations(realm, own[0].streams),
    ConstraintOperations: lambda own, realm: ConstraintOperations(own[0].streams, own[1]),
    RecorderOperations: lambda own, realm: RecorderOperations(realm, own[0].streams),
    CaptureOperations: lambda own, realm: CaptureOperations(realm, *own),
    PermissionOperations: lambda own, realm: PermissionOperations(realm, *own),
}


def capture_providers(
    capture: Capture, origin: str, may_use: Callable[[str], bool] = lambda feature: True
) -> Providers:
    """Provider classes of capture for a document of that origin, and how a realm makes its own of each. `may_use` says
    whether the document is allowed to use a feature by its permissions policy."""
    return Providers((_TABLE, (capture, origin, may_use)))
