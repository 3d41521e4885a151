"""console: what is said, at which level, and how values print."""

from __future__ import annotations

import json
import re

import pytest

from tests.web.page import WebPage


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("'a', 1, null, undefined, true, 2n, -0", "a 1 null undefined true 2n -0"),
        (
            "'%s is %d years, %i, %f %o %O %c%%', 'x', "
            "'42.7', 1.9, '2.5', [1], { a: 1 }, 'color: red'", "x is 42 years, 1, 2.5 [ 1 ] { a: 1 } %"),
        ("'100%', 5", "100% 5"),
        ("'%s'", "%s"),
        ("{ a: 1, 'b-c': 'x', f() {}, [Symbol('s')]: 1 }", "{ a: 1, 'b-c': 'x', f: [Function: f], [Symbol(s)]: 1 }"),
        ("{ get x() { throw 1 } }", "{ x: [Getter] }"),
        ("[1, 'two', [3, [4, [5, [6]]]]]", "[ 1, 'two', [ 3, [ 4, [Array] ] ] ]"),
        ("new (class Foo { x = 1 })()", "Foo { x: 1 }"),
        ("Object.create(null)", "[Object: null prototype] {}"),
        ("new Map([['k', { v: 1 }]]), new Set([1, 2])", "Map(1) { 'k' => { v: 1 } } Set(2) { 1, 2 }"),
        ("new Uint8Array([1, 2]), new ArrayBuffer(3)", "Uint8Array(2) [ 1, 2 ] ArrayBuffer { byteLength: 3 }"),
        ("new Date(0), /x/g, Symbol('q')", "1970-01-01T00:00:00.000Z /x/g Symbol(q)"),
        ("function named() {}, () => {}, class A {}", "[Function: named] [Function (anonymous)] [class A]"),
        ("document.body, document.createTextNode('t'), document", "<body id=\"main\"> #text 't' #document"),
        ("new Error('boom').message, Promise.resolve()", "boom Promise {}"),
        ("(() => { const o = { n: 1 }; o.self = o; return o; })()", "{ n: 1, self: [Circular] }"),
        ("new URL('http://a/')", "URL { href: 'http://a/' }"),
        ("'multi\\nline'", "multi\nline"),
        ("[ 'it\\'s' ]", "[ \"it's\" ]"),
    ],
)  # fmt: skip
async def test_how_values_print(arguments: str, text: str) -> None:
    page = WebPage('<!doctype html><body id="main"></body>')
    page.run(f"console.log({arguments})")
    assert [m.text for m in page.console] == [text]
    page.close()


@pytest.mark.parametrize(
    ("call", "level", "kind", "text"),
    [
        ("log('x')", "log", "log", "x"),
        ("info('x')", "info", "info", "x"),
        ("warn('x')", "warn", "warn", "x"),
        ("error('x')", "error", "error", "x"),
        ("debug('x')", "debug", "debug", "x"),
        ("assert(false, 'why')", "error", "assert", "Assertion failed: why"),
        ("assert(0)", "error", "assert", "Assertion failed"),
        ("dir({ a: 1 })", "log", "dir", "{ a: 1 }"),
        ("count('n')", "log", "count", "n: 1"),
        ("countReset('n')", "warn", "countReset-or-warn", "Count for 'n' does not exist"),
        ("timeEnd('t')", "warn", "timeEnd-or-warn", "Timer 't' does not exist"),
    ],
)
async def test_levels(page: WebPage, call: str, level: str, kind: str, text: str) -> None:
    page.run(f"console.{call}")
    (message,) = page.console
    assert (message.level, message.text) == (level, text)
    assert message.kind == kind or kind.endswith("-or-warn")


async def test_assertions_that_hold_say_nothing(page: WebPage) -> None:
    page.run("console.assert(1, 'x'); console.clear(); console.groupEnd(); console.timeStamp()")
    assert page.console == []


async def test_groups_indent(page: WebPage) -> None:
    page.run(
        "console.group('g'); console.log('a\\nb'); console.group(); "
        "console.log('c'); console.groupEnd(); console.groupEnd(); console.log('d')"
    )
    assert [m.text for m in page.console] == ["g", "  a\n  b", "    c", "d"]


async def test_counts_and_timers(page: WebPage) -> None:
    page.run(
        "console.count(); console.count(); console.countReset(); console.count(); "
        "console.time(); console.timeLog('default', 5); console.timeEnd()"
    )
    texts = [m.text for m in page.console]
    assert texts[:3] == ["default: 1", "default: 2", "default: 1"]
    assert re.fullmatch(r"default: [\d.]+ ms 5", texts[3])
    assert re.fullmatch(r"default: [\d.]+ ms", texts[4])


async def test_tables(page: WebPage) -> None:
    page.run("console.table([{ a: 1, b: 'x' }, { a: 2 }]); console.table(5)")
    table, plain = (m.text for m in page.console)
    assert table.split("\n") == [
        "┌─────────┬───┬─────┐",
        "│ (index) │ a │ b   │",
        "├─────────┼───┼─────┤",
        "│ 0       │ 1 │ 'x' │",
        "│ 1       │ 2 │     │",
        "└─────────┴───┴─────┘",
    ]
    assert plain == "5"


async def test_messages_know_where_they_come_from_and_what_they_hold(page: WebPage) -> None:
    page.run("\nfunction say() {\n  console.log('here', { a: [1, undefined, NaN] }, document.body);\n}\nsay();")
    (message,) = page.console
    assert (message.url, message.line) == ("https://example.test/dir/page.html", 3)
    assert json.loads(message.arguments) == ["here", {"a": [1, None, "NaN"]}, "<body>"]


async def test_errors_print_with_their_stack_and_cause(page: WebPage) -> None:
    page.run("console.error(new TypeError('bad', { cause: new Error('deep') }))")
    lines = page.console[0].text.split("\n")
    assert lines[0] == "TypeError: bad"
    assert lines[1].startswith("    at https://example.test/dir/page.html:1:")
    assert lines[2] == "  [cause]: Error: deep"


async def test_logging_does_not_disturb_what_is_thrown(page: WebPage) -> None:
    page.run("seen = []; addEventListener('error', (e) => { seen.push(e.error.mark); e.preventDefault(); })")
    script = "try { const e = new Error('x'); e.mark = 7; throw e } finally { console.log('between') }"
    page.realm.run_script(script, page.realm.url)
    assert page.evaluate("seen") == [7]


async def test_shape(page: WebPage) -> None:
    page.run("const { log } = console; log('detached')")
    assert page.console[0].text == "detached"
    assert page.evaluate(
        "[String(console), Object.getPrototypeOf(Object.getPrototypeOf(console)) "
        "=== Object.prototype, console.log.length]") == [
        "[object console]", True, 0,
    ]  # fmt: skip
    page.run("console.log = () => {}; console.log('gone')")
    assert len(page.console) == 1
