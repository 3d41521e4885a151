"""A parser of HTML that stops at each script, and that can be fed while it is stopped.
https://html.spec.whatwg.org/multipage/parsing.html#overview-of-the-parsing-model"""

from __future__ import annotations

from collections.abc import Callable

from turbohtml import Element

from shim.dom.tree import Tree

from .in_table import HtmlTreeBuilder
from .open_elements import Open


class HtmlParser:
    """Parses into the window's document of a tree."""

    def __init__(self, tree: Tree, *, scripting: bool) -> None:
        self._builder = HtmlTreeBuilder(tree, scripting=scripting)
        self._tokenizer = self._builder.tokenizer
        self.is_complete = False
        """Nothing more comes into the input."""
        self.stopped = False

    def write(self, text: str) -> None:
        """Puts text into the input, before what was taken out of it (`take_rest`) or else at its end."""
        self._tokenizer.feed(text)

    def take_rest(self) -> str:
        """Takes what has not been parsed yet out of the input: what is written comes before it."""
        return self._tokenizer.take_rest()

    def put_behind(self, rest: str) -> None:
        """Puts what was taken out behind what was written."""
        self._tokenizer.put_behind(rest)

    @property
    def remaining(self) -> int:
        """The number of characters that have not been parsed yet."""
        return self._tokenizer.remaining

    def parse(self) -> Open | None:
        """Parses up to the end of a script, and returns that; None at the end of what is there."""
        builder, step = self._builder, self._tokenizer.step
        while step(at_end=self.is_complete):
            if (script := builder.ended_script) is not None:
                builder.ended_script = None
                return script
        if self.is_complete and not self.stopped:
            self.stopped = True
            builder.end_of_file()
        return None

    def move_to(self, tree: Tree, find: Callable[[Open], Element]) -> None:
        """Goes on in another tree, in which `find` knows the elements that this parser has made."""
        builder = self._builder
        builder.tree = tree
        items = [*builder.open, *builder.formatting, builder.head, builder.form]
        known = {id(item): item for item in items if item is not None}
        for item in known.values():
            item.node = find(item)

    @property
    def open(self) -> list[Open]:
        """The elements that are open, the current node last."""
        return self._builder.open
