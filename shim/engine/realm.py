"""A realm: one QuickJS context with its global object, limits, and the guarded way between script and host."""

from __future__ import annotations

import ctypes
import inspect
import json
import logging
import math
import time
import types
import typing
import weakref
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import get_ident
from typing import Any, TypeVar

import msgspec

from shim.engine.platform.index import platform
from shim.engine.platform.operations import argument_count, numbered_operations, providers_by_operation
from shim.engine.platform.operations import operation as operation
from shim.engine.platform.units import (
    bootstrap,
    first_bundles,
)

from .errors import HostError as HostError
from .event_loop import EventLoop
from .layout import PLATFORM_STACK, stack_left
from .memory import MemoryAccount, OutOfMemoryError
from .mending import mended
from .modules import Modules, ScriptValue
from .native_context import NativeContext
from .native_runtime import KeptContext, Thrown
from .natives import natives
from .pieces import Pieces
from .runtime import Runtime
from .script_cache import compiled
from .scripts import ScriptError as ScriptError
from .scripts import declared
from .self_test import check_binding

check_binding()

_log = logging.getLogger(__name__)
_RESERVE = 16 * 1024 * 1024
_COLLECTIONS = 8
"""The engine does not know how much hangs on objects that it has not freed: garbage is collected each time that a page
has come to hold this part of its memory outside."""
_INT_LIMIT = 2**31
_FEW_ENTRIES = 8
"""Entries into script within each other for which Python's own limit need not be looked at."""
_FRAMES = 200
"""Python functions within each other that a host operation may take."""
_OUT_OF_MEMORY = "InternalError: out of memory"
_OUT_OF_STACK = "RangeError: Maximum call stack size exceeded"
_FAILED = "\0failed"
_SECONDS_TO_REPORT = 1.0
"""Time for the handlers of the error that a script was stopped with."""
_Thing = TypeVar("_Thing")
_STOPS = 2
"""A realm whose scripts were stopped so often has crashed: it would hold all others up again and again."""


def dom_exception(name: str, message: str) -> HostError:
    """The error that throws a `DOMException` of that name in the page."""
    return HostError("DOMException", message, name)


def known(number: float, things: Mapping[int, _Thing] | Sequence[_Thing], interface: str) -> _Thing:
    """The object that script names by a number; a TypeError in the page when there is none."""
    key = int(number)
    if key in things if isinstance(things, Mapping) else 0 <= key < len(things):
        return things[key]
    raise HostError("TypeError", f"parameter is not of type '{interface}'.")


def from_json(text: str, type_: type[_Thing]) -> _Thing:
    """The value that script sends as JSON; a TypeError in the page when it is not of that type."""
    return msgspec.convert(json.loads(text), type_)


def numbers_of(text: str) -> list[int]:
    """Numbers that script sends, separated by spaces; a TypeError in the page when they are not numbers."""
    try:
        return [int(number) for number in text.split()]
    except ValueError:
        raise HostError("TypeError", "the host does not take these numbers") from None


def one_of(name: str, known: Container[str]) -> str:
    """A name by which script chooses what a host operation does; a TypeError in the page when it is not `known`."""
    if name not in known:
        raise HostError("TypeError", f"{name!r} is not known here")
    return name


