"""Checks the types of our JavaScript with TypeScript's compiler, against what its files find around them.

Run `python scripts/check_javascript.py`. It writes build/platform.d.ts first: the host operations and the helpers that
js/platform calls, with their parameters, from the sources. So a call of one that is not there, or with arguments that
it does not take, is found.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import quickjs

from shim.engine.platform.index import COLLECT
from shim.engine.platform.language import references

ROOT = Path(__file__).parents[1]
_TYPES = {"int": "number", "float": "number", "bool": "boolean", "str": "string", "None": "void"}
_BUILT_IN = re.compile(r"^  \$\.(\w+) = (?:\((.*?)\) =>)?", re.M)
# What a class inherits is said in its Web IDL, how many arguments a spread has when it runs, and a handler of a proxy
# may inherit from nothing. Elements of a session get `ref` and `resuming` when they enter it.
_BEYOND = re.compile(
    r"does not exist on type '\(Anonymous class\)'|TS2556: A spread argument"
    r"|'__proto__' does not exist in type 'ProxyHandler"
    r"|Property '(?:ref|resuming)' does not exist on type '\w+Element'"
)
_HEAD = """// Written by scripts/check_javascript.py from the sources.
declare function define(idl: string, implementation?: abstract new () => object): void;
declare function library(helpers: object & ThisType<any>): void;
declare function globals(values: object & ThisType<any>): void;
declare const impl: any;
"""


def operations(root: Path) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
    """Every host operation: its name, its parameters with their types, and the type of what it gives."""
    for path in sorted((root / "shim").rglob("*_operations.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(ast.unparse(d) == "operation" for d in node.decorator_list):
                parameters = [(a.arg, _type(a.annotation)) for a in node.args.args[1:]]
                yield node.name, parameters, _type(node.returns)


def _type(annotation: ast.expr | None) -> str:
    names = ast.unparse(annotation).split(" | ") if annotation is not None else ["Any"]
    if names == ["None"]:
        return "void"
    known = {"null" if name == "None" else _TYPES.get(name, "any") for name in names}
    return " | ".join(sorted(known)) if len(known - {"null"}) == 1 else "any"


def helpers(root: Path) -> Iterator[tuple[str, str | None]]:
    """Every helper: its name and its list of parameters, None for one that is a value."""
    collector = quickjs.Context()
    collector.eval(COLLECT)
    for path in sorted((root / "js" / "platform").rglob("*.js")):
        source = path.read_text(encoding="utf-8")
        if path.name == "webidl.js":
            yield from ((match[1], match[2]) for match in _BUILT_IN.finditer(source))
            continue
        collector.eval(source)
        for entry in json.loads(collector.eval("collected()")):
            for name, found in entry.get("helpers", {}).items():
                method = found.get("method")
                yield name, None if method is None else method[method.index("(") + 1 : _closing(method)]


def _closing(method: str) -> int:
    """The place of the parenthesis that ends the parameters."""
    depth = 0
    for place, character in enumerate(method):
        depth += (character in "([{") - (character in ")]}")
        if character == ")" and depth == 0:
            return place
    raise ValueError(f"no parameters: {method[:60]}")


def _parameters(text: str) -> str:
    """The parameters of a function in TypeScript. Those with a default, and what follows one, can be left out."""
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    shown, is_optional = [], False
    for number, part in enumerate(filter(None, map(str.strip, parts))):
        name, _, default = part.partition("=")
        if name.startswith("..."):
            shown.append(f"...rest{number}: any[]")
            continue
        is_optional = is_optional or bool(default)
        shown.append(f"{'p' + str(number) if '{' in name or '[' in name else name.strip()}{'?' * is_optional}: any")
    return ", ".join(shown)


def declarations(root: Path) -> str:
    """The text of the file."""
    host = "".join(
        f"  {name}({', '.join(f'{key}: {kind}' for key, kind in parameters)}): {result};\n"
        for name, parameters, result in sorted(operations(root))
    )
    known = dict.fromkeys((*references(), *_assigned(root))) | dict(helpers(root))
    realm = "".join(
        f"  {name}: any;\n" if parameters is None else f"  {name}({_parameters(parameters)}): any;\n"
        for name, parameters in sorted(known.items())
        if name != "h"
    )
    return (
        f"{_HEAD}interface HostOperations {{\n{host}}}\ninterface Realm {{\n  h: HostOperations;\n{realm}}}\n"
        "declare const h: HostOperations;\ndeclare const $: Realm;\n"
    )


def _assigned(root: Path) -> Iterator[str]:
    """Names that files of the platform put there by assigning."""
    for path in sorted((root / "js" / "platform").rglob("*.js")):
        yield from re.findall(r"\$\.(\w+) = ", path.read_text(encoding="utf-8"))


def mistakes(root: Path = ROOT) -> list[str]:
    """Writes the declarations for the sources below `root`, and returns what the type checker finds in those."""
    target = root / "build" / "platform.d.ts"
    target.parent.mkdir(exist_ok=True)
    target.write_text(declarations(root), encoding="utf-8")
    command = [ROOT / "node_modules" / ".bin" / "tsc", "--project", root]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    found = [line for line in re.split(r"\n(?=\S)", done.stdout.strip()) if line and not _BEYOND.search(line)]
    return [*found, done.stderr] if done.stderr else found


if __name__ == "__main__":
    found = mistakes()
    print("\n".join(found) or "no mistakes")
    sys.exit(1 if found else 0)
