"""API calls: every interface and member that js/platform has, with arguments that nobody would give, on things that are
none of theirs, under prototypes that a page has changed."""

from __future__ import annotations

import random
from functools import cache

from fuzz.stage import Stage, in_order
from shim.engine.platform.index import platform

# things of as many interfaces as there are, each made when it is first asked for
THINGS = (
    "document", "window", "navigator", "location", "history", "screen", "performance", "crypto", "crypto.subtle",
    "localStorage", "sessionStorage", "document.body", "document.head", "document.implementation", "getSelection()",
    "document.createRange()", "document.createTextNode('x')", "document.createComment('x')", "customElements",
    "document.createDocumentFragment()", "document.body.attachShadow({mode:'open'})", "document.body.attributes",
    "document.body.classList", "document.body.dataset", "document.body.style", "document.body.childNodes", "document.all",
    "document.body.children", "document.createNodeIterator(document)", "document.createTreeWalker(document)",
    "new AudioContext()", "new OfflineAudioContext(1, 128, 8000)", "c().createGain()", "c().createGain().gain",
    "c().createAnalyser()", "c().createBuffer(1, 8, 8000)", "c().createBufferSource()", "c().createBiquadFilter()",
    "c().createConvolver()", "c().createDelay()", "c().createPanner()", "c().createOscillator()", "c().listener",
    "c().createScriptProcessor(256)", "c().createWaveShaper()", "c().createIIRFilter([1], [1])", "c().audioWorklet",
    "c().createMediaStreamDestination()", "c().createMediaStreamDestination().stream", "c().destination",
    "c().createMediaStreamDestination().stream.getTracks()[0]", "c().createPeriodicWave([0, 1], [0, 1])",
    "c().createChannelMerger()", "c().createChannelSplitter()", "c().createConstantSource()", "c().createStereoPanner()",
    "new MediaRecorder(c().createMediaStreamDestination().stream)", "new MediaStream()", "new Audio()", "new Image()",
    "document.createElement('video')", "document.createElement('canvas')", "document.createElement('canvas').getContext('2d')",
    "new Path2D()", "new DOMMatrix()", "new DOMRect()", "new DOMPoint()", "new DOMQuad()", "new ImageData(2, 2)",
    "navigator.mediaDevices", "navigator.mediaSession", "navigator.audioSession", "navigator.permissions", "speechSynthesis",
    "new SpeechSynthesisUtterance('x')", "new RTCPeerConnection()", "new RTCPeerConnection().createDataChannel('x')",
    "new RTCPeerConnection().addTransceiver('audio')", "new RTCSessionDescription({type: 'offer'})",
    "new MessageChannel().port1", "new BroadcastChannel('x')", "new AbortController()", "new AbortController().signal",
    "new Blob(['x'])", "new File(['x'], 'x')", "new FileReader()", "new FormData()", "new Headers()", "new URL('a:b')",
    "new URLSearchParams('a=b')", "new Request('data:,x')", "new Response('x')", "new XMLHttpRequest()", "new TextDecoder()",
    "new TextEncoder()", "new TextDecoderStream()", "new ReadableStream()", "new ReadableStream().getReader()",
    "new WritableStream()", "new WritableStream().getWriter()", "new TransformStream()", "new DOMParser()",
    "new XMLSerializer()", "new XPathEvaluator()", "document.evaluate('*', document, null, 0, null)", "new Event('x')",
    "new MutationObserver(() => 0)", "new IntersectionObserver(() => 0)", "new ResizeObserver(() => 0)",
    "new PerformanceObserver(() => 0)", "new CSSStyleSheet()", "document.styleSheets", "matchMedia('print')",
    "new VTTCue(0, 1, 'x')", "new EventTarget()", "new WebSocket('ws://x.invalid')", "new EventSource('data:,')",
    "new MediaMetadata()", "navigator.clipboard", "navigator.wakeLock", "visualViewport", "navigator.userActivation",
    "document.createElement('form')", "document.createElement('input')", "document.createElement('select')",
    "document.createElement('table')", "document.createElement('iframe')", "document.createElement('template')",
    "document.createElement('textarea')", "document.createElement('dialog')", "document.createElement('slot')",
    "document.createElement('audio').buffered", "document.createElement('video').textTracks", "document.createElement('a')",
    "document.createElementNS('http://www.w3.org/2000/svg', 'svg')", "frames[0]", "frames[0].document", "gone.document",
    "gone", "gone.document.body", "new gone.AudioContext()", "window.external", "new DataTransfer()",
)  # fmt: skip

