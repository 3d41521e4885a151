"""Ways in which a page can change the language, and a page that uses a lot: what it finds is the same in all ways."""

from pathlib import Path

THROWING = "function () { throw new Error('of the page') }"


def _replaced(*places: str) -> str:
    """A script that puts a function that throws in place of each of these methods."""
    return "".join(f"{place} = {THROWING};" for place in places)


def _methods(expression: str, besides: str = "") -> str:
    """A script that does so with all methods of a prototype but one."""
    return (
        f"{{ const p = {expression}; for (const k of Reflect.ownKeys(p)) {{"
        " const d = Object.getOwnPropertyDescriptor(p, k);"
        f" if (k !== 'constructor' && k !== '{besides}' && typeof d.value === 'function' && d.writable)"
        f" p[k] = {THROWING}; }} }}"
    )


ACCESSORS = [
    "get", "set", "value", "writable", "enumerable", "configurable", "type", "done", "next", "name", "id", "impl",
    "listeners", "parent", "is", "toJSON", "handler", "capture", "once", "passive", "signal", "detail", "bubbles",
    "state", "index", "key", "kind", "options", "callback", "target", "realm", "body", "url", "method", "headers",
    "promise", "resolve", "reject", "error", "message", "buffer", "last", "live", "queued", "waiting", "text", "items",
    "root", "scheme", "host", "0", "1", "2",
]  # fmt: skip
"""Names of which every object inherits an accessor in one of the ways, among them many that our own objects have."""

