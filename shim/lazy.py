"""Packages that take long to import and that most pages have no use for: each is imported when something of it is first
used. Types are those of the packages themselves.

OPTIMIZATION: NumPy and PyAV take 0.1 s of a start, and NumPy starts threads.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import av as av
    import icu as icu
    import numpy as np
else:

    class _Module:
        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> object:
            value = getattr(import_module(self._name), attribute)
            setattr(self, attribute, value)
            return value

    av, icu, np = _Module("av"), _Module("icu"), _Module("numpy")

__all__ = ["av", "icu", "np"]
