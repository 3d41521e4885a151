"""A headless browser-engine shim for audio: pages with `navigator.audioSession` on a simulated device.

What is named here is imported when it is first asked for: those that only watch the process of a page, as the command
does, start in a third of the time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .version import __version__ as __version__

if TYPE_CHECKING:
    from .api.events import ConsoleMessage, PageError
    from .api.expect import expect
    from .api.locator import Locator
    from .browser import Browser
    from .clock import ManualClock
    from .device.device import App, Device
    from .device.recording import Recording
    from .errors import Error, EvaluationError, NavigationError, TimeoutError, UnimplementedError
    from .headless.audio_session import Session
    from .headless.frame import Frame
    from .headless.page import Page
    from .net.messages import Request, Response
    from .net.routes import Route
    from .server.server import Server
    from .session import Policy, PolicyError

_MODULES = {
    "App": "device.device",
    "Browser": "browser",
    "ConsoleMessage": "api.events",
    "Device": "device.device",
    "Error": "errors",
    "EvaluationError": "errors",
    "Frame": "headless.frame",
    "Locator": "api.locator",
    "ManualClock": "clock",
    "NavigationError": "errors",
    "Page": "headless.page",
    "PageError": "api.events",
    "Policy": "session",
    "PolicyError": "session",
    "Recording": "device.recording",
    "Request": "net.messages",
    "Response": "net.messages",
    "Route": "net.routes",
    "Server": "server.server",
    "Session": "headless.audio_session",
    "TimeoutError": "errors",
    "UnimplementedError": "errors",
    "expect": "api.expect",
}
__all__ = [
    "App",
    "Browser",
    "ConsoleMessage",
    "Device",
    "Error",
    "EvaluationError",
    "Frame",
    "Locator",
    "ManualClock",
    "NavigationError",
    "Page",
    "PageError",
    "Policy",
    "PolicyError",
    "Recording",
    "Request",
    "Response",
    "Route",
    "Server",
    "Session",
    "TimeoutError",
    "UnimplementedError",
    "expect",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__all__", "__doc__", "__version__"]
