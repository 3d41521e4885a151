"""The bridge between script and host: no getter or setter of a page runs inside it, and nothing of it gets into a
page's hands. Each page runs in a process of its own."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from shim.resources import js_dir
from tests.apart import fork_python, run_page, run_python

_LIBRARY_MEMBER = re.compile(r"^  (?:get |async )?(\w+)\(", re.M)

# what a page can put on the prototypes that every object inherits from, and what then happens
INHERITED = {
    "a setter of an array's index": (
        "for (let i = 0; i < 64; i++) Object.defineProperty(Array.prototype, i, { set(v) { seen.push(this, v);"
        " document.title; }, configurable: true });"
    ),
    "a setter that calls the host": (
        'Object.defineProperty(Array.prototype, "1", { set(v) { document.title } }); Promise.reject(1);'
    ),
    "a getter of an array's index": (
        "for (let i = 0; i < 64; i++) Object.defineProperty(Array.prototype, i, { get() { see(this); document.title; },"
        " set(v) { see(this); see(v) }, configurable: true });"
    ),
    "traps": (
        "for (const key of ['has', 'ownKeys', 'defineProperty', 'getOwnPropertyDescriptor', 'deleteProperty',"
        " 'getPrototypeOf', 'setPrototypeOf', 'isExtensible', 'preventExtensions', 'apply', 'construct', 'set', 'get'])"
        " Object.prototype[key] = function (...given) { see(this); given.forEach(see); return Reflect[key](...given) };"
    ),
    "toJSON": (
        "for (const p of [Object.prototype, Array.prototype]) Object.defineProperty(p, 'toJSON',"
        " { value() { see(this); return this }, writable: true, configurable: true });"
    ),
    "methods": (
        "for (const p of [Map, Set, WeakMap, WeakSet].map((c) => c.prototype))"
        " for (const key of Object.getOwnPropertyNames(p)) { const d = Object.getOwnPropertyDescriptor(p, key);"
        " if (typeof d.value !== 'function' || key === 'constructor') continue;"
        " p[key] = function (...given) { see(this); given.forEach(see); return d.value.apply(this, given) } }"
    ),
    "call and apply": (
        "const { apply } = Reflect; for (const key of ['call', 'apply', 'bind']) { const own = Function.prototype[key];"
        " Function.prototype[key] = function (...given) { see(this); given.forEach(see);"
        " return apply(own, this, given) } }"
    ),
    "thenables": (
        "const own = Promise.prototype.then; Object.defineProperty(Object.prototype, 'then', { get() { see(this) },"
        " configurable: true }); Promise.prototype.then = function (...given) { given.forEach(see);"
        " return Reflect.apply(own, this, given) };"
    ),
    "constructors": (
        "for (const name of ['Int32Array', 'Float32Array', 'Uint8Array', 'Map', 'Set', 'WeakMap', 'Proxy', 'WeakRef',"
        " 'FinalizationRegistry']) { const Own = globalThis[name]; globalThis[name] = function (...given)"
        " { given.forEach(see); return Reflect.construct(Own, given) } }"
    ),
}

# Counts what only the platform's insides have: a function that answers the host's operations, slots, the handover,
# memory of the host's. What a page makes itself has none of these.

SEE = """
  const seen = [];
  let found = "";
  const { getPrototypeOf, ownKeys: namesOf } = Reflect, { hasOwn } = Object, ObjectPrototype = Object.prototype;
  const named = Object.getOwnPropertyNames, names = ["$1", "$2", "piece", "unslot", "hears"];
  const see = (x) => {
    if (x === null || (typeof x !== "object" && typeof x !== "function") || x === globalThis) return;
    for (const name of names) if (hasOwn(x, name)) found += name + " ";
    if (typeof x === "function" && x.name === "__host") found += "host ";
    if (x instanceof ArrayBuffer && x.byteLength === 4) found += "counter ";
  };
