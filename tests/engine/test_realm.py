"""A realm: script errors with their places, limits, microtasks, lazy interfaces, and the guard around the host."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shim.engine.event_loop import EventLoop
from shim.engine.memory import MemoryAccount
from shim.engine.platform.index import platform
from shim.engine.realm import HostError, Realm, ScriptError, dom_exception, operation
from shim.engine.timer_operations import TimerOperations


class FailingClock(TimerOperations):
    """A clock that fails, one way each; `new Event` asks it for the time."""

    failure: Exception

    @operation
    def now(self) -> float:
        raise self.failure


@pytest.fixture
def errors() -> list[ScriptError]:
    return []


@pytest.fixture
def realm(errors: list[ScriptError]) -> Iterator[Realm]:
    loop = EventLoop()
    made = Realm(
        loop,
        {TimerOperations: TimerOperations},
        url="https://example.test/",
        on_error=errors.append,
        account=MemoryAccount(32 * 1024 * 1024),
    )
    yield made
    made.close()
    loop.close()


def value(realm: Realm, expression: str) -> object:
    """A string or number that an expression gives."""
    realm.run_script(f"globalThis.__result = {expression}", "test")
    return realm.call("takeResult")


@pytest.mark.parametrize(
    ("source", "message", "line", "column"),
    [
        ("null.x", "TypeError: cannot read property 'x' of null", 1, 1),
        ("\n\n  nowhere", "ReferenceError: nowhere is not defined", 3, 3),
        ("let a = 1;\nlet b = ;", "SyntaxError: unexpected token in expression: ';'", 2, 9),
        ("\nthrow new RangeError('far')", "RangeError: far", 2, 11),
        ("throw 'text'", "text", 0, 0),
        ("function f() {\n  g();\n}\nfunction g() {\n  null.y;\n}\nf()", "cannot read property 'y' of null", 5, 3),
    ],
)
def test_uncaught_errors_have_message_and_place(
    realm: Realm, errors: list[ScriptError], source: str, message: str, line: int, column: int
) -> None:
    assert not realm.run_script(source, "https://example.test/a.js")
    assert len(errors) == 1
    assert message in errors[0].message
    assert (errors[0].line, errors[0].column) == (line, column)
    if line:
        assert errors[0].url == "https://example.test/a.js"


def test_errors_name_the_script_they_come_from(realm: Realm, errors: list[ScriptError]) -> None:
    realm.run_script("\nfunction inFirst() {\n  null.x;\n}", "https://example.test/first.js")
    realm.run_script("// padding\n// padding\ninFirst()", "https://example.test/second.js", 10)
    assert (errors[0].url, errors[0].line) == ("https://example.test/first.js", 3)
    assert "second.js:13" in errors[0].stack


def test_script_declarations_are_shared_between_scripts(realm: Realm, errors: list[ScriptError]) -> None:
    realm.run_script("const shared = 20; let other = 1;", "a")
    assert value(realm, "shared + other") == 21
    assert errors == []


def test_unknown_names_throw_only_where_they_must(realm: Realm, errors: list[ScriptError]) -> None:
    names = (
        "typeof nowhere, window.nowhere, 'nowhere' in window, (() => { try { nowhere } catch (e) { return e.name } })()"
    )
    assert value(realm, f"[{names}].join()") == "undefined,,false,ReferenceError"
    assert errors == []


def test_globals_of_pages_are_told_from_those_of_the_platform(realm: Realm, errors: list[ScriptError]) -> None:
    # js/platform/webidl.js does not ask the host for names with an underscore
    assert [name for name in platform().global_names if "_" in name] == []
    realm.run_script("window.my_own = 1; their_own = 2; window.onload = () => {}", "a")
    setter = "typeof Object.getOwnPropertyDescriptor(window, 'onload').set"
    assert value(realm, f"[my_own, their_own, {setter}].join()") == "1,2,function"
    assert errors == []


def test_a_script_that_never_ends_is_stopped_and_the_next_one_runs(realm: Realm, errors: list[ScriptError]) -> None:
    realm.script_timeout = 0.3
    realm.run_script("while (true) {}", "a")
    assert "interrupted" in errors[0].message
    assert value(realm, "1 + 1") == 2


def test_microtasks_that_never_end_are_stopped(realm: Realm, errors: list[ScriptError]) -> None:
    realm.script_timeout = 0.3
    realm.run_script("(function again() { Promise.resolve().then(again) })()", "a")
    assert "stopped" in errors[0].message


@pytest.mark.parametrize("eaten", ["new Array(1000).fill(1)", "new Array(10).fill(1)", "{}", "{ x: [] }"])
def test_a_script_that_eats_memory_gets_an_error(errors: list[ScriptError], eaten: str) -> None:
    providers = {TimerOperations: TimerOperations}
    realm = Realm(EventLoop(), providers, account=MemoryAccount(8 * 1024 * 1024), on_error=errors.append)
    realm.run_script(f"{{ const a = []; while (true) a.push({eaten}); }}", "a")
    assert [error.message for error in errors] == ["InternalError: out of memory"]
    realm.close()


def test_null_that_is_thrown_is_no_lack_of_memory(realm: Realm, errors: list[ScriptError]) -> None:
    realm.run_script("throw null", "a")
    assert [error.message for error in errors] == ["null"]


def test_endless_recursion_is_an_error(realm: Realm, errors: list[ScriptError]) -> None:
    realm.run_script("(function f() { f() })()", "a")
    assert "RangeError" in errors[0].message or "stack" in errors[0].message


def test_a_realm_that_was_ended_runs_nothing_more(realm: Realm, errors: list[ScriptError]) -> None:
    entries = realm.script_entries
    realm.end()
    realm.run_script("for (;;);", "a")
    assert len(errors) <= 1
    assert realm.script_entries < entries + 20


def failing(failure: Exception, errors: list[ScriptError] | None = None) -> Realm:
    clock = type("Clock", (FailingClock,), {"failure": failure})
    return Realm(EventLoop(), {clock: clock}, on_error=errors.append if errors is not None else None)


@pytest.mark.parametrize(
    ("failure", "seen"),
    [
        (dom_exception("NotFoundError", "not there"), "NotFoundError: not there"),
        (HostError("TypeError", "no such thing"), "TypeError: no such thing"),
        (HostError("RangeError", "too far"), "RangeError: too far"),
    ],
)
def test_host_errors_throw_in_script(errors: list[ScriptError], failure: Exception, seen: str) -> None:
    realm = failing(failure, errors)
    realm.run_script("try { new Event('x'); } catch (e) { globalThis.__result = `${e.name}: ${e.message}`; }", "a")
    assert realm.call("takeResult") == seen
    realm.close()


def test_a_bug_in_a_host_operation_is_an_error_of_the_page_and_stands_in_the_log(
    errors: list[ScriptError], caplog: pytest.LogCaptureFixture
) -> None:
    realm = failing(ZeroDivisionError("a bug of ours"), errors)
    realm.run_script("new Event('x')", "a")
    assert "internal error: ZeroDivisionError('a bug of ours')" in [error.message for error in errors]
    assert "internal error" in caplog.text
    assert "ZeroDivisionError: a bug of ours" in caplog.text
    realm.close()


def test_a_bug_in_a_host_operation_surfaces_where_nobody_listens_to_errors() -> None:
    realm = failing(ZeroDivisionError("a bug of ours"))
    with pytest.raises(ZeroDivisionError, match="a bug of ours"):
        realm.run_script("new Event('x')", "a")
    realm.close()


def test_interfaces_look_as_if_they_had_always_been_there(realm: Realm, errors: list[ScriptError]) -> None:
    checks = """[
      Object.getPrototypeOf(Event.prototype) === Object.prototype,
      Object.getPrototypeOf(CustomEvent) === Event,
      Object.getOwnPropertyDescriptor(EventTarget.prototype, "addEventListener").writable,
      Object.getOwnPropertyDescriptor(window, "CustomEvent").enumerable === false,
      Object.getOwnPropertyNames(window).includes("ErrorEvent"),
      EventTarget.prototype.addEventListener.length === 2,
      /native code/.test(EventTarget.prototype.addEventListener.toString()),
      new Event("x") instanceof Event,
      Object.prototype.toString.call(new Event("x")) === "[object Event]",
      Object.prototype.toString.call(window) === "[object Window]",
      (class extends EventTarget {}).prototype instanceof EventTarget,
      Event.name === "Event" && Event.length === 1 && Event.NONE === 0,
    ].map(Number).join("")"""
    assert value(realm, checks) == "1" * 12
    assert errors == []


def test_closing_drops_everything(errors: list[ScriptError]) -> None:
    loop = EventLoop()
    realm = Realm(loop, {TimerOperations: TimerOperations}, on_error=errors.append)
    realm.close()
    assert realm.call("takeResult") is None
    assert not realm.run_script("1", "a")
    realm.close()