class Realm:
    """One document's context. Those of documents that may script each other share a `runtime`; else it has one of its
    own.

    `providers` maps provider classes to functions that make their instance when one of their operations is first used.
    `account`: that of the page that it belongs to; else it has one of its own. `window`: the object of `runtime` that
    becomes its global object, as it was that of `before`. `on_error` gets errors that no script
    caught, `on_missing` the names of what is not implemented, and whether they were more than read. `root`: the
    interface of the global object, which says what is [Exposed] here, and `hidden` which of that is not. `has_named`:
    whether a frame or an element goes by a name on it.
    """

    def __init__(
        self,
        loop: EventLoop,
        providers: Mapping[type, Callable[[Realm], object]],
        *,
        url: str = "about:blank",
        secure: bool = True,
        root: str = "Window",
        account: MemoryAccount | None = None,
        runtime: Runtime | None = None,
        window: ScriptValue | None = None,
        before: KeptContext | None = None,
        script_timeout: float = float("inf"),
        on_error: Callable[[ScriptError], None] | None = None,
        on_missing: Callable[[str, bool], None] | None = None,
        has_named: Callable[[str], bool] | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self.loop = loop
        self.url = url
        self.secure = secure
        self.time_origin = loop.now()
        """The loop's time at which it was made. https://www.w3.org/TR/hr-time-3/#dfn-time-origin"""
        self.closed = False
        """Nothing of it runs by itself any more; what others hold of it may still answer."""
        self.freed = False
        self.crashed = False
        """Its scripts had to be stopped again: none runs any more."""
        self.on_crash: Callable[[], None] | None = None
        self._stops = 0
        self._retired = self._is_left = False
        self.on_freed: Callable[[], None] | None = None
        """Called once when nothing of it is left."""
        self.script_timeout = script_timeout
        self.has_run = False
        """Script of it has run, called by the host."""
        self.on_error = on_error
        self.on_missing = on_missing
        self.on_unknown: Callable[[str, str], None] | None = None
        """Called with an interface ("" for the global object) and a name that it lacks; and with an interface of
        EXTENDED and "" when that is built whole. It may run a script that adds the member."""
        self.on_entry: Callable[[], None] | None = None
        """Called before script runs: the embedder may have changed anything since it ran last."""
        self.on_used: Callable[[str], None] | None = None
        self.watched: frozenset[str] = frozenset()
        self._platform = platform()
        self._providers = providers
        self._instances: dict[type, object] = {}
        self._operations = providers_by_operation(tuple(providers))
        self._error: dict[str, str] | None = None
        self._fatal: BaseException | None = None
        self.account = account or MemoryAccount()
        self.runtime = runtime or Runtime(loop, self.account)
        self._native = self.runtime.native
        self._scripts = self.runtime.scripts
        self._outside = 0
        """Bytes that the host holds for it, as they are in `account`."""
        self._outside_before = 0
        """Bytes of `_outside` that were left when garbage was collected last."""
        # OPTIMIZATION: many a frame that script makes has nodes that script never looks at
        bundles = first_bundles(root) if runtime is None else ()
        self._pieces = Pieces(self, root, bundles, has_named, hidden)
        own: dict[str | int, Callable[..., Any]] = {
            "argument_count": self._argument_count,
            "used": lambda name: self.on_used(name) if self.on_used is not None else None,
            "error": self._take_error,
            "with_nul": self._with_nul,
            "checkpoint": self._perform_checkpoint,
            "rejections": self.deliver_rejections,
            "undetectable": lambda: self._engine.make_undetectable(),
            "url_of": self._scripts.url_of,
            "line_of": self._scripts.line_of,
            **self._pieces.operations(),
        }
        self._bound = _Bound(own, self._operation)
        dispatch = self._dispatcher()
        self.host = weakref.ref(dispatch, self.runtime.host_freed)
        """The function of the host that script has: gone when nothing of the realm is left."""
        self.runtime.make_room()
        self._engine = NativeContext(self._native, dispatch, window.value if window is not None else None, before)
        self._pieces.engine = self._engine
        self.number = self.runtime.add(self)
        """Its number in the runtime, by which the other realms know it."""
        self.modules = Modules(self, self._engine)
        self._engine.start(bootstrap(root, bundles, secure=secure, missing=natives().missing), natives().table)
        if loop.clock.is_manual:
            self.call("followClock")
        self.runtime.measure()
        self.runtime.limit_memory()

    # from script into the host ----------------------------------------------------------------------------------------

    def _dispatcher(self) -> Callable[..., Any]:
        """The one function of the host that script has. A Python callable must never raise into the engine: errors
        are kept and an answer that cannot be mistaken says so."""
        bound, native = self._bound, self._native

        def dispatch(name: str | int, *arguments: Any) -> Any:
            if name.__class__ is int and (native.is_ended or time.monotonic() > native.deadline):
                # what the host does may take long, and the engine looks at the time only now and then
                native.look_at_the_time()
                self._error = {"type": "RangeError", "message": self._too_long}
                return _FAILED
            try:
                answer = bound[name](*arguments)
                if answer.__class__ is int and not -_INT_LIMIT <= answer < _INT_LIMIT:
                    return float(answer)  # INTEROP: the engine's binding cuts integers down to 32 bits
                return answer
            except HostError as error:
                self._error = {"type": error.type, "name": error.name, "message": str(error)}
            except MemoryError:
                self._error = {"type": "RangeError", "message": "out of memory"}
            except RecursionError:
                self._error = {"type": "RangeError", "message": "Maximum call stack size exceeded"}
            except Exception as error:
                if isinstance(error, ValueError) and str(error).startswith("Exceeds the limit ("):
                    self._error = {"type": "RangeError", "message": "the number has too many digits"}
                    return _FAILED
                # the binding calls although it could not convert an argument
                is_text = isinstance(error, SystemError) and isinstance(error.__cause__, UnicodeError)
                if isinstance(error, json.JSONDecodeError | msgspec.MsgspecError | OverflowError) or not _takes(
                    bound.get(name), arguments
                ):
                    self._error = {"type": "TypeError", "message": "the host does not take these arguments"}
                    return _FAILED
                if not self.closed and not is_text:
                    self._fatal = self._fatal or error
                self._error = {"type": "TypeError", "message": f"internal error: {error!r}"}
            except BaseException as error:
                self._fatal = error
                self._error = {"type": "TypeError", "message": "interrupted"}
            return _FAILED

        return dispatch

    def _take_error(self) -> str | None:
        error, self._error = self._error, None
        return None if error is None else json.dumps(error)

    def _with_nul(self, stand_in: str, name: str | int, *arguments: Any) -> Any:
        """An operation with strings in which another character stands for U+0000."""
        return self._bound[name](*[x.replace(stand_in, "\0") if isinstance(x, str) else x for x in arguments])

    def provider(self, kind: type) -> Any:
        """The realm's instance of a provider class, made when first asked for."""
        found = self._instances.get(kind)
        if found is None:
            found = self._instances[kind] = self._providers[kind](self)
        return found

    def has_made(self, *kinds: type) -> bool:
        """True when there is an instance of one of these provider classes."""
        return any(kind in self._instances for kind in kinds)

    def _operation(self, name: str) -> Callable[..., Any]:
        kind = self._operations.get(name)
        if kind is None:
            raise LookupError(f"no host operation {name!r}")
        function: Callable[..., Any] = getattr(self.provider(kind), name)
        return function

    def _argument_count(self, name: str) -> int:
        if name not in self._operations:
            raise LookupError(f"no host operation {name!r}")
        return argument_count(name)

    # from the host into script ----------------------------------------------------------------------------------------

    def call(self, helper: str, *arguments: Any) -> Any:
        """Calls the internal function `$.helper`; what it throws is reported as the page's error."""
        return None if self.closed else self.call_even_retired(helper, *arguments)

    def call_even_retired(self, helper: str, *arguments: Any) -> Any:
        """Like `call`, also when the realm is retired."""
        if self.freed or self.crashed:
            return None
        self._enter()
        try:
            result = self._engine.call(helper, *arguments)
        except Thrown:
            self._report_thrown()
            result = None
        finally:
            self._leave()
        self._raise_fatal()
        return result

    def reserve_lines(self, source: str, url: str, line: int = 0) -> int:
        """The number of empty lines above code that script itself will evaluate, so that its errors name `url`, in
        which it stands below `line` lines."""
        return self._scripts.add_evaluated(source, url, line)

    def add_source(self, source: str, file: str, line: int = 0, url: str = "") -> None:
        """Remembers a script for stack traces, where there is room. See `Scripts.add`."""
        try:
            self.hold(len(source))
        except OutOfMemoryError:
            source = ""
        self._scripts.add(source, file, line, url)

    def run_script(self, source: str, url: str, line: int = 0) -> bool:
        """Runs a classic script. False when it threw; the error has then been reported. `line`: lines above it in
        its file."""
        self.add_source(source, url, line)
        # A global that is there already keeps its value when it is declared, and stays away when it is deleted.
        if wanted := list(filter(self._platform.is_global_name, declared(source))):
            self.call("bringGlobals", " ".join(wanted))
        return self.run(lambda: self._run_classic(source, url, line))

    def _run_classic(self, source: str, url: str, line: int) -> None:
        source = mended(source)
        code = compiled(source, url, line)
        if code is None:
            self._engine.evaluate(source, url, line + 1)
        else:
            self._engine.run_script(code)

    def evaluate_nested(self, source: str, url: str) -> None:
        """Runs a classic script in the midst of another one. Raises `Thrown`."""
        self.add_source(source, url)
        with self.entered():
            self._run_classic(source, url, 0)

    def hand_thrown(self) -> None:
        """Lays what a script threw into `$.handover[0]`."""
        with self.entered():
            self._engine.call_with_thrown("layThrown")

    def run_platform_script(self, source: str) -> None:
        """Lays a function of `$` into `$.handover[0]`, which evaluates a script of ours that touches nothing of the
        host."""
        self._engine.hand(self._platform.script(source))

    def _enter(self) -> None:
        """Script is about to run: what is outermost has `script_timeout` seconds from now. Raises `RecursionError` when
        host and script have called each other so often that a host operation could not do its work, and `RuntimeError`
        when script runs in another thread: two in one engine at once would end the process."""
        loop = self.loop
        if loop.entries >= _FEW_ENTRIES:
            _require_frames(_FRAMES)
        if loop.entries == 0:
            loop.thread = get_ident()
        elif loop.thread != get_ident():
            raise RuntimeError("a browser is used by one thread at a time: make one in each thread")
        loop.entries += 1
        runtime = self.runtime
        if runtime.depth == 0:
            self._native.deadline = time.monotonic() + self.script_timeout
            runtime.account.enter(runtime)
            for realm in runtime.realms:
                if realm.on_entry is not None:
                    realm.on_entry()
        elif self.on_entry is not None:
            self.on_entry()
        runtime.depth += 1
        runtime.entries += 1
        self.has_run = True

    @property
    def script_entries(self) -> int:
        """A number that grows whenever script may begin to run."""
        return self.runtime.entries

    def _leave(self) -> None:
        runtime = self.runtime
        runtime.depth -= 1
        self.loop.entries -= 1
        if runtime.depth == 0:
            self._native.deadline = float("inf")
            runtime.account.leave(runtime)
            if self._native.was_stopped and not self._native.is_ended:
                self._native.was_stopped = False
                self._count_stop()
                # what the engine stops runs no `finally`
                self.call_even_retired("resetDepth")
            runtime.settle()

    def _count_stop(self) -> None:
        self._stops += 1
        if self._stops == _STOPS and not self.freed:
            self.crashed = self.closed = True
            self.uncaught(ScriptError(f"{self.url} crashed: {self.crash_reason}", self.url))
            if self.on_crash is not None:
                self.loop.queue_task(self.on_crash)

    @property
    def crash_reason(self) -> str:
        """The reason why a realm is `crashed`."""
        return f"its scripts were stopped {_STOPS} times"

    @property
    def _too_long(self) -> str:
        return f"script ran for more than {self.script_timeout:g} s and was stopped"

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Script runs meanwhile; whoever asks for it looks at what it throws."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def run(self, evaluate: Callable[[], None]) -> bool:
        """Runs script and the microtasks that it leaves. False when it threw; the error has then been reported."""
        if self.closed:
            return False
        self._enter()
        self.runtime.running += 1
        try:
            evaluate()
            done = True
        except Thrown:
            done = False
            self._report_thrown()
        finally:
            self.runtime.running -= 1
            self._leave()
        self._raise_fatal()
        self.checkpoint()
        return done

    def _report_thrown(self) -> None:
        """Reports what a script threw: script of ours looks at it, which may run a getter of the page's."""
        now, deadline = time.monotonic(), self._native.deadline
        if now <= deadline:
            self._report()
            return
        self._native.deadline = now + min(_SECONDS_TO_REPORT, self.script_timeout)
        try:
            self._report()
        finally:
            self._native.deadline = deadline

    def _report(self) -> None:
        text = ""
        was_full = self._native.was_full
        if was_full and self._engine.has_thrown_null:
            # what the engine throws when there is no memory left for an error either
            text = _OUT_OF_MEMORY
        for reserve in (0, _RESERVE):  # what reports the error may need some memory itself
            if reserve or text:
                self._native.memory_limit += _RESERVE
            try:
                self._engine.call_with_thrown("reportThrown", text)
                return
            except Thrown:
                text = text or (_OUT_OF_MEMORY if was_full else "")
                if not text and stack_left() < PLATFORM_STACK:
                    text = _OUT_OF_STACK
        self.uncaught(ScriptError(text or "uncaught exception", self.url))

    def uncaught(self, error: ScriptError) -> None:
        """Passes an error that the page did not handle to whoever listens."""
        if self.on_error is not None:
            self.on_error(error)

    def _raise_fatal(self) -> None:
        """An error of our own inside a host operation surfaces here, where the host called in."""
        if self._fatal is not None:
            fatal, self._fatal = self._fatal, None
            if not isinstance(fatal, Exception):
                raise fatal
            self.report_bug(fatal)

    def report_bug(self, error: Exception) -> None:
        """Reports an error of our own: the page hears of it and goes on, and the log has where it was raised. Raises it
        where nobody listens to the errors of the realm."""
        if self.on_error is None:
            raise error
        _log.error("internal error", exc_info=error)
        self.uncaught(ScriptError(f"internal error: {error!r}", self.url))

    def checkpoint(self) -> None:
        """https://html.spec.whatwg.org/#perform-a-microtask-checkpoint. Does nothing while script is under way."""
        if self.runtime.depth == 0:
            self._perform_checkpoint()

    def _perform_checkpoint(self) -> None:
        """Script itself asks for it when nothing of a page is left on the stack."""
        if self.runtime.running or self.freed:
            return
        if self.closed:
            # the microtasks are those of all realms
            other = next((realm for realm in self.runtime.realms if not realm.closed), None)
            if other is not None:
                other._perform_checkpoint()
            return
        native = self._native
        run = self._engine.run_job
        collects = self._outside > self._outside_before + self.account.limit // _COLLECTIONS
        if collects:
            self._native.collect()
        self._enter()
        self.runtime.running += 1
        try:
            while True:
                try:
                    while run():
                        if native.is_ended:
                            return
                        if time.monotonic() > native.deadline:
                            self._stop_microtasks()
                            return
                    break
                except Thrown:
                    self._report_thrown()
        finally:
            self.runtime.running -= 1
            self._leave()
        if collects:
            self._outside_before = self._outside
        self.loop.run_stable_sections()
        if self.runtime.depth == 0:
            for realm in list(self.runtime.realms):
                realm.deliver_rejections()

    def deliver_rejections(self) -> None:
        """Tells script of the promises that were rejected.
        https://html.spec.whatwg.org/#notify-about-rejected-promises"""
        if self._engine.rejections:
            self._engine.deliver_rejections()
            self.call("collectRejections")
            # 4.
            self.loop.queue_task(lambda: self.call("notifyRejections"), self)

    def _stop_microtasks(self) -> None:
        """Microtasks that keep making more are a script that never ends: the rest of them is left for the next
        checkpoint."""
        self._native.was_stopped = True
        self.uncaught(ScriptError(self._too_long, self.url))

    def hand_bytes(self, data: bytes) -> None:
        """Lays an ArrayBuffer with a copy of `data` into `$.handover[0]`."""
        self._engine.hand_bytes(data)

    def hand_counter(self) -> ctypes.c_int32:
        """A number that script sees in an ArrayBuffer, which is laid into `$.handover[0]`; once, and only until the
        realm is closed."""
        return self._engine.hand_counter()

    def take_bytes(self) -> bytes:
        """A copy of the ArrayBuffer in `$.handover[0]`. Raises `HostError` when something else lies there."""
        try:
            return self._engine.take_bytes()
        except TypeError as error:
            raise HostError("TypeError", str(error)) from None

    # memory -----------------------------------------------------------------------------------------------------------

    @property
    def memory(self) -> int:
        """Bytes that its runtime holds in scripts, and it outside of the engine."""
        return self.runtime.memory + self._outside

    def hold(self, size: int) -> None:
        """Says that the host is about to hold so many bytes for the page, outside of the engine. Raises
        `OutOfMemoryError` when the page may not hold as much."""
        if self.freed:
            return
        with self.account.lock:
            self.account.measure()
            self.account.require(size)
            self.account.add(size)
            self._outside += size
            self.account.limit_scripts()

    def let_go(self, size: int) -> None:
        """Says that the host holds so many bytes less; when the realm is freed it holds none."""
        with self.account.lock:
            if not self.freed:
                self.account.add(-size)
                self._outside -= size
                self._outside_before = min(self._outside_before, self._outside)

    # the window among others ------------------------------------------------------------------------------------------

    def keep_window(self) -> KeptContext | None:
        """Called before the realm ends because its frame goes on to another document: where other realms may know its
        global object, that object is to stay the frame's window. The caller drops what it gets."""
        if len(self.runtime.realms) < 2:
            return None
        self.call_even_retired("noteWindow")
        return self._engine.keep()

    def find_window(self, frame: int) -> ScriptValue | None:
        """The object by which the runtime knows the window of a frame that has no document in it. The caller lets go of
        it by `drop_value`."""
        with self.entered(), suppress(Thrown):
            if self._engine.call("layWindow", frame):
                return ScriptValue(self._engine.take_laid())
        return None

    def make_outer(self, frame: int, before: KeptContext) -> None:
        """Makes the object of `find_window`, which is the global object of `before`, a proxy with what every origin may
        use of the frame."""
        window = self.find_window(frame)
        if window is None:
            return
        with self.entered(), suppress(Thrown):
            self._engine.call("layOuterWindow", frame)
            outer = ScriptValue(self._engine.take_laid())
            before.leave_window(window.value, outer.value)
            self.drop_value(outer)
        self.drop_value(window)

    def drop_value(self, value: ScriptValue) -> None:
        """Lets go of a value of script."""
        self._engine.drop(value.value)

    def end(self) -> None:
        """Stops the script that runs, and every one that is still to run. Any thread may call it; the realm's own frees
        it."""
        self._native.end()

    def retire(self) -> None:
        """Ends its tasks, timers, network and media. Its objects live on and can be used, with `call_even_retired`.

        AD-HOC: microtasks that are left run with those of the other realms of the runtime.
        """
        if self._retired:
            return
        self._retired = self.closed = True
        self.loop.drop(self)
        for instance in list(self._instances.values()):
            closer = getattr(instance, "close", None)
            if closer is not None:
                closer()

    def close(self) -> None:
        """Ends it, and lets go of the context: it is freed as soon as no script holds anything of it."""
        self.retire()
        if not self._is_left:
            self._is_left = True
            self.runtime.leave(self)

    def release(self) -> None:
        """Lets go of all that the host holds in the engine. For `Runtime`."""
        self.modules.close()
        self._engine.release()

    def free(self) -> None:
        """Frees what the host holds for it; nothing of it is left in the engine. For `Runtime`."""
        with self.account.lock:
            self.account.add(-self._outside)
            self.freed = True
        self._instances.clear()
        self._bound.clear()
        # what leads back to the embedder and to here
        self._providers = {}
        self.on_error = self.on_missing = self.on_unknown = self.on_entry = self.on_used = None
        on_freed, self.on_freed = self.on_freed, None
        self.on_crash = None
        del self._bound, self._pieces
        if on_freed is not None:
            on_freed()


def _takes(function: Callable[..., Any] | None, arguments: tuple[object, ...]) -> bool:
    """True when the arguments are of the types that a host operation says it takes. Asked when it has failed: a page
    that sends something else is not a bug of ours."""
    if function is None:
        return False
    try:
        parameters = inspect.signature(function).bind(*arguments).arguments
        hints = typing.get_type_hints(function)
    except (TypeError, NameError):
        return True
    return all(_is_of(value, hints[name]) for name, value in parameters.items() if name in hints)


def _is_of(value: object, hint: object) -> bool:
    if isinstance(hint, types.UnionType):
        return any(_is_of(value, each) for each in hint.__args__)
    if hint in (int, float):
        return isinstance(value, int | float) and math.isfinite(value)
    return value is None if hint is type(None) else not isinstance(hint, type) or isinstance(value, hint)


def _require_frames(count: int) -> None:
    """Raises `RecursionError` when Python would not call so many functions within each other."""
    if count > 0:
        _require_frames(count - 1)


class _Bound(dict[str | int, Callable[..., Any]]):
    """The functions that script calls: the realm's own by name, host operations by number or name, found on first
    use."""

    def __init__(self, own: dict[str | int, Callable[..., Any]], find: Callable[[str], Callable[..., Any]]) -> None:
        super().__init__(own)
        self._find = find

    def __missing__(self, key: str | int) -> Callable[..., Any]:
        function = self[key] = self._find(key if isinstance(key, str) else numbered_operations()[int(key)])
        return function