"""
USE = """
  document.title; document.body.append("x"); document.querySelector("p").id = "a";
  document.body.innerHTML += "<i>y</i>";
  for (let i = 0; i < 40; i++) { document.body.firstChild.textContent; document.body.children.length; }
  try { document.querySelector("[") } catch {}
  try { new URL("https://a.example/?b#c").searchParams.get("b") } catch {}
  try { structuredClone({ a: [1, new Map([[1, 2]])] }) } catch {}
  try { fetch("data:,x").then((r) => r.text(), () => {}) } catch {}
  try { new MessageChannel().port1.postMessage({ a: 1 }) } catch {}
  try { document.createElement("canvas").getContext("2d").fillRect(0, 0, 1, 1) } catch {}
  try { document.body.append(document.createElement("iframe")); frames[0].document.body.append("z") } catch {}
  try { localStorage.setItem("a", "b"); history.pushState({ a: 1 }, "") } catch {}
  try { navigator.audioSession.type = "playback"; new Audio("data:,").play().catch(() => {}) } catch {}
  const { children } = document.body;
  try { Object.isExtensible(children); Object.setPrototypeOf(children, null) } catch {}
  try { new Blob(["a"]).text(); new TextEncoder().encode("a"); crypto.getRandomValues(Int8Array.of(0)) } catch {}
  try { const c = new OfflineAudioContext(1, 128, 8000); new GainNode(c).connect(c.destination) } catch {}
  try { Promise.reject(1); Promise.reject(new Error("x")); console.log({ a: 1 }, [1, 2]) } catch {}
"""


@pytest.mark.parametrize("kind", INHERITED)
def test_nothing_of_the_bridge_gets_into_what_a_page_puts_on_prototypes(kind: str) -> None:
    outcome = run_page(f"{SEE}{INHERITED[kind]}{USE}", ask="found")
    assert outcome.answer == "", outcome


THROWN = {
    "toString": "throw { toString() { document.title; return 'text' } }",
    "stack": (
        "const e = new Error('x'); Object.defineProperty(e, 'stack', { get() { return document.title } }); throw e"
    ),
    "name and message": (
        "const e = new Error('x'); for (const k of ['name', 'message']) Object.defineProperty(e, k,"
        " { get() { document.title; return 'text' } }); throw e"
    ),
    "a proxy": (
        "throw new Proxy({}, { get(t, k) { document.title; return undefined },"
        " getPrototypeOf() { document.title; return null } })"
    ),
    "a symbol": "throw Symbol('x')",
    "a bigint": "throw 12345678901234567890n",
    "null": "throw null",
    "a throwing toString": "throw { toString() { throw { toString() { document.title; throw 1 } } } }",
    "a revoked proxy": "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy",
    "the frame's": "throw document.body",
}


@pytest.mark.parametrize("kind", THROWN)
@pytest.mark.parametrize("way", ["script", "timer", "rejection", "module", "compiled", "microtask"])
def test_what_is_thrown_is_looked_at_by_script_alone(kind: str, way: str) -> None:
    thrown = THROWN[kind]
    script = {
        "script": thrown,
        "timer": f"setTimeout(() => {{ {thrown} }})",
        "rejection": f"(async () => {{ {thrown} }})()",
        "module": f'</script><script type="module">{thrown}',
        "compiled": f"</script>{f'<script>{{ {thrown} }} //{chr(32) * 300}</script>' * 3}<script>",
        "microtask": f"queueMicrotask(() => {{ {thrown} }})",
    }[way]
    outcome = run_page(script)
    assert len(outcome.errors) == (3 if way == "compiled" else 1), outcome


CALL_SITES = """
  const kept = [];
  Error.prepareStackTrace = (error, sites) => { kept.push(...sites); return "mine"; };
  function look() { try { document.querySelector("[") } catch (e) { e.stack } new Error().stack; }
  look();
  new MutationObserver(look).observe(document.body, { childList: true });
  document.body.append("x");
  addEventListener("x", look);
  dispatchEvent(new Event("x"));
  Object.defineProperty(Array.prototype, "find", { value() { kept.push(...this) } });
  try { nowhere } catch {}
  console.trace();
  const e = {}; Error.captureStackTrace(e, look); kept.push(e.stack);
  setTimeout(() => {
    delete Error.prepareStackTrace;
    const sites = kept.filter((site) => typeof site === "object");
    const functions = sites.flatMap((site) => [site.getFunction(), site.getThis()]).filter((x) => x !== undefined);
    const places = new Set(sites.map((site) => site.getFileName()));
    console.log(sites.length > 3, functions.length, [...places].join());
  }, 10);
