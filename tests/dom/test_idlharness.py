"""The shape of every interface of the DOM standard, checked by the real idlharness.js against the standard's own Web IDL.

Needs the npm packages of package.json (`npm ci`, which `make setup` runs).
"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from shim import Browser
from tests.paths import ROOT

MODULES = ROOT / "node_modules"
HARNESS = MODULES / "wpt-runner" / "testharness"

OBJECTS = {
    "EventTarget": ["new EventTarget()"],
    "Event": ['document.createEvent("Event")', 'new Event("foo")'],
    "CustomEvent": ['new CustomEvent("foo")'],
    "AbortController": ["new AbortController()"],
    "AbortSignal": ["new AbortController().signal"],
    "Document": ["new Document()"],
    "XMLDocument": ['document.implementation.createDocument(null, "a", null)'],
    "DOMImplementation": ["document.implementation"],
    "DocumentFragment": ["document.createDocumentFragment()"],
    "DocumentType": ["document.doctype"],
    "ShadowRoot": ['document.createElement("div").attachShadow({mode: "open"})'],
    "Element": ['document.createElementNS(null, "x")'],
    "Attr": ['document.getElementById("log").attributes[0]'],
    "NamedNodeMap": ["document.body.attributes"],
    "Text": ['document.createTextNode("a")'],
    "Comment": ['document.createComment("a")'],
    "ProcessingInstruction": ['document.createProcessingInstruction("a", "b")'],
    "Range": ["new Range()"],
    "StaticRange": [
        "new StaticRange({startContainer: document, startOffset: 0, endContainer: document, endOffset: 0})"
    ],
    "NodeIterator": ["document.createNodeIterator(document.body)"],
    "TreeWalker": ["document.createTreeWalker(document.body)"],
    "NodeList": ['document.querySelectorAll("div")'],
    "HTMLCollection": ["document.body.children"],
    "DOMTokenList": ["document.body.classList"],
    "MutationObserver": ["new MutationObserver(() => {})"],
    "XPathEvaluator": ["new XPathEvaluator()"],
    "XPathExpression": ['document.createExpression("1")'],
    "XPathResult": ['document.evaluate("1", document)'],
}

# why a part of the standard has no counterpart here: prefixes of the tests' names
EXPECTED = {
    "XSLTProcessor": "XSLT is leaving the platform, and no page that plays audio needs it",
}


async def results_of(names: Sequence[str], objects: dict[str, list[str]]) -> list[tuple[str, int, str]]:
    """Runs idlharness.js over these specifications: name, status (0: passed) and message of every test."""
    missing = [p for p in (HARNESS / "idlharness.js", MODULES / "@webref" / "idl" / "dom.idl") if not p.exists()]
    if missing:
        pytest.fail(f"{missing[0]} is not there: run `npm ci` (or `make setup`) in the project's folder first")
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content('<!doctype html><body><div id="log"></div></body>', url="https://example.test/")
        document = page.main_frame.active_document
        assert document is not None
        for name in ("testharness.js", "webidl2.js", "idlharness.js"):
            assert document.realm.run_script((HARNESS / name).read_text("utf-8"), name)
        idl = [(MODULES / "@webref" / "idl" / f"{name}.idl").read_text("utf-8") for name in names]
        known = (MODULES / "@webref" / "idl" / "html.idl").read_text("utf-8")
        document.realm.run_script(
            "setup({explicit_done: true, output: false}); globalThis.results = [];"
            "add_result_callback((t) => results.push([t.name, t.status, t.message ?? '']));"
            f"const array = new IdlArray(); for (const idl of {json.dumps(idl)}) array.add_idls(idl);"
            f"array.add_dependency_idls({json.dumps(known)}); array.add_objects({json.dumps(objects)}); array.test();",
            "run.js",
        )
        return [tuple(r) for r in await page.evaluate("results")]


async def test_every_interface_of_the_dom_standard_has_its_exact_shape() -> None:
    results = await results_of(["dom"], OBJECTS)
    assert len(results) > 1900
    failed = [r for r in results if r[1] != 0]
    unexpected = [r for r in failed if not r[0].startswith(tuple(EXPECTED))]
    assert unexpected == []
    for prefix, reason in EXPECTED.items():
        assert any(r[0].startswith(prefix) for r in failed), f"nothing fails any more for: {prefix} ({reason})"


async def test_every_interface_of_the_geometry_module_has_its_exact_shape() -> None:
    names = ["DOMRect", "DOMMatrix", "DOMMatrixReadOnly", "DOMPoint", "DOMQuad"]
    results = await results_of(["geometry"], {name: [f"new {name}()"] for name in names})
    assert len(results) > 380
    assert [r for r in results if r[1] != 0] == []
