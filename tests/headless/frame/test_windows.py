"""Windows of one origin see each other's objects; windows of different ones only what HTML allows."""

import pytest

from shim import Page

URL = "https://a.test/"
CHILD = """<p id=p>text</p><script>
  var o = { n: 1, nested: { deep: [1, 2, 3] }, get g() { return this.n + 1 }, set s(v) { this.n = v },
        m() { return this.n }, self() { return this } };
  function add(a, b) { return a + b }
  function call(f, ...args) { return f(...args) }
  function thrower() { throw new RangeError('over there') }
  class Point { constructor(x) { this.x = x } double() { return this.x * 2 } }
  var Point_ = Point; var list = [3, 1, 2]; var held = null;
  function later(v) { return new Promise((resolve) => setTimeout(() => resolve(v), 1)) }
  function fails() { return Promise.reject(new TypeError('no')) }
</script>"""


@pytest.fixture
async def child(page: Page) -> Page:
    page.route("https://a.test/members", body=CHILD, content_type="text/html")
    await page.set_content(
        "<!doctype html><body><iframe id=f src=members></iframe><script>w = f.contentWindow</script>", url=URL
    )
    return page


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("w.o.n", 1),
        ("w.o.g", 2),
        ("(w.o.s = 5, w.o.n)", 5),
        ("(w.o.fresh = {a: 1}, w.o.fresh.a)", 1),
        ("w.o.m()", 1),
        ("w.o.self() === w.o", True),
        ("w.o === w.o && w.o.nested === w.o.nested", True),
        ("w.o.nested.deep[1]", 2),
        ("w.o.nested.deep.length", 3),
        ("Array.isArray(w.list)", True),
        ("[...w.list]", [3, 1, 2]),
        ("w.list.map(x => x * 2).join()", "6,2,4"),
        ("(w.list.sort(), w.list.join())", "1,2,3"),
        ("JSON.stringify(w.o.nested)", '{"deep":[1,2,3]}'),
        ("Object.keys(w.o).includes('nested')", True),
        ("'n' in w.o && !('zz' in w.o)", True),
        ("(delete w.o.n, 'n' in w.o)", False),
        ("w.add(2, 3)", 5),
        ("w.add('a', 'b')", "ab"),
        ("w.add(1n, 2n) === 3n", True),
        ("Object.is(w.add(-0, -0), -0)", True),
        ("Number.isNaN(w.add(NaN, 1))", True),
        ("w.add.call(null, 1, 2)", 3),
        ("w.add.name + w.add.length", "add2"),
        ("typeof w.add + typeof w.o + typeof w.nope", "functionobjectundefined"),
        ("w.call((a, b) => a + b, 1, 2)", 3),
        ("w.call(x => x === w.o, w.o)", True),
        ("(() => { const mine = {}; return w.call(x => x, mine) === mine })()", True),
        ("(() => { const f = () => 1; w.held = f; return w.held === f })()", True),
        ("new w.Point_(4).x", 4),
        ("new w.Point_(4).double()", 8),
        ("new w.Point_(4) instanceof w.Point_", True),
        ("new w.Array(3).length", 3),
        ("w.Array !== Array && !(w.list instanceof Array) && w.list instanceof w.Array", True),
        ("new w.Date(0).getTime()", 0),
        ("w.document.querySelector('p').textContent", "text"),
        ("w.document.getElementById('p') === w.document.querySelector('p')", True),
        ("w.document === f.contentDocument", True),
        ("w.document.body.ownerDocument === w.document", True),
        ("w.document.defaultView === w", True),
        ("(w.document.body.style.color = 'red', w.document.body.style.color)", "red"),
        ("w.location.href", "https://a.test/members"),
        ("w.parent === window && w.top === window && w.window === w && w.self === w", True),
        ("Object.prototype.toString.call(w.list)", "[object Array]"),
        ("w.eval('1 + 1')", 2),
        ("w.eval('this') === w", True),
        ("(w.newGlobal = 7, w.eval('newGlobal'))", 7),
        ("w.Symbol.iterator === Symbol.iterator", True),
        ("Reflect.getPrototypeOf(w.o) === w.Object.prototype", True),
        ("Object.getOwnPropertyDescriptor(w.o, 'n').value", 1),
        ("(Object.defineProperty(w.o, 'd', { value: 9, configurable: true }), w.o.d)", 9),
        ("typeof w.setTimeout(() => {}, 0)", "number"),
        ("w.add.bind(null, 1)(2)", 3),
    ],
)
async def test_the_other_side_can_be_used(child: Page, expression: str, value: object) -> None:
    assert await child.evaluate(expression) == value


