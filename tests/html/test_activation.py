"""Effects of clicks. https://html.spec.whatwg.org/#activation and https://dom.spec.whatwg.org/#concept-event-dispatch"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]

LOG = (
    "globalThis.log = []; for (const t of ['click', 'input', 'change']) "
    "document.addEventListener(t, (e) => log.push(`${t} ${e.target.id}`));"
)


async def test_click_fires_an_untrusted_pointer_event(open_page: Open) -> None:
    page = open_page("<p id=p></p>")
    page.run(
        "globalThis.log = []; document.onclick = (e) => log.push(e.constructor.name, "
        "e.isTrusted, e.bubbles, e.cancelable, e.composed)"
    )
    assert page.evaluate("(p.click(), log)") == ["PointerEvent", False, True, True, True]


async def test_click_does_not_nest_and_spares_disabled_controls(open_page: Open) -> None:
    page = open_page("<p id=p></p><button id=b disabled></button>")
    page.run("globalThis.count = 0; document.onclick = (e) => { count++; e.target.click() }; p.click(); b.click()")
    assert page.evaluate("count") == 1


async def test_check_boxes(open_page: Open) -> None:
    page = open_page("<input type=checkbox id=c>")
    page.run(
        LOG + "c.indeterminate = true; c.addEventListener('click', () => log.push(`in ${c.checked} "
        "${c.indeterminate}`)); c.click()"
    )
    assert page.evaluate("[log, c.checked]") == [["in true false", "click c", "input c", "change c"], True]
    page.run("log.length = 0; c.indeterminate = true; c.onclick = () => false; c.click()")
    assert page.evaluate("[log, c.checked, c.indeterminate]") == [["in false false", "click c"], True, True]
    page.run("log.length = 0; c.onclick = null; c.dispatchEvent(new Event('click', {bubbles: true}))")
    assert page.evaluate("[log, c.checked]") == [["in true true", "click c"], True]
    page.run("c.dispatchEvent(new MouseEvent('click'))")
    assert page.evaluate("c.checked") is False


async def test_a_canceled_click_gives_the_radio_group_its_choice_back(open_page: Open) -> None:
    page = open_page("<input type=radio name=r id=a checked><input type=radio name=r id=b>")
    page.run(LOG + "b.onclick = () => { log.push(`${a.checked} ${b.checked}`); return false }; b.click()")
    assert page.evaluate("[log, a.checked, b.checked]") == [["false true", "click b"], True, False]
    page.run("b.onclick = null; log.length = 0; b.click(); b.click()")
    assert page.evaluate("[log, a.checked, b.checked]") == [["click b", "input b", "change b"] * 2, False, True]


async def test_a_disconnected_check_box_changes_silently(open_page: Open) -> None:
    page = open_page()
    script = (
        "const c = document.createElement('input'); c.type = 'checkbox'; globalThis.log = []; "
        "c.onchange = () => log.push(1); c.click()"
    )
    page.run(script)
    assert page.evaluate("[c.checked, log]") == [True, []]


@pytest.mark.parametrize(
    ("markup", "clicked", "events"),
    [
        ("<label id=l>x<input type=checkbox id=c></label>", "l", ["click l", "click c", "input c", "change c"]),
        ("<label id=l for=c>x</label><input type=checkbox id=c>", "l", ["click l", "click c", "input c", "change c"]),
        (
            "<label id=l><span id=s>x</span><input type=checkbox id=c></label>",
            "s",
            ["click s", "click c", "input c", "change c"],
        ),
        ("<label id=l><input type=checkbox id=c></label>", "c", ["click c", "input c", "change c"]),
        ("<label id=l><button id=b></button><input type=checkbox id=c></label>", "b", ["click b"]),
        ("<label id=l for=c><a id=a href=#x>x</a></label><input type=checkbox id=c>", "a", ["click a"]),
        ("<label id=l><input type=checkbox id=c disabled></label>", "l", ["click l"]),
        ("<label id=l>nothing</label>", "l", ["click l"]),
    ],
)
async def test_labels(open_page: Open, markup: str, clicked: str, events: list[str]) -> None:
    page = open_page(markup)
    page.run(LOG + f"{clicked}.click()")
    assert page.evaluate("log") == events


async def test_links(open_page: Open) -> None:
    page = open_page(
        "<base target=frame><a id=a href=x><b id=b></b></a><a id=plain>x</a><a id=t href=#y "
        "target=_top></a><map><area id=r href=/z></map>"
        "<a id=bad href='http://['></a><a id=stopped href=q></a>"
    )
    page.run("stopped.onclick = () => false; for (const e of [b, plain, t, r, bad, stopped]) e.click ? e.click() : 0")
    assert page.followed == [
        ("https://example.test/dir/x", "frame"),
        ("https://example.test/dir/page.html#y", "_top"),
        ("https://example.test/z", "frame"),
    ]
    page.run("a.download = 'f'; a.click()")
    assert page.missing == ["downloading a link"]
    assert len(page.followed) == 3


async def test_the_nearest_element_with_behaviour_acts(open_page: Open) -> None:
    page = open_page(
        "<a href=outer><button id=b type=button><i id=i></i></button></a><a href=link id=a><span id=s></span></a>"
    )
    page.run("i.click(); s.click(); s.dispatchEvent(new MouseEvent('click', {bubbles: false}))")
    assert page.followed == [("https://example.test/dir/link", "")]


async def test_summary_opens_its_details(open_page: Open) -> None:
    page = open_page("<details id=d><summary id=s><b id=b>x</b></summary><summary id=s2></summary></details>")
    page.run(
        "globalThis.log = []; d.addEventListener('toggle', (e) => log.push([e.constructor.name, "
        "e.oldState, e.newState]))"
    )
    assert page.evaluate("(b.click(), d.open)") is True
    assert page.evaluate("(s2.click(), d.open)") is True
    await page.idle()
    page.run("d.removeAttribute('open')")
    await page.idle()
    page.run("d.open = true; d.open = false")
    await page.idle()
    assert page.evaluate("log") == [
        ["ToggleEvent", "closed", "open"],
        ["ToggleEvent", "open", "closed"],
        ["ToggleEvent", "closed", "closed"],
    ]


async def test_details_of_one_name_exclude_each_other(open_page: Open) -> None:
    page = open_page("<details name=n open id=a></details><details name=n id=b></details><details open id=c></details>")
    page.run("b.open = true")
    assert page.evaluate("[a.open, b.open, c.open]") == [False, True, True]


async def test_commands_and_popovers(open_page: Open) -> None:
    page = open_page(
        "<button id=b popovertarget=p></button><button id=h popovertarget=p "
        "popovertargetaction=hide></button><div popover id=p></div>"
        "<dialog id=d></dialog><button id=m commandfor=d command=show-modal></button><button "
        "id=c commandfor=d command=close value=v></button>"
        "<button id=own commandfor=d command=--mine></button>"
    )
    page.run(
        "globalThis.log = []; for (const t of ['beforetoggle', 'toggle']) p.addEventListener(t, "
        "(e) => log.push(`${t} ${e.newState}`))"
    )
    page.run("d.oncommand = (e) => log.push(e.command, e.source.id); b.click(); h.click()")
    await page.idle()
    assert page.evaluate("log") == ["beforetoggle open", "beforetoggle closed", "toggle closed"]
    page.run("log.length = 0; m.click(); globalThis.open1 = d.open; c.click(); own.click()")
    assert page.evaluate("[open1, d.open, d.returnValue, log]") == [
        True,
        False,
        "v",
        ["show-modal", "m", "close", "c", "--mine", "own"],
    ]
    assert page.evaluate("p.showPopover() || p.togglePopover(true)") is True
    assert page.evaluate("p.showPopover()")["thrown"] == "InvalidStateError"
    assert page.evaluate("b.showPopover()")["thrown"] == "NotSupportedError"


BUTTONS = [
    ("", "submit", ["submit"]),
    ("type=nonsense", "submit", ["submit"]),
    ("commandfor=d command=--x", "button", []),
    ("command=--x", "button", []),
    ("type=submit commandfor=d command=--x", "submit", ["submit"]),
    ("type=button commandfor=d command=--x", "button", ["--x"]),
    ("type=reset", "reset", ["reset"]),
]


@pytest.mark.parametrize(("attributes", "kind", "log"), BUTTONS)
async def test_buttons_in_forms(open_page: Open, attributes: str, kind: str, log: list[str]) -> None:
    page = open_page(f"<form id=f><button id=b {attributes}></button></form><div id=d></div>")
    page.run(
        "globalThis.log = []; d.oncommand = (e) => log.push(e.command);"
        "f.onsubmit = f.onreset = (e) => { log.push(e.type); return false }; b.click()"
    )
    assert page.evaluate("[b.type, log, b.willValidate]") == [kind, log, kind == "submit"]


@pytest.mark.parametrize(
    ("target", "command", "log"),
    [
        ("<div id=d></div>", "show-modal", []),
        ("<div id=d></div>", "unknown", []),
        ("<svg id=d></svg>", "show-popover", []),
        ("<svg id=d></svg>", "--own", ["--own"]),
        ("<dialog id=d></dialog>", "show-modal", ["show-modal"]),
        ("<div id=d></div>", "toggle-popover", ["toggle-popover"]),
    ],
)
async def test_commands_that_the_target_does_not_know_fire_nothing(
    open_page: Open, target: str, command: str, log: list[str]
) -> None:
    page = open_page(f"<button id=b commandfor=d command={command}></button>{target}")
    page.run("globalThis.log = []; d.addEventListener('command', (e) => log.push(e.command)); b.click()")
    assert page.evaluate("log") == log


async def test_a_canceled_click_does_not_choose_a_radio_button_of_another_group(open_page: Open) -> None:
    page = open_page("<input type=radio name=g id=a checked><input type=radio name=g id=b>")
    page.run("b.onclick = () => { a.name = 'other'; a.checked = false; return false }; b.click()")
    assert page.evaluate("[a.checked, b.checked]") == [False, False]


async def test_inline_handlers_see_element_form_and_document(open_page: Open) -> None:
    page = open_page(
        "<form id=f name=theform><button type=button id=b value=val onclick='globalThis.log = "
        "[value, name, title, this === b]'></button></form>"
    )
    page.run("document.title = 'T'; b.click()")
    assert page.evaluate("log") == ["val", "", "", True]
    page.run(
        "b.onclick = null; b.setAttribute('onclick', 'log.push(event.type); return false'); "
        "b.type = 'submit'; b.click()"
    )
    await page.idle()
    assert page.evaluate("log.at(-1)") == "click"
    assert page.followed == []
