"""Reads the Web IDL fragments that stand in `js/platform` files.

A small parser for the part of Web IDL that those files use: interfaces, mixins, partials, `includes`,
dictionaries, enums,
typedefs and callbacks. https://webidl.spec.whatwg.org/#idl-grammar
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_COMMENT = r"(//[^\n]*|/\*.*?\*/)"
_STRING = r'("[^"]*")'
_NUMBER = r"(-?(?:0[xX][0-9A-Fa-f]+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|-Infinity)"
_NAME = r"([A-Za-z_][\w-]*)"
_SIGN = r"(\.\.\.|[\[\]{}()<>,;:=?*])"
_TOKEN = re.compile(rf"\s*(?:{_COMMENT}|{_STRING}|{_NUMBER}|{_NAME}|{_SIGN})", re.S)


class IdlError(Exception):
    """A fragment in `js/platform` does not parse: a bug of ours, never of a page."""


@dataclass(slots=True)
class Type:
    """An IDL type: its name, type arguments (`sequence<T>`, `Promise<T>`, union members), nullability and extended
    attributes."""

    name: str
    arguments: list[Type] = field(default_factory=list)
    nullable: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Argument:
    """An operation's argument or a dictionary's member."""

    name: str
    type: Type
    optional: bool = False
    variadic: bool = False
    required: bool = False
    default: str | None = None


@dataclass(slots=True)
class Member:
    """A member of an interface. `kind` is attribute, operation, constant, constructor, stringifier, iterable,
    maplike or setlike."""

    kind: str
    name: str
    type: Type
    arguments: list[Argument] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    readonly: bool = False
    static: bool = False
    special: str = ""
    value: str | None = None


@dataclass(slots=True)
class Definition:
    """One top-level definition. `kind` is interface, mixin, partial, includes, dictionary, enum, typedef or
    callback."""

    kind: str
    name: str
    parent: str | None = None
    members: list[Member] = field(default_factory=list)
    fields: list[Argument] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    type: Type | None = None
    attributes: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> list[Definition]:
    """Parses a fragment; raises `IdlError` naming the place where it stops making sense."""
    return _Parser(text).definitions()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        position = 0
        text = text.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise IdlError(f"unexpected {text[position : position + 40]!r} in IDL")
            position = match.end()
            if match.group(1) is None:
                self.tokens.append(match.group(0).strip())
        self.position = 0

    def peek(self, offset: int = 0) -> str:
        index = self.position + offset
        return self.tokens[index] if index < len(self.tokens) else ""

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if expected is not None and token != expected:
            around = " ".join(self.tokens[max(0, self.position - 6) : self.position + 3])
            raise IdlError(f"expected {expected!r} but found {token!r} near: {around}")
        self.position += 1
        return token

    def accept(self, token: str) -> bool:
        if self.peek() == token:
            self.position += 1
            return True
        return False

    def definitions(self) -> list[Definition]:
        found = []
        while self.peek():
            attributes = self.extended_attributes()
            found.append(self.definition(attributes))
        return found

    def extended_attributes(self) -> dict[str, str]:
        attributes: dict[str, str] = {}
        if not self.accept("["):
            return attributes
        while not self.accept("]"):
            name = self.take()
            value = ""
            if self.accept("="):
                value = self.group() if self.peek() == "(" else self.take().strip('"')
            elif self.peek() == "(":
                value = self.group()
            attributes[name] = value
            self.accept(",")
        return attributes

    def group(self) -> str:
        self.take("(")
        parts = []
        depth = 1
        while depth:
            token = self.take()
            depth += (token == "(") - (token == ")")
            if depth:
                parts.append(token)
        return " ".join(parts)

    def definition(self, attributes: dict[str, str]) -> Definition:
        keyword = self.take()
        if keyword == "partial":
            keyword = self.take()
            if keyword == "dictionary":
                return self.dictionary(attributes)
            if self.accept("mixin"):
                return self.interface("mixin", attributes)
            return self.interface("partial", attributes)
        if keyword == "interface":
            return self.interface("mixin" if self.accept("mixin") else "interface", attributes)
        if keyword == "callback" and self.accept("interface"):
            return self.interface("callback interface", attributes)
        if keyword == "callback":
            name = self.take()
            self.take("=")
            result = self.type()
            arguments = self.arguments()
            self.take(";")
            return Definition("callback", name, type=result, fields=arguments, attributes=attributes)
        if keyword == "dictionary":
            return self.dictionary(attributes)
        if keyword == "enum":
            name = self.take()
            self.take("{")
            values = []
            while not self.accept("}"):
                values.append(self.take().strip('"'))
                self.accept(",")
            self.take(";")
            return Definition("enum", name, values=values)
        if keyword == "typedef":
            type_ = self.type()
            name = self.take()
            self.take(";")
            return Definition("typedef", name, type=type_)
        if self.accept("includes"):
            mixin = self.take()
            self.take(";")
            return Definition("includes", keyword, parent=mixin)
        raise IdlError(f"unknown definition {keyword!r}")

    def interface(self, kind: str, attributes: dict[str, str]) -> Definition:
        name = self.take()
        parent = self.take() if self.accept(":") else None
        self.take("{")
        members = []
        while not self.accept("}"):
            members.append(self.member(self.extended_attributes()))
        self.take(";")
        return Definition(kind, name, parent=parent, members=members, attributes=attributes)

    def dictionary(self, attributes: dict[str, str]) -> Definition:
        name = self.take()
        parent = self.take() if self.accept(":") else None
        self.take("{")
        fields = []
        while not self.accept("}"):
            extra = self.extended_attributes()
            required = self.accept("required")
            type_ = self.type()
            type_.attributes.update(extra)
            key = self.take()
            default = self.default() if self.accept("=") else None
            self.take(";")
            fields.append(Argument(key, type_, optional=not required, required=required, default=default))
        self.take(";")
        return Definition("dictionary", name, parent=parent, fields=fields, attributes=attributes)

    def default(self) -> str:
        token = self.take()
        if token in "[{":
            return token + self.take()
        return token

    def member(self, attributes: dict[str, str]) -> Member:
        nothing = Type("undefined")
        if self.peek() == "const":
            self.take()
            type_ = self.type()
            name = self.take()
            self.take("=")
            value = self.take()
            self.take(";")
            return Member("constant", name, type_, attributes=attributes, value=value)
        if self.peek() == "constructor" and self.peek(1) == "(":
            self.take()
            arguments = self.arguments()
            self.take(";")
            return Member("constructor", "constructor", nothing, arguments, attributes)
        if self.peek() == "stringifier" and self.peek(1) == ";":
            self.take()
            self.take()
            return Member("stringifier", "toString", Type("DOMString"), attributes=attributes)
        if self.peek() in ("iterable", "maplike", "setlike", "async_iterable") and self.peek(1) == "<":
            return self.collection(attributes, readonly=False)
        static = self.accept("static")
        special = self.take() if self.peek() in ("getter", "setter", "deleter", "stringifier") else ""
        self.accept("inherit")
        readonly = self.accept("readonly")
        if readonly and self.peek() in ("maplike", "setlike"):
            return self.collection(attributes, readonly=True)
        if self.accept("attribute"):
            type_ = self.type()
            name = self.take()
            self.take(";")
            return Member("attribute", name, type_, [], attributes, readonly, static, special)
        type_ = self.type()
        name = "" if self.peek() == "(" else self.take()
        arguments = self.arguments()
        self.take(";")
        return Member("operation", name, type_, arguments, attributes, static=static, special=special)

    def collection(self, attributes: dict[str, str], *, readonly: bool) -> Member:
        kind = self.take()
        self.take("<")
        types = [self.type()]
        while self.accept(","):
            types.append(self.type())
        self.take(">")
        self.take(";")
        return Member(kind, kind, Type(kind, types), attributes=attributes, readonly=readonly)

    def arguments(self) -> list[Argument]:
        self.take("(")
        found = []
        while not self.accept(")"):
            extra = self.extended_attributes()
            optional = self.accept("optional")
            type_ = self.type()
            type_.attributes.update(extra)
            variadic = self.accept("...")
            name = self.take()
            default = self.default() if self.accept("=") else None
            found.append(Argument(name, type_, optional or variadic, variadic, default=default))
            self.accept(",")
        return found

    def type(self) -> Type:
        attributes = self.extended_attributes()
        if self.accept("("):
            members = [self.type()]
            while self.accept("or"):
                members.append(self.type())
            self.take(")")
            union = Type("union", members, attributes=attributes)
            union.nullable = self.accept("?")
            return union
        words = [self.take()]
        if words[0] == "unrestricted":
            words.append(self.take())
        elif words[0] in ("unsigned", "long"):
            while self.peek() in ("long", "short"):
                words.append(self.take())
        result = Type(" ".join(words), attributes=attributes)
        if self.accept("<"):
            result.arguments.append(self.type())
            while self.accept(","):
                result.arguments.append(self.type())
            self.take(">")
        result.nullable = self.accept("?")
        return result
