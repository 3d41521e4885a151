"""Generates the code around an interface's members: brand check, argument count, conversions, then the member's own
body.

https://webidl.spec.whatwg.org/#javascript-binding. In a body, `this` is the object as the page sees it, `impl`
its internal slots,
`$` the realm's internals and `h` the host's operations.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import idl
from .operations import bind_calls

if TYPE_CHECKING:
    from .index import Interface, Platform


class InterfaceFileError(Exception):
    """A file of js/platform breaks the conventions, a bug of ours, never of a page. The message names the file."""


@dataclass(slots=True, eq=False)
class MemberSource:
    """Source text of an object literal's members, ready to be evaluated in a realm."""

    source: str
    secure: bool = False
    is_state: bool = False
    """A `$` helper that is computed once: the source is a method that computes it."""


_PARAMETERS = re.compile(r"^(?:async\s+)?(?:get\s+|set\s+)?\*?\s*[\w$]+\s*\(([^)]*)\)\s*\{", re.S)
_IDENTIFIERS = re.compile(r"^[\w$\s,.]*$")
_INTEGERS = {
    "byte": (8, True), "octet": (8, False), "short": (16, True), "unsigned short": (16, False), "long": (32, True),
    "unsigned long": (32, False), "long long": (64, True), "unsigned long long": (64, False),
}  # fmt: skip
_OPAQUE = {
    "any", "object", "undefined", "Promise", "union", "record", "BufferSource", "ArrayBuffer", "ArrayBufferView",
    "Function",
    "Uint8Array", "Float32Array", "Float64Array", "Uint8ClampedArray", "Int8Array", "Int16Array", "Uint16Array",
    "Int32Array",
    "Uint32Array", "bigint", "symbol",
}  # fmt: skip
_STRINGS = {"DOMString", "USVString", "ByteString", "CSSOMString"}
_MOVING = frozenset(
    {
        "Node", "AbstractRange", "Event", "DOMParser", "Blob", "ReadableStream", "WritableStream", "Request",
        "Response",
    }
)  # fmt: skip
"""Interfaces whose objects may live in another document than the one that made them: `$.of` gives null for these."""
_EVENT_TYPES = {
    "webkitanimationend": "webkitAnimationEnd",
    "webkitanimationiteration": "webkitAnimationIteration",
    "webkitanimationstart": "webkitAnimationStart",
    "webkittransitionend": "webkitTransitionEnd",
}
"""Types of events that are not what their handler's name says."""
_HANDLERS = {"EventHandler", "OnErrorEventHandler", "OnBeforeUnloadEventHandler"}


def body(source: str) -> tuple[str, str]:
    """Splits a method's source into its parameter list and its body."""
    match = _PARAMETERS.match(source)
    if match is None or not _IDENTIFIERS.match(match.group(1)):
        raise InterfaceFileError(f"parameters must be plain names (no defaults, no destructuring): {source[:60]!r}")
    return match.group(1).strip(), _shrink(source[match.end() : source.rindex("}")])


def _shrink(text: str) -> str:
    """Minifies a function body."""
    if not text.strip():
        return ""
    whole = _minify("async function f(){" + bind_calls(text) + "}")
    start = whole.index("{") + 1
    return whole[start : whole.rindex("}")]


def _minify(source: str) -> str:
    from turbohtml.clean import minify_js  # OPTIMIZATION: what was compiled before is not compiled again

    return minify_js(source)


def helper(name: str, source: dict[str, str]) -> MemberSource:
    """A `$` helper: getters become methods, which the realm calls once."""
    piece = global_value(name, source)
    is_state = "get" in source
    return MemberSource(piece.source.removeprefix("get ") if is_state else piece.source, is_state=is_state)


def global_value(name: str, source: dict[str, str]) -> MemberSource:
    """A lazy global."""
    text = source.get("method") or source.get("get")
    if not text:
        raise InterfaceFileError(f"{name} must be a method or a getter")
    minified = _minify("({" + bind_calls(text) + "})")
    return MemberSource(minified[minified.index("{") + 1 : minified.rindex("}")])


