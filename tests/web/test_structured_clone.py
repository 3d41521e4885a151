"""Structured clones: structuredClone, and what messages are made of."""

from __future__ import annotations

import pytest

from tests.web.page import WebPage


@pytest.mark.parametrize(
    "expression",
    [
        "undefined", "null", "true", "-0", "NaN", "-Infinity", "1.5", "'a\\0\\ud800'", "10n ** 30n", "[1, , 3]", "[]",
        "{ a: { b: [null] } }",
        "new Map([[{ k: 1 }, new Set([1, 'x'])]])", "new Date(86400000)", "new Date(NaN)", "/a\\/b/giu", "Object(1)",
        "Object('s')",
        "Object(false)", "Object(2n)", "new Uint8Array([1, 2, 255])", "new Float64Array([1.5, NaN])",
        "new DataView(new Uint8Array([1, 2, 3]).buffer, 1, 2)",
            "new Uint16Array(new Uint8Array([0, "
            "0, 1, 0, 2, 0]).buffer, 2, 2)",
        "new TypeError('t')", "new DOMException('m', 'AbortError')", "Object.assign(Object.create(null), { a: 1 })",
        "Object.assign([1, 2], { extra: true })", "new File(['ab'], 'n.txt', { type: 'text/plain', lastModified: 5 })",
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["structuredClone(value)", "(await posted(value))"])
async def test_what_goes_in_comes_out(page: WebPage, expression: str, way: str) -> None:
    page.run("""
      posted = (value) => new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = (e) => resolve(e.data);
        port1.postMessage(value);
      });
      show = (v) => {
        if (v === null || typeof v !== 'object') return Object.is(v, -0) ? '-0' : typeof v + String(v);
        const tag = Object.prototype.toString.call(v).slice(8, -1);
        if (v instanceof Map || v instanceof Set) return tag + show([...v]);
        if (v instanceof Date) return tag + v.getTime();
        if (ArrayBuffer.isView(v)) return `${tag} ${v.byteOffset} ${v.byteLength} ${new Uint8Array(v.buffer)}`;
        if (v instanceof Error || v instanceof DOMException)
            return `${tag} ${v.name} ${v.message} ${v.constructor.name}`;
        if (v instanceof File) return `${tag} ${v.name} ${v.type} ${v.lastModified} ${v.size}`;
        if (v instanceof RegExp || tag !== 'Object' && tag !== 'Array') return tag + String(v);
        return tag + '{' + Object.keys(v).map((k) => k + ':' + show(v[k])) + '}' + (v.length ?? '');
      };
    """)
    before, after, same = await page.result(
        f"(async () => {{ const value = {expression}; const clone = {way};"
        " return [show(value), show(clone), value === clone && typeof value === 'object' && value !== null] })()"
    )
    assert before == after
    assert not same


async def test_identity_and_cycles_are_kept(page: WebPage) -> None:
    page.run(
        "o = { list: [], map: new Map() }; o.self = o; "
        "o.list.push(o.list); o.map.set(o, o.list); c = structuredClone(o)"
    )
    assert page.evaluate("[c !== o, c.self === c, c.list[0] === c.list, c.map.get(c) === c.list]") == [True] * 4
    page.run("b = new ArrayBuffer(4); c = structuredClone({ x: new Uint8Array(b), y: new Uint8Array(b, 2) })")
    assert page.evaluate("c.x.buffer === c.y.buffer && c.x.buffer !== b")


async def test_what_a_clone_leaves_behind(page: WebPage) -> None:
    page.run("""
      class Point { constructor() { this.x = 1; } get y() { return 2; } }
      p = new Point();
      Object.defineProperty(p, 'hidden', { value: 1 });
      p[Symbol('s')] = 1;
      c = structuredClone(p);
    """)
    assert page.evaluate("[Object.getPrototypeOf(c) === Object.prototype, Object.keys(c), 'y' in c]") == [
        True,
        ["x"],
        False,
    ]
    assert page.evaluate("structuredClone({ get a() { return 5; } })") == {"a": 5}
    assert page.evaluate("Object.keys(structuredClone(JSON.parse('{\"__proto__\": 1}')))") == ["__proto__"]
    assert page.evaluate("structuredClone(/x/g).lastIndex") == 0


@pytest.mark.parametrize(
    "expression",
    ["() => 1", "Symbol('x')", "document.body", "window.location", "new WeakMap()", "Promise.resolve()",
    "[{ f() {} }]", "new Event('x')",
     "new MessageChannel().port1"],
)  # fmt: skip
async def test_what_cannot_be_cloned(page: WebPage, expression: str) -> None:
    assert page.evaluate(f"structuredClone({expression})")["thrown"] == "DataCloneError"


async def test_what_a_getter_throws_comes_through(page: WebPage) -> None:
    assert page.evaluate("structuredClone({ get a() { throw new RangeError('mine'); } })")["message"] == "mine"


async def test_transferred_buffers_leave_their_owner(page: WebPage) -> None:
    page.run(
        "b = new Uint8Array([1, 2, 3]).buffer; c = structuredClone({ b, v: new Uint8Array(b, 1) }, { transfer: [b] })"
    )
    assert page.evaluate("[b.byteLength, b.detached, c.b.byteLength, [...c.v], c.v.buffer === c.b]") == [
        0,
        True,
        3,
        [2, 3],
        True,
    ]
    assert page.evaluate("structuredClone(b)")["thrown"] == "DataCloneError"
    assert page.evaluate("structuredClone(1, { transfer: [b] })")["thrown"] == "DataCloneError"
    assert (
        page.evaluate("(x => structuredClone(1, { transfer: [x, x] }))(new ArrayBuffer(1))")["thrown"]
        == "DataCloneError"
    )
    assert page.evaluate("structuredClone(1, { transfer: [{}] })")["thrown"] == "DataCloneError"


async def test_a_transferred_port_still_works(page: WebPage) -> None:
    page.run(
        "{ const { port1, port2 } = new MessageChannel(); there = port1; "
        "moved = structuredClone(port2, { transfer: [port2] }); }"
    )
    assert (
        await page.result("new Promise((r) => { moved.onmessage = (e) => r(e.data); there.postMessage('hello'); })")
        == "hello"
    )
