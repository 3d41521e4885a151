"""Focus, dialogs, and what else script does to interactive elements. https://html.spec.whatwg.org/#focus"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]

# markup of #i -> its tabIndex and whether it can have the focus
FOCUSABLE = {
    "<input id=i>": (0, True),
    "<input id=i type=hidden>": (-1, False),
    "<input id=i disabled>": (0, False),
    "<button id=i></button>": (0, True),
    "<select id=i></select>": (0, True),
    "<textarea id=i></textarea>": (0, True),
    "<a id=i>x</a>": (-1, False),
    "<a id=i href=x>x</a>": (0, True),
    "<div id=i></div>": (-1, False),
    "<div id=i tabindex=3></div>": (3, True),
    "<div id=i tabindex=-1></div>": (-1, True),
    "<div id=i tabindex=x></div>": (-1, False),
    "<div id=i contenteditable></div>": (0, True),
    "<div inert><input id=i></div>": (0, False),
    "<div hidden><input id=i></div>": (0, False),
    "<fieldset disabled><input id=i></fieldset>": (0, False),
    "<details><summary id=i></summary></details>": (0, True),
    "<iframe id=i></iframe>": (0, True),
}


@pytest.mark.parametrize("markup", FOCUSABLE)
async def test_what_can_have_the_focus(open_page: Open, markup: str) -> None:
    page = open_page(markup)
    assert page.evaluate("[i.tabIndex, (i.focus(), document.activeElement === i)]") == list(FOCUSABLE[markup])


async def test_focus_events(open_page: Open) -> None:
    page = open_page("<input id=a><input id=b>")
    page.run(
        "globalThis.log = []; for (const t of ['focus', 'blur', 'focusin', 'focusout'])"
        " document.addEventListener(t, (e) => log.push(`${t} ${e.target.id} ${e.relatedTarget && "
        "e.relatedTarget.id} ${e.bubbles}`), true)"
    )
    page.run("a.focus(); a.focus(); b.focus(); b.blur(); a.blur()")
    assert page.evaluate("log") == [
        "focus a null false",
        "focusin a null true",
        "blur a b false",
        "focusout a b true",
        "focus b a false",
        "focusin b a true",
        "blur b null false",
        "focusout b null true",
    ]
    assert page.evaluate("document.activeElement === document.body") is True


async def test_a_removed_element_loses_the_focus_silently(open_page: Open) -> None:
    page = open_page("<input id=a>")
    page.run("a.focus(); globalThis.log = []; a.onblur = () => log.push('blur'); a.remove()")
    assert page.evaluate("[document.activeElement === document.body, log]") == [True, []]


async def test_autofocus(open_page: Open) -> None:
    page = open_page("<input id=a><input id=b disabled autofocus><input id=c autofocus>")
    page.realm.call("flushAutofocus")
    assert page.evaluate("document.activeElement.id") == "c"


async def test_dialogs(open_page: Open) -> None:
    page = open_page("<input id=before><dialog id=d><input id=x><input id=y autofocus></dialog>")
    page.run(
        "globalThis.log = []; for (const t of ['beforetoggle', 'toggle', 'cancel', 'close']) "
        "d.addEventListener(t, (e) => log.push(t))"
    )
    page.run("before.focus(); d.showModal()")
    assert page.evaluate("[d.open, document.activeElement.id]") == [True, "y"]
    await page.idle()
    assert page.evaluate("(d.showModal(), d.close('r'), [d.open, d.returnValue, document.activeElement.id])") == [
        False,
        "r",
        "before",
    ]
    await page.idle()
    assert page.evaluate("log") == ["beforetoggle", "toggle", "beforetoggle", "toggle", "close"]
    page.run("log.length = 0; d.show(); d.oncancel = () => false; d.requestClose('no')")
    assert page.evaluate("[d.open, d.returnValue]") == [True, "r"]
    assert page.evaluate("d.showModal()")["thrown"] == "InvalidStateError"
    page.run("d.oncancel = null; d.requestClose('yes')")
    assert page.evaluate("[d.open, d.returnValue]") == [False, "yes"]
    assert page.evaluate("(d.remove(), d.showModal())")["thrown"] == "InvalidStateError"


async def test_a_form_closes_its_dialog(open_page: Open) -> None:
    page = open_page("<dialog id=d open><form method=dialog><button id=b value=chosen></button></form></dialog>")
    page.run("b.click()")
    await page.idle()
    assert page.evaluate("[d.open, d.returnValue]") == [False, "chosen"]
    assert page.followed == []


async def test_global_attributes(open_page: Open) -> None:
    page = open_page("<div id=d translate=no><p id=p></p></div>")
    assert page.evaluate("[p.translate, (p.translate = true, p.getAttribute('translate'))]") == [False, "yes"]
    assert page.evaluate(
        "[p.hidden, (p.hidden = 'until-found', p.hidden), (p.hidden = 1, p.hidden), (p.hidden = null, p.hidden)]"
    ) == [False, "until-found", True, False]
    assert page.evaluate(
        "[p.contentEditable, p.isContentEditable, (d.contentEditable = 'true', p.isContentEditable)]"
    ) == ["inherit", False, True]
    assert page.evaluate("p.contentEditable = 'nonsense'")["thrown"] == "SyntaxError"
    assert page.evaluate(
        "[p.draggable, document.createElement('img').draggable, (p.draggable = true, p.getAttribute('draggable'))]"
    ) == [False, True, "true"]
    assert page.evaluate("[p.spellcheck, (d.spellcheck = false, p.spellcheck)]") == [True, False]
    assert page.evaluate("[p.autocapitalize, (p.autocapitalize = 'on', p.autocapitalize)]") == ["", "sentences"]


TEXTS = [
    ("a<br>b", "a\nb"),
    ("<p>a<p>b", "a\n\nb"),
    ("<div>a</div><div>b</div>", "a\nb"),
    (" a \n  b ", "a b"),
    ("<pre> a\n b</pre>", " a\n b"),
    ("a<script>x</script><span hidden>y</span><span style='display: none'>z</span>b", "ab"),
    ("<ul><li>a<li>b</ul>", "a\nb"),
    ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
    ("a <b>b</b>c", "a bc"),
    ("<p>a</p>b", "a\n\nb"),
]


@pytest.mark.parametrize(("markup", "text"), TEXTS)
async def test_inner_text(open_page: Open, markup: str, text: str) -> None:
    assert open_page(f"<div id=d>{markup}</div>").evaluate("d.innerText") == text


async def test_writing_text(open_page: Open) -> None:
    page = open_page("<div id=d>old<b id=b>x</b>tail</div>")
    assert page.evaluate("(b.outerText = 'new', [d.innerHTML, d.childNodes.length])") == ["oldnewtail", 1]
    assert page.evaluate("(d.innerText = 'a\\nb\\r\\nc<', d.innerHTML)") == "a<br>b<br>c&lt;"
    assert page.evaluate("document.createElement('i').outerText = ''")["thrown"] == "NoModificationAllowedError"