GLOBALS = [
    "Map", "Set", "WeakMap", "Promise", "Array", "Object", "String", "Number", "Symbol", "Proxy", "Reflect",
    "TypeError", "RangeError", "Error", "Uint8Array", "ArrayBuffer", "Math", "Date", "RegExp", "Boolean", "BigInt",
    "DataView", "Function", "WeakRef", "parseInt", "parseFloat", "eval", "encodeURIComponent",
]  # fmt: skip
LANGUAGE = (
    "Object Function Error Array String Boolean Symbol Math JSON Reflect Number BigInt Date RegExp Map Set WeakMap"
    " WeakSet ArrayBuffer SharedArrayBuffer Uint8ClampedArray Int8Array Uint8Array Int16Array Uint16Array Int32Array"
    " Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array DataView Atomics Promise Proxy"
    " WeakRef Iterator FinalizationRegistry AggregateError EvalError RangeError ReferenceError SyntaxError TypeError"
    " URIError"
)
"""The globals of the language that have properties of their own."""
EVERYTHING = (
    f"var LANGUAGE = {LANGUAGE!r};"
    + """
var walk = (change) => {
  const found = [], { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const add = (o) => { if (o && !found.includes(o)) found.push(o); };
  for (const name of LANGUAGE.split(" ")) {
    add(globalThis[name]);
    add(globalThis[name].prototype);
  }
  const { iterator } = Symbol;
  const iterators = [[].values(), new Map().keys(), new Set().keys(), ""[iterator](), "".matchAll(/a/g)];
  for (const o of iterators) add(getPrototypeOf(o));
  add(getPrototypeOf(Uint8Array));
  add(getPrototypeOf(Uint8Array.prototype));
  const all = [];
  for (const o of found) for (const key of ownKeys(o)) all.push([o, key, getOwnPropertyDescriptor(o, key)]);
  for (let i = 0; i < all.length; i++) change(all[i][0], all[i][1], all[i][2]);
};
"""
)
"""A function that calls another one with all objects of the language, each with each of its keys and its descriptor."""
SPY = (
    "get(t, k, r) { if (r !== P && typeof k === 'string' && k !== 'then' && k !== 'toJSON') seen += ` read ${k}`;"
    " return get(t, k, r) }, set(t, k, v, r) { seen += ` set ${k}`; return set(t, k, v, r) }"
)
WAYS = {
    "nothing": "",
    "everything": EVERYTHING
    + """{
      const define = Object.defineProperty, { concat } = String.prototype;
      const kept = [Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "length").get];
      walk((o, key, d) => {
        if (!d.configurable || key === "constructor" || d.value === concat || d.get === kept[0]) return;
        if (typeof d.value === "function") d.value = THROWING;
        else if (d.get) d.get = THROWING;
        define(o, key, d);
      });
    }""".replace("THROWING", THROWING),
    "constructors": """{
      const Evil = function () { seen += " constructed"; throw new Error("of the page") };
      Object.defineProperty(Evil, Symbol.species, { value: Evil });
      for (const C of [Array, ArrayBuffer, RegExp, Uint8Array, Float32Array, Map, Set]) C.prototype.constructor = Evil;
    }""",
    "constructors that are read": "for (const C of [Array, ArrayBuffer, RegExp, Uint8Array, Float32Array, Map, Set])"
    " Object.defineProperty(C.prototype, 'constructor', { configurable: true,"
    " get() { seen += ` read ${C.name}`; return C } })",
    "what arrays inherit": "{ const P = Array.prototype, { get, set } = Reflect;"
    f" Object.setPrototypeOf(P, new Proxy(Object.prototype, {{ __proto__: null, {SPY} }})) }}",
    "JSON": "window.JSON = null",
    "Array.prototype": _methods("Array.prototype"),
    # AD-HOC: the engine makes the texts of templates, a page's as well, by `concat`
    "String.prototype": _methods("String.prototype", "concat"),
    "Map.prototype": "for (const C of [Map, Set, WeakMap, WeakSet, WeakRef, FinalizationRegistry]) "
    + _methods("C.prototype"),
    "RegExp.prototype": _methods("RegExp.prototype"),
    "Promise.prototype": _methods("Promise.prototype")
    + _replaced("Promise.resolve", "Promise.reject", "Promise.all", "Promise.withResolvers"),
    "Function.prototype": _replaced(*(f"Function.prototype.{name}" for name in ("call", "apply", "bind"))),
    "iterators": "const all = [Array, String, Map, Set];"
    " for (let i = 0; i < 4; i++) all[i].prototype[Symbol.iterator] = " + THROWING,
    "next": "{ const all = [[].values(), new Map().keys(), new Set().keys(), ''[Symbol.iterator](), ''.matchAll(/a/g)];"
    f" for (let i = 0; i < all.length; i++) Object.getPrototypeOf(all[i]).next = {THROWING} }}",
    "typed arrays": _methods("Object.getPrototypeOf(Uint8Array).prototype")
    + _methods("DataView.prototype")
    + _methods("ArrayBuffer.prototype"),
    "numbers": _methods("Number.prototype") + _methods("Date.prototype"),
    "Object": "{ const O = Object, own = O.getOwnPropertyNames, at = O.getOwnPropertyDescriptor;"
    " for (const C of [Reflect, Math, Number, Symbol, String, Array, BigInt, Date, O])"
    " for (const k of own(C)) if (typeof C[k] === 'function' && at(C, k).writable) C[k] = " + THROWING + " }",
    "globals": f"for (const k of {GLOBALS}) window[k] = null",
    "accessors": f"for (const k of {ACCESSORS})"
    " Object.defineProperty(Object.prototype, k, { __proto__: null, configurable: true,"
    " get() { seen += ` read ${k}`; return undefined },"
    " set(value) { seen += ` set ${k}`;"
    " define(this, k, { __proto__: null, value, writable: true, enumerable: true, configurable: true }) } })",
    "values": f"for (const k of {ACCESSORS}) Object.prototype[k] = 'of the page'",
    "array accessors": "for (let i = 0; i < 20; i++) Object.defineProperty(Array.prototype, i, { configurable: true,"
    " get() { seen += ` read ${i}`; return undefined }, set() { seen += ` set ${i}` } })",
}

CONCAT = _replaced("String.prototype.concat")

PAGE = Path(__file__).with_name("tampered.html").read_text(encoding="utf-8")
