"""Counts the messages that the audio package sends for what is done to a live context, by filling the channel.

`python -m benchmarks.audio_messages [NAME...]`. For each, a process holds the renderer in a processor and repeats the
call until it waits for room, which it does for good; it is killed then. `shim/media/webaudio/renderer.py` must not
expect less.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import web_audio_api as audio

from shim.media.webaudio.renderer import messages_of

ROOM = 256
OPTIONS: dict[str, dict[str, Any]] = {
    "AnalyserNode": {"fftSize": 64, "smoothingTimeConstant": 0.5},
    "AudioBufferSourceNode": {"loop": True, "loopStart": 0.1, "loopEnd": 0.2, "detune": 5, "playbackRate": 2},
    "BiquadFilterNode": {"type": "highpass", "frequency": 5, "detune": 5, "Q": 5, "gain": 5},
    "ChannelMergerNode": {"numberOfInputs": 4},
    "ChannelSplitterNode": {"numberOfOutputs": 4},
    "ConstantSourceNode": {"offset": 0.5},
    "ConvolverNode": {"disableNormalization": True},
    "DelayNode": {"delayTime": 0.5, "channelCount": 1},
    "DynamicsCompressorNode": {"threshold": -5, "knee": 5, "ratio": 5, "attack": 0.5, "release": 0.5},
    "GainNode": {"gain": 0.5, "channelCount": 1, "channelCountMode": "explicit", "channelInterpretation": "discrete"},
    "IIRFilterNode": {"feedforward": [1.0], "feedback": [1.0, 0.5]},
    "OscillatorNode": {"type": "square", "frequency": 5, "detune": 5},
    "PannerNode": {"panningModel": "HRTF", "positionX": 1, "orientationX": 0.5, "coneInnerAngle": 5},
    "StereoPannerNode": {"pan": 0.5},
    "WaveShaperNode": {"curve": [0.0, 1.0], "oversample": "2x"},
}
TOLD = {"param.value": 2, "param event": 2, "param rate": 2, "start": 2, "stop": 2, "buffer": 2, "curve": 2, "type": 2}


def expected(name: str) -> int:
    """Messages that are expected at the most."""
    return TOLD.get(name) or messages_of(name.removeprefix("drop "))


def _repeat(name: str) -> None:
    """Writes a byte before each of the calls, of which one does not return."""
    begins, held = threading.Event(), threading.Event()

    class Holder(audio.AudioWorkletProcessor):  # type: ignore[misc]
        name = "holder"

        def process(self, *_: object) -> bool:
            if begins.is_set():
                held.set()
                threading.Event().wait()
            return True

    context = audio.AudioContext({"sinkId": "none"})
    context.audioWorklet.addModule(Holder)
    kept: list[Any] = []
    make = getattr(audio, name.removeprefix("drop "), None)
    if make is not None:
        options = OPTIONS[name.removeprefix("drop ")]
        if name.startswith("drop "):
            kept.extend(make(context, options) for _ in range(300))
            call: Callable[[], object] = kept.pop
        else:
            call = lambda: kept.append(make(context, options))  # noqa: E731
    else:
        kinds = {"curve": audio.WaveShaperNode, "buffer": audio.AudioBufferSourceNode, "type": audio.OscillatorNode}
        kept.extend(kinds.get(name, audio.ConstantSourceNode)(context, {}) for _ in range(300))
        buffer = audio.AudioBuffer({"numberOfChannels": 2, "length": 480, "sampleRate": 48000})
        param = context.createGain().gain if name.startswith("param") else None
        calls: dict[str, Callable[[], object]] = {
            "param.value": lambda: setattr(param, "value", 0.5),
            "param event": lambda: param.setTargetAtTime(0.5, 1, 1),  # type: ignore[union-attr]
            "param rate": lambda: setattr(param, "automationRate", "k-rate"),
            "start": lambda: kept[ended()].start(0.5),
            "stop": lambda: kept[0].stop(0.5),
            "buffer": lambda: setattr(kept[ended()], "buffer", buffer),
            "curve": lambda: setattr(kept[ended()], "curve", [0.0, 1.0]),
            "type": lambda: setattr(kept[0], "type", "square"),
        }
        used = iter(range(len(kept)))
        ended = lambda: next(used)  # noqa: E731
        call = calls[name]
        if name == "stop":
            kept[0].start()
    time.sleep(1)  # all that has arrived
    node = audio.AudioWorkletNode(context, "holder", {})
    node.connect(context.destination)
    time.sleep(0.5)
    begins.set()
    held.wait()
    with suppress(IndexError, StopIteration):
        while True:
            os.write(1, b".")
            call()
    threading.Event().wait()  # they all fit: each takes less than it seems


def count(name: str) -> float:
    """Messages that one call takes."""
    process = subprocess.Popen([sys.executable, "-m", __spec__.name, "--repeat", name], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        time.sleep(15)
    finally:
        process.kill()
    calls = len(process.stdout.read()) - 1
    process.wait()
    return ROOM / max(calls, 1)


def main() -> int:
    if sys.argv[1:2] == ["--repeat"]:
        _repeat(sys.argv[2])
    wrong = 0
    names = sys.argv[1:] or [*TOLD, *OPTIONS, *(f"drop {kind}" for kind in OPTIONS)]
    for name, counted in zip(names, ThreadPoolExecutor(4).map(count, names), strict=True):
        wrong += counted > expected(name)
        sys.stdout.write(f"{name:32} {counted:6.1f} of {expected(name)}\n")
        sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
