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
WAYS = {
    "nothing": "",
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
