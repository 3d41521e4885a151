"""Host operations of Web Audio: what `js/platform/webaudio` calls. Everything there has a number here."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from shim.audio.errors import UnusableMediaError
from shim.engine.memory import Held, OutOfMemoryError
from shim.engine.realm import HostError, Realm, dom_exception, from_json, numbers_of, one_of, operation
from shim.media.document import MediaDocument
from shim.media.element.element_operations import MediaOperations
from shim.media.streams.streams import Streams

from .contexts import Context, LiveContext, OfflineContext
from .decoding import DecodedSource
from .feeds import ElementFeed, Feed, Feeder, TrackFeed
from .nodes import Node, Shaper, make_node
from .package import check_format, contained, floats, package, to_bytes
from .renderer import MESSAGES_OF_LISTENER
from .script_processors import ScriptProcessors
from .stream_destination import DestinationTrack

MAX_LIVE_CONTEXTS = 100
"""Contexts that one document may have open at a time: each has three threads of its own."""
MAX_LIVE_CONTEXTS_OF_ALL = 500
"""Contexts that all documents of the process may have open at a time."""

_SAMPLE = 4
"""Bytes of a sample."""
_SPECTRUM = 16
"""Bytes that a ConvolverNode has for a sample of its buffer."""
_DELAYED_FRAME = 12
"""Bytes that a DelayNode has for each frame that it can hold, with two channels.