"""


def test_call_sites_are_of_the_page_and_have_no_functions() -> None:
    assert run_page(CALL_SITES).console[-1] == "true 0 https://page.example/"


def test_frames_of_the_platform_are_on_no_stack() -> None:
    outcome = run_page("""
      function mine() { try { document.querySelector("[") } catch (e) { console.log(e.stack.replaceAll("\\n", "|")) } }
      mine();
      const { get } = Object.getOwnPropertyDescriptor(Node.prototype, "firstChild");
      for (const f of [document.querySelector, fetch, get]) {
        for (const key of ["caller", "callee", "arguments"]) {
          try { console.log(key, f[key]) } catch (e) { console.log(key, e.name) }
        }
      }
      try { document.addEventListener("x", function inner() { console.log(inner.caller) }) } catch {}
      try { document.dispatchEvent(new Event("x")) } catch {}
    """)
    stack, *others = outcome.console
    assert re.fullmatch(r"[^|]+(\|    at (mine \()?https://page\.example/:\d+:\d+\)?)+", stack)
    assert set(others) <= {
        f"{k} {v}" for k in ("caller", "callee", "arguments") for v in ("TypeError", "undefined")
    } | {
        "TypeError",
        "undefined",
        "null",
    }


def test_a_page_may_replace_what_strings_and_json_can_do() -> None:
    outcome = run_page(
        """
      String.prototype.isWellFormed = () => true; String.prototype.includes = () => false;
      String.prototype.toWellFormed = function () { return { a: 1 } }; String.prototype.replaceAll = () => Symbol();
      String.prototype.split = () => [{}, {}];
      JSON.parse = () => ({ type: "DOMException" }); JSON.stringify = () => "{";
      Object.hasOwn = Object.keys = Object.assign = Object.defineProperty = () => { throw 1 };
      Reflect.apply = Reflect.get = () => { throw 1 }; let name;
      const texts = ["\\ud800", "a\\0b", "\\udfff\\0", "x".repeat(600) + "\\ud800"];
      for (const text of texts) {
        document.body.setAttribute("title", text); document.body.title = text; document.title = text;
      }
      try { document.querySelector("[") } catch (e) { name = e.name }
      fetch("data:,").catch(() => {});
      history.pushState("\\ud800", "", "#\\ud800");
      try { document.createElement(1n) } catch {}
      try { document.body.setAttribute("a", 12345678901234567890n) } catch {}
    """,
        ask="name",
    )
    assert outcome.answer == "SyntaxError"


def test_what_the_host_has_for_script_is_its_own_memory() -> None:
    """A page that replaces Int32Array gets no view of the counter of the tree's changes."""
    outcome = run_page("""
      const stolen = []; const Own = Int32Array;
      globalThis.Int32Array = function (given) { stolen.push(given); return new Own(given) };
      const { body } = document;
      for (let i = 0; i < 200; i++) { body.append("x"); body.children.length; body.firstChild; body.lastChild }
      console.log(stolen.length);
    """)
    assert outcome.console == ["0"]