class Compiler:
    """Turns one interface's IDL members and implementation into pieces."""

    def __init__(self, platform: Platform, name: str, *, is_global: bool) -> None:
        self._platform = platform
        self._name = name
        self._impl = "const impl=$.win(this);" if is_global else f"const impl=$.of(this,{json.dumps(name)});"
        self._is_global = is_global
        self._moves = name == "EventTarget" or not _MOVING.isdisjoint(platform.lineage(name))
        self._operations: dict[str, list[idl.Member]] = {}

    def add(
        self,
        target: Interface,
        member: idl.Member,
        members: dict[str, dict[str, str]],
        statics: dict[str, dict[str, str]],
    ) -> None:
        """Adds a member's pieces to the interface."""
        source = (statics if member.static else members).get(member.name, {})
        pieces = target.statics if member.static else target.members
        if member.kind == "constant":
            piece = MemberSource(f"{member.name}:{member.value}")
            target.members[member.name] = target.statics[member.name] = piece
            return
        if member.kind == "constructor":
            target.constructor = MemberSource(self._constructor(member, members.get("construct")))
            return
        if member.kind in ("iterable", "maplike", "setlike"):
            pair = len(member.type.arguments) > 1
            target.iterable = {"kind": member.kind, "pair": pair, "readonly": member.readonly}
            return
        if member.kind == "attribute":
            piece = MemberSource(self._attribute(member, source))
            if member.special == "stringifier":
                text = f"toString(){{{self._impl}return this.{member.name}}}"
                target.members["toString"] = MemberSource(text)
        else:
            if member.special == "getter" and member.arguments and member.arguments[0].type.name == "unsigned long":
                target.iterable = target.iterable or {"kind": "indexed", "pair": False, "readonly": True}
            if not member.name:
                return
            same = self._operations.setdefault(member.name, [])
            same.append(member)
            piece = MemberSource(self._operation(same, source))
        piece.secure = "SecureContext" in member.attributes
        if "LegacyUnforgeable" in member.attributes:
            target.unforgeable.append(member.name)
        if "Unscopable" in member.attributes:
            target.unscopable.append(member.name)
        pieces[member.name] = piece

    def illegal_constructor(self) -> MemberSource:
        """An interface object that throws however it is called."""
        return MemberSource(f"{self._name}:function(){{throw new $.TypeError('Illegal constructor')}}")

    def _constructor(self, member: idl.Member, source: dict[str, str] | None) -> str:
        names, text = body(source["method"]) if source else ("", f"$.missing('{self._name} constructor')")
        head = (
            f"if(!new.target)throw new $.TypeError(\"Constructor {self._name} requires 'new'\");"
            f"{self._count(member.arguments, self._name)}{self._convert(member.arguments, names)}"
            f"const impl=$.slot(this,{json.dumps(self._name)});"
        )
        make = f"const made=(()=>{{{text}}})();return made===undefined?this:made"
        return f"{self._name}:function({self._parameters(member.arguments, names)}){{{head}{make}}}"

    def _attribute(self, member: idl.Member, source: dict[str, str]) -> str:
        name, attributes = member.name, member.attributes
        key = _key(name)
        if member.type.name in _HANDLERS:
            kind = json.dumps(_EVENT_TYPES.get(name[2:], name[2:]))
            # https://webidl.spec.whatwg.org/#LegacyLenientThis
            is_lenient = "LegacyLenientThis" in attributes and not self._is_global
            own = json.dumps(self._name)
            lenient = f"if(!$.is(this,{own})&&!$.isElsewhere(this,{own}))return;" if is_lenient else ""
            return (
                f"get {key}(){{{lenient}{self._getting(name)}return $.getHandler(impl,this,{kind})}},"
                f"set {key}(V){{{lenient}{self._setting(name)}$.setHandler(impl,this,{kind},V)}}"
            )
        if any(a in attributes for a in ("Reflect", "ReflectURL", "ReflectEnum")):
            return self._reflect(member)
        if "get" in source:
            text = body(source["get"])[1]
            if "SameObject" in attributes:
                text = f"return impl.{name}??=(()=>{{{text}}})()"
        elif member.static:
            text = f"return $.missing('{self._name}.{name}')"
        else:
            text = f"return $.missing('{self._name}.{name}')"
        head = "" if member.static else self._getting(name)
        text = self._shown(member.type, text)
        getter = f"get {key}(){{{head}{text}}}"
        if member.type.name == "Promise":
            # one promise, not a new one at every look; what goes wrong rejects
            getter = f"get {key}(){{try{{{head}{text}}}catch(e){{return $.Promise_reject(e)}}}}"
        head = "" if member.static else self._setting(name)
        if "PutForwards" in attributes:
            return f"{getter},set {key}(V){{{head}this.{name}.{attributes['PutForwards']}=V}}"
        if "Replaceable" in attributes:
            return f"{getter},set {key}(V){{{head}$.replace(this,{json.dumps(name)},V)}}"
        if member.readonly:
            return f"{getter},set {key}(V){{{head}}}" if "LegacyLenientSetter" in attributes else getter
        if "set" in source:
            value, text = body(source["set"])
            head = "" if member.static else self._setting(name, value)
        else:
            value, text = "V", f"$.missing('{self._name}.{name}')"
        return f"{getter},set {key}({value}){{{head}{self._setter_conversion(member.type, value, attributes)}{text}}}"

    # An object of another document is asked there: js/platform/frames/realms.js

    def _getting(self, name: str) -> str:
        return self._impl + (f"if(impl===null)return $.getThere(this,{json.dumps(name)});" if self._moves else "")

    def _setting(self, name: str, value: str = "V") -> str:
        there = f"if(impl===null)return $.setThere(this,{json.dumps(name)},{value});"
        return self._impl + (there if self._moves else "")

    def _calling(self, name: str, parameters: str) -> str:
        given = re.sub(r"\.\.\.(\w+)", r"...$.each(\1)", parameters.replace("=undefined", ""))
        there = f"if(impl===null)return $.outcome($.callThere(this,{json.dumps(name)},[{given}]));"
        if self._is_global:
            return f"const impl=$.winOrElsewhere(this);{there}"
        return self._impl + (there if self._moves else "")

    def _setter_conversion(self, type_: idl.Type, value: str, attributes: dict[str, str]) -> str:
        type_.attributes.update(
            {k: v for k, v in attributes.items() if k in ("LegacyNullToEmptyString", "Clamp", "EnforceRange")}
        )
        definition = self._platform.type(type_.name)
        if definition is not None and definition.kind == "enum":
            allowed = json.dumps(definition.values)
            return f"{value}=$.str({value});if(!$._includes({allowed},{value}))return;"
        return self._conversion(type_, value)

    def _reflect(self, member: idl.Member) -> str:
        """https://html.spec.whatwg.org/#reflecting-content-attributes-in-idl-attributes"""
        name, attributes, type_ = member.name, member.attributes, member.type
        if "ReflectURL" in attributes:
            content, getter = attributes["ReflectURL"] or name.lower(), "$.reflectURL(impl,{0})"
            setter = "h.set_attribute(impl.id,{0},V)"
        elif "ReflectEnum" in attributes:
            # [ReflectEnum=(a, b, …)]: limited to only known values; an unknown or missing one reads as the first
            content = attributes.get("Reflect") or name.lower()
            known = [v.strip().strip('"') for v in attributes["ReflectEnum"].split(",")]
            getter = f"$.reflectEnum(impl,{{0}},{json.dumps(known)})"
            setter = "h.set_attribute(impl.id,{0},V)"
        elif type_.name == "boolean":
            content = attributes["Reflect"] or name.lower()
            getter, setter = (
                "h.has_attribute(impl.id,{0})",
                "V?h.set_attribute(impl.id,{0},''):h.remove_attribute(impl.id,{0})",
            )
        elif type_.name in ("long", "unsigned long", "double"):
            content = attributes["Reflect"] or name.lower()
            default = attributes.get(
                "ReflectDefault", "0" if type_.name != "long" or "ReflectNonNegative" not in attributes else "-1"
            )
            positive = json.dumps("ReflectPositive" in attributes or "ReflectNonNegative" in attributes)
            getter = f"$.reflectNumber(impl,{{0}},{default},{json.dumps(type_.name)},{positive})"
            number = f"V>2147483647?{default}:V" if type_.name == "unsigned long" else "V"
            setter = f"h.set_attribute(impl.id,{{0}},$.text({number}))"
        elif type_.nullable:
            content, getter = attributes["Reflect"] or name.lower(), "h.get_attribute(impl.id,{0})"
            setter = "V===null?h.remove_attribute(impl.id,{0}):h.set_attribute(impl.id,{0},V)"
        else:
            content, getter = attributes["Reflect"] or name.lower(), "h.get_attribute(impl.id,{0})??''"
            setter = "h.set_attribute(impl.id,{0},V)"
        quoted = json.dumps(content)
        text = f"get {name}(){{{self._getting(name)}return {bind_calls(getter.format(quoted))}}}"
        if not member.readonly:
            convert = self._setter_conversion(type_, "V", attributes)
            text += f",set {name}(V){{{self._setting(name)}{convert}{bind_calls(setter.format(quoted))}}}"
        return text

    def _operation(self, same: list[idl.Member], source: dict[str, str]) -> str:
        """`same` holds every overload so far; overloaded operations get their arguments unconverted."""
        member = min(same, key=lambda m: sum(not a.optional for a in m.arguments))
        name = member.name
        if "method" in source:
            names, text = body(source["method"])
            is_async = source["method"].startswith("async")
        else:
            names, text, is_async = "", f"return $.missing('{self._name}.{name}')", False
        parameters = self._parameters(member.arguments, names)
        head = "" if member.static else self._calling(name, parameters)
        head += self._count(member.arguments, name)
        if len(same) == 1:
            head += self._convert(member.arguments, names)
        if is_async:
            return f"{_key(name)}({parameters}){{return(async()=>{{{head}{text}}})()}}"
        text = self._shown(member.type, text)
        if member.type.name == "Promise":
            # the very promise that the body answers: an async function would look up its `then`, and settle later
            made = f"$.Promise_resolve((()=>{{{head}{text}}})())"
            return f"{_key(name)}({parameters}){{try{{return {made}}}catch(e){{return $.Promise_reject(e)}}}}"
        return f"{_key(name)}({parameters}){{{head}{text}}}"

    def _shown(self, type_: idl.Type, text: str) -> str:
        """A body whose objects a page gets: ours inherit nothing, a page's are like all others of it."""
        inner = type_
        while inner.name in ("sequence", "FrozenArray"):
            inner = inner.arguments[0]
        if inner.name not in ("object", "record") and not self._is_dictionary(inner):
            return text
        return f"return $.shown((()=>{{{text}}})())"

    def _parameters(self, arguments: list[idl.Argument], names: str) -> str:
        """Optional arguments get a default, so that the function's `length` counts the required ones."""
        listed = [n.strip() for n in names.split(",") if n.strip()] or [
            a.name + "_" for a in arguments if not a.variadic
        ]
        shown = []
        for index, name in enumerate(listed):
            optional = index >= len(arguments) or arguments[index].optional
            shown.append(name if name.startswith("...") or not optional else f"{name}=undefined")
        return ",".join(shown)

    def _count(self, arguments: list[idl.Argument], name: str) -> str:
        required = sum(not a.optional for a in arguments)
        if not required:
            return ""
        few = f"$.few(arguments.length,{required},{json.dumps(name)},{json.dumps(self._name)})"
        return f"if(arguments.length<{required}){few};"

    def _convert(self, arguments: list[idl.Argument], names: str) -> str:
        listed = [n.strip() for n in names.split(",") if n.strip()]
        text = ""
        for name, argument in zip(listed, arguments, strict=False):
            bare = name.lstrip(".")
            if argument.variadic:
                inner = self._conversion(argument.type, "x")
                if inner:
                    text += f"{bare}=$._map({bare},x=>{{{inner}return x}});"
                continue
            conversion = self._conversion(argument.type, bare)
            if argument.optional and argument.default is not None:
                default = "{__proto__:null}" if argument.default == "{}" else argument.default
                if self._is_dictionary(argument.type):
                    text += conversion
                else:
                    text += f"if({bare}===undefined){bare}={default};" + (f"else{{{conversion}}}" if conversion else "")
            elif argument.optional and conversion and not self._is_dictionary(argument.type):
                text += f"if({bare}!==undefined){{{conversion}}}"
            else:
                text += conversion
        return text

    def _is_dictionary(self, type_: idl.Type) -> bool:
        definition = self._platform.type(type_.name)
        return definition is not None and definition.kind == "dictionary"

    def _conversion(self, type_: idl.Type, v: str) -> str:
        """Statements that convert the variable `v` in place; "" when any value will do."""
        expression = self.expression(type_, v)
        return "" if expression == v else f"{v}={expression};"

    def expression(self, type_: idl.Type, v: str) -> str:
        """https://webidl.spec.whatwg.org/#js-type-mapping"""
        name = type_.name
        converted = v
        if name in _STRINGS:
            converted = (
                f"({v}===null?'':$.str({v}))" if "LegacyNullToEmptyString" in type_.attributes else f"$.str({v})"
            )
        elif name == "boolean":
            converted = f"!!{v}"
        elif name in _INTEGERS:
            bits, signed = _INTEGERS[name]
            mode = "1" if "EnforceRange" in type_.attributes else "2" if "Clamp" in type_.attributes else "0"
            converted = f"$.integer({v},{bits},{'1' if signed else '0'},{mode})"
        elif name in ("double", "float"):
            converted = f"$.{name}({v})"
        elif name in ("unrestricted double", "unrestricted float"):
            converted = f"+{v}"
        elif name in ("sequence", "FrozenArray", "ObservableArray"):
            converted = f"$.sequence({v},x=>{self.expression(type_.arguments[0], 'x')})"
        elif name in _OPAQUE or name in _HANDLERS:
            return v
        else:
            definition = self._platform.type(name)
            if definition is None:
                # an interface that is not built here cannot have instances, so nothing can be one
                converted = f"$.instance({v},{json.dumps(name)})" if name in self._platform.interface_names else v
            elif definition.kind == "enum":
                converted = f"$.enumeration({v},{json.dumps(definition.values)},{json.dumps(name)})"
            elif definition.kind == "dictionary":
                return f"$.dictionary({v},{json.dumps(name)})"
            elif definition.kind == "callback interface":
                converted = f"$.callbackInterface({v},{json.dumps(name)})"
            elif definition.kind == "callback":
                converted = f"$.callback({v},{json.dumps('LegacyTreatNonObjectAsNull' in definition.attributes)})"
            elif definition.type is not None:
                inner = idl.Type(
                    definition.type.name,
                    definition.type.arguments,
                    definition.type.nullable or type_.nullable,
                    definition.type.attributes,
                )
                return self.expression(inner, v)
        if type_.nullable and converted != v:
            return f"({v}==null?null:{converted})"
        return converted

    def dictionary(self, definition: idl.Definition) -> str:
        """The body of a function of `V` that converts it to this dictionary, `R`.
        https://webidl.spec.whatwg.org/#js-dictionary"""
        text = ""
        for member in sorted(definition.fields, key=lambda f: f.name):
            key = json.dumps(member.name)
            conversion = self._conversion(member.type, "x")
            if member.required:
                missing = f"throw new $.TypeError({json.dumps('required member ' + member.name + ' is undefined')})"
            elif member.default is not None:
                default = (
                    "$.dictionary(undefined," + json.dumps(member.type.name) + ")"
                    if member.default == "{}" and self._is_dictionary(member.type)
                    else member.default
                )
                missing = f"R[{key}]={default}"
            else:
                missing = ""
            text += (
                f"{{let x=V==null?undefined:V[{key}];if(x!==undefined){{{conversion}R[{key}]=x}}"
                + (f"else {missing}" if missing else "")
                + "}"
            )
        return text


def _key(name: str) -> str:
    return name if re.match(r"^[\w$]+$", name) else json.dumps(name)
