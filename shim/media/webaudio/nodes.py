"""Makes the package's nodes, and hides where one node of the page is several of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from shim.engine.realm import HostError

from .contexts import Context
from .package import floats, package
from .renderer import MESSAGES_OF_PARAMETER, Part
from .worklets import Processor, processor_class, uncollected

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

    def __init__(self, context: Context, inner: Part) -> None:
        self.context = context
        self.inner = self.entry = self.exit = inner

    def set(self, name: str, value: Any) -> None:
        """Sets an attribute, an IDL value that was checked."""
        target = self.entry if name in _CHANNELS else self.inner
        if name in _INTEGERS:
            value = int(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        target.tell(lambda it: setattr(it, name, value))

    def find_param(self, name: str) -> Callable[[Any], Any]:
        """A function that gives a parameter of the package's node."""
        return lambda it: _param(None if name.startswith("_") else getattr(it, name, None), name)

    def tell_param(self, name: str, order: Callable[[Any], object]) -> None:
        """Does something to a parameter of the package's."""
        find = self.find_param(name)
        self.inner.tell(lambda it: order(find(it)))

    def value_for(self, name: str, value: float) -> float:
        """The value that a parameter of the package's is set to for a value that the page gives."""
        return value

    def value_of(self, name: str) -> float:
        """The value of a parameter as the page sees it."""
        find = self.find_param(name)
        return self.inner.ask(lambda it: float(find(it).value))

    def connected(self, input_: int, change: int) -> None:
        """One connection more to an input, or one less."""


def _param(found: Any, name: str) -> Any:
    if not isinstance(found, package().AudioParam):
        raise HostError("TypeError", f"the node has no parameter {name!r}")
    return found


class Biquad(Node):
    """A BiquadFilterNode.

    AD-HOC: the package divides by Q. In place of 0, where the filters have limits, it gets the next best.
    """

    __slots__ = ()

    _LEAST_Q = 2.0**-40

    def __init__(self, context: Context, options: dict[str, Any]) -> None:
        options = {**options, "Q": self.value_for("Q", options["Q"])}
        super().__init__(context, context.renderer.node("BiquadFilterNode", options))

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
        descriptors = context.worklet.descriptors[self.name]
        own = {**options, "processorOptions": self.processor.number}
        size = 16 + MESSAGES_OF_PARAMETER * len(descriptors)
        bridge = processor_class(json.dumps(descriptors))

        def make(it: Any) -> Any:
            with uncollected():
                return package().AudioWorkletNode(it, bridge, own)

        made = context.renderer.make(make, size)
        super().__init__(context, made)
        # The package runs a node from its first connection on, and the standard from the beginning.
        other = context.renderer.node("GainNode", {})
        first, second = (made, other) if options["numberOfOutputs"] else (other, made)
        first.connect(second)
        first.disconnect(second)

    def find_param(self, name: str) -> Callable[[Any], Any]:
        return lambda it: _param(it.parameters.get(name), name)

    def connected(self, input_: int, change: int) -> None:
        self.processor.connections[input_] += change


class Shaper(Node):
    """A WaveShaperNode whose curve can be replaced and removed: a new node of the package for every curve."""

    __slots__ = ("_oversample", "_shape")

    def __init__(self, context: Context, options: dict[str, Any]) -> None:
        self._oversample = options.pop("oversample")
        super().__init__(context, context.renderer.node("GainNode", options))
        self._shape: Part | None = None
        self.exit = context.renderer.node("GainNode", {})
        self.entry.connect(self.exit)

    def set(self, name: str, value: Any) -> None:
        if name != "oversample":
            super().set(name, value)
            return
        self._oversample = value
        if self._shape is not None:
            self._shape.tell(lambda it: setattr(it, "oversample", value))

    def set_curve(self, curve: bytes | None) -> None:
        """Values from -1 to 1 on, as 32-bit floats; None lets samples through as they are."""
        if self._shape is None:
            self.entry.disconnect(self.exit)
        else:
            self.entry.disconnect(self._shape)
            self._shape.disconnect(self.exit)
            self._shape = None
        if curve is None:
            self.entry.connect(self.exit)
            return
        self._shape = shape = self.context.renderer.node("WaveShaperNode", {"oversample": self._oversample})
        shape.tell(lambda it: setattr(it, "curve", floats(curve)))
        self.entry.connect(shape)
        shape.connect(self.exit)


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
        return Node(context, context.renderer.make(lambda it: it.createScriptProcessor(*sizes)))
    if kind == "MediaStreamAudioDestinationNode":
        options = {"channelCountMode": "explicit", **options}
    return Node(context, context.renderer.node("GainNode" if kind in _PLAIN else kind, options))
