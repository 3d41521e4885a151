"""A device on which time is told, not measured, and documents that answer at once: what pictures are drawn of."""

from __future__ import annotations

import json
import math
import struct
import wave
from pathlib import Path

from shim.device.device import Device
from shim.session import SystemEvent


class Scene(Device):
    """`at` is the time of all that happens next."""

    def __init__(self, policy: str = "spec") -> None:
        self.at = 0.0
        super().__init__(policy)

    def now(self) -> float:
        return self.at

    def document(self, parent: Document | None = None, *, tab: str = "tab 1", url: str = "") -> Document:
        return Document(self, parent, tab, url)


class Document:
    """A document with one sounding element."""

    def __init__(self, scene: Scene, parent: Document | None, tab: str, url: str) -> None:
        self._scene = scene
        self._serial = 0
        self._is_playing = False
        self.id = scene.add_document(self, None if parent is None else parent.id, tab_name=tab, url=url)
        self._say(op="hello", version=1)

    def _say(self, **message: object) -> None:
        self._scene.receive(self.id, json.dumps(message))

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        message = json.loads(text)
        if message["op"] == "notify-state":
            self._say(op="state-notified", state=message["state"])
            if self._is_playing:
                self._element(interrupted=message["state"] == "interrupted")

    def _element(self, *, interrupted: bool) -> None:
        audible = self._is_playing and not interrupted
        self._say(op="element", id="audio#1", audible=audible, interrupted=interrupted)

    def set_type(self, name: str) -> None:
        self._say(op="type-applied", type=name)

    def play(self) -> None:
        self._is_playing = True
        self._serial += 1
        self._element(interrupted=False)
        self._say(op="try-activating", element="audio#1", serial=self._serial)

    def pause(self) -> None:
        self._is_playing = False
        self._serial += 1
        self._element(interrupted=False)
        self._say(op="inactivate", element="audio#1", serial=self._serial)


def podcast() -> Scene:
    """A podcast with a frame stops Music, is ducked by Navigation, interrupted by a call, and says things meanwhile."""
    scene = Scene()
    page = scene.document(url="file:///podcast/index.html")
    scene.document(page, url="https://ads.example/banner.html?x=1")
    music, navigation = scene.app("Music"), scene.app("Navigation", type="transient")
    scene.at = 0.4
    music.play()
    scene.note("tab 1", "log", "ready")
    scene.at = 1.0
    page.set_type("playback")
    scene.at = 1.2
    page.play()
    scene.note("tab 1", "log", "playing <b>episode 12</b>")
    scene.at = 3.0
    navigation.play()
    scene.note("tab 1", "warning", "buffer is low")
    scene.at = 5.0
    navigation.stop()
    scene.at = 6.5
    call, told = scene.core.begin_event(SystemEvent.CALL, scene.at)
    scene.tell(told)
    scene.note("tab 1", "error", "Uncaught TypeError: seek is not a function (podcast.js:12:3)")
    scene.at = 9.0
    scene.tell(scene.core.end_event(call, scene.at))
    scene.at = 9.8
    scene.silent_switch = True
    scene.at = 10.9
    scene.silent_switch = False
    scene.at = 11.5
    page.pause()
    scene.note("tab 1", "log", "the end")
    scene.at = 12.4
    return scene


def tone(path: Path, seconds: float) -> Path:
    """A WAV file of 440 Hz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        samples = (int(8000 * math.sin(math.tau * 440 * n / 8000)) for n in range(int(8000 * seconds)))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path
