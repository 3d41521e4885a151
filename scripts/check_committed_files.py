"""Fails when a committed file holds what belongs to one machine: the address of a package registry, or a path
under somebody's home folder; and when a docstring does not begin with its subject. Reads the files that git tracks."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN = {
    "a package registry's address": re.compile(r"https?://registry\.|index-url\s*[=:]|^\s*registry\s*=", re.IGNORECASE),
    "a package's download address": re.compile(r"https?://\S+\.(?:tgz|whl|crate|deb|tar\.gz)\b"),
    "a resolved address in a lock file": re.compile(r'"resolved"\s*:'),
    "a path of one machine": re.compile(r"(?<![\w./*-])/(?:home/\w|Users/\w|root/|work/)"),
}
NO_SUBJECT = re.compile(r"\s*(What|Whatever|Whether|Where|Of|Those|It|That|Who|Whoever|How)\b")
"""Beginning of a docstring that does not name its subject."""


def offences(path: Path) -> list[str]:
    """One line for each forbidden thing in the file; none for a binary one."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    found = [
        (number, what)
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]
    if path.suffix == ".py":
        found += without_subject(text)
    return [f"{path.relative_to(ROOT)}:{number}: {what}" for number, what in found]


def without_subject(source: str) -> list[tuple[int, str]]:
    """Lines and first words of docstrings, of attributes too, that do not begin with their subject."""
    return [
        (node.lineno, f'a docstring begins with its subject, not with "{word[1]}"')
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and (word := NO_SUBJECT.match(node.value.value))
    ]


def main() -> int:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    tracked = [ROOT / name for name in listing.split("\0") if name]
    found = [offence for path in tracked if path.is_file() and path != Path(__file__) for offence in offences(path)]
    print("\n".join(found) if found else f"{len(tracked)} files are clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
