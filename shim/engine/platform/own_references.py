"""Makes our JavaScript use its own references to what the language has, instead of those that a page can replace.

Files of `js/platform`, and scripts of ours that run in a realm later, are written as any other JavaScript. Before they
are compiled their text is changed:

| written | compiled |
|---|---|
| `Object.keys(x)`, `Math.max` | `$.Object_keys(x)`, `$.Math_max` |
| `Array`, `new Map()` | `$.Array`, `new $.Map()` |
| `list.map(f)`, `text.split(",")`, `f.call(x)` | `$._map(list, f)`, `$._split(text, ",")`, `$._call(f, x)` |
| `for (const x of list)`, `[...list]` | `for (const x of $.each(list))`, `[...$.each(list)]` |
| `const [a, b] = list` | `const {0: a, 1: b} = $.row(list, 2)` |
| `bytes.byteLength` | `$.get_byteLength(bytes)` |
| `{ a: 1 }` | `{ __proto__: null, a: 1 }` |
| a template: `a` and `x` in a text | the parts with `+`, `$.text(x)` |
| `await promise`, and `return promise` in an async function | `await $.outcome(promise)` |

js/platform/webidl.js takes the references before a page's first script runs, and has what they are called with. Text
stays on its lines. An object that a page is to get has `__proto__: $.objects` in the source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .language import CONTAINERS, GETTERS, GLOBALS, METHODS, OTHER_GLOBALS, STATICS, own_name

if TYPE_CHECKING:
    from tree_sitter import Node, Query


class OwnReferenceError(ValueError):
    """Source text uses something of the language to which there is no reference of ours. The message has the line."""


COLLECTION_METHODS = frozenset({"get", "set", "has", "add", "delete", "clear"})
"""Methods that are called as they are: containers are of our own kind."""
_ALL_METHODS = frozenset().union(*METHODS.values())
_CALLED = _ALL_METHODS - COLLECTION_METHODS - {"valueOf", "toString", "next", "[Symbol.iterator]"} | {
    "set",
    "test",
    "catch",
    "finally",
}
_CLASS_OF = {
    method: f"on_{name}"
    for name in ("Number", "Date", "DataView", "Uint8Array", "ArrayBuffer", "WeakRef", "FinalizationRegistry")
    for method in METHODS[name] - {"toString", "valueOf", "slice"}
}
_PATTERNED = frozenset({"replace", "replaceAll", "split"})
_REPLACED_STATICS = {"JSON.parse": "$.parse", "JSON.stringify": "$.stringify"}
_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]*$|prototype$")
_PROMISE = re.compile(r"\bPromise<[^;{}]*>\??\s+(\w+)\s*\(")
_GENERATED_IDL = ("define", "library", "globals")
_KEEPERS = frozenset({"$.each", "$.given", "$.keep"})
"""Calls whose value is walked as it is: ours already, or what a page gave."""
_SCOPES = frozenset(
    {
        "program", "statement_block", "function_declaration", "function_expression", "arrow_function",
        "method_definition", "generator_function", "generator_function_declaration", "for_statement",
        "for_in_statement",
    }
)  # fmt: skip
_FUNCTIONS = frozenset(
    {
        "function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function",
        "generator_function_declaration",
    }
)  # fmt: skip
_MAYBE_PROMISE = frozenset(
    {"call_expression", "identifier", "member_expression", "new_expression", "subscript_expression"}
)
_QUERY = """
(call_expression function: (member_expression)) @call
(member_expression) @member
(array_pattern) @pattern
(spread_element) @spread
(for_in_statement operator: "of") @loop
(object) @object
(return_statement) @return
(arrow_function) @arrow
(await_expression) @await
(identifier) @name
(shorthand_property_identifier) @short
(template_string (template_substitution)) @template
(yield_expression) @generator
(class) @class
(class_declaration) @class
(shorthand_property_identifier_pattern) @bound
"""


_KINDS = (
    "call", "member", "pattern", "spread", "loop", "object", "return", "arrow", "await", "name", "short", "template",
    "class", "generator",
)  # fmt: skip


@functools.cache
def _tools() -> tuple[object, Query]:
    import tree_sitter  # OPTIMIZATION: what was compiled before is not compiled again
    import tree_sitter_javascript

    language = tree_sitter.Language(tree_sitter_javascript.language())
    return tree_sitter.Parser(language), tree_sitter.Query(language, _QUERY)


def leftovers(compiled: str) -> list[str]:
    """Excerpts of compiled members of an object that still have to be changed. The compiler has to leave none."""
    rewriting = _Rewriting(f"define({{{compiled}}})")
    return sorted({rewriting.excerpt(begin) for begin, _, _, _ in rewriting.edits})


def rewritten(source: str) -> str:
    """Source text of ours that uses references of its own. Raises `OwnReferenceError`."""
    return _Rewriting(source).result()


def without_templates(source: str) -> str:
    """js/platform/webidl.js, which takes the references itself, as it is compiled."""
    return _Rewriting(source, ("template",)).result()


class _Rewriting:
    """One text, and the changes to it."""

    def __init__(self, source: str, kinds: tuple[str, ...] = _KINDS) -> None:
        import tree_sitter

        parser, query = _tools()
        self._bytes = source.encode()
        tree = parser.parse(self._bytes)  # type: ignore[attr-defined]
        if tree.root_node.has_error:
            raise OwnReferenceError("SyntaxError: the parser does not understand the text")
        self.edits: list[tuple[int, int, int, str]] = []
        """Begin, order among those that begin there, end, and the new text."""
        self._promises = frozenset(_PROMISE.findall(source))
        found = tree_sitter.QueryCursor(query).captures(tree.root_node)
        self._declared = list(self._declarations(found))
        for kind in kinds:
            change = getattr(self, f"_{kind}")
            for node in found.get(kind, ()):
                change(node)

    def result(self) -> str:
        """The text with all changes."""
        parts, at = [], 0
        for begin, _, end, text in sorted(self.edits, key=lambda edit: edit[:2]):
            if begin < at:
                raise AssertionError("changes overlap")
            parts += [self._bytes[at:begin], text.encode()]
            at = end
        return b"".join([*parts, self._bytes[at:]]).decode()

    def excerpt(self, begin: int) -> str:
        """The text around a place."""
        return self._bytes[max(0, begin - 20) : begin + 60].decode(errors="replace")

    def _fail(self, node: Node, what: str) -> None:
        raise OwnReferenceError(f"line {node.start_point[0] + 1}: {what}")

    def _text(self, node: Node) -> str:
        return self._bytes[node.start_byte : node.end_byte].decode()

    def _insert(self, at: int, outer: Node, text: str) -> None:
        """Inserts text. At one place the text of the larger node comes first, and replacements come last."""
        self.edits.append((at, 2 * (outer.start_byte - outer.end_byte), at, text))

    def _wrap(self, node: Node, before: str, after: str = ")") -> None:
        """Puts a node into parentheses. They are around all else that begins or ends where it does, except what is of
        larger nodes."""
        size = 2 * (node.end_byte - node.start_byte) + 1
        self.edits.append((node.start_byte, -size, node.start_byte, before + "("))
        self.edits.append((node.end_byte, -(10**9) + size, node.end_byte, after))

    def _replace(self, begin: int, end: int, text: str) -> None:
        self.edits.append((begin, 10**9, end, text))

    def _declarations(self, found: dict[str, list[Node]]) -> Iterator[tuple[str, int, int]]:
        """Names of GLOBALS that the text gives another meaning, and where it holds."""
        for node in (*found.get("bound", ()), *found.get("name", ())):
            name = self._text(node)
            if name not in GLOBALS and name not in OTHER_GLOBALS:
                continue
            if node.type == "identifier" and not _declares(node):
                continue
            pattern = node
            while pattern.type not in ("variable_declarator", *_SCOPES):
                assert pattern.parent is not None
                pattern = pattern.parent
            value = pattern.child_by_field_name("value") if pattern.type == "variable_declarator" else None
            if node.type != "identifier" and value is not None and self._text(value) in ("window", "$.global"):
                self._replace(node.end_byte, node.end_byte, f": own{name}")  # what the language has is not the page's
                continue
            scope = pattern
            while scope.type not in _SCOPES:
                assert scope.parent is not None
                scope = scope.parent
            yield name, scope.start_byte, scope.end_byte

    def _is_global(self, node: Node) -> str | None:
        name = self._text(node)
        if name not in GLOBALS and name not in OTHER_GLOBALS:
            return None
        at = node.start_byte
        if any(n == name and begin <= at < end for n, begin, end in self._declared):
            return None
        if name in OTHER_GLOBALS and not _declares(node):
            self._fail(node, f"there is no reference to {name}")
        return name

    def _call(self, node: Node) -> None:
        member, arguments = _field(node, "function"), _field(node, "arguments")
        target, named = _field(member, "object"), _field(member, "property")
        name = self._text(named)
        if name not in _CALLED and not (name == "toString" and arguments.named_child_count):
            return
        if target.type in ("super",) or arguments.type != "arguments":
            return
        said = self._text(target)
        if said in ("$", "h", "$.h") or (target.type == "identifier" and self._is_global(target)):
            return
        is_optional = _has_chain(member)
        if is_optional:
            after = node.parent
            if after is not None and after.type in ("member_expression", "call_expression", "subscript_expression"):
                first = after.child_by_field_name("object") or after.child_by_field_name("function")
                goes_on = first == node and after.child_by_field_name("optional_chain") is None
                if goes_on and not any(c.type == "optional_chain" for c in after.children):
                    self._fail(node, f"write out the optional chain that goes on after .{name}()")
        first = arguments.named_children[0] if arguments.named_child_count else None
        if name in _PATTERNED and first is not None and first.type in ("string", "template_string") and not is_optional:
            name = f"plain_{name}"  # no regular expression to see to
        else:
            name = f"{'maybe' if is_optional else _CLASS_OF.get(name, '')}_{name}"
        self._insert(node.start_byte, node, f"$.{name}(")
        begin = arguments.start_byte + 1
        self._replace(target.end_byte, begin, ", " if arguments.named_child_count else "")

    def _member(self, node: Node) -> None:
        name = self._text(_field(node, "property"))
        parent, target = node.parent, _field(node, "object")
        if name not in GETTERS or parent is None or self._text(target) in ("$", "$.global", "super"):
            return
        changes = ("assignment_expression", "augmented_assignment_expression", "update_expression")
        if parent.type in changes and parent.child_by_field_name("right") != node:
            return
        if parent.type == "call_expression" and parent.child_by_field_name("function") == node:
            return
        if _has_chain(node):
            self._fail(node, f"write out the optional chain with .{name}")
        self._insert(node.start_byte, node, f"$.get_{name}(")
        self._replace(target.end_byte, node.end_byte, ")")

    def _pattern(self, node: Node) -> None:
        index, is_there = 0, False
        self._replace(node.start_byte, node.start_byte + 1, "{")
        for child in node.children[1:-1]:
            if child.type == ",":
                if not is_there:
                    self._replace(child.start_byte, child.end_byte, "")
                index, is_there = index + 1, False
                continue
            if child.type == "comment":
                continue
            if child.type == "rest_pattern":
                self._fail(child, "an array pattern with a rest: use slice()")
            is_there = True
            self._insert(child.start_byte, node, f"{index}: ")
        self._replace(node.end_byte - 1, node.end_byte, "}")
        parent = node.parent
        if parent is None or parent.type not in ("assignment_expression", "variable_declarator"):
            return
        value = parent.child_by_field_name("right") or parent.child_by_field_name("value")
        if value is not None and value.type != "array":
            self._wrap(value, "$.row", f", {index + is_there})")
        if parent.type == "assignment_expression":
            self._wrap(parent, "")

    def _walked(self, node: Node) -> None:
        if node.type == "call_expression":
            function = node.child_by_field_name("function")
            if function is not None and self._text(function) in _KEEPERS:
                return
        self._wrap(node, "$.each")

    def _spread(self, node: Node) -> None:
        assert node.parent is not None
        if node.parent.type != "object":
            self._walked(node.named_children[0])

    def _loop(self, node: Node) -> None:
        right = node.child_by_field_name("right")
        assert right is not None
        self._walked(right)

    def _object(self, node: Node) -> None:
        for child in node.named_children:
            key = child.child_by_field_name("key") if child.type == "pair" else None
            if key is not None and self._text(key) == "__proto__":
                return
        if self._is_given(node):
            return
        text = "__proto__:null" + ("," if node.named_child_count else "")
        self._insert(node.start_byte + 1, node, text)

    def _class(self, node: Node) -> None:
        if any(child.type == "class_heritage" for child in node.named_children) or node.start_byte == node.end_byte:
            return
        if node.type == "class_declaration":
            self.edits.append((node.end_byte, 0, node.end_byte, f"$.bare({self._text(_field(node, 'name'))});"))
        elif node.is_named and not self._is_given(node):
            self._wrap(node, "$.bare")

    def _is_given(self, node: Node) -> bool:
        """True for an argument of a call that the compiler reads, or of `$.bare`."""
        parent = node.parent
        call = parent.parent if parent is not None and parent.type == "arguments" else None
        if call is None or call.type != "call_expression":
            return False
        return self._text(_field(call, "function")) in (*_GENERATED_IDL, "$.bare")

    def _generator(self, node: Node) -> None:
        self._fail(node, "a generator: a page can replace its next()")

    def _template(self, node: Node) -> None:
        """INTEROP: the engine makes a template's text by `String.prototype.concat`, as a page has it."""
        if node.parent is not None and node.parent.type == "call_expression" and node.prev_sibling is not None:
            return  # a tag gets the parts
        for child in node.named_children:
            if child.type == "template_substitution":
                self._replace(child.start_byte, child.start_byte + 2, "`+$.text(")
                self._replace(child.end_byte - 1, child.end_byte, ")+`")
        self._wrap(node, "")

    def _return(self, node: Node) -> None:
        if node.named_child_count and self._is_async(node):
            self._settle(node.named_children[0])

    def _arrow(self, node: Node) -> None:
        body = node.child_by_field_name("body")
        assert body is not None
        if body.type != "statement_block" and any(child.type == "async" for child in node.children):
            self._settle(body)

    def _await(self, node: Node) -> None:
        self._settle(node.named_children[0])

    def _settle(self, node: Node) -> None:
        inner = node
        while inner.type == "parenthesized_expression":
            inner = inner.named_children[0]
        if inner.type == "ternary_expression":
            for name in ("consequence", "alternative"):
                self._settle(_field(inner, name))
            return
        function = inner.child_by_field_name("function") if inner.type == "call_expression" else None
        if function is not None and self._text(function) == "$.outcome":
            return
        if inner.type in _MAYBE_PROMISE:
            self._wrap(inner, "$.outcome")

    def _is_async(self, node: Node) -> bool:
        at = node.parent
        while at is not None and at.type not in _FUNCTIONS:
            at = at.parent
        if at is None:
            return False
        name = at.child_by_field_name("name") if at.type == "method_definition" else None
        if name is not None and self._text(name) in self._promises:
            return True
        return any(child.type == "async" for child in at.children)

    def _name(self, node: Node) -> None:
        name = self._is_global(node)
        if name is None or _declares(node):
            return
        parent = node.parent
        assert parent is not None
        if parent.type == "new_expression" and name.endswith("Array") and name != "Array":
            self._listed(parent)
        if parent.type == "member_expression" and parent.child_by_field_name("object") == node:
            self._static(parent, node, name)
        elif name in STATICS and parent.type == "variable_declarator" and parent.child_by_field_name("value") == node:
            self._destructured(parent, node, name)
        elif parent.type == "new_expression" or name not in CONTAINERS:
            self._replace(node.start_byte, node.end_byte, own_name(name))
        else:
            self._replace(node.start_byte, node.end_byte, f"$.page{name}")

    def _listed(self, made: Node) -> None:
        """`new Uint8Array(list)`"""
        arguments = made.child_by_field_name("arguments")
        first = arguments.named_children[0] if arguments is not None and arguments.named_child_count == 1 else None
        if first is not None and first.type not in ("number", "spread_element"):
            self._wrap(first, "$.listed")

    def _destructured(self, parent: Node, node: Node, name: str) -> None:
        """`const { keys } = Object`"""
        pattern = parent.child_by_field_name("name")
        assert pattern is not None
        for child in pattern.named_children:
            key = child.child_by_field_name("key") or child
            if pattern.type == "object_pattern" and self._text(key) not in STATICS[name]:
                self._fail(child, f"there is no reference to {name}.{self._text(key)}")
            own = "" if name == "JSON" else f"{name}_"
            self._insert(child.start_byte, child, own if child.type == "pair_pattern" else f"{own}{self._text(key)}: ")
        self._replace(node.start_byte, node.end_byte, "$")

    def _static(self, parent: Node, node: Node, name: str) -> None:
        named = parent.child_by_field_name("property")
        assert named is not None
        member = self._text(named)
        if name == "globalThis":
            self._replace(node.start_byte, node.end_byte, "$.global")
        elif member == "prototype":
            above = parent.parent
            method = above.child_by_field_name("property") if above is not None else None
            if above is None or method is None or above.child_by_field_name("object") != parent:
                self._replace(node.start_byte, node.end_byte, f"$.page{name}" if name in CONTAINERS else f"$.{name}")
                return
            if self._text(method) not in METHODS.get(name, ()):
                self._fail(node, f"there is no reference to {name}.prototype.{self._text(method)}")
            assert above is not None
            self._replace(node.start_byte, method.end_byte, f"$.{name}__{self._text(method)}")
        elif _CONSTANT.match(member) or (name == "Symbol" and member not in STATICS["Symbol"]):
            self._replace(node.start_byte, node.end_byte, f"$.{name}")
        elif member not in STATICS.get(name, ()):
            self._fail(node, f"there is no reference to {name}.{member}")
        else:
            text = _REPLACED_STATICS.get(f"{name}.{member}", f"$.{name}_{member}")
            self._replace(node.start_byte, named.end_byte, text)

    def _short(self, node: Node) -> None:
        if (name := self._is_global(node)) is not None:
            own = f"$.page{name}" if name in CONTAINERS else f"$.{name}"
            self._replace(node.end_byte, node.end_byte, f": {own}")


def _field(node: Node, name: str) -> Node:
    """A part that every node of this kind has."""
    found = node.child_by_field_name(name)
    assert found is not None
    return found


def _declares(node: Node) -> bool:
    """True for an identifier that is declared where it stands."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type in ("variable_declarator", "function_declaration", "function_expression", "class_declaration"):
        return parent.child_by_field_name("name") == node
    if parent.type == "arrow_function":
        return parent.child_by_field_name("parameter") == node
    if parent.type in ("assignment_pattern", "formal_parameters", "rest_pattern", "array_pattern", "pair_pattern"):
        return parent.type != "assignment_pattern" or parent.child_by_field_name("left") == node
    return False


def _has_chain(node: Node) -> bool:
    """True when `?.` stands somewhere in a chain of members and calls."""
    at: Node | None = node
    while at is not None and at.type in ("member_expression", "call_expression", "subscript_expression"):
        if any(child.type == "optional_chain" for child in at.children):
            return True
        at = at.child_by_field_name("object") or at.child_by_field_name("function")
    return False