async def test_exceptions_cross(child: Page) -> None:
    assert await child.evaluate(
        "() => { try { w.thrower() } catch (e) { return [e.name, e.message, e instanceof w.RangeError, e "
        "instanceof RangeError] } }"
    ) == ["RangeError", "over there", True, False]
    assert await child.evaluate(
        "() => { const mine = new Error('mine'); try { w.call(() => { throw mine }) } catch (e) { return e === mine } }"
    )


async def test_promises_cross(child: Page) -> None:
    assert await child.evaluate("w.later(5).then(v => v + 1)") == 6
    assert await child.evaluate("(async () => await w.later('x'))()") == "x"
    assert await child.evaluate("w.fails().catch(e => e.message)") == "no"
    assert await child.evaluate("w.call(async () => 3)") == 3


async def test_events_and_timers_of_the_other_side_call_back(child: Page) -> None:
    assert await child.evaluate("""new Promise((resolve) => {
        const p = w.document.querySelector('p');
        p.addEventListener('click', (e) => resolve([e.type, e.target === p, e.isTrusted]));
        w.setTimeout(() => p.click());
    })""") == ["click", True, False]


async def test_the_proxy_follows_the_frame_to_its_next_document(child: Page) -> None:
    await child.evaluate("void (old = w.document, f.src = 'child')")
    await child.wait_for_function("w.x === 1")
    assert await child.evaluate("[f.contentWindow === w, w.document === old, w.o]") == [True, False, None]


async def test_handles_are_freed(child: Page) -> None:
    """Ten thousand objects that nobody keeps do not stay on the other side."""
    document = child.frames[1].active_document
    assert document is not None
    await child.evaluate("void (() => { for (let i = 0; i < 200; i++) w.eval('({big: new Array(10).fill(0)})') })()")
    before = document.realm.memory
    for _ in range(10):
        await child.evaluate(
            "void (() => { for (let i = 0; i < 1000; i++) w.eval('({big: new Array(10).fill(0)})') })()"
        )
    assert document.realm.memory - before < 1_000_000


@pytest.fixture
async def foreign(page: Page) -> Page:
    await page.set_content(
        "<!doctype html><body><iframe id=f name=n src=https://b.test/child></iframe><script>w = "
        "f.contentWindow</script>",
        url=URL,
    )
    return page


@pytest.mark.parametrize(
    "expression",
    [
        "w.document",
        "w.x",
        "w.navigator",
        "(w.x = 2)",
        "delete w.x",
        "w.location.href",
        "w.location.reload()",
        "w.location.toString()",
        "w.localStorage",
        "w.nope",
        "w.eval",
        "'document' in w",
        "w.name",
        "Object.defineProperty(w, 'x', {value: 1})",
        "Object.getOwnPropertyDescriptor(w, 'document')",
        "w[Symbol('s')]",
    ],
)
async def test_another_origin_is_refused(foreign: Page, expression: str) -> None:
    assert await foreign.evaluate(
        f"() => {{ try {{ {expression}; return 'allowed' }} catch (e) {{ return [e.name, e.code, e "
        f"instanceof DOMException] }} }}"
    ) == ["SecurityError", 18, True]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("w.closed", False),
        ("w.length", 0),
        ("w.parent === window && w.top === window", True),
        ("w.window === w && w.self === w && w.frames === w", True),
        ("w.opener", None),
        ("typeof w.postMessage + typeof w.close + typeof w.focus + typeof w.blur", "function" * 4),
        ("typeof w.location", "object"),
        ("w.then === undefined", True),
        ("w[Symbol.toStringTag] === undefined", True),
        ("Object.getPrototypeOf(w)", None),
        ("Object.setPrototypeOf.length && Reflect.setPrototypeOf(w, null)", True),
        ("Reflect.preventExtensions(w)", False),
        ("f.contentDocument", None),
        ("'postMessage' in w", True),
        ("frames.n === w", True),
        ("Object.keys(w)", []),
    ],
)
async def test_what_html_allows_across_origins(foreign: Page, expression: str, value: object) -> None:
    assert await foreign.evaluate(expression) == value


async def test_another_origin_can_be_sent_elsewhere(foreign: Page) -> None:
    await foreign.evaluate("w.location = 'https://b.test/other'")
    await foreign.wait_until_idle()
    assert foreign.frames[1].url == "https://b.test/other"
    await foreign.evaluate("w.location.replace('child')")
    await foreign.wait_until_idle()
    assert foreign.frames[1].url == URL + "child"
    await foreign.evaluate("w.location.href = 'https://b.test/other'")
    await foreign.wait_until_idle()
    assert foreign.frames[1].url == "https://b.test/other"


async def test_an_awaited_window_of_another_origin_is_no_thenable(foreign: Page) -> None:
    assert await foreign.evaluate("(async () => (await w) === w)()")
