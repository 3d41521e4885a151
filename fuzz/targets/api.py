"""API calls: every interface and member that js/platform has, with arguments that nobody would give, on things that are
none of theirs, under prototypes that a page has changed."""

from __future__ import annotations

import random
from functools import cache

from fuzz.stage import Stage, in_order
from fuzz.targets.things import THINGS
from shim.dom.interfaces import HTML_INTERFACES
from shim.engine.platform.index import platform

ODD = (
    "undefined", "null", "true", "0", "-0", "1", "-1", "0.5", "NaN", "Infinity", "-Infinity", "2**31", "2**32",
    "2**53", "-(2**63)", "2**64", "1e308", "5e-324", "1n", "2n**64n", "Symbol()", "Symbol.iterator", "''", "'x'",
    "'0'", "'\\0'", "'\\ud800'", "'x'.repeat(100000)", "'__proto__'", "'constructor'", "'a b'", "'data:,x'",
    "'https://x.invalid/'", "'text/html'", "'audio'", "'open'", "'2d'", "'[object Object]'", "{}", "[]", "[1, 2, 3]",
    "[[['a', 'b']]]", "[,]", "new Array(1e5)", "Object.create(null)", "() => 0",
    "function () { again(); return this }", "class {}", "async () => { again() }", "function* () { yield again() }",
    "(() => { throw null })", "Promise.resolve()", "Promise.reject(0)", "new Promise(() => 0)", "new Map([[1, 2]])",
    "new Set([1])", "new WeakMap()", "new Date(NaN)", "/x/g", "new Error('x')", "new ArrayBuffer(8)", "detached()",
    "new Uint8Array(detached())", "new Float32Array(1000)", "new Float32Array(0)", "new Float64Array([NaN, 1e308])",
    "new Uint8Array(1e6)", "new DataView(new ArrayBuffer(4))", "new ArrayBuffer(8, { maxByteLength: 64 })",
    "shrinking()", "new BigInt64Array(2)", "new SharedArrayBuffer(8)", "proxy({})", "proxy(() => 0)", "proxy([])",
    "revoked()", "throwing()", "reentering()", "valueOf(1)", "valueOf('x')", "valueOf(2**40)", "valueOf(Symbol())",
    "toString('x')", "iterable(3)", "iterable(2000)", "thenable()", "species()", "subclass()", "cyclic()", "deep(500)",
    "{ length: 3, 0: {} }", "{ length: -1 }", "{ get x() { again() } }",
    "{ signal: AbortSignal.abort(), once: true, capture: true }", "{ mode: 'open', type: 'offer', sdp: 'v=0' }",
    "{ audio: true, video: true }", "{ sampleRate: 1e9, length: 1e9, numberOfChannels: 32 }", "{ buffer: null }",
    "{ handleEvent() { again() } }", "{ then(f) { f(again()) } }", "frames[0].Array(3)", "gone.Object()",
    "frames[0].document.body", "new frames[0].Float32Array(4)", "Object.prototype", "Array.prototype", "globalThis",
)  # fmt: skip

