"""A runtime with several realms: what they share, and what each has to itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from shim.engine.event_loop import EventLoop
from shim.engine.memory import MemoryAccount
from shim.engine.realm import Realm, ScriptError
from shim.engine.runtime import Runtime
from shim.engine.timer_operations import TimerOperations

MB = 1024 * 1024
Make = Callable[[], Realm]


@pytest.fixture
def errors() -> list[ScriptError]:
    return []


@pytest.fixture
async def make(errors: list[ScriptError]) -> AsyncIterator[Make]:
    loop, account = EventLoop(), MemoryAccount(32 * MB)
    made: list[Realm] = []
    runtime = Runtime(loop, account)

    def another() -> Realm:
        made.append(
            Realm(
                loop,
                {TimerOperations: TimerOperations},
                runtime=runtime,
                account=account,
                script_timeout=0.2,
                on_error=errors.append,
            )
        )
        return made[-1]

    yield another
    for realm in made:
        realm.close()
    loop.close()


def value(realm: Realm, expression: str) -> object:
    """A string or number that an expression gives."""
    realm.run_script(f"globalThis.__result = {expression}", "test")
    return realm.call("takeResult")


async def test_a_second_realm_takes_less_than_the_first(make: Make) -> None:
    before = make().runtime.memory
    assert make().runtime.memory - before < before


async def test_realms_are_freed_by_themselves(make: Make) -> None:
    first, second = make(), make()
    before = first.runtime.memory
    for _ in range(3):
        make().close()
    first.runtime.native.collect()
    assert first.runtime.memory - before < 20_000
    first.close()
    assert not second.freed
    assert value(second, "1 + 1") == 2


async def test_the_limit_of_memory_is_one(make: Make, errors: list[ScriptError]) -> None:
    first, second = make(), make()
    first.run_script("kept = new Uint8Array(20 * 2 ** 20).fill(1)", "test")
    assert not errors
    second.run_script("kept = new Uint8Array(20 * 2 ** 20).fill(1)", "test")
    assert "memory" in errors[0].message


async def test_the_time_of_each_is_limited(make: Make, errors: list[ScriptError]) -> None:
    first, second = make(), make()
    second.run_script("for (;;);", "test")
    assert [error.message for error in errors] == ["InternalError: interrupted"]
    assert value(first, "2 + 2") == 4


async def test_microtasks_are_of_all(make: Make) -> None:
    first, second = make(), make()
    first.run_script("log = ''; Promise.resolve().then(() => log += 'a')", "test")
    assert value(first, "log") == "a"
    second.run_script("log = ''; Promise.resolve().then(() => { log += 'b'; })", "test")
    first.checkpoint()
    assert value(second, "log") == "b"