DEEP = {
    "calls": "function f() { f() } f()",
    "scripts in scripts": (
        "const add = (t) => { const s = document.createElement('script'); s.textContent = t; document.body.append(s) };"
        "add('1'); function f(k) { if (k) f(k - 1); else add('f(7000)') } f(7000)"
    ),
    "scripts in scripts that fit": (
        "const add = (t) => { const s = document.createElement('script'); s.textContent = t; document.body.append(s) };"
        "add('1'); function f(k) { if (k) f(k - 1); else add('f(700)') } f(700); throw new RangeError('done')"
    ),
    "scripts without end": (
        "function f() { const s = document.createElement('script'); s.textContent = 'f()';"
        " document.body.append(s) } f()"
    ),
    "events": (
        "const t = new EventTarget(); t.addEventListener('x', () => t.dispatchEvent(new Event('x')));"
        "t.dispatchEvent(new Event('x')); throw new RangeError('done')"
    ),
    "two realms": (
        "const frame = document.createElement('iframe'); document.body.append(frame);"
        "frame.contentWindow.eval('function g(k) { return parent.f(k) }');"
        "function f(k) { return frame.contentWindow.g(k + 1) } f(0)"
    ),
    "custom elements": (
        "customElements.define('a-b', class extends HTMLElement {"
        " connectedCallback() { this.append(document.createElement('a-b')) } });"
        "document.body.append(document.createElement('a-b')); throw new RangeError('done')"
    ),
    "attributes that change themselves": (
        "customElements.define('a-b', class extends HTMLElement { static observedAttributes = ['x'];"
        " attributeChangedCallback() { this.setAttribute('x', Math.random()) } });"
        "document.body.innerHTML = '<a-b x=1></a-b>'; throw new RangeError('done')"
    ),
    "getters": "const o = { get x() { return this.x } }; o.x",
    "toString": "const o = { toString() { return `${this}` } }; document.title = o",
    "eval": "function f() { eval('f()') } f()",
    "clicks": (
        "document.body.onclick = () => document.body.dispatchEvent(new Event('click')); document.body.click();"
        "throw new RangeError('done')"
    ),
}


@pytest.mark.parametrize("kind", DEEP)
def test_a_deep_stack_is_a_range_error_of_the_page(kind: str) -> None:
    outcome = run_page(DEEP[kind], seconds=120)
    assert outcome.errors
    assert all("RangeError" in error for error in outcome.errors), outcome


def test_pieces_that_are_first_needed_at_the_end_of_the_stack_work_later() -> None:
    outcome = run_page("""
      const use = () => [
        new URL("https://a.example/").href, structuredClone([1]).length, new OfflineAudioContext(1, 1, 8000).length,
        document.createElement("table").insertRow().nodeName,
        new DOMParser().parseFromString("<p>", "text/html").body.firstChild.nodeName,
        typeof new AbortController().signal, new Headers({ a: "b" }).get("a"), document.createRange().collapsed,
      ].join();
      const kinds = new Set();
      (function f() { try { f() } catch (e) { kinds.add(e.name); try { use() } catch (e2) { kinds.add(e2.name) } } })();
      console.log([...kinds].join(), use());
    """)
    assert outcome.console == ["RangeError https://a.example/,1,1,TR,P,object,b,true"]


def test_script_has_about_as_much_stack_as_in_a_browser() -> None:
    outcome = run_page(
        "let n = 0; function f() { n++; f() } try { f() } catch (e) { console.log(n > 10000 && n < 30000, e.name) }"
    )
    assert outcome.console == ["true RangeError"]


THREADS = '''
import asyncio, sys, threading
from shim import Browser

HTML = """<!doctype html><body><script>
  document.body.append(new URL("https://a.example/").host, structuredClone([1]).length, typeof AudioContext);
</script>"""
answers, errors = [], []

async def main():
    async with Browser() as browser:
        for _ in range(3):
            page = await browser.new_page()
            page.on("pageerror", errors.append)
            await page.set_content(HTML)
            answers.append(await page.evaluate("""() => {
              let n = 0;
              try { (function f() { n++; f() })() } catch (e) {
                return [document.body.childNodes[1].data, e.name, n > 500];
              }
            }"""))

threads = [threading.Thread(target=lambda: asyncio.run(main())) for _ in range(int(sys.argv[1]))]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(answers), len(errors), answers[0] if len({str(a) for a in answers}) == 1 else answers)
'''


@pytest.mark.parametrize("count", [1, 2, 4])
@pytest.mark.parametrize("cache", ["cold", "warm"])
def test_browsers_in_threads(count: int, cache: str) -> None:
    """`cold`: nothing is compiled yet, and what is compiled is not kept (a process that writes no bytecode)."""
    prefix = (
        "import sys; sys.dont_write_bytecode = True\n"
        "import shim.engine.platform.disk_cache as kept; kept._STEM = 'none-'\n"
    )
    outcome = run_python((prefix if cache == "cold" else "") + THREADS, str(count), seconds=120)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    assert outcome.out == f"{3 * count} 0 ['a.example', 'RangeError', True]\n"


