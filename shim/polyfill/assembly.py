"""Assembles the injectable script from the ES modules in ``js/polyfill``."""

from enum import Enum

from shim import resources
from shim.resources import Line, expression


class Part(Enum):
    """Scripts that an engine of one's own evaluates, each when it is first needed: (module, the function it exports).

    DOCUMENT is first: ``attach(window, link, adapter)`` returns ``watch``, which takes the functions of the others;
    DEVICE is the first of them.
    """

    DOCUMENT = ("document", "attach")
    DEVICE = ("device", "watchDevice")
    MEDIA_ELEMENT = ("device-media", "watchDeviceMedia")
    AUDIO_CONTEXT = ("device-contexts", "watchDeviceContexts")
    CAPTURE = ("device-capture", "watchDeviceCapture")
    SPEECH = ("held-sources", "holdSpeech")
    MEDIA_SESSION = ("media-session", "watchMediaSession")


def polyfill_source() -> str:
    """For browsers: a classic-script expression whose value is ``installInjected(window, link, extras)``
    (injected.js)."""
    return _expression("injected", "installInjected")


def served_source() -> str:
    """The script of a server for browsers: an expression whose value is ``installServed()`` (served.js)."""
    return _expression("served", "installServed")


def part_source(part: Part) -> str:
    """A classic-script expression whose value is the part's function."""
    return _expression(*part.value)


def joined(module: str) -> list[Line]:
    """A module of `js/polyfill` after all that it imports: see `shim.resources.joined`."""
    return resources.joined(f"polyfill/{module}")


def _expression(module: str, name: str) -> str:
    return expression(f"polyfill/{module}.js", name)