POLLUTIONS = (
    "Object.defineProperty(Object.prototype, 'then', { get() { return again() }, configurable: true })",
    "Object.defineProperty(Array.prototype, '0', { set(v) { again(); odd = v }, get: again })",
    "Array.prototype[Symbol.iterator] = function* () { again(); yield* [1] }",
    "Object.defineProperty(Array, Symbol.species, { get() { again(); return Object } })",
    "Object.defineProperty(ArrayBuffer, Symbol.species, { get() { again(); return Object } })",
    "Promise.prototype.then = function (...a) { again(); return Reflect.apply(own, this, a) }",
    "Object.defineProperty(Promise, Symbol.species, { get() { return again } })", "Promise.resolve = again",
    "Function.prototype.call = Function.prototype.apply = again", "Object.prototype.get = again",
    "RegExp.prototype.exec = again", "Object.prototype.toJSON = again",
    "String.prototype.replace = String.prototype.split = again", "JSON.stringify = again",
    "Object.prototype.signal = Object.prototype.capture = revoked()", "Object.prototype.length = 5",
    "globalThis.Array = again", "Object.defineProperty(Object.prototype, 'type', { get: again })",
    "Math.floor = Math.max = Number.isInteger = again", "Error.prepareStackTrace = again",
    "Error.stackTraceLimit = 1e9", "Object.prototype.constructor = again",
    "Object.setPrototypeOf(Object.prototype.__proto__ ?? Array.prototype, proxy({}))",
    "Object.freeze(Object.prototype)", "Object.prototype[Symbol.toPrimitive] = again", "Object.prototype.next = again",
    "Map.prototype.get = Set.prototype.has = again", "Object.setPrototypeOf(globalThis, null)",
    "Object.prototype.valueOf = again", "Symbol.prototype.description = again",
    "Object.defineProperty(Uint8Array.prototype, 'buffer', { get: again })", "Reflect.apply = Reflect.get = again",
    "document.body.remove()", "document.documentElement.remove()", "document.querySelector('iframe')?.remove()",
    "document.open()", "for (const f of document.querySelectorAll('iframe')) f.src = 'about:blank'", "window.stop()",
    "c().close()", "c().suspend()",
)  # fmt: skip

PRELUDE = """<!doctype html><body><style>p { color: red } @media print { p { top: 0 } }</style><p id=p>x</p>
  <iframe id=kept></iframe><iframe id=lost></iframe><script>
const made = {}, own = Promise.prototype.then, { getOwnPropertyDescriptor: describe, getPrototypeOf: above } = Object;
const gone = frames[1]; lost.remove();
let odd, depth = 0, queue = [], context;
const c = () => context ??= new AudioContext();
const again = (...given) => { if (depth > 5) return; depth++; try { queue.shift()?.() } catch {} depth--;
  return given[0] };
const thing = (text) => text in made ? made[text] : made[text] = eval(text);
const traps = new Proxy({}, { get: (t, trap) => (...a) => { again(); return Reflect[trap](...a) } });
const proxy = (o) => new Proxy(o, traps);
const revoked = () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy };
const detached = () => { const b = new ArrayBuffer(8); structuredClone(b, { transfer: [b] }); return b };
const shrinking = () => { const b = new ArrayBuffer(64, { maxByteLength: 64 }), v = new Uint8Array(b);
  queue.push(() => b.resize(0)); return v };
const throwing = () => new Proxy({}, { get() { throw new Error("x") }, has() { throw 1 }, ownKeys() { throw null } });
const reentering = () => new Proxy(function () {}, { get(t, k) { again(); return k === Symbol.toPrimitive ? () =>
   again(1) : t[k] } });
const valueOf = (v) => ({ valueOf() { again(); return v }, toString() { again(); return v } });
const toString = (v) => ({ toString() { document.body?.replaceChildren(); again(); return v } });
const iterable = (n) => ({ *[Symbol.iterator]() { for (let i = 0; i < n; i++) { again(); yield i % 3 ? i : [i,
  "x"] } } });
const thenable = () => ({ get then() { again(); return (f) => f(again) } });
const species = () => { const a = [1, 2, 3]; a.constructor = { [Symbol.species]: function () { again(); return {} }
  }; return a };
const subclass = () => new (class extends Uint8Array { get length() { again(); return 1e9 } get byteLength() {
  return -1 } })(4);
const cyclic = () => { const o = { a: [] }; o.a.push(o); o.self = o; return o };
const deep = (n) => { let o = {}; for (let i = 0; i < n; i++) o = { o }; return o };
const find = (name, key) => { const p = globalThis[name]?.prototype; return p && describe(p, key) };
const use = (name, key, target, args, how) => {
  const d = how === "static" ? describe(globalThis[name] ?? {}, key) : find(name, key);
  if (how === "new") return Reflect.construct(globalThis[name], args, odd ?? globalThis[name]);
  if (how === "plain") return target[key](...args);
  if (how === "set") return d.set.call(target, args[0]);
  if (d?.get) return d.get.call(target);
  if (typeof d?.value === "function") return how === "new value" ? new d.value(...args) : Reflect.apply(d.value,
    target, args);
};
customElements.define("x-f", class extends HTMLElement { static formAssociated = true });
onunhandledrejection = (e) => e.preventDefault();
</script>"""

