"""An engine that is not the one that the binding knows is named when it is imported, in one line."""

import subprocess
import sys

import pytest

from shim.engine import layout
from shim.engine.self_test import check_binding
from shim.errors import IncompatiblePackageError
from tests.paths import ROOT


def test_the_installed_engine_passes() -> None:
    check_binding()


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("native_context._TAG_FLOAT", "7", "a call from the host"),
        ("native_context._TAG_BOOL", "3", "a value that crosses does not come out as it should"),
        ("native_context._TAG_STRINGS", "()", "a value that crosses does not come out as it should"),
        ("bytecode._TAG_EXCEPTION", "99", "a compiled script does not come out as it should"),
        (
            "native_runtime._interrupt_handler",
            "c_api._InterruptHandler(lambda runtime, key: 1)",
            "a call from the host fails with",
        ),
        ("native_context._READ_BYTECODE", "0", "a call from the host fails with MemoryError"),
        ("native_runtime._rejection_tracker", "c_api._RejectionTracker(lambda *given: None)", "a rejected promise"),
        ("bytecode._COMPILE_ONLY", "0", "a call from the host fails with MemoryError"),
    ],
)
def test_a_binding_that_differs_is_named(name: str, value: str, what: str) -> None:
    # In a process of its own: an engine that was called wrongly is not fit for further tests.
    script = f"""
from shim.engine import bytecode, c_api, native_context, native_runtime
from shim.engine import layout
from shim.engine.self_test import check_binding
from shim.errors import IncompatiblePackageError
{name} = {value}
check_binding()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    *_, last = done.stderr.splitlines()
    assert last.startswith(f"shim.errors.IncompatiblePackageError: the installed quickjs-ng does not fit: {what}")


@pytest.mark.parametrize(
    ("breakage", "what"),
    [
        ("ctypes.CDLL.__getattr__ = missing", "it does not export JS_"),
        (
            "quickjs.Context = type('Context', (), {'set_time_limit': lambda *given: None, 'pad': (0,) * 9})",
            "it lays out its structures differently",
        ),
    ],
)
def test_an_engine_laid_out_differently_is_named_at_import(breakage: str, what: str) -> None:
    script = f"""
import ctypes, quickjs
real = ctypes.CDLL.__getattr__
def missing(self, name):
    if name.startswith("JS_"):
        raise AttributeError(name)
    return real(self, name)
{breakage}
import shim.engine.realm
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    *_, last = done.stderr.splitlines()
    assert last.startswith(f"shim.errors.IncompatiblePackageError: the installed quickjs-ng does not fit: {what}")


def test_what_lies_behind_a_structure_is_not_taken_for_its_field() -> None:
    """Memory behind a context holds the address of its global object too, now and then."""
    assert layout._first([62, 100]) == 62
    with pytest.raises(IncompatiblePackageError):
        layout._first([])
