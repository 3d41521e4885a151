"""The AudioSession interface as a page sees it."""

from typing import Any

import pytest

from shim.link.messages import MAX_FAULT_LENGTH, VERSION
from tests.polyfill.world import Page, World


@pytest.fixture
def page(world: World) -> Page:
    return world.page()


def thrown(page: Page, script: str) -> Any:
    return page.run(f"try {{ (() => {{ {script} }})() }} catch (e) {{ return e.name }} return 'nothing thrown'")


def test_shape(page: Page) -> None:
    descriptors = page.run(
        "const d = (o, n) => { const p = Object.getOwnPropertyDescriptor(o, n);"
        "  return [typeof p.get, typeof p.set, typeof p.value, !!p.writable, p.enumerable, p.configurable] };"
        "const p = AudioSession.prototype;"
        "return { type: d(p, 'type'), state: d(p, 'state'), onstatechange: d(p, 'onstatechange'),"
        "  tag: d(p, Symbol.toStringTag), ctor: d(p, 'constructor'), itf: d(globalThis, 'AudioSession'),"
        "  proto: d(AudioSession, 'prototype'), nav: d(Navigator.prototype, 'audioSession') }"
    )
    assert descriptors == {
        "type": ["function", "function", "undefined", False, True, True],
        "state": ["function", "undefined", "undefined", False, True, True],
        "onstatechange": ["function", "function", "undefined", False, True, True],
        "tag": ["undefined", "undefined", "string", False, False, True],
        "ctor": ["undefined", "undefined", "function", True, False, True],
        "itf": ["undefined", "undefined", "function", True, False, True],
        "proto": ["undefined", "undefined", "object", False, False, False],
        "nav": ["function", "undefined", "undefined", False, True, True],
    }
    assert page.run(
        "const s = navigator.audioSession; return [s === navigator.audioSession, s instanceof AudioSession,"
        " s instanceof EventTarget, s.constructor === AudioSession, String(s), JSON.stringify(s), s.onstatechange,"
        " AudioSession.name, AudioSession.length, Object.getPrototypeOf(AudioSession) === EventTarget]"
    ) == [True, True, True, True, "[object AudioSession]", "{}", None, "AudioSession", 0, True]


def test_accessor_names_and_native_look(page: Page) -> None:
    assert page.run(
        "return ['type', 'state', 'onstatechange'].flatMap(n => {"
        "  const { get, set } = Object.getOwnPropertyDescriptor(AudioSession.prototype, n);"
        "  return [get.name, set ? set.name : null] })"
    ) == ["get type", "set type", "get state", None, "get onstatechange", "set onstatechange"]
    assert page.run(
        "const d = Object.getOwnPropertyDescriptor(Navigator.prototype, 'audioSession').get;"
        "return [d, AudioSession].every(f => /\\[native code\\]/.test(String(f)))"
    )


@pytest.mark.parametrize(
    "script",
    [
        "new AudioSession()",
        "AudioSession()",
        "Reflect.construct(EventTarget, [], AudioSession).type",
        "AudioSession.prototype.type",
        "AudioSession.prototype.type = 'playback'",
        "AudioSession.prototype.state",
        "AudioSession.prototype.onstatechange",
        "AudioSession.prototype.onstatechange = null",
        "Navigator.prototype.audioSession",
        "Object.getOwnPropertyDescriptor(Navigator.prototype, 'audioSession').get.call({})",
        "'use strict'; navigator.audioSession = 1",
        "'use strict'; navigator.audioSession.state = 'active'",
        "navigator.audioSession.type = Symbol()",
    ],
)
def test_type_errors(page: Page, script: str) -> None:
    assert thrown(page, script) == "TypeError"


@pytest.mark.parametrize("bad", ["'bogus'", "''", "'Playback'", "'playback '", "undefined", "null", "42", "true", "{}"])
def test_values_outside_the_enumeration_are_ignored(page: Page, bad: str) -> None:
    page.do(f"navigator.audioSession.type = 'ambient'; navigator.audioSession.type = {bad}")
    assert page.run("return navigator.audioSession.type") == "ambient"


