"""Mutation observers: what is recorded and when it is delivered. https://dom.spec.whatwg.org/#mutation-observers"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage

SETUP = (
    "const a = document.getElementById('a'), p = a.firstChild; var seen = [];"
    "const name = (n) => n === null ? null : n.nodeValue ?? n.nodeName;"
    "const show = (r) => [r.type, name(r.target), [...r.addedNodes].map(name), [...r.removedNodes].map(name), name(r.previousSibling), name(r.nextSibling),"
    " r.attributeName, r.oldValue];"
    "const o = new MutationObserver((records, self) => { for (const r of records) seen.push(show(r)) });"
)
EVERYTHING = "{subtree: true, childList: true, attributeOldValue: true, characterDataOldValue: true}"


@pytest.mark.parametrize(
    ("action", "records"),
    [
        ("a.append('x', document.createElement('b'))", [["childList", "DIV", ["x", "B"], [], "P", None, None, None]]),
        ("p.remove()", [["childList", "DIV", [], ["P"], None, "t", None, None]]),
        (
            "a.prepend(a.lastChild)",
            [
                ["childList", "DIV", [], ["P"], "t", None, None, None],
                ["childList", "DIV", ["P"], [], None, "P", None, None],
            ],
        ),
        ("a.innerHTML = '<b></b>'", [["childList", "DIV", ["B"], ["P", "t", "P"], None, None, None, None]]),
        ("a.textContent = ''", [["childList", "DIV", [], ["P", "t", "P"], None, None, None, None]]),
        ("p.replaceWith('x')", [["childList", "DIV", ["x"], ["P"], None, "t", None, None]]),
        ("p.setAttribute('k', 'v')", [["attributes", "P", [], [], None, None, "k", None]]),
        ("a.className = 'z'", [["attributes", "DIV", [], [], None, None, "class", "x y"]]),
        ("a.removeAttribute('id')", [["attributes", "DIV", [], [], None, None, "id", "a"]]),
        ("a.removeAttribute('none')", []),
        # the node leaves its old place first, while what it replaces still stands beside it
        (
            "a.replaceChild(a.lastChild, a.childNodes[1])",
            [
                ["childList", "DIV", [], ["P"], "t", None, None, None],
                ["childList", "DIV", ["P"], ["t"], "P", None, None, None],
            ],
        ),
        (
            "a.replaceChild(p, p)",
            [
                ["childList", "DIV", [], ["P"], None, "t", None, None],
                ["childList", "DIV", ["P"], [], None, "t", None, None],
            ],
        ),
        ("p.firstChild.data = 'z'", [["characterData", "z", [], [], None, None, None, "1"]]),
        ("p.firstChild.appendData('z')", [["characterData", "1z", [], [], None, None, None, "1"]]),
        ("a.classList.add('x')", [["attributes", "DIV", [], [], None, None, "class", "x y"]]),
        ("a.dataset.k = 'v'", [["attributes", "DIV", [], [], None, None, "data-k", None]]),
        ("a.hidden = true", [["attributes", "DIV", [], [], None, None, "hidden", None]]),
        ("document.title = 'n'", [["childList", "TITLE", ["n"], ["t"], None, None, None, None]]),
        (
            "p.firstChild.splitText(0)",
            [
                ["childList", "P", ["1"], [], "1", None, None, None],
                ["characterData", "", [], [], None, None, None, "1"],
            ],
        ),
    ],
)
def test_records(page: BarePage, action: str, records: list[object]) -> None:
    page.run(SETUP + f"o.observe(document, {EVERYTHING}); {action};")
    if "splitText" in action:
        records[0][4] = ""  # type: ignore[index]
    assert page.evaluate("seen") == records


def test_delivery_is_a_microtask_in_order(page: BarePage) -> None:
    page.run(
        SETUP + "var log = []; new MutationObserver(() => log.push('o1')).observe(a, {childList: true});"
        "new MutationObserver(() => log.push('o2')).observe(a, {childList: true});"
        "Promise.resolve().then(() => log.push('before')); a.append('x'); a.append('y'); Promise.resolve().then(() => log.push('after')); log.push('sync');"
    )
    assert page.evaluate("log") == ["sync", "before", "o1", "o2", "after"]


def test_take_records_and_disconnect(page: BarePage) -> None:
    page.run(
        SETUP
        + "o.observe(a, {childList: true}); a.append('x'); var taken = o.takeRecords().length; a.append('y'); o.disconnect(); a.append('z');"
    )
    assert page.evaluate("[taken, seen]") == [1, []]


def test_only_what_was_asked_for(page: BarePage) -> None:
    page.run(
        SETUP + "o.observe(a, {attributeFilter: ['title']}); a.id = 'b'; a.title = 'c'; p.title = 'd'; a.append('x');"
    )
    assert page.evaluate("seen") == [["attributes", "DIV", [], [], None, None, "title", None]]


def test_nodes_just_removed_are_still_followed(page: BarePage) -> None:
    page.run(SETUP + "o.observe(document, {childList: true, subtree: true}); p.remove(); p.append('x');")
    assert page.evaluate("seen.map(r => r[1])") == ["DIV", "P"]
    page.run("seen = []; p.append('y');")
    assert page.evaluate("seen") == []


def test_observing_again_replaces_the_options(page: BarePage) -> None:
    page.run(SETUP + "o.observe(a, {childList: true}); o.observe(a, {attributes: true}); a.append('x'); a.title = 't';")
    assert page.evaluate("seen.map(r => r[0])") == ["attributes"]


@pytest.mark.parametrize(
    "options",
    [
        "{}",
        "{subtree: true}",
        "{attributes: false, attributeOldValue: true}",
        "{characterData: false, characterDataOldValue: true}",
        "{attributes: false, attributeFilter: []}",
    ],
)
def test_options_that_make_no_sense(page: BarePage, options: str) -> None:
    assert page.evaluate(f"new MutationObserver(() => {{}}).observe(document, {options})")["thrown"] == "TypeError"


def test_a_callback_that_mutates_gets_a_new_round(page: BarePage) -> None:
    page.run(
        "var rounds = 0; new MutationObserver(() => { if (++rounds < 3) document.body.append('x') }).observe(document.body, {childList: true}); document.body.append('x');"
    )
    assert page.evaluate("rounds") == 3
