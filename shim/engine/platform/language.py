"""Names of the language that our scripts use. Each realm has a reference to each, which no page can change."""

from __future__ import annotations

import json
from collections.abc import Iterable

METHODS = {
    name: frozenset(methods.split())
    for name, methods in {
        "Array": "at concat entries every fill filter find findIndex findLast findLastIndex flat flatMap forEach"
        " includes indexOf join keys lastIndexOf map pop push reduce reverse shift slice some sort splice toSpliced"
        " unshift values",
        "String": "at charCodeAt codePointAt concat endsWith includes indexOf isWellFormed lastIndexOf match matchAll"
        " normalize padEnd padStart repeat replace replaceAll slice split startsWith toLowerCase toUpperCase"
        " toWellFormed trim trimEnd trimStart valueOf [Symbol.iterator]",
        "RegExp": "exec toString [Symbol.match] [Symbol.matchAll] [Symbol.replace] [Symbol.search] [Symbol.split]",
        "Expression": "exec",
        "ArrayIterator": "next",
        "StringIterator": "next",
        "MapIterator": "next",
        "SetIterator": "next",
        "RegExpStringIterator": "next",
        "Iterator": "[Symbol.iterator]",
        "Promise": "then",
        "Function": "apply bind call toString",
        "Number": "toFixed toPrecision toString valueOf",
        "Boolean": "valueOf",
        "BigInt": "valueOf",
        "Object": "toString valueOf",
        "TypedArray": "at every fill find forEach includes indexOf join set slice some subarray values",
        "Uint8Array": "toBase64",
        "ArrayBuffer": "resize slice transfer",
        "DataView": "getFloat64 getInt16 getInt32 getInt8 getUint16 getUint32 getUint8 setFloat64 setInt16 setInt32"
        " setUint16 setUint32 setUint8",
        "Date": "getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime"
        " getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCMonth setUTCFullYear toISOString valueOf",
        "Map": "clear delete entries forEach get has keys set values",
        "Set": "add clear delete entries forEach has keys values",
        "WeakMap": "delete get has set",
        "WeakSet": "add delete has",
        "WeakRef": "deref",
        "FinalizationRegistry": "register unregister",
    }.items()
}
"""Methods that there are references to, by the class whose prototype has them."""
SAMPLES = {
    "TypedArray": "Object.getPrototypeOf(Uint8Array).prototype",
    "Expression": "RegExp.prototype",
    "ArrayIterator": "Object.getPrototypeOf([].values())",
    "StringIterator": "Object.getPrototypeOf(''[Symbol.iterator]())",
    "MapIterator": "Object.getPrototypeOf(new Map().values())",
    "SetIterator": "Object.getPrototypeOf(new Set().values())",
    "RegExpStringIterator": "Object.getPrototypeOf(''.matchAll(/a/g))",
}
"""Prototypes that have no name."""
_TYPED = "Object.getPrototypeOf(Uint8Array)"
NEIGHBOURS = {
    "Map": ("forEach", "size"),
    "Set": ("forEach", "size"),
    "RegExp": ("exec", "flags"),
    "TypedArray": ("set", "buffer"),
    "ArrayBuffer": ("resize", "byteLength"),
    "DataView": ("getInt8", "buffer"),
}
"""Classes whose getters are needed too: the method behind these, and the first of them."""
GETTERS = frozenset({"buffer", "byteLength", "byteOffset", "detached", "maxByteLength", "resizable"})
"""Properties of buffers and views, which are getters that a page can replace."""
STATICS = {
    name: frozenset(functions.split())
    for name, functions in {
        "Object": "assign create defineProperties defineProperty entries freeze fromEntries getOwnPropertyDescriptor"
        " getOwnPropertyDescriptors getOwnPropertyNames getPrototypeOf hasOwn is isFrozen keys setPrototypeOf values",
        "Reflect": "apply construct defineProperty deleteProperty get getOwnPropertyDescriptor getPrototypeOf has"
        " ownKeys set setPrototypeOf",
        "Math": "abs acos asin atan atan2 ceil cos exp floor fround hypot log log10 log2 max min pow random round sign"
        " sin sqrt tan tanh trunc",
        "Number": "isFinite isInteger isNaN isSafeInteger parseFloat parseInt",
        "Array": "from isArray",
        "Promise": "all reject resolve withResolvers",
        "String": "fromCharCode fromCodePoint raw",
        "Symbol": "for keyFor",
        "BigInt": "asIntN asUintN",
        "Date": "UTC now parse",
        "ArrayBuffer": "isView",
        "Error": "isError",
        "Float32Array": "from",
        "Uint8Array": "fromBase64 from",
        "JSON": "parse stringify",
    }.items()
}
"""Functions that there are references to, by the global object that has them."""
GLOBALS = frozenset(
    {
        "Array", "ArrayBuffer", "BigInt", "Boolean", "DataView", "Date", "Error", "FinalizationRegistry",
        "Float32Array", "Float64Array", "Function", "Int32Array", "Map", "Number", "Object", "Promise", "Proxy",
        "RangeError", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError", "Uint8Array",
        "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "decodeURIComponent", "encodeURIComponent", "eval",
        "parseFloat", "parseInt", "JSON", "Math", "Reflect", "globalThis",
    }
)  # fmt: skip
"""Globals of the language that there are references to."""
OTHER_GLOBALS = frozenset(
    {
        "AggregateError", "Atomics", "BigInt64Array", "BigUint64Array", "EvalError", "Float16Array", "Int16Array",
        "Int8Array", "Iterator", "ReferenceError", "SharedArrayBuffer", "Uint16Array", "Uint32Array", "URIError",
        "decodeURI", "encodeURI", "isFinite", "isNaN",
    }
)  # fmt: skip
"""Globals of the language that a script of ours may not name: whoever needs one puts it into GLOBALS."""
CONTAINERS = frozenset({"Map", "Set", "WeakMap", "WeakSet"})
"""Containers of which `$` has its own kind, which `new` makes; other uses take the realm's own: `$.pageMap`."""


def own_name(name: str) -> str:
    """The reference to a global that is not one of CONTAINERS."""
    return "$.global" if name == "globalThis" else f"$.{name}" if name[0].isupper() else f"$.global_{name}"


def references() -> list[str]:
    """The names that references have in `$`, beside those of methods."""
    names = [f"page{name}" if name in CONTAINERS else own_name(name)[2:] for name in GLOBALS - {"globalThis"}]
    names += [f"{name}__{method}" for name, methods in METHODS.items() for method in methods if method[0] != "["]
    return sorted(names + [f"{name}_{function}" for name, functions in STATICS.items() for function in functions])


def keeper(missing: Iterable[str]) -> str:
    """A function of `$` that takes the references which are in no table: `$.Array` is the global object, `$.made` has
    functions such as `Array.prototype.values`, of which `missing` are those that the engine has made before."""
    text = "".join(
        f"$.page{name}={name};" if name in CONTAINERS else f"{own_name(name)}={name};"
        for name in sorted(GLOBALS - {"globalThis", "JSON", "Math", "Reflect"})
    )
    made = ",".join(f"{json.dumps(name.replace(_TYPED, 'TypedArray'))}:{name}" for name in missing)
    return f"(function($){{'use strict';{text}$.made={{__proto__:null,{made}}}}})"
