"""Forms: what belongs to them, named access, submission, resetting. https://html.spec.whatwg.org/#the-form-element"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]


async def test_elements_are_the_listed_ones_in_tree_order(open_page: Open) -> None:
    page = open_page(
        "<input id=before form=f><form id=f><button id=b></button><fieldset id=s><input "
        "id=i><select id=c></select></fieldset>"
        "<input type=image id=image><output id=o></output><object id=ob></object><textarea "
        "id=t></textarea><label id=l></label>"
        "<meter id=m></meter><img id=im></form><input id=out>"
    )
    assert page.evaluate("[...f.elements].map((e) => e.id).join(' ')") == "before b s i c o ob t"
    assert page.evaluate("[f.length, f[3].id, f.elements === f.elements, f.elements.item(99)]") == [8, "i", True, None]
    assert page.evaluate("[before.form === f, image.form === f, out.form]") == [True, True, None]
    assert page.evaluate("[...s.elements].map((e) => e.id).join(' ')") == "i c"
    assert page.evaluate("(f.append(out), [f.length, out.form === f])") == [9, True]


async def test_named_access(open_page: Open) -> None:
    page = open_page(
        "<form id=f><input name=x id=i><input type=radio name=r value=1><input type=radio name=r value=2 checked id=r2>"
        "<input name=action value=hidden><img name=pic></form>"
    )
    assert page.evaluate("[f.x === i, f.i === i, f.elements.x === i, f.elements.namedItem('nope')]") == [
        True,
        True,
        True,
        None,
    ]
    assert page.evaluate("[f.r.constructor.name, f.r.length, f.r.value, f.elements.r[1] === r2]") == [
        "RadioNodeList",
        2,
        "2",
        True,
    ]
    assert page.evaluate("(f.r.value = '1', [f.r.value, r2.checked])") == ["1", False]
    # a control's name goes before what the form itself has
    assert page.evaluate("[f.action.value, f.pic.tagName, 'x' in f, f.nope === undefined]") == [
        "hidden",
        "IMG",
        True,
        True,
    ]
    # a name that once worked keeps working
    assert page.evaluate("(i.name = 'renamed', f.x === i && f.renamed === i)") is True


async def test_fieldsets_and_legends_disable(open_page: Open) -> None:
    page = open_page(
        "<form id=f><fieldset disabled id=s><legend><input id=l name=l></legend><input id=i name=i required></fieldset>"
        "<input id=o name=o disabled></form>"
    )
    assert page.evaluate("[l, i, o].map((e) => e.willValidate)") == [True, False, False]
    assert page.evaluate("[...new FormData(f).keys()].join()") == "l"


SUBMITTED = (
    "<form id=f action='/go?old=1#frag'><input name=t value='a b&c'><input name=n "
    "value='l1'><input type=checkbox name=c checked>"
    "<input type=checkbox name=off><input type=radio name=r value=1><input type=radio name=r "
    "value=2 checked><input value=noname>"
    "<select name=s multiple><option selected>one<option value=2 selected>two<option>three</select>"
    "<textarea name=a>x\ny</textarea><button name=b value=v id=b>Go</button><button name=b2 id=b2>No</button>"
    "<input type=hidden name=_charset_><output name=out>9</output></form>"
)
_QUERY = "t=a+b%26c&n=l1&c=on&r=2&s=one&s=2&a=x%0D%0Ay"


async def test_get_puts_the_entries_into_the_query(open_page: Open) -> None:
    page = open_page(SUBMITTED)
    page.run("b.click()")
    assert page.followed == []
    await page.idle()
    assert page.followed == [(f"https://example.test/go?{_QUERY}&b=v&_charset_=UTF-8#frag", "")]


async def test_post_sends_them_as_the_body(open_page: Open) -> None:
    page = open_page(SUBMITTED)
    page.run("f.method = 'post'; f.target = 'other'; f.submit()")
    await page.idle()
    kind = "application/x-www-form-urlencoded"
    assert page.posted == [("https://example.test/go?old=1#frag", "other", kind, f"{_QUERY}&_charset_=UTF-8".encode())]


async def test_other_encodings(open_page: Open) -> None:
    page = open_page("<form id=f method=post><input name=a value='1 2'></form>")
    page.run("f.enctype = 'text/plain'; f.submit()")
    await page.idle()
    page.run("f.enctype = 'multipart/form-data'; f.submit()")
    await page.idle()
    (_, _, plain, text), (_, _, multipart, body) = page.posted
    assert (plain, text) == ("text/plain", b"a=1 2\r\n")
    assert multipart.startswith("multipart/form-data; boundary=")
    assert b'name="a"\r\n\r\n1 2\r\n' in body


async def test_the_submitter_overrides_the_form(open_page: Open) -> None:
    page = open_page(
        "<form id=f action=/form target=t1 novalidate><input name=q required><button id=b "
        "formaction=/button formmethod=post formtarget=t2>"
        "</button></form>"
    )
    page.run("b.click()")
    await page.idle()
    assert [p[:2] for p in page.posted] == [("https://example.test/button", "t2")]


async def test_submit_event(open_page: Open) -> None:
    page = open_page("<form id=f><input id=i required><button id=b></button><button id=o form=x></button></form>")
    page.run(
        "globalThis.log = []; f.onsubmit = (e) => { log.push(e.constructor.name, e.submitter && "
        "e.submitter.id); return false };"
        "i.oninvalid = (e) => log.push('invalid')"
    )
    page.run("b.click(); i.value = 'x'; b.click(); f.requestSubmit(); f.requestSubmit(b); f.submit()")
    await page.idle()
    assert page.evaluate("log") == ["invalid", "SubmitEvent", "b", "SubmitEvent", None, "SubmitEvent", "b"]
    assert len(page.followed) == 1
    assert page.evaluate("f.requestSubmit(i)")["thrown"] == "TypeError"
    assert page.evaluate("f.requestSubmit(o)")["thrown"] == "NotFoundError"
    assert page.evaluate("(f.remove(), f.submit())") is None


async def test_formdata_event_can_change_the_entries(open_page: Open) -> None:
    page = open_page("<form id=f><input name=a value=1></form>")
    page.run(
        "f.addEventListener('formdata', (e) => { e.formData.append('b', '2'); e.formData.delete('a') }); f.submit()"
    )
    await page.idle()
    assert page.followed == [("https://example.test/dir/page.html?b=2", "")]


async def test_a_form_does_not_submit_while_its_entries_are_constructed(open_page: Open) -> None:
    page = open_page("<form id=f><input name=a value=1></form>")
    page.run(
        "globalThis.log = []; f.onsubmit = () => log.push('submit');"
        "f.onformdata = () => { log.push('formdata'); f.requestSubmit(); f.submit() }; f.requestSubmit()"
    )
    await page.idle()
    assert page.evaluate("log") == ["submit", "formdata"]
    assert page.followed == [("https://example.test/dir/page.html?a=1", "")]


async def test_a_form_that_leaves_the_document_while_its_entries_are_constructed_does_not_navigate(
    open_page: Open,
) -> None:
    page = open_page("<form id=f><input name=a value=1></form>")
    page.run("f.onformdata = () => f.remove(); f.submit()")
    await page.idle()
    assert page.followed == []


async def test_line_breaks_in_names_are_normalized_like_those_in_values(open_page: Open) -> None:
    page = open_page("<form id=f><input name=a id=a type=hidden></form>")
    page.run("a.name = 'n\\nm'; a.value = 'v\\rw'; f.submit()")
    await page.idle()
    assert page.followed == [("https://example.test/dir/page.html?n%0D%0Am=v%0D%0Aw", "")]


async def test_only_some_kinds_of_input_submit_their_direction(open_page: Open) -> None:
    page = open_page(
        "<form id=f><input name=a dirname=d><input name=b dirname=e type=number value=1>"
        "<input type=hidden name=c dirname=g dir=RTL></form>"
    )
    assert page.evaluate("[...new FormData(f).keys()].join()") == "a,d,b,c,g"
    assert page.evaluate("new FormData(f).get('g')") == "rtl"


async def test_custom_elements_submit_their_form_value(open_page: Open) -> None:
    page = open_page("<form id=f><x-field name=n></x-field><x-field></x-field></form>")
    page.run(
        "customElements.define('x-field', class extends HTMLElement {"
        " static formAssociated = true; constructor() { super(); this.internals = this.attachInternals() } });"
        "const [named, unnamed] = document.querySelectorAll('x-field');"
    )
    assert page.evaluate("[...new FormData(f)]") == []
    page.run("unnamed.internals.setFormValue('x'); named.internals.setFormValue(new Blob(['ab']))")
    assert page.evaluate("(([k, v]) => [k, v instanceof File, v.name, v.size])([...new FormData(f)][0])") == [
        "n",
        True,
        "blob",
        2,
    ]
    page.run("const data = new FormData(); data.append('q', '1'); unnamed.internals.setFormValue(data)")
    assert page.evaluate("[...new FormData(f).keys()]") == ["n", "q"]


async def test_image_buttons_and_directions_submit_more(open_page: Open) -> None:
    page = open_page("<form id=f><input type=image name=i id=i><textarea name=t dirname=d dir=rtl>x</textarea></form>")
    page.run("i.click()")
    await page.idle()
    assert page.followed == [("https://example.test/dir/page.html?i.x=0&i.y=0&t=x&d=rtl", "")]


async def test_the_last_submission_of_a_task_wins(open_page: Open) -> None:
    page = open_page("<form id=f><input name=a id=a></form>")
    page.run("a.value = 1; f.submit(); a.value = 2; f.submit()")
    await page.idle()
    assert page.followed == [("https://example.test/dir/page.html?a=2", "")]


async def test_reset(open_page: Open) -> None:
    page = open_page(
        "<form id=f><input id=t value=1><input type=checkbox id=c checked><select "
        "id=s><option>a<option selected>b</select>"
        "<textarea id=a>x</textarea><output id=o>5</output><button type=reset id=r></button></form>"
    )
    page.run(
        "t.value = 2; c.checked = false; s.selectedIndex = 0; a.value = 'y'; o.value = 6; "
        "f.onreset = () => { globalThis.was = t.value }"
    )
    page.run("r.click()")
    assert page.evaluate("[was, t.value, c.checked, s.value, a.value, o.value]") == ["2", "1", True, "b", "x", "5"]
    page.run("t.value = 3; f.onreset = () => false; f.reset()")
    assert page.evaluate("t.value") == "3"


async def test_labels(open_page: Open) -> None:
    page = open_page(
        "<label id=l1 for=i>1</label><input id=i><label id=l2><span>2</span><input id=j><input id=k></label>"
        "<label id=l3 for=none></label><label id=l4 for=h></label><input type=hidden id=h><label "
        "id=l5 for=m></label><meter id=m></meter>"
    )
    assert page.evaluate("[l1, l2, l3, l4, l5].map((l) => l.control && l.control.id)") == ["i", "j", None, None, "m"]
    assert page.evaluate("[[...i.labels].map((l) => l.id), k.labels.length, h.labels, m.labels[0].id]") == [
        ["l1"],
        0,
        None,
        "l5",
    ]
    assert page.evaluate("(l3.htmlFor = 'i', i.labels.length)") == 2


OUTPUT = "<form><output id=o>default</output></form>"


async def test_output(open_page: Open) -> None:
    page = open_page(OUTPUT)
    assert page.evaluate("[o.value, o.defaultValue, o.type]") == ["default", "default", "output"]
    assert page.evaluate("(o.value = 'set', [o.value, o.defaultValue, o.textContent])") == ["set", "default", "set"]
    assert page.evaluate("(o.defaultValue = 'new', [o.value, o.defaultValue])") == ["set", "new"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<progress id=p>", [0, 1, -1]),
        ("<progress id=p value=3 max=10>", [3, 10, 0.3]),
        ("<progress id=p value=30 max=10>", [10, 10, 1]),
        ("<progress id=p value=-1 max=0>", [0, 1, 0]),
    ],
)
async def test_progress(open_page: Open, markup: str, expected: list[float]) -> None:
    assert open_page(markup).evaluate("[p.value, p.max, p.position]") == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", [0, 0, 1, 0, 1, 0.5]),
        ("value=5 min=1 max=4 low=0 high=9 optimum=2", [4, 1, 4, 1, 4, 2]),
        ("value=-1 min=2 max=1", [2, 2, 2, 2, 2, 2]),
    ],
)
async def test_meter(open_page: Open, attributes: str, expected: list[float]) -> None:
    page = open_page(f"<meter id=m {attributes}></meter>")
    assert page.evaluate("[m.value, m.min, m.max, m.low, m.high, m.optimum]") == expected
