"""The parser for what is written, against turbohtml's, which parses pages."""

from __future__ import annotations

import time

import pytest
import turbohtml

from shim.dom.node_factory import new_document
from shim.dom.parser.html_parser import HtmlParser
from shim.dom.tree import Tree
from tests.dom.parser.markup import lines_of, random_markup


def parsed(pieces: list[str]) -> list[str]:
    """The tree of markup that comes in pieces."""
    tree = Tree(new_document())
    parser = HtmlParser(tree, scripting=True)
    for piece in pieces:
        parser.write(piece)
        while parser.parse() is not None:
            pass
    parser.is_complete = True
    while parser.parse() is not None:
        pass
    return lines_of(tree, tree.document)


def parsed_by_turbohtml(markup: str) -> list[str]:
    document = turbohtml.parse(markup.replace("\r\n", "\n").replace("\r", "\n"), scripting=True, positions=False)
    tree = Tree(document)
    return lines_of(tree, tree.document)


def has_known_difference(markup: str) -> bool:
    """turbohtml ignores `</template>` after the body and attributes of `<html>` in a frameset, and lets a frameset
    replace a body with a template in it."""
    return "</template>" in markup or ("<frameset" in markup and ("<template" in markup or "<html " in markup))


@pytest.mark.parametrize("first", range(0, 3000, 500))
def test_random_markup_becomes_the_same_tree_as_with_turbohtml(first: int) -> None:
    different = []
    for seed in range(first, first + 500):
        markup = "".join(random_markup(seed))
        if not has_known_difference(markup) and parsed([markup]) != parsed_by_turbohtml(markup):
            different.append((seed, markup))
    assert different == []


@pytest.mark.parametrize("size", [1, 2, 5])
def test_pieces_do_not_change_what_comes_out(size: int) -> None:
    for seed in range(400):
        markup = "".join(random_markup(seed))
        pieces = [markup[at : at + size] for at in range(0, len(markup), size)]
        assert parsed(pieces) == parsed([markup]), markup


def test_a_script_stops_the_parser_at_its_end() -> None:
    tree = Tree(new_document())
    parser = HtmlParser(tree, scripting=True)
    parser.write("<p>1<script>a</script><b>2<svg><script>b</script>")
    ended = [parser.parse(), parser.parse()]
    assert [item.namespace.rsplit("/", 1)[-1] for item in ended if item is not None] == ["xhtml", "svg"]
    assert (parser.parse(), parser.remaining) == (None, 0)
    assert "<b>" in tree.document.html


def test_the_end_closes_any_number_of_templates() -> None:
    tree = Tree(new_document())
    parser = HtmlParser(tree, scripting=True)
    parser.write("<template>" * 2000 + "<table><tr>")
    parser.is_complete = True
    assert (parser.parse(), parser.remaining) == (None, 0)
    assert tree.document.find("template") is not None


def test_rows_that_are_written_one_by_one_take_time_in_proportion() -> None:
    """A page that writes a long table does so in thousands of calls."""

    def seconds(rows: int) -> float:
        start = time.process_time()
        parsed(["<table>", *[f"<tr><td>{number}</td></tr>" for number in range(rows)]])
        return time.process_time() - start

    seconds(100)
    assert seconds(4000) < 30 * seconds(400)
