"""Markup and selectors meant to break the host: they do what the standards say, or throw in the page."""

from __future__ import annotations

import pytest

from tests.dom.conftest import MakePage

DEPTH = 20_000
CONTEXTS = ["x-y", "foo", "é", "p:q"]


@pytest.mark.parametrize("name", CONTEXTS)
@pytest.mark.parametrize("markup", ["<b>1", "<template><b>1</b></template>", "<script>1<\\/script>"])
def test_markup_in_elements_of_any_name(make_page: MakePage, name: str, markup: str) -> None:
    page = make_page()
    page.run(f"""
        const element = document.createElement("{name}");
        document.body.append(element);
        const range = document.createRange();
        range.selectNodeContents(element);
        const fragment = range.createContextualFragment("{markup}");
        element.innerHTML = "{markup}";
        element.insertAdjacentHTML("beforeend", "{markup}");
        element.firstChild.outerHTML = "{markup}";
    """)
    assert page.evaluate("fragment.childNodes.length") == 1
    assert page.evaluate("element.childNodes.length") == 2
    assert page.evaluate("fragment.firstChild.isEqualNode(element.firstChild)")


def test_elements_with_names_of_attributes_that_only_a_parser_makes_are_cloned(make_page: MakePage) -> None:
    page = make_page()
    page.run("""document.body.innerHTML = '<p =x=1 a"b=2 <c=3><i>4</i></p>'; const p = document.body.firstChild;""")
    assert page.evaluate("p.cloneNode(false).outerHTML") == '<p =x="1" a"b="2" <c="3"></p>'
    assert page.evaluate("p.cloneNode(true).isEqualNode(p)")


@pytest.mark.parametrize("selector", [":has(:has(p))", ":has(" * 20 + "p" + ")" * 20, ":has(p:not(:has(b)))"])
def test_has_inside_of_has_is_no_selector(make_page: MakePage, selector: str) -> None:
    page = make_page("<!doctype html>" + "<div>" * 50 + "<p>")
    assert page.evaluate(f"document.querySelector({selector!r})")["thrown"] == "SyntaxError"
    assert page.evaluate("document.querySelectorAll('div:has(p):has(> p), p:not(:has(b))').length") == 2


@pytest.mark.parametrize(
    ("make", "unit"), [("p.innerHTML = '<div>'.repeat(n)", "div"), ("p.innerHTML = '<x-y>'.repeat(n)", "x-y")]
)
def test_deep_trees(make_page: MakePage, make: str, unit: str) -> None:
    page = make_page()
    page.run(f"const n = {DEPTH}; const p = document.createElement('p'); {make};")
    assert page.evaluate("p.cloneNode(true).innerHTML.length") > DEPTH
    assert page.evaluate("p.isEqualNode(p.cloneNode(true))")
    assert page.evaluate("new XMLSerializer().serializeToString(p).length") > DEPTH
    page.run("document.body.append(p); p.normalize(); p.textContent = '';")


@pytest.mark.parametrize("start", [":not(", ":is(", ":nth-child(1 of ", "(", "["])
def test_deep_selectors(make_page: MakePage, start: str) -> None:
    page = make_page()
    deep = f"'{start}'.repeat({DEPTH}) + 'p' + ')'.repeat({DEPTH})"
    assert page.evaluate(f"document.querySelector({deep})")["thrown"] == "SyntaxError"


@pytest.mark.parametrize("start", ["(", "-", "not(", "p["])
def test_deep_xpath(make_page: MakePage, start: str) -> None:
    page = make_page()
    assert page.evaluate(f"document.evaluate('{start}'.repeat({DEPTH}), document, null, 0, null)")["thrown"] == (
        "SyntaxError"
    )


@pytest.mark.parametrize("name", [r"\udc88", r"a\ud800b", r"Event\0x", r"\0"])
@pytest.mark.parametrize("where", ["window", "document", "document.body", "document.body.style", "document.forms"])
def test_names_that_the_host_cannot_be_asked_about(make_page: MakePage, where: str, name: str) -> None:
    page = make_page()
    assert page.evaluate(f"typeof {where}['{name}']") == "undefined"
    assert page.evaluate(f"'{name}' in {where}") is False
    assert page.evaluate(f"Object.getOwnPropertyDescriptor({where}, '{name}') === undefined")
    assert page.evaluate(f"({where}['{name}'] = 1, {where}['{name}'])") == 1
    assert page.evaluate(f"delete {where}['{name}']")


@pytest.mark.parametrize("name", [r"\udc88"])
def test_names_of_attributes_are_made_well_formed(make_page: MakePage, name: str) -> None:
    page = make_page()
    page.run(f"document.body.dataset['{name}'] = 1; document.body.setAttribute('{name}', 2);")
    assert page.evaluate(f"document.body.dataset['{name}']") == "1"
    assert page.evaluate(f"document.body.attributes['{name}'].value") == "2"
    assert page.evaluate("document.body.outerHTML") == '<body data-\ufffd="1" \ufffd="2"></body>'