ODD = (
    "undefined", "null", "true", "0", "-0", "1", "-1", "0.5", "NaN", "Infinity", "-Infinity", "2**31", "2**32", "2**53",
    "-(2**63)", "2**64", "1e308", "5e-324", "1n", "2n**64n", "Symbol()", "Symbol.iterator", "''", "'x'", "'0'", "'\\0'",
    "'\\ud800'", "'x'.repeat(100000)", "'__proto__'", "'constructor'", "'a b'", "'data:,x'", "'https://x.invalid/'",
    "'text/html'", "'audio'", "'open'", "'2d'", "'[object Object]'", "{}", "[]", "[1, 2, 3]", "[[['a', 'b']]]", "[,]",
    "new Array(1e5)", "Object.create(null)", "() => 0", "function () { again(); return this }", "class {}",
    "async () => { again() }", "function* () { yield again() }", "(() => { throw null })", "Promise.resolve()",
    "Promise.reject(0)", "new Promise(() => 0)", "new Map([[1, 2]])", "new Set([1])", "new WeakMap()", "new Date(NaN)",
    "/x/g", "new Error('x')", "new ArrayBuffer(8)", "detached()", "new Uint8Array(detached())", "new Float32Array(1000)",
    "new Float32Array(0)", "new Float64Array([NaN, 1e308])", "new Uint8Array(1e6)", "new DataView(new ArrayBuffer(4))",
    "new ArrayBuffer(8, { maxByteLength: 64 })", "shrinking()", "new BigInt64Array(2)", "new SharedArrayBuffer(8)",
    "proxy({})", "proxy(() => 0)", "proxy([])", "revoked()", "throwing()", "reentering()", "valueOf(1)", "valueOf('x')",
    "valueOf(2**40)", "valueOf(Symbol())", "toString('x')", "iterable(3)", "iterable(2000)", "thenable()", "species()",
    "subclass()", "cyclic()", "deep(500)", "{ length: 3, 0: {} }", "{ length: -1 }", "{ get x() { again() } }",
    "{ signal: AbortSignal.abort(), once: true, capture: true }", "{ mode: 'open', type: 'offer', sdp: 'v=0' }",
    "{ audio: true, video: true }", "{ sampleRate: 1e9, length: 1e9, numberOfChannels: 32 }", "{ buffer: null }",
    "{ handleEvent() { again() } }", "{ then(f) { f(again()) } }", "frames[0].Array(3)", "gone.Object()",
    "frames[0].document.body", "new frames[0].Float32Array(4)", "Object.prototype", "Array.prototype", "globalThis",
)  # fmt: skip

POLLUTIONS = (
    "Object.defineProperty(Object.prototype, 'then', { get() { return again() }, configurable: true })",
    "Object.defineProperty(Array.prototype, '0', { set(v) { again(); odd = v }, get() { return again() }, configurable: true })",
    "Array.prototype[Symbol.iterator] = function* () { again(); yield* [1] }",
    "Object.defineProperty(Array, Symbol.species, { get() { again(); return Object } })",
    "Object.defineProperty(ArrayBuffer, Symbol.species, { get() { again(); return Object } })",
    "Promise.prototype.then = function (...a) { again(); return Reflect.apply(own, this, a) }",
    "Object.defineProperty(Promise, Symbol.species, { get() { return again } })", "Promise.resolve = again",
    "Function.prototype.call = Function.prototype.apply = again", "Object.prototype.get = again", "RegExp.prototype.exec = again",
    "Object.prototype.toJSON = again", "String.prototype.replace = String.prototype.split = again", "JSON.stringify = again",
    "Object.prototype.signal = Object.prototype.capture = revoked()", "Object.prototype.length = 5", "globalThis.Array = again",
    "Object.defineProperty(Object.prototype, 'type', { get: again })", "Math.floor = Math.max = Number.isInteger = again",
    "Error.prepareStackTrace = again", "Error.stackTraceLimit = 1e9", "Object.prototype.constructor = again",
    "Object.setPrototypeOf(Object.prototype.__proto__ ?? Array.prototype, proxy({}))", "Object.freeze(Object.prototype)",
    "Object.prototype[Symbol.toPrimitive] = again", "Object.prototype.next = again", "Map.prototype.get = Set.prototype.has = again",
    "Object.setPrototypeOf(globalThis, null)", "Object.prototype.valueOf = again", "Symbol.prototype.description = again",
    "Object.defineProperty(Uint8Array.prototype, 'buffer', { get: again })", "Reflect.apply = Reflect.get = again",
    "document.body.remove()", "document.documentElement.remove()", "document.querySelector('iframe')?.remove()", "document.open()",
    "for (const f of document.querySelectorAll('iframe')) f.src = 'about:blank'", "window.stop()", "c().close()", "c().suspend()",
)  # fmt: skip

