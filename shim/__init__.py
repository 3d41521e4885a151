"""A headless browser-engine shim for audio: pages with `navigator.audioSession` on a simulated device."""

from .browser import Browser
from .device import Device
from .errors import Error, EvaluationError, NavigationError, TimeoutError
from .events import ConsoleMessage, PageError
from .frame import Frame, Session
from .page import Page

__version__ = "0.1.0"
__all__ = [
    "Browser",
    "ConsoleMessage",
    "Device",
    "Error",
    "EvaluationError",
    "Frame",
    "NavigationError",
    "Page",
    "PageError",
    "Session",
    "TimeoutError",
]
