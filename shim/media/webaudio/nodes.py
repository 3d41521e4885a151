"""Makes the package's nodes, and hides where one node of the page is several of them."""

from __future__ import annotations

import json
from typing import Any

from .contexts import Context
from .package import floats, package
from .worklets import Processor, processor_class

_INTEGERS = frozenset({"fftSize", "channelCount"})
_CHANNELS = frozenset({"channelCount", "channelCountMode", "channelInterpretation"})
_PLAIN = frozenset(
    {"MediaElementAudioSourceNode", "MediaStreamAudioSourceNode", "MediaStreamTrackAudioSourceNode"}
    | {"MediaStreamAudioDestinationNode"}
)
"""Nodes whose samples the host feeds in or takes out: a gain stands in their place."""


class Node:
    """A node as the page sees it: `inner` has its parameters and settings, `entry` and `exit` its connections."""

    __slots__ = ("__weakref__", "context", "entry", "exit", "inner")

    def __init__(self, context: Context, inner: Any) -> None:
        self.context = context
        self.inner = self.entry = self.exit = inner

    def set(self, name: str, value: Any) -> None:
        """Sets an attribute, an IDL value that was checked."""
        target = self.entry if name in _CHANNELS else self.inner
        if name in _INTEGERS:
            value = int(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        setattr(target, name, value)

    def param(self, name: str) -> Any:
        """A parameter of the package's."""
        return getattr(self.inner, name)

    def value_for(self, name: str, value: float) -> float:
        """What a parameter of the package's is set to for a value that the page gives."""
        return value

    def value_of(self, name: str) -> float:
        """What the page sees as the value of a parameter."""
        return float(self.param(name).value)

    def connected(self, input_: int, change: int) -> None:
        """One connection more to an input, or one less."""


class Biquad(Node):
    """A BiquadFilterNode.

    AD-HOC: the package divides by Q. In place of 0, where the filters have limits, it gets the next best.
    """

    __slots__ = ()

    _LEAST_Q = 2.0**-40

    def __init__(self, context: Context, options: dict[str, Any]) -> None:
        options = {**options, "Q": self.value_for("Q", options["Q"])}
        super().__init__(context, package().BiquadFilterNode(context.renderer, options))

    def value_for(self, name: str, value: float) -> float:
        return self._LEAST_Q if name == "Q" and abs(value) < self._LEAST_Q else value

    def value_of(self, name: str) -> float:
        value = super().value_of(name)
        return 0.0 if name == "Q" and value == self._LEAST_Q else value


class WorkletNode(Node):
    """An AudioWorkletNode: `processor` makes its samples once it was started."""

    __slots__ = ("name", "processor")

    def __init__(self, context: Context, options: dict[str, Any]) -> None:
        assert context.worklet is not None
        self.name: str = options.pop("processor")
        self.processor = Processor(context.worklet, self, options["numberOfInputs"])
        bridge = processor_class(json.dumps(context.worklet.descriptors[self.name]))
        own = {**options, "processorOptions": {"number": self.processor.number}}
        made = package().AudioWorkletNode(context.renderer, bridge, own)
        super().__init__(context, made)
        # The package runs a node from its first connection on, and the standard from the beginning.
        other = package().GainNode(context.renderer, {})
        first, second = (made, other) if options["numberOfOutputs"] else (other, made)
        first.connect(second)
        first.disconnect(second)

    def param(self, name: str) -> Any:
        return self.inner.parameters.get(name)

    def connected(self, input_: int, change: int) -> None:
        self.processor.connections[input_] += change


class Shaper(Node):
    """A WaveShaperNode whose curve can be replaced and removed: a new node of the package for every curve."""

    __slots__ = ("_oversample",)

    def __init__(self, context: Context, options: dict[str, Any]) -> None:
        self._oversample = options.pop("oversample")
        super().__init__(context, None)
        self.entry = package().GainNode(context.renderer, options)
        self.exit = package().GainNode(context.renderer, {})
        self.entry.connect(self.exit)

    def set(self, name: str, value: Any) -> None:
        if name != "oversample":
            super().set(name, value)
            return
        self._oversample = value
        if self.inner is not None:
            self.inner.oversample = value

    def set_curve(self, curve: bytes | None) -> None:
        """Values from -1 to 1 on, as 32-bit floats; None lets samples through as they are."""
        self.entry.disconnect()
        if self.inner is not None:
            self.inner.disconnect()
        if curve is None:
            self.inner = None
            self.entry.connect(self.exit)
            return
        self.inner = package().WaveShaperNode(self.context.renderer, {"oversample": self._oversample})
        self.inner.curve = floats(curve)
        self.entry.connect(self.inner)
        self.inner.connect(self.exit)


def make_node(context: Context, kind: str, options: dict[str, Any]) -> Node:
    """A node of an interface's name with its checked options."""
    if kind == "AudioWorkletNode":
        return WorkletNode(context, options)
    if kind == "BiquadFilterNode":
        return Biquad(context, options)
    if kind == "WaveShaperNode":
        return Shaper(context, options)
    if kind == "ScriptProcessorNode":
        sizes = (options["bufferSize"], options["inputs"], options["outputs"])
        return Node(context, context.renderer.createScriptProcessor(*sizes))
    if kind == "MediaStreamAudioDestinationNode":
        options = {"channelCountMode": "explicit", **options}
    made = package().GainNode if kind in _PLAIN else getattr(package(), kind)
    return Node(context, made(context.renderer, options))
