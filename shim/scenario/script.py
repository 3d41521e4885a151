"""Scenarios in Python: a file with `async def scenario(device, page)`."""

from __future__ import annotations

import asyncio
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from shim.device.device import Device
from shim.headless.page import Page

from .errors import OUT_OF_TIME, ScenarioError, ScenarioFailed

_FUNCTION = "async def scenario(device, page)"
_MODULE = "audio_shim_scenario"


@dataclass(frozen=True, slots=True)
class Script:
    """The function of a scenario's file."""

    path: Path
    function: Callable[[Device, Page], Awaitable[None]]

    async def run(self, device: Device, page: Page) -> None:
        """Calls it. Whatever it raises, pytest's own failures and `sys.exit` too, is a `ScenarioFailed`; so is its
        cancellation."""
        try:
            await self.function(device, page)
        except (KeyboardInterrupt, GeneratorExit):
            raise
        except BaseException as error:
            task = asyncio.current_task()
            if isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling():
                raise ScenarioFailed(f"{_place(self.path, error)}: {OUT_OF_TIME}") from None
            raise ScenarioFailed(_failure(self.path, error)) from error


def read_script(path: Path) -> Script:
    """Executes the file. Its folder is where its imports are looked for first, as for `python FILE`."""
    path = path.absolute()
    spec = importlib.util.spec_from_file_location(_MODULE, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[_MODULE] = module
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise ScenarioError(_failure(path, error)) from error
    function = getattr(module, "scenario", None)
    if not inspect.iscoroutinefunction(function):
        raise ScenarioError(f"{path.name} is not a scenario: it has no `{_FUNCTION}`")
    try:
        inspect.signature(function).bind(None, None)
    except TypeError as error:
        raise ScenarioError(f"{path.name} is not a scenario: it has no `{_FUNCTION}`: {error}") from error
    return Script(path, function)


def _failure(path: Path, error: BaseException) -> str:
    """The place in the file, and what was raised there."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{_place(path, error)}: {type(error).__name__}" + (f": {what}" if what else "")


def _place(path: Path, error: BaseException) -> str:
    """The line of the file in which it was raised, or through which it passed, with its source."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if step.filename == str(path)]
    if steps:
        return f"{path.name}:{steps[-1].lineno}: {steps[-1].line}"
    if isinstance(error, SyntaxError) and error.lineno:
        return f"{path.name}:{error.lineno}"
    return path.name
