"""Self-test of the engine's binding, when a realm is first imported: values, scripts, errors and microtasks go both
ways through `native_context.py` as they should.

What these modules know of the engine's structures belongs to one release. With another one a page would fail in ways
that name anything but the cause, so this names it.
"""

from __future__ import annotations

from collections.abc import Callable

from shim.errors import IncompatiblePackageError

from . import bytecode, c_api, native_context, native_runtime

_ENTRY = """(function (host, handover) {
  const helpers = {
    __proto__: null,
    echo: (value) => value,
    double: (value) => value * 2,
    kind: (value) => typeof value,
    ask: () => host("ask", 1),
    text: (error) => `${error}`,
    size: () => handover[0].byteLength,
    print: (value) => `${helpers.echo}`,
    noteRejection: () => {},
    leaveWindow: () => {},
  };
  return (name, ...values) => helpers[name](...values);
})"""
_VALUES: dict[str, tuple[object, ...]] = {
    "object": (None,),
    "boolean": (True, False),
    "number": (0, -1, 2**31 - 1, 2.5, -0.5, 1e300),
    "string": ("", "text", "\U0001f50a\u00e9"),
}


def check_binding() -> None:
    """Raises `IncompatiblePackageError` when something does not come out as it should."""
    step = "a context"
    try:
        asked: list[object] = []

        def answer(*given: object) -> str:
            asked.append(given)
            return "answer"

        # not from the disk: nothing that a page needs is known yet
        bytecode.compile_for_this_process(_ENTRY)
        runtime = native_runtime.NativeRuntime()
        engine = native_context.NativeContext(runtime, answer)
        try:
            for step, holds in _checks(engine, asked):
                if not holds():
                    raise IncompatiblePackageError("quickjs-ng", f"{step} does not come out as it should")
        finally:
            engine.release()
            runtime.close()
    except (
        AssertionError,
        AttributeError,
        ImportError,
        MemoryError,
        RuntimeError,
        TypeError,
        ValueError,
        native_runtime.Thrown,
    ) as error:
        if isinstance(error, IncompatiblePackageError):
            raise
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        raise IncompatiblePackageError("quickjs-ng", f"{step} fails with {what}") from None


def _checks(engine: native_context.NativeContext, asked: list[object]) -> list[tuple[str, Callable[[], bool]]]:
    """The checks by what they are of, in their order."""
    runtime = engine.runtime

    def entry() -> bool:
        engine.start(_ENTRY)
        return engine.call("double", 21) == 42 and engine.call("double", 1.25) == 2.5

    def values() -> bool:
        return all(
            engine.call("echo", value) == value and engine.call("kind", value) == kind
            for kind, several in _VALUES.items()
            for value in several
        )

    def compiled_script() -> bool:
        code = bytecode.compile_script("globalThis.ran = __host('run', 2);", "script", 7)
        assert code is not None
        engine.run_script(code)
        return asked == [("run", 2)] and bytecode.compile_script("let a a", "script") is None

    def script() -> bool:
        engine.evaluate("globalThis.after = Promise.resolve().then(() => __host(ran));", "script", 1)
        return asked == [("run", 2)] and engine.run_job() and asked[-1] == ("answer",) and not engine.run_job()

    def callable_() -> bool:
        return engine.call("ask") == "answer" and asked[-1] == ("ask", 1)

    def thrown() -> bool:
        try:
            engine.evaluate("throw new RangeError('far')", "script", 1)
        except native_runtime.Thrown:
            return engine.call_with_thrown("text") == "RangeError: far"
        return False

    def rejection() -> bool:
        engine.evaluate("Promise.reject(1)", "script", 1)
        return [handled for _, _, handled in engine.rejections] == [False]

    def interruption() -> bool:
        runtime.deadline = 0.0
        try:
            engine.evaluate("for (let i = 0; i < 1e6; i++);", "script", 1)
        except native_runtime.Thrown:
            return True
        finally:
            runtime.deadline = float("inf")
        return False

    def data() -> bool:
        engine.hand_bytes(b"\0\1\2")
        return engine.call("size") == 3 and engine.take_bytes() == b"\0\1\2"

    def realms() -> bool:
        engine.evaluate("globalThis.mark = 'old'; globalThis.read = () => mark;", "script", 1)
        window, kept = c_api._global_object(engine._context), engine.keep()
        other = native_context.NativeContext(runtime, lambda *given: asked.append(given), window, kept)
        try:
            other.start(_ENTRY)
            other.evaluate("globalThis.mark = 'new'; __host(mark, globalThis === this);", "script", 1)
            engine.evaluate("__host(read(), mark);", "script", 1)
        finally:
            kept.drop()
            other.drop(window)
            other.release()
        return asked[-2:] == [("new", True), ("old", "old")]

    return [
        ("a call from the host", entry),
        ("a value that crosses", values),
        ("a compiled script", compiled_script),
        ("a script with a microtask", script),
        ("a call of the host", callable_),
        ("an error that is thrown", thrown),
        ("a rejected promise", rejection),
        ("a script that takes too long", interruption),
        ("an ArrayBuffer", data),
        ("a realm that takes another one's window", realms),
        ("the text of a function", lambda: "[native code]" in engine.call("print", None)),
    ]
