"""Module graphs, import maps and `import()` come out the same on both engines."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlencode

import pytest
from aiohttp import web

from shim import Browser
from tests.conftest import Serve

GOOD = "say('good'); export const good = 1;"
DIGEST = "sha256-" + base64.b64encode(hashlib.sha256(GOOD.encode()).digest()).decode()
FILES = {
    "/good.js": GOOD,
    "/a.js": "import { b } from './sub/b.js'; say('a ' + b); export const a = 'A';",
    "/sub/b.js": "import { a } from '../a.js'; say('b'); export const b = 'B'; export const late = () => a;",
    "/waits.js": "say('waits'); await new Promise((done) => setTimeout(done, 1)); say('waited'); export const x = 1;",
    "/after.js": "import { x } from './waits.js'; say('after'); export const after = x + 1;",
    "/later.js": "import { after } from './after.js'; export const later = after + 1;",
    "/meta.js": "export const { url } = import.meta; export const resolved = import.meta.resolve('./sub/../x.js');"
    "export const keys = Object.keys(import.meta).sort().join();",
    "/throws.js": "throw new RangeError('mine')",
    "/malformed.js": "\n  let x = ;",
    "/missing.js": "import { none } from './good.js'",
    "/bare.js": "import 'bare'",
    "/gone.js": "import './404.js'",
    "/json.js": "import data from './data.json' with { type: 'json' }; say('json ' + data.list.length);",
    "/css.js": "import sheet from './sheet.css' with { type: 'css' };"
    "say('css ' + (sheet instanceof CSSStyleSheet) + sheet.cssRules.length);",
    "/as-script.js": "import './data.json'",
    "/relative.js": "import('./good.js').then(() => say('imported'), (error) => say(error.name))",
    "/classic/classic.js": "import('../a.js').then((m) => say('from classic ' + m.a))",
    "/then.js": "export function then(resolve) { resolve('thenable'); }",
    "/mapped/x.js": "say('mapped x')",
    "/mapped/y.js": "say('mapped y')",
    "/scoped.js": "say('scoped')",
    "/sub/uses.js": "import 'x'",
}
OTHERS = {"/data.json": ("[1, 2]", "application/json"), "/sheet.css": ("p { color: red }", "text/css")}
HEAD = "<!doctype html><script>log = []; say = (x) => log.push(x);</script><body>"
MAP = '{"imports": {"x": "/mapped/x.js", "lib/": "/mapped/", "no": null}, "scopes": {"/sub/": {"x": "/scoped.js"}}}'


async def answer(request: web.Request) -> web.Response:
    """The files, and pages whose markup is in the query."""
    if request.path == "/":
        return web.Response(text=HEAD + request.query["html"], content_type="text/html")
    if request.path in OTHERS:
        text, content_type = OTHERS[request.path]
        return web.Response(text=text.replace("[1, 2]", '{"list": [1, 2]}'), content_type=content_type)
    if request.path not in FILES:
        raise web.HTTPNotFound
    return web.Response(text=FILES[request.path], content_type="text/javascript")


CASES: dict[str, tuple[str, list[object]]] = {
    "a cycle runs its leaf first, and deferred": (
        "<script type=module src=a.js></script><script>say('classic')</script>",
        ["classic", "b", "a B"],
    ),
    "a module runs once": (
        "<script type=module src=good.js></script><script type=module src=./good.js></script>"
        "<script type=module>import {good} from './good.js'; say(good)</script>",
        ["good", 1],
    ),
    "what imports one that waits runs after it": (
        "<script type=module>import { later } from './later.js'; say(later)</script>",
        ["waits", "waited", "after", 3],
    ),
    "one that waited is imported again": (
        "<script type=module>import './after.js'; import('./later.js').then((m) => say(m.later))</script>",
        ["waits", "waited", "after", 3],
    ),
    "nomodule": ("<script nomodule>say('no')</script><script type=module>say('yes')</script>", ["yes"]),
    "import() in a classic script resolves against that": (
        "<script src=classic/classic.js></script>",
        ["b", "a B", "from classic A"],
    ),
    "import() of a namespace that has a method then": (
        "<script>import('./then.js').then((x) => say(x))</script>",
        ["thenable"],
    ),
    "import() gives one namespace": (
        "<script>Promise.all([import('./good.js'), import('./sub/../good.js')]).then(([x, y]) =>"
        " say([x === y, Object.prototype.toString.call(x), Object.isSealed(x)].join()))</script>",
        ["good", "true,[object Module],true"],
    ),
    "errors of import()": (
        "<script>(async () => { for (const url of ['./404.js', 'bare', './throws.js', './malformed.js', './missing.js',"
        " './bare.js', './gone.js', './as-script.js', 'http://[']) await import(url).catch((e) => say(e.name)) })()"
        "</script>",
        [
            "TypeError", "TypeError", "RangeError", "SyntaxError", "SyntaxError", "TypeError", "TypeError", "TypeError",
            "TypeError",
        ],
    ),
    "attributes of import()": (
        "<script>(async () => { for (const [url, options] of [['./data.json', { with: { type: 'json' } }],"
        " ['./data.json', { with: { type: 'javascript' } }], ['./good.js', { with: { kind: 'x' } }],"
        " ['./good.js', { with: { type: 1 } }], ['./good.js', { with: { type: 'json' } }], ['./good.js', 1]])"
        " await import(url, options).then((m) => say(m.default.list.length), (e) => say(e.name)) })()</script>",
        [2, "TypeError", "TypeError", "TypeError", "TypeError", "TypeError"],
    ),
    "json and css": ("<script type=module src=json.js></script><script type=module src=css.js></script>",
                     ["json 2", "css true1"]),
    "events of the element": (
        "<script>addEventListener('error', (e) => { if (e.error) say(e.error.name + ' ' + e.lineno) })</script>"
        + "".join(
            f"<script type=module src={name}.js onload=say('load') onerror=say('error')></script>"
            for name in ("throws", "malformed", "404", "gone", "bare", "as-script")
        ),
        ["RangeError 1", "load", "SyntaxError 2", "load", "error", "error", "TypeError 0", "load", "error"],
    ),
    "integrity": (
        f"<script type=module src=good.js integrity='sha256-x {DIGEST}' onload=say('load')></script>"
        "<script type=module src=a.js integrity=sha256-AAAA onload=say('load') onerror=say('error')></script>",
        ["good", "load", "error"],
    ),
    "an import map": (
        f"<script type=importmap>{MAP}</script><script type=module>"
        "import 'x'; import 'lib/y.js'; import './sub/uses.js';"
        "import('no').catch((e) => say(e.name)); say(import.meta.resolve('lib/z').slice(-9)); </script>",
        ["mapped x", "mapped y", "scoped", "/mapped/z", "TypeError"],
    ),
    "a second import map adds and does not change": (
        f"<script type=importmap>{MAP}</script><script type=importmap>"
        '{"imports": {"x": "/good.js", "good": "/good.js"}}</script>'
        '<script type=module>import "x"; import "good"</script>',
        ["mapped x", "good"],
    ),
    "an import map that is malformed": (
        "<script>addEventListener('error', (e) => say(e.error.name))</script><script type=importmap>{</script>"
        "<script type=importmap>[]</script><script type=importmap src=x.json onerror=say('error')></script>",
        ["SyntaxError", "TypeError", "error"],
    ),
    "integrity in an import map": (
        '<script type=importmap>{"integrity": {"./good.js": "sha256-AAAA"}}</script>'
        "<script type=module>import('./good.js').catch((e) => say(e.name))</script>",
        ["TypeError"],
    ),
    "modulepreload": (
        "<link rel=modulepreload href=good.js onload=say('load')>",
        ["load"],
    ),
    "modulepreload of what is not there": (
        "<link rel=modulepreload href=404.js onload=say('load') onerror=say('error')>",
        ["error"],
    ),
    "data: and blob:": (
        "<script>(async () => { const blob = new Blob(['export default 5'], { type: 'text/javascript' });"
        "const url = URL.createObjectURL(blob);"
        " say((await import(url)).default); say((await import('data:text/javascript,export default 6')).default);"
        " URL.revokeObjectURL(url); await import(url + '#2').catch((e) => say(e.name)) })()</script>",
        [5, 6, "TypeError"],
    ),
    "a module that script inserts": (
        "<script>for (const src of ['after.js', 'good.js']) { const s = document.createElement('script');"
        " s.type = 'module'; s.src = src; s.async = false; document.body.append(s) }</script>",
        ["waits", "good", "waited", "after"],
    ),
    "supports": (
        "<script>say(['classic', 'module', 'importmap', 'x'].map((t) => HTMLScriptElement.supports(t)).join());"
        "say(document.createElement('link').relList.supports('modulepreload'))</script>",
        ["true,true,true,false", True],
    ),
    "import in a handler and in evaluated code": (
        "<button onclick=\"import('./good.js').then((m) => say(m.good))\"></button><script>"
        "document.querySelector('button').click(); new Function(\"import('./a.js').then((m) => say(m.a))\")()</script>",
        ["good", 1, "b", "a B", "A"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_modules(engine: str, serve: Serve, name: str) -> None:
    html, expected = CASES[name]
    base = await serve(answer)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(_url(base, html))
        await page.wait_for_function(f"log.length >= {len(expected)}")
        await page.wait_until_idle()
        assert await page.evaluate("log") == expected


def _url(base: str, html: str) -> str:
    return f"{base}/?{urlencode({'html': html})}"


async def test_import_meta(engine: str, serve: Serve) -> None:
    base = await serve(answer)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(_url(base, "<base href='/sub/'><script type=module>say(import.meta.url)</script>"))
        assert await page.evaluate("log") == [f"{base}/sub/"]
        names = "[m.url, m.resolved, m.keys]"
        assert await page.evaluate(f"import('/meta.js#there').then((m) => {names})") == [
            f"{base}/meta.js#there",
            f"{base}/x.js",
            "resolve,url",
        ]


async def test_modules_of_another_origin_need_cors(engine: str, serve: Serve) -> None:
    async def other(request: web.Request) -> web.Response:
        headers = {"Access-Control-Allow-Origin": "*"} if request.path == "/shared.js" else {}
        return web.Response(text="export default 1", content_type="text/javascript", headers=headers)

    base, elsewhere = await serve(answer), await serve(other)
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(_url(base, ""))
        outcome = "(url) => import(url).then((m) => m.default, (e) => e.name)"
        assert await page.evaluate(outcome, f"{elsewhere}/shared.js") == 1
        assert await page.evaluate(outcome, f"{elsewhere}/private.js") == "TypeError"


async def test_a_script_of_another_origin_imports_nothing_by_a_relative_url(engine: str, serve: Serve) -> None:
    base, other = await serve(answer), await serve(answer)
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        html = "".join(f"<script src={origin}/relative.js></script>" for origin in (other, base))
        await page.goto(f"{base}/?{urlencode({'html': html})}")
        await page.wait_for_function("log.length === 3")
        assert sorted(await page.evaluate("log")) == ["TypeError", "good", "imported"]


async def test_referrer_policies(engine: str, serve: Serve) -> None:
    heard: dict[str, str] = {}
    headers = {"/parent.js": {"Referrer-Policy": "unsafe-url"}}

    async def note(request: web.Request) -> web.Response:
        heard[request.path] = request.headers.get("Referer", "")
        text = "import './child.js'" if request.path == "/parent.js" else ""
        content_type = "text/css" if request.path == "/sheet.css" else "text/javascript"
        allowed = {"Access-Control-Allow-Origin": "*", **headers.get(request.path, {})}
        return web.Response(text=text, content_type=content_type, headers=allowed)

    base, other = await serve(answer), await serve(note)
    html = f"""<script src={other}/classic.js referrerpolicy=no-referrer></script>
        <script type=module src={other}/plain.js></script>
        <script type=module src={other}/module.js referrerpolicy=unsafe-url></script>
        <script type=module src={other}/parent.js referrerpolicy=no-referrer></script>
        <script type=module referrerpolicy=no-referrer>import '{other}/inline.js'</script>
        <link rel=modulepreload href={other}/preload.js referrerpolicy=no-referrer>
        <link rel=stylesheet href={other}/sheet.css referrerpolicy=no-referrer>
        <img src={other}/image referrerpolicy=no-referrer>"""
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(_url(base, html))
        await page.wait_for_function("document.readyState === 'complete'")
    whole = heard.pop("/module.js")
    assert whole.startswith(f"{base}/?html=")
    assert heard.pop("/child.js") == f"{other}/parent.js"
    assert heard.pop("/plain.js") == f"{base}/"
    names = ("classic.js", "parent.js", "inline.js", "preload.js", "sheet.css", "image")
    assert heard == {f"/{name}": "" for name in names}


async def test_a_script_has_the_charset_of_its_element(engine: str, serve: Serve) -> None:
    async def respond(request: web.Request) -> web.Response:
        if request.path == "/":
            return await answer(request)
        return web.Response(body="say('\u015b')".encode("cp1250"), headers={"Content-Type": "text/javascript"})

    base = await serve(respond)
    html = """<script src=a.js charset=windows-1250></script><script>
        const script = document.createElement('script');
        script.src = 'b.js';
        script.charset = 'windows-1250';
        document.body.append(script);
        script.charset = 'utf-8';
    </script>"""
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(_url(base, html))
        await page.wait_for_function("log.length === 2")
        assert await page.evaluate("log") == ["\u015b"] * 2