FIXME: fed with more channels it takes more, up to 32 times four bytes.
"""
_KINDS = frozenset(
    {
        "AnalyserNode", "AudioBufferSourceNode", "AudioWorkletNode", "BiquadFilterNode", "ChannelMergerNode",
        "ChannelSplitterNode", "ConstantSourceNode", "ConvolverNode", "DelayNode", "DynamicsCompressorNode", "GainNode",
        "IIRFilterNode", "MediaElementAudioSourceNode", "MediaStreamAudioDestinationNode",
        "MediaStreamAudioSourceNode", "MediaStreamTrackAudioSourceNode", "OscillatorNode", "PannerNode", "PeriodicWave",
        "ScriptProcessorNode", "StereoPannerNode", "WaveShaperNode",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "channelCount", "channelCountMode", "channelInterpretation", "coneInnerAngle", "coneOuterAngle",
        "coneOuterGain", "distanceModel", "fftSize", "loop", "loopEnd", "loopStart", "maxDecibels", "maxDistance",
        "minDecibels", "normalize", "oversample", "panningModel", "refDistance", "rolloffFactor",
        "smoothingTimeConstant", "type",
    }
)  # fmt: skip
_AUTOMATION = frozenset(
    {
        "cancelAndHoldAtTime", "cancelScheduledValues", "exponentialRampToValueAtTime", "linearRampToValueAtTime",
        "setTargetAtTime", "setValueAtTime",
    }
)  # fmt: skip
_ANALYSIS = frozenset(
    {"getByteFrequencyData", "getByteTimeDomainData", "getFloatFrequencyData", "getFloatTimeDomainData"}
)


class WebAudioOperations:
    """The graphs of one document. Times are in seconds of the context they belong to."""

    def __init__(self, realm: Realm, document: MediaDocument) -> None:
        self._realm = realm
        self._document = document
        self._things: dict[int, Any] = {}
        self._digests: dict[int, bytes] = {}
        self._held: dict[int, list[Held[None]]] = {}
        """Memory that things take, by their number."""
        self._held_buffers: dict[int, list[Held[None]]] = {}
        """Memory that the buffers of nodes take, by node; the page may have let go of these buffers."""
        self._last = 0
        self._live: set[LiveContext] = set()
        self._asyncio = asyncio.get_running_loop()
        self._decoding = asyncio.Lock()
        self._processors = ScriptProcessors(realm, self._asyncio)

    def _add(self, thing: Any, *held: Held[None]) -> int:
        self._last += 1
        self._things[self._last] = thing
        if held:
            self._held[self._last] = list(held)
        return self._last

    def _hold(self, size: int) -> Held[None]:
        """Counts bytes for as long as what is returned lives."""
        return Held(self._realm, None, size)

    def context(self, number: int) -> Context:
        """The context of that number."""
        context = self._things.get(number)
        if not isinstance(context, LiveContext | OfflineContext):
            raise HostError("TypeError", "parameter is not of type 'BaseAudioContext'.")
        return context

    def _live_context(self, number: int) -> LiveContext:
        context = self._things.get(number)
        if not isinstance(context, LiveContext):
            raise HostError("TypeError", "parameter is not of type 'AudioContext'.")
        return context

    def _offline_context(self, number: int) -> OfflineContext:
        context = self._things.get(number)
        if not isinstance(context, OfflineContext):
            raise HostError("TypeError", "parameter is not of type 'OfflineAudioContext'.")
        return context

    def node(self, number: int) -> Node:
        """The node of that number."""
        node = self._things.get(number)
        if not isinstance(node, Node):
            raise HostError("TypeError", "parameter is not of type 'AudioNode'.")
        return node

    def close(self) -> None:
        """Ends every context's threads."""
        for context in list(self._live):
            context.close()
        self._processors.close()
        self._things.clear()
        self._held.clear()
        self._held_buffers.clear()

    @operation
    def audio_free(self, number: int) -> None:
        """Forgets what no script can reach any more; what still plays does so until its end."""
        thing = self._things.pop(number, None)
        if isinstance(thing, Context) and thing.worklet is not None:
            thing.worklet.close()
        self._digests.pop(number, None)
        self._held.pop(number, None)
        self._held_buffers.pop(number, None)
        if isinstance(thing, Node):
            renderer = thing.context.renderer
            del thing
            renderer.sweep()

    # contexts -------------------------------------------------------------------------------------------------------

    @operation
    def audio_allowed_to_start(self) -> bool:
        """https://webaudio.github.io/web-audio-api/#allowed-to-start"""
        return self._document.contexts_allowed

    @operation
    def audio_context(self, rate: float) -> int:
        """A halted context; `rate` 0 is that of the device."""
        if len(self._live) >= MAX_LIVE_CONTEXTS:
            raise dom_exception("NotSupportedError", f"{MAX_LIVE_CONTEXTS} AudioContexts are open: close() some first")
        if LiveContext.open >= MAX_LIVE_CONTEXTS_OF_ALL:
            most = f"{MAX_LIVE_CONTEXTS_OF_ALL} AudioContexts are open in all pages"
            raise dom_exception("NotSupportedError", f"{most}: close() some first")
        if rate:
            check_format(rate)
        with contained():
            context = LiveContext(self._realm, rate)
        self._live.add(context)
        self._document.add_sound(context)
        return self._add(context)

    @operation
    def audio_offline_context(self, channels: int, length: int, rate: float) -> int:
        check_format(rate, channels)
        held = self._hold(_SAMPLE * int(channels) * int(length))
        with contained():
            return self._add(OfflineContext(self._realm, int(channels), int(length), float(rate)), held)

    @operation
    def audio_rate(self, number: int) -> float:
        return self.context(number).rate

    @operation
    def audio_time(self, number: int) -> float:
        return self.context(number).now

    @operation
    def audio_run(self, number: int) -> bool:
        """False when the context is closed."""
        context = self._live_context(number)
        with contained():
            context.run()
        return not context.closed

    @operation
    def audio_halt(self, number: int) -> None:
        with contained():
            self._live_context(number).halt()

    @operation
    def audio_close(self, number: int) -> None:
        context = self._live_context(number)
        with contained():
            context.close()
        self._live.discard(context)
        self._document.remove_sound(context)

    @operation
    def audio_give_speaker(self, number: int, given: bool) -> None:
        """Lets the context be heard, or not."""
        self._live_context(number).give_speaker(given)

    @operation
    def audio_watch(self, number: int) -> None:
        """Calls `$.audioOutput` whenever the context's output starts or ceases to be non-zero."""
        context = self._live_context(number)
        with contained():
            context.output.watch(lambda sounds: self._realm.call("audioOutput", number, sounds))

    # offline rendering ----------------------------------------------------------------------------------------------

    @operation
    def audio_render(self, number: int, frames: str) -> None:
        """Renders, stopping at these frames, then calls `$.audioRendered`."""
        context = self._offline_context(number)
        stops = numbers_of(frames)
        self._realm.loop.spawn(self._render(number, context, stops), self._realm)

    async def _render(self, number: int, context: OfflineContext, frames: list[int]) -> None:
        call = self._realm.call
        buffer = await context.render(frames, lambda frame: call("audioSuspended", number, frame))
        if not context.closed:
            made = self._add(buffer, *self._held.pop(number, ()))
            self._realm.loop.queue_task(lambda: call("audioRendered", number, made), self._realm)

    @operation
    def audio_suspend_at(self, number: int, frame: int) -> None:
        self._offline_context(number).suspend_at(int(frame))

    @operation
    def audio_resume_offline(self, number: int) -> None:
        self._offline_context(number).resume()

    # buffers --------------------------------------------------------------------------------------------------------

    @operation
    def audio_buffer(self, number: int, channels: int, length: int, rate: float) -> int:
        """A buffer with the samples in the handover, channel after channel (none: silence).

        It is the one with that number if that has them already.
        """
        data = self._realm.take_bytes()
        digest = hashlib.blake2b(data, digest_size=16).digest()
        if number and self._digests.get(number) == digest:
            return number
        channels, length = int(channels), int(length)
        held = self._hold(_SAMPLE * channels * length)
        number = number if isinstance(self._things.get(number), package().AudioBuffer) else self._add(None)
        with contained():
            made = package().AudioBuffer({"numberOfChannels": channels, "length": length, "sampleRate": float(rate)})
            if data:
                for channel in range(channels):
                    made.copyToChannel(floats(data)[channel * length : (channel + 1) * length], channel)
        self._things[number] = made
        self._held[number] = [held]
        self._digests[number] = digest
        return number

    def _buffer(self, number: int) -> Any:
        buffer = self._things.get(number)
        if not isinstance(buffer, package().AudioBuffer):
            raise HostError("TypeError", "parameter is not of type 'AudioBuffer'.")
        return buffer

    @operation
    def audio_buffer_data(self, number: int) -> None:
        """Lays a buffer's samples into the handover, channel after channel."""
        buffer = self._buffer(number)
        channels = (to_bytes(buffer.getChannelData(c)) for c in range(buffer.numberOfChannels))
        self._realm.hand_bytes(b"".join(channels))

    @operation
    def audio_decode(self, rate: float) -> int:
        """Decodes the file in the handover, then calls `$.audioDecoded` or `$.audioUndecodable`."""
        job = self._add(None)
        data = self._realm.take_bytes()
        self._realm.loop.spawn(self._decode(job, Held(self._realm, data, len(data)), rate), self._realm)
        return job

    async def _decode(self, job: int, data: Held[bytes], rate: float) -> None:
        answer: tuple[Any, ...]
        try:
            async with self._decoding:
                buffer, channels, length = await self._decoded(job, data.value, rate)
            answer = ("audioDecoded", job, job, channels, length, rate)
            self._things[job] = buffer
        except (UnusableMediaError, OutOfMemoryError, ValueError, OSError, RuntimeError, MemoryError) as error:
            answer = ("audioUndecodable", job, f"Unable to decode audio data: {error}")
            self.audio_free(job)
        self._realm.loop.queue_task(lambda: self._realm.call(*answer), self._realm)

    async def _decoded(self, job: int, data: bytes, rate: float) -> tuple[Any, int, int]:
        """A buffer of the package, its channels and its length in frames."""
        source = await asyncio.to_thread(DecodedSource, data, rate)
        self._held[job] = [self._hold(_SAMPLE * source.channels * source.length)]
        return await asyncio.to_thread(source.decode), source.channels, source.length

    # nodes ----------------------------------------------------------------------------------------------------------

    @operation
    def audio_destination(self, number: int) -> int:
        context = self.context(number)
        return self._add(Node(context, context.destination))

    @operation
    def audio_listener(self, number: int) -> int:
        context = self.context(number)
        with contained():
            listener = context.renderer.make(lambda it: it.listener, MESSAGES_OF_LISTENER)
        return self._add(Node(context, listener))

    @operation
    def audio_node(self, number: int, kind: str, options: str) -> int:
        """A node, or a PeriodicWave, of an interface's name; `options` is JSON that was checked."""
        context, given = self.context(number), from_json(options, dict[str, Any])
        delayed = given["maxDelayTime"] * context.rate if kind == "DelayNode" else 0
        held = [self._hold(int(_DELAYED_FRAME * delayed))] if delayed else []
        with contained():
            return self._add(make_node(context, one_of(kind, _KINDS), given), *held)

    @operation
    def audio_set(self, number: int, name: str, value: Any) -> None:
        with contained():
            self.node(number).set(one_of(name, _ATTRIBUTES), value)
        if name == "loop":
            self.node(number).context.endings.changes(number)
            self.node(number).context.will_end(number, not value)

    @operation
    def audio_number(self, number: int, name: str) -> float:
        one_of(name, ("reduction",))
        return float(self.node(number).inner.ask(lambda it: getattr(it, name)))

    @operation
    def audio_connect(self, number: int, output: int, target: int, input_: int) -> None:
        with contained():
            self.node(number).exit.connect(self.node(target).entry, int(output), int(input_))
        self.node(target).connected(int(input_), 1)

    @operation
    def audio_disconnect(self, number: int, output: int, target: int, input_: int) -> None:
        with contained():
            self.node(number).exit.disconnect(self.node(target).entry, int(output), int(input_))
        self.node(target).connected(int(input_), -1)

    @operation
    def audio_connect_param(self, number: int, output: int, target: int, name: str) -> None:
        with contained():
            other = self.node(target)
            self._varies(other, target, name)
            self.node(number).exit.connect_param(other.inner, other.find_param(name), int(output))

    @operation
    def audio_disconnect_param(self, number: int, output: int, target: int, name: str) -> None:
        with contained():
            other = self.node(target)
            self.node(number).exit.disconnect_param(other.inner, other.find_param(name), int(output))

    # parameters -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _varies(node: Node, number: int, name: str) -> None:
        if name in ("playbackRate", "detune"):
            node.context.endings.varies(number)

    @operation
    def audio_param_value(self, number: int, name: str) -> float:
        return self.node(number).value_of(name)

    @operation
    def audio_param_set(self, number: int, name: str, value: float) -> None:
        node = self.node(number)
        given = node.value_for(name, float(value))
        with contained():
            node.context.endings.changes(number)
            node.tell_param(name, lambda it: setattr(it, "value", given))

    @operation
    def audio_param_rate(self, number: int, name: str, rate: str) -> None:
        one_of(rate, ("a-rate", "k-rate"))
        with contained():
            self.node(number).tell_param(name, lambda it: setattr(it, "automationRate", rate))

    @operation
    def audio_param_event(
        self, number: int, name: str, method: str, value: float, time: float, constant: float
    ) -> None:
        """Calls an automation method; `constant` is that of `setTargetAtTime`, and cancelling takes the time only."""
        one_of(method, _AUTOMATION)
        arguments = [float(time)]
        if not method.startswith("cancel"):
            arguments.insert(0, self.node(number).value_for(name, float(value)))
        if method == "setTargetAtTime":
            arguments.append(float(constant))
        with contained():
            self._varies(self.node(number), number, name)
            self.node(number).tell_param(name, lambda it: getattr(it, method)(*arguments))

    @operation
    def audio_param_curve(self, number: int, name: str, start: float, duration: float) -> None:
        data = self._realm.take_bytes()
        held = self._hold(len(data))
        values = floats(data)
        with contained():
            self._varies(self.node(number), number, name)
            self.node(number).tell_param(name, lambda it: it.setValueCurveAtTime(values, float(start), float(duration)))
        self._held.setdefault(number, []).append(held)

    # what single kinds of nodes do ----------------------------------------------------------------------------------

    @operation
    def audio_start(self, number: int, when: float, offset: float, duration: float) -> None:
        """`offset` and `duration` are negative when they do not apply."""
        node = self.node(number)
        context, realm = node.context, self._realm
        arguments = [float(x) for x in (when, offset, duration) if x >= 0]

        def ended() -> None:
            context.will_end(number, False)
            realm.loop.queue_task(lambda: realm.call("audioEnded", number), realm)

        with contained():
            node.inner.tell(lambda it: it.start(*arguments))
            context.endings.start(number, node, float(when), float(offset), float(duration), ended)
        if node.inner.ask(lambda it: getattr(it, "loop", True) is False and it.buffer is not None):
            node.context.will_end(number, True)

    @operation
    def audio_stop(self, number: int, when: float) -> None:
        node = self.node(number)
        with contained():
            node.inner.tell(lambda it: it.stop(float(when)))
            node.context.endings.stop(number, float(when))
        node.context.will_end(number, True)

    @operation
    def audio_set_buffer(self, number: int, buffer: int) -> None:
        """0: none."""
        given = self._buffer(buffer) if buffer else None
        self._held_buffers[number] = list(self._held.get(buffer, ()))
        if given is not None and self.node(number).inner.ask(lambda it: isinstance(it, package().ConvolverNode)):
            size = _SPECTRUM * given.numberOfChannels * given.length
            self._held_buffers[number].append(self._hold(size))
        with contained():
            self.node(number).context.endings.changes(number)
            self.node(number).inner.tell(lambda it: setattr(it, "buffer", given))

    @operation
    def audio_set_wave(self, number: int, wave: int) -> None:
        with contained():
            oscillator = self.node(number).inner
            self.node(wave).inner.ask(lambda given: oscillator.tell(lambda it: it.setPeriodicWave(given)))

    @operation
    def audio_set_curve(self, number: int) -> None:
        self._shaper(number).set_curve(self._realm.take_bytes())

    @operation
    def audio_clear_curve(self, number: int) -> None:
        self._shaper(number).set_curve(None)

    def _shaper(self, number: int) -> Shaper:
        shaper = self._things.get(number)
        if not isinstance(shaper, Shaper):
            raise HostError("TypeError", "parameter is not of type 'WaveShaperNode'.")
        return shaper

    @operation
    def audio_response(self, number: int) -> None:
        """For the frequencies in the handover: magnitudes, then phases, are laid there."""
        with contained():
            frequencies = floats(self._realm.take_bytes())
            magnitudes, phases = self.node(number).inner.ask(lambda it: it.getFrequencyResponse(frequencies))
        self._realm.hand_bytes(to_bytes(magnitudes) + to_bytes(phases))

    @operation
    def audio_analyse(self, number: int, method: str, count: int) -> None:
        """Lays what an analyser's method gives into the handover."""
        one_of(method, _ANALYSIS)
        room = bytearray(int(count)) if "Byte" in method else floats(bytes(4 * int(count)))
        with contained():
            data = self.node(number).inner.ask(lambda it: getattr(it, method)(room))
        data = data if "Byte" in method else to_bytes(data)
        self._realm.hand_bytes(data)

    @operation
    def audio_process(self, number: int) -> None:
        """Calls `$.processAudio` for each block of a script processor from now on."""
        node = self.node(number)
        callback = self._processors.callback(number, node.context.renderer)
        with contained():
            node.inner.handle_blocks(callback)

    # sound from outside, and to it ----------------------------------------------------------------------------------

    @operation
    def audio_feed_element(self, number: int, element: int) -> None:
        """From now on a node sounds as a media element of the document does."""
        operations = self._realm.provider(MediaOperations)
        media = operations.element(self._document.tree.element(element))
        self._feed(number, ElementFeed(operations.host(media)))

    @operation
    def audio_feed_track(self, number: int, track: int) -> None:
        """From now on a node sounds as a track of a stream does."""
        self._feed(number, TrackFeed(self._realm, self._streams.track(track)))

    def _feed(self, number: int, feed: Feed) -> None:
        node = self.node(number)
        Feeder(self._realm, _live_context_of(node), node.inner, feed)

    @property
    def _streams(self) -> Streams:
        streams: Streams = self._document.streams
        return streams

    @operation
    def audio_destination_track(self, number: int) -> int:
        """A new track with what a `MediaStreamAudioDestinationNode` gets."""
        node = self.node(number)
        context = _live_context_of(node)
        channels = node.inner.ask(lambda it: int(it.channelCount))
        track = DestinationTrack(context, node.inner, channels)
        context.on_close.append(track.close)
        return self._streams.add_track("audio", "MediaStreamAudioDestinationNode", track.source, node).number


def _live_context_of(node: Node) -> LiveContext:
    if not isinstance(node.context, LiveContext):
        raise HostError("TypeError", "the node is not of an AudioContext.")
    return node.context