PRELUDE = """<!doctype html><body><p id=p>x</p><iframe id=kept></iframe><iframe id=lost></iframe><script>
const made = {}, own = Promise.prototype.then, { getOwnPropertyDescriptor: describe, getPrototypeOf: above } = Object;
const gone = frames[1]; lost.remove();
let odd, depth = 0, queue = [], context;
const c = () => context ??= new AudioContext();
const again = (...given) => { if (depth > 5) return; depth++; try { queue.shift()?.() } catch {} depth--; return given[0] };
const thing = (text) => text in made ? made[text] : made[text] = eval(text);
const traps = new Proxy({}, { get: (t, trap) => (...a) => { again(); return Reflect[trap](...a) } });
const proxy = (o) => new Proxy(o, traps);
const revoked = () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy };
const detached = () => { const b = new ArrayBuffer(8); structuredClone(b, { transfer: [b] }); return b };
const shrinking = () => { const b = new ArrayBuffer(64, { maxByteLength: 64 }), v = new Uint8Array(b); queue.push(() => b.resize(0)); return v };
const throwing = () => new Proxy({}, { get() { throw new Error("x") }, has() { throw 1 }, ownKeys() { throw null } });
const reentering = () => new Proxy(function () {}, { get(t, k) { again(); return k === Symbol.toPrimitive ? () => again(1) : t[k] } });
const valueOf = (v) => ({ valueOf() { again(); return v }, toString() { again(); return v } });
const toString = (v) => ({ toString() { document.body?.replaceChildren(); again(); return v } });
const iterable = (n) => ({ *[Symbol.iterator]() { for (let i = 0; i < n; i++) { again(); yield i % 3 ? i : [i, "x"] } } });
const thenable = () => ({ get then() { again(); return (f) => f(again) } });
const species = () => { const a = [1, 2, 3]; a.constructor = { [Symbol.species]: function () { again(); return {} } }; return a };
const subclass = () => new (class extends Uint8Array { get length() { again(); return 1e9 } get byteLength() { return -1 } })(4);
const cyclic = () => { const o = { a: [] }; o.a.push(o); o.self = o; return o };
const deep = (n) => { let o = {}; for (let i = 0; i < n; i++) o = { o }; return o };
const find = (name, key) => { const p = globalThis[name]?.prototype; return p && describe(p, key) };
const use = (name, key, target, args, how) => {
  const d = how === "static" ? describe(globalThis[name] ?? {}, key) : find(name, key);
  if (how === "new") return Reflect.construct(globalThis[name], args, odd ?? globalThis[name]);
  if (how === "plain") return target[key](...args);
  if (how === "set") return d.set.call(target, args[0]);
  if (d?.get) return d.get.call(target);
  if (typeof d?.value === "function") return how === "new value" ? new d.value(...args) : Reflect.apply(d.value, target, args);
};
onunhandledrejection = (e) => e.preventDefault();
</script>"""

STAYS = {"alert", "confirm", "prompt"}
"""Members that ask a person, whom nobody plays here."""


@cache
def members() -> list[tuple[str, str, str]]:
    """Interface, member and how it is used: static, new, or on an instance."""
    found = []
    index = platform()
    for name in sorted(index.interface_names):
        interface = index.interface(name)
        found += [(name, key, "instance") for key in interface.members if key not in STAYS]
        found += [(name, key, "static") for key in interface.statics]
        found += [(name, name, "new")] * 3
    return found


@cache
def owners() -> dict[str, list[str]]:
    """Expressions of THINGS by words in them: which of them are likely to have an interface's members."""
    return {name: [one for one in THINGS if name in one] for name in sorted(platform().interface_names)}


def call(chance: random.Random) -> str:
    """One use of a member."""
    name, key, how = chance.choice(members())
    if how == "instance":
        how = chance.choice(("call", "call", "set", "plain", "new value"))
    likely = owners()[name]
    target = f"thing({chance.choice(likely or THINGS)!r})" if chance.random() < 0.85 else value(chance)
    arguments = ", ".join(value(chance) for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 4, 8))))
    return f"odd = use({name!r}, {key!r}, {target}, [{arguments}], {how!r})"


def value(chance: random.Random) -> str:
    """An argument."""
    kind = chance.random()
    if kind < 0.2:
        return f"thing({chance.choice(THINGS)!r})"
    return "odd" if kind < 0.25 else f"({chance.choice(ODD)})"


def plain(chance: random.Random) -> str:
    """A member of a thing, by whatever name it has there."""
    return (
        f"{{ const t = thing({chance.choice(THINGS)!r}); let o = t; const keys = []; while (o) {{ keys.push(...Reflect.ownKeys(o)); o = above(o) }}"
        f" const k = keys[{chance.randrange(10**6)} % keys.length]; typeof t[k] === 'function' && !/alert|prompt|confirm|eval|Function/.test(String(k))"
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