def test_one_browser_in_two_threads_is_refused() -> None:
    outcome = fork_python("""
        import asyncio, threading
        from shim import Browser

        BUSY = "const end = performance.now() + 300; while (performance.now() < end) document.title += 'x'; 1"

        async def main():
            async with Browser() as browser:
                page = await browser.new_page()

                def other():
                    try:
                        asyncio.run(page.evaluate("document.title = 'other'"))
                    except RuntimeError as error:
                        print(error)

                threading.Timer(0.1, other).start()
                print(await page.evaluate(BUSY))

        asyncio.run(main())
    """)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    assert outcome.lines == ["a browser is used by one thread at a time: make one in each thread", "1"]


def test_a_thread_whose_stack_is_too_small_is_told_so() -> None:
    outcome = run_python("""
        import asyncio, threading
        from shim import Browser
        async def main():
            async with Browser() as browser:
                await (await browser.new_page()).set_content("<p>")
        def run():
            try: asyncio.run(main())
            except RuntimeError as error: print(error)
        threading.stack_size(1024 * 1024)
        thread = threading.Thread(target=run); thread.start(); thread.join()
    """)
    assert outcome.status == 0
    assert "this thread's stack of 1024 KB is too small for scripts" in outcome.out


def test_helpers_have_names_of_their_own() -> None:
    """`$` is one object: two files of js/platform that define the same helper would each find the other's."""
    names: Counter[str] = Counter()
    for path in Path(js_dir() / "platform").rglob("*.js"):
        for block in path.read_text().split("\nlibrary({")[1:]:
            names.update(_LIBRARY_MEMBER.findall(block.split("\n})")[0]))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_bigint_or_symbol_gets_to_the_host() -> None:
    """The engine's binding cannot convert them, and would leave an error of Python's behind."""
    outcome = run_page("""
      for (const v of [12345678901234567890n, 1n, Symbol("x"), {}, () => 0]) for (const f of [
        () => history.pushState(v, ""), () => new Event(v), () => document.createElement(v), () => scrollTo(v, v),
        () => setTimeout(() => 0, v), () => clearTimeout(v), () => document.title = v, () => new Audio().volume = v,
        () => new Audio().currentTime = v, () => document.body.scrollTop = v, () => document.querySelector(v),
        () => localStorage.setItem(v, v), () => new Blob([v]), () => new URL(v), () => structuredClone(v),
        () => new MessageChannel().port1.postMessage(v), () => document.createRange().setStart(document.body, v),
        () => document.body.childNodes.item(v), () => document.body.setAttribute(v, v), () => requestAnimationFrame(v),
        () => navigator.audioSession.type = v, () => document.createElement("canvas").width = v, () => frames[v],
        () => document.createElement("select").selectedIndex = v, () => document.createElement("td").colSpan = v,
      ]) try { f() } catch {}
      console.log("end");
    """)
    assert outcome.console == ["end"]


def test_conversions_are_not_a_pages_array_methods() -> None:
    """Enumerations and the keys of exotic objects: what a page puts on Array.prototype is not called."""
    outcome = run_page(
        """const seen = [], { apply } = Reflect, own = {};
        for (const name of ["push", "includes", "concat", "indexOf"]) {
          own[name] = Array.prototype[name];
          Array.prototype[name] = function (...given) { seen[seen.length] = name; return true };
        }
        let thrown;
        const context = new OfflineAudioContext(1, 1, 8000);
        try { new BiquadFilterNode(context, { type: "none" }) } catch (error) { thrown = error.name }
        const keys = Reflect.ownKeys(document.getElementsByTagName("p"));
        for (const name in own) Array.prototype[name] = own[name];
        console.log(thrown, keys.join(), seen.join())""",
        body="<p id=x></p>",
    )
    assert outcome.console == ["TypeError 0,x "]
