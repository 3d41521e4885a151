"""The code blocks of the documentation.

A block has a language. One whose first line is a comment with the name of a file is that file, beside the other files
of its page. An HTML comment right above a block says that it is not run, and why: `<!-- not run: the reason -->`.
`prints` before a block of text says that it is the output of the program before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.paths import ROOT

PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("*/README.md")])
_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<reason>.+) -->\n+)?"
    r"^(?P<indent> *)```(?P<language>.*)\n(?P<text>(?:.*\n)*?)^(?P=indent)```$",
    re.MULTILINE,
)
_NAME = re.compile(r"(?:# |// |<!-- )([\w./-]+\.\w+)(?: -->)?\n")
_PRINTS = re.compile(r"\n+prints\n+```text\n((?:.*\n)*?)```")


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    text: str
    """Without the line that names the file."""
    name: str | None
    not_run: str | None
    """The reason why it is not run."""
    prints: str | None

    @property
    def folder(self) -> str:
        """The name of a folder for the files of its page."""
        return self.page.relative_to(ROOT).with_suffix("").as_posix().replace("/", "-")

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def _blocks_of(page: Path) -> list[Block]:
    markdown = page.read_text(encoding="utf-8")
    found = []
    for match in _BLOCK.finditer(markdown):
        text = match["text"]
        name = _NAME.match(text)
        printed = _PRINTS.match(markdown, match.end())
        found.append(
            Block(
                page,
                markdown.count("\n", 0, match.start("language")) + 1,
                match["language"],
                text[name.end() :] if name else text,
                name[1] if name else None,
                match["reason"],
                printed[1] if printed else None,
            )
        )
    return found


@cache
def blocks() -> list[Block]:
    """All blocks, in their order."""
    return [block for page in PAGES for block in _blocks_of(page)]


def of(*languages: str) -> list[Block]:
    """The blocks in these languages that are run."""
    return [block for block in blocks() if block.language in languages and block.not_run is None]


def write_files(page_blocks: list[Block], folder: Path) -> None:
    """Writes the files of a page; of two with one name the last."""
    for block in page_blocks:
        if block.name is not None and not block.name.startswith("examples/"):
            path = folder / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