@pytest.mark.parametrize("good", ["['transient']", "{ toString: () => 'transient' }", "new String('transient')"])
def test_values_that_read_as_a_type_are_taken(page: Page, good: str) -> None:
    assert page.run(f"navigator.audioSession.type = {good}; return navigator.audioSession.type") == "transient"


def test_error_of_the_pages_conversion_is_the_pages(page: Page) -> None:
    assert thrown(page, "navigator.audioSession.type = { toString() { throw new RangeError() } }") == "RangeError"
    assert page.run("return navigator.audioSession.type") == "auto"


def test_handler_attribute(page: Page) -> None:
    page.run(
        "globalThis.s = navigator.audioSession; globalThis.order = []; const on = n => () => { order.push(n) };"
        "s.addEventListener('statechange', on('first')); s.onstatechange = on('handler');"
        "s.addEventListener('statechange', on('second')); s.onstatechange = on('replaced')"
    )
    assert page.run("s.dispatchEvent(new Event('statechange')); return order.splice(0)") == [
        "first",
        "replaced",
        "second",
    ]
    page.run("s.onstatechange = null; s.onstatechange = () => { order.push('again') }")
    assert page.run("s.dispatchEvent(new Event('statechange')); return order.splice(0)") == ["first", "second", "again"]
    assert page.run("s.onstatechange = 5; return s.onstatechange") is None
    assert page.run("s.onstatechange = {}; return typeof s.onstatechange") == "object"
    assert page.run("s.dispatchEvent(new Event('statechange')); return reported") == []


def test_handler_returning_false_prevents_the_default(page: Page) -> None:
    assert page.run(
        "const e = new Event('statechange'); navigator.audioSession.onstatechange = function () {"
        " return this !== navigator.audioSession }; navigator.audioSession.dispatchEvent(e); return !!e.prevented"
    )


def test_throwing_handler_stops_nothing(page: Page) -> None:
    page.do(
        "navigator.audioSession.onstatechange = () => { throw new Error('mine') };globalThis.a = new Audio(); a.play()"
    )
    page.do("a.pause()")
    assert page.state == "inactive"
    assert page.run("return reported") == ["Error: mine", "Error: mine"]


def test_type_set_in_the_handler_does_not_recur(page: Page) -> None:
    page.do(
        "navigator.audioSession.onstatechange = () => { navigator.audioSession.type = 'ambient' }; new Audio().play()"
    )
    assert page.log == ["active"]


def test_first_message_is_hello(page: Page) -> None:
    assert page.sent[0] == {"op": "hello", "version": VERSION}


def test_a_native_implementation_is_left_alone(world: World) -> None:
    native = "Object.defineProperty(Navigator.prototype, 'audioSession', { value: 'native', configurable: true })"
    page = world.page(before=native + "; globalThis.before = HTMLMediaElement.prototype.play", listen=False)
    assert page.run(
        "return [installed, navigator.audioSession, typeof AudioSession, before === HTMLMediaElement.prototype.play]"
    ) == [False, "native", "undefined", True]
    assert page.sent == []


def test_errors_of_ours_go_to_the_host_and_not_to_the_page(world: World) -> None:
    page = world.page()
    page.run("link.onmessage('no JSON'); link.onmessage('{\"op\": \"later-version\"}')")
    page.run(
        "const a = new Audio(); Object.defineProperty(a, 'ownerDocument', { get() { throw 'x'.repeat(9000) } });"
        "a.muted = true"
    )
    assert [document for document, _ in world.host.faults] == [page.id] * len(world.host.faults)
    assert "SyntaxError" in world.host.faults[0][1]
    assert len(world.host.faults[1][1]) <= MAX_FAULT_LENGTH
    world.host.faults.clear()


def test_getter_has_the_new_type_at_once_and_the_host_after_a_task(world: World) -> None:
    page = world.page()
    assert page.run("navigator.audioSession.type = 'ambient'; return navigator.audioSession.type") == "ambient"
    assert world.host.device.session(page.id).type == "auto"
    world.settle()
    assert world.host.device.session(page.id).type == "ambient"
