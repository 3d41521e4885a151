"""Constraint validation. https://html.spec.whatwg.org/#constraints"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]

# markup of an element #i -> the problems it suffers from
PROBLEMS: list[tuple[str, list[str]]] = [
    ("<input id=i>", []),
    ("<input id=i required>", ["valueMissing"]),
    ("<input id=i required value=x>", []),
    ("<input id=i required type=checkbox>", ["valueMissing"]),
    ("<input id=i required type=checkbox checked>", []),
    ("<input id=i required type=radio name=r>", ["valueMissing"]),
    ("<input id=i type=radio name=r><input type=radio name=r required>", ["valueMissing"]),
    ("<input id=i type=radio name=r required><input type=radio name=r checked>", []),
    ("<input id=i required type=file>", ["valueMissing"]),
    ("<input id=i required type=range>", []),
    ("<input id=i required type=hidden>", []),
    ("<input id=i type=url value=relative>", ["typeMismatch"]),
    ("<input id=i type=url value=https://x/>", []),
    ("<input id=i type=email value=a@b>", []),
    ("<input id=i type=email value=a@>", ["typeMismatch"]),
    ("<input id=i type=email value='a b@c'>", ["typeMismatch"]),
    ("<input id=i type=email value=a@b..c>", ["typeMismatch"]),
    ("<input id=i type=email multiple value='a@b,c@d'>", []),
    ("<input id=i type=email multiple value='a@b,c'>", ["typeMismatch"]),
    ("<input id=i pattern=[a-c]+ value=abd>", ["patternMismatch"]),
    ("<input id=i pattern='a|b' value=ab>", ["patternMismatch"]),
    ("<input id=i pattern=[a-c]+ value=abc>", []),
    ("<input id=i pattern=[a-c]+>", []),
    ("<input id=i pattern='(' value=x>", []),
    ("<input id=i type=number pattern=x value=1>", []),
    ("<input id=i maxlength=1 value=long>", []),
    ("<input id=i type=number min=2 value=1>", ["rangeUnderflow"]),
    ("<input id=i type=number max=2 value=3>", ["rangeOverflow"]),
    ("<input id=i type=number step=2 value=3>", []),
    ("<input id=i type=number min=0 step=2 value=3>", ["stepMismatch"]),
    ("<input id=i type=number min=0 step=0.1 value=0.3>", []),
    ("<input id=i type=number min=0 step=any value=0.35>", []),
    ("<input id=i type=number min=1 max=0 step=any value=0.5>", ["rangeUnderflow", "rangeOverflow"]),
    ("<input id=i type=date min=2024-01-02 value=2024-01-01>", ["rangeUnderflow"]),
    ("<input id=i type=time min=22:00 max=06:00 value=23:00>", []),
    ("<input id=i type=time min=22:00 max=06:00 value=12:00>", ["rangeUnderflow", "rangeOverflow"]),
    ("<textarea id=i required></textarea>", ["valueMissing"]),
    ("<textarea id=i required>x</textarea>", []),
    ("<select id=i required><option value=''>choose<option>a</select>", ["valueMissing"]),
    ("<select id=i required><option>a</select>", []),
    ("<select id=i required multiple><option>a</select>", ["valueMissing"]),
    ("<select id=i required><optgroup><option value=''>a</optgroup></select>", []),
    ("<button id=i></button>", []),
]


@pytest.mark.parametrize(("markup", "problems"), PROBLEMS)
async def test_problems(open_page: Open, markup: str, problems: list[str]) -> None:
    page = open_page(markup)
    found = page.evaluate("Object.keys(ValidityState.prototype).filter((name) => name !== 'valid' && i.validity[name])")
    assert found == problems
    assert page.evaluate("[i.validity.valid, i.checkValidity(), i.validationMessage === '']") == [not problems] * 3


# markup of #i -> whether it takes part in validation
CANDIDATES = {
    "<input id=i>": True,
    "<input id=i disabled>": False,
    "<input id=i readonly>": False,
    "<input id=i type=checkbox readonly>": True,
    "<input id=i type=hidden>": False,
    "<input id=i type=reset>": False,
    "<input id=i type=button>": False,
    "<input id=i type=submit>": True,
    "<button id=i></button>": True,
    "<button id=i type=button></button>": False,
    "<button id=i type=reset></button>": False,
    "<select id=i></select>": True,
    "<textarea id=i></textarea>": True,
    "<textarea id=i readonly></textarea>": False,
    "<fieldset id=i></fieldset>": False,
    "<output id=i></output>": False,
    "<object id=i></object>": False,
    "<datalist><input id=i></datalist>": False,
    "<fieldset disabled><input id=i></fieldset>": False,
}


@pytest.mark.parametrize("markup", CANDIDATES)
async def test_candidates(open_page: Open, markup: str) -> None:
    page = open_page(markup)
    page.run("i.setCustomValidity('no')")
    takes_part = CANDIDATES[markup]
    assert page.evaluate("[i.willValidate, i.checkValidity(), i.validity.customError, i.validationMessage]") == [
        takes_part,
        not takes_part,
        True,
        "no" if takes_part else "",
    ]


async def test_invalid_events_and_reporting(open_page: Open) -> None:
    page = open_page("<form id=f><input id=a required><input id=b required><input id=c></form>")
    page.run(
        "globalThis.log = []; f.addEventListener('invalid', (e) => log.push(e.target.id, "
        "e.cancelable, e.bubbles), true)"
    )
    assert page.evaluate("[f.checkValidity(), log]") == [False, ["a", True, False, "b", True, False]]
    page.run("log.length = 0; a.oninvalid = () => false")
    assert page.evaluate("[f.reportValidity(), document.activeElement.id]") == [False, "b"]
    assert page.evaluate("(a.value = b.value = 'x', f.reportValidity())") is True


async def test_who_cancels_invalid_takes_over_the_report(open_page: Open) -> None:
    page = open_page("<input id=a required><input id=b required>")
    page.run("a.oninvalid = () => false")
    assert page.evaluate("[a.reportValidity(), document.activeElement === a]") == [False, False]
    assert page.evaluate("[b.reportValidity(), document.activeElement === b]") == [False, True]


async def test_custom_validity(open_page: Open) -> None:
    page = open_page("<input id=i required>")
    assert page.evaluate("(i.setCustomValidity('a\\r\\nb'), [i.validity.customError, i.validationMessage])") == [
        True,
        "a\nb",
    ]
    assert page.evaluate("(i.setCustomValidity(''), i.value = 'x', i.validity.valid)") is True
    assert page.evaluate("[i.validity === i.validity, i.validity instanceof ValidityState]") == [True, True]
