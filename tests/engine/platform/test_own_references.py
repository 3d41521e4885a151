"""Source text of ours is changed so that it uses references of its own."""

from __future__ import annotations

import pytest
import quickjs

from scripts.check_own_references import mistakes
from shim.engine.event_loop import EventLoop
from shim.engine.natives import natives
from shim.engine.platform.language import STATICS
from shim.engine.platform.own_references import OwnReferenceError, rewritten
from shim.engine.realm import Realm


@pytest.mark.parametrize(
    ("written", "compiled"),
    [
        ("list.map(f)", "$._map(list, f)"),
        ("a.b(c).split(',').join()", "$._join($.plain_split(a.b(c), ','))"),
        ("f.call(x, y)", "$._call(f, x, y)"),
        ("date.getTime()", "$.on_Date_getTime(date)"),
        ("a?.b.trim()", "$.maybe_trim(a?.b)"),
        ("headers.get(x)", "headers.get(x)"),
        ("$.map(x); h.split(y)", "$.map(x); h.split(y)"),
        ("Object.keys(x)", "$.Object_keys(x)"),
        ("names.map(Number.isFinite)", "$._map(names, $.Number_isFinite)"),
        ("x[Symbol.iterator] + Number.MAX_SAFE_INTEGER", "x[$.Symbol.iterator] + $.Number.MAX_SAFE_INTEGER"),
        ("Map.prototype.has.call(x, y)", "$._call($.Map__has, x, y)"),
        ("new Map(x)", "new $.Map(x)"),
        ("x instanceof Map", "x instanceof $.pageMap"),
        ("new Uint8Array(x)", "new $.Uint8Array($.listed(x))"),
        ("JSON.parse(x)", "$.parse(x)"),
        ("const { keys, is: same } = Object", "const { Object_keys: keys, Object_is: same } = $"),
        ("const { Promise } = window; Promise.all(x)", "const { Promise: ownPromise } = window; $.Promise_all(x)"),
        ("(Map) => Map", "(Map) => Map"),
        ("({ Map })", "({__proto__:null, Map: $.pageMap })"),
        ("({ __proto__: x, a })", "({ __proto__: x, a })"),
        ("const [a, , b = 1] = x", "const {0: a,  2: b = 1} = $.row(x, 3)"),
        ("[a, b] = x", "({0: a, 1: b} = $.row(x, 2))"),
        ("for (const [a] of x.keys()) f(...b)", "for (const {0: a} of $.each($._keys(x))) f(...$.each(b))"),
        ("`a${b}c`", "(`a`+$.text(b)+`c`)"),
        ("async () => f()", "async () => $.outcome(f())"),
        ("async () => { await f() }", "async () => { await $.outcome(f()) }"),
        ("async () => (a ? f() : 1)", "async () => (a ? $.outcome(f()) : 1)"),
        ("bytes.buffer = x.byteLength", "bytes.buffer = $.get_byteLength(x)"),
        ("Uint8Array.from(x)", "$.Uint8Array_from(x)"),
        ("/a/.test(b)", "$._test(/a/, b)"),
    ],
)
def test_what_is_compiled(written: str, compiled: str) -> None:
    assert rewritten(written) == compiled
    assert rewritten(compiled) == compiled


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("1;\nconst [a, ...b] = c", "line 2: an array pattern with a rest: use slice()"),
        ("a?.split(b).length", "line 1: write out the optional chain that goes on after .split()"),
        ("a?.buffer", "line 1: write out the optional chain with .buffer"),
        ("Object.groupBy(a)", "line 1: there is no reference to Object.groupBy"),
        ("Array.prototype.with.call(a)", "line 1: there is no reference to Array.prototype.with"),
        ("new Int16Array(1)", "line 1: there is no reference to Int16Array"),
        ("(function* () { yield 1 })", "line 1: a generator: a page can replace its next()"),
    ],
)
def test_what_is_refused(written: str, message: str) -> None:
    with pytest.raises(OwnReferenceError) as caught:
        rewritten(written)
    assert str(caught.value) == message


def test_static_functions_have_their_receiver() -> None:
    """`Promise.resolve` and its like ask for `this`: what stands for them is bound, or needs none."""
    samples = {
        "Array.from('ab')[1]": "b",
        "Uint8Array.from('12', (x) => +x)[1]": 2,
        "Float32Array.from([1, 2])[1]": 2,
        "Uint8Array.fromBase64('AQI=')[1]": 2,
        "Promise.resolve({ then() {} }) instanceof Promise": True,
        "Promise.reject(1).catch(() => {}) instanceof Promise": True,
        "Promise.all([1]) instanceof Promise": True,
        "Promise.withResolvers().promise instanceof Promise": True,
        "String.fromCodePoint(97) + String.fromCharCode(98)": "ab",
        "Number.isInteger(1) && Number.parseInt('2') === 2": True,
        "Date.UTC(1970, 0, 1)": 0,
        "Symbol.keyFor(Symbol.for('a'))": "a",
        "BigInt.asIntN(8, BigInt(255)) === BigInt(-1)": True,
        "ArrayBuffer.isView(new Uint8Array(1))": True,
    }
    namespaces = {"Object", "Reflect", "Math", "JSON", "Error"}
    assert {text.partition(".")[0] for text in samples} == STATICS.keys() - namespaces
    realm = Realm(EventLoop(), {})
    for text, value in samples.items():
        realm.run_platform_script(f"() => {{ $.found = () => {text} }}")
        realm.call("attachLocators")
        assert realm.call("found") == value, text


def test_all_scripts_of_ours_use_references_of_their_own() -> None:
    assert list(mistakes()) == []


def test_functions_of_the_engine_are_those_of_a_new_realm() -> None:
    """Functions that `missing` names are taken from the realm, all others lie in the tables."""
    context = quickjs.Context()
    for expression in natives().missing:
        assert context.eval(f"typeof {expression}") == "function"
    assert len(natives().missing) < 20