STAYS = {"alert", "confirm", "prompt"}
"""Members that ask a person, whom nobody plays here."""


@cache
def members() -> list[tuple[str, str, str]]:
    """Interface, member and how it is used: static, new, or on an instance."""
    found: list[tuple[str, str, str]] = []
    index = platform()
    for name in sorted(index.interface_names):
        interface = index.interface(name)
        found += [(name, key, "instance") for key in interface.members if key not in STAYS]
        found += [(name, key, "static") for key in interface.statics]
        found += [(name, name, "new")] * 3
    return found


@cache
def owners() -> dict[str, list[str]]:
    """Expressions by the interfaces that what they make has, inherited ones too."""
    index = platform()
    found: dict[str, list[str]] = {name: [] for name in sorted(index.interface_names)}
    made = {name: list(THINGS.get(name, ())) for name in found}
    for tag, name in sorted(HTML_INTERFACES.items()):
        made.setdefault(name, []).append(f"document.createElement({tag!r})")
    for name in found:
        if name.endswith("Event") and not made[name]:
            made[name] = [f"new {name}('x')"]
    for name, expressions in made.items():
        for ancestor in index.lineage(name):
            found.setdefault(ancestor, []).extend(expressions)
    return found


@cache
def things() -> list[str]:
    """Every expression."""
    return sorted({one for expressions in owners().values() for one in expressions})


def call(chance: random.Random) -> str:
    """One use of a member."""
    name, key, how = chance.choice(members())
    if how == "instance":
        how = chance.choice(("call", "call", "set", "plain", "new value"))
    likely = owners()[name]
    if how in ("call", "set") and not likely:  # nothing has these members here
        return call(chance)
    target = f"thing({chance.choice(likely or things())!r})" if chance.random() < 0.85 else value(chance)
    arguments = ", ".join(value(chance) for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 4, 8))))
    return f"odd = use({name!r}, {key!r}, {target}, [{arguments}], {how!r})"


def value(chance: random.Random) -> str:
    """An argument."""
    kind = chance.random()
    if kind < 0.2:
        return f"thing({chance.choice(things())!r})"
    return "odd" if kind < 0.25 else f"({chance.choice(ODD)})"


def plain(chance: random.Random) -> str:
    """A member of a thing, by whatever name it has there."""
    return (
        f"{{ const t = thing({chance.choice(things())!r}); let o = t; const keys = [];"
        f" while (o) {{ keys.push(...Reflect.ownKeys(o)); o = above(o) }}"
        f" const k = keys[{chance.randrange(10**6)} % keys.length];"
        " typeof t[k] === 'function' && !/alert|prompt|confirm|eval|Function/.test(String(k))"
        f" ? odd = t[k]({value(chance)}, {value(chance)}) : t[k] = {value(chance)} }}"
    )


def make(chance: random.Random) -> list[str]:
    """Calls, some of them to be done in the midst of others, under changed prototypes or not."""
    pieces = []
    for _ in range(chance.choice((5, 20, 60))):
        made = call(chance) if chance.random() < 0.8 else plain(chance)
        pieces.append(f"queue.push(() => {{ {made} }})" if chance.random() < 0.25 else made)
    if chance.random() < 0.4:
        for _ in range(chance.choice((1, 1, 3))):
            pieces.insert(chance.randrange(len(pieces)), chance.choice(POLLUTIONS))
    return pieces


async def play(pieces: list[str], stage: Stage) -> None:
    """Makes the calls, and waits a little for what they began."""
    page = await stage.load(f"{PRELUDE}<script>{in_order(pieces)}</script>")
    await stage.within("wait_until_idle", 0.3, page.wait_until_idle(timeout=0.3))
    await stage.evaluate(page, "document.title", 1)
