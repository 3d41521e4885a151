"""Style sheets that are short and come to very much: each is read in time, in a process of its own."""

# ruff: noqa: E501  (scripts stay on one line)

from __future__ import annotations

import pytest

from tests.apart import run_page

BOMBS = {
    "variables of variables": "p { --a0: lol; "
    + "".join(f"--a{i}: var(--a{i - 1}) var(--a{i - 1}) var(--a{i - 1});" for i in range(1, 40))
    + " color: var(--a39, red) } p { left: 3px }",
    "a long chain of variables": "p { --a0: 1px; "
    + "".join(f"--a{i}: var(--a{i - 1});" for i in range(1, 5000))
    + " top: var(--a4999) } p { left: 3px }",
    "selectors that have those around them many times": "p { left: 3px } "
    + "p, p, p, p, p, p, p, p { & & &, & & &, & & & { " * 10
    + "color: red"
    + "}" * 20,
    "long numbers": f"p {{ width: {'1' * 50_000}; font: {'1' * 50_000} x; transition: all {'1' * 50_000}; transform: "
    f"{'0' * 50_000} }} p {{ left: 3px }} @media (width: {'1' * 50_000}) {{ p {{ left: 4px }} }}",
    "attribute selectors without an end": f"p {{ left: 3px }} p{'[' * 50_000} {{ color: red }}",
    "a long name of fonts": f"p {{ left: 3px; content: '--{'font' * 20_000}' }}",
    "a long list around many rules": f"p {{ left: 3px }} p{',p' * 20_000} {{ {'a{}' * 20_000} }}",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_short_sheet_that_comes_to_very_much(kind: str) -> None:
    outcome = run_page(
        f"const sheet = document.createElement('style'); sheet.textContent = `{BOMBS[kind]}`;"
        "document.head.append(sheet); const { color, left } = getComputedStyle(document.querySelector('p'));"
        "document.body.getBoundingClientRect(); console.log(color.length, left, performance.now() < 8000)"
    )
    assert outcome.console[-1].endswith(" 3px true"), outcome
    assert outcome.errors == []


def test_whole_numbers_of_more_digits_than_python_takes() -> None:
    outcome = run_page(
        """
        const many = "9".repeat(5000), found = [];
        for (const [tag, name] of [["td", "colSpan"], ["td", "rowSpan"], ["input", "size"], ["input", "maxLength"],
          ["ol", "start"], ["li", "value"], ["div", "tabIndex"], ["img", "width"], ["textarea", "rows"], ["video", "height"]]) {
          const element = document.createElement(tag);
          element.setAttribute(name, many);
          document.body.append(element);
          try { element[name]; element.getBoundingClientRect() } catch (e) { found.push(e.name) }
        }
        for (const ask of [
          () => document.querySelector(`:nth-child(${many})`), () => matchMedia(`(width: ${many}px)`).matches,
          () => CSS.supports("z-index", many), () => { document.body.style.zIndex = many; document.body.offsetTop },
          () => document.body.animate([{ zIndex: many }], { duration: 1 }), () => document.cookie = `a=b; max-age=${many}`,
          () => new URL(`http://${many}/`), () => new URL(`http://a:${many}/`), () => open("about:blank", "", `width=${many}`),
          () => new Intl.NumberFormat("en").format(BigInt(many)), () => new Date(many), () => MediaSource.isTypeSupported(many),
          () => document.createElement("iframe").setAttribute("srcdoc", `<meta http-equiv=refresh content="${many}">`),
        ]) try { ask() } catch (e) { found.push(e.name) }
        console.log(found.every((name) => ["RangeError", "SyntaxError", "TypeError"].includes(name)));
    """
    )
    assert outcome.console[-1] == "true"
    assert "internal error" not in outcome.out


def test_a_style_of_very_many_tokens_is_dropped() -> None:
    outcome = run_page(
        "document.body.style = 'color: red'; document.body.style.margin = '0,'.repeat(1e6);"
        "document.body.style.backgroundImage = `url(data:,${'a'.repeat(1e6)})`; const { style } = document.body;"
        "console.log(style.color, style.margin === '', style.backgroundImage.length, performance.now() < 8000)"
    )
    assert outcome.console[-1].endswith("red true 1000013 true"), outcome
    assert outcome.errors == []
