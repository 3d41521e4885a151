"""Messages between a command and its worker processes."""

from __future__ import annotations

import msgspec

from .harness import Harness
from .manifest import Test
from .results import TestResult

SOFT_GRACE = 5.0
"""Seconds beyond its own time after which a test that did not report is over."""


class Job(msgspec.Struct, frozen=True):
    """A test, and what it is to run on."""

    product: str
    harness: Harness
    timeout_multiplier: float
    test: Test


class Ready(msgspec.Struct, tag=True):
    """The product is there."""

    version: str


class Failed(msgspec.Struct, tag=True):
    """The product could not be started."""

    message: str


class Done(msgspec.Struct, tag=True):
    """A test is over."""

    result: TestResult


Message = Ready | Failed | Done
