"""Visibility and rendered text are the same on QuickJS and Chromium, as far as they follow from style."""

from __future__ import annotations

from typing import Any

from shim import Browser
from tests.real_browsers import need_chromium

PAGE = """<!doctype html><style>.none{display:none}.inv{visibility:hidden}.vis{visibility:visible}
.cont{display:contents}.up{text-transform:uppercase}.cap{text-transform:capitalize}
.ic::before{content:"x"} .flex{display:flex} .ib{display:inline-block}</style>
<div id=v1>seen</div><div id=v2 hidden>hidden</div><div id=v3 class=none>x</div>
<div id=v4 class=inv>x<b id=v5 class=vis>y</b></div>
<div class=none><p id=v6>in none</p></div><details id=v7><summary id=v8>sum</summary>
<p id=v9>in details</p></details>
<details open id=v10><summary>sum</summary><p id=v11>in open</p></details>
<div id=v12></div><span id=v13></span><div id=v14 style="width:10px;height:10px"></div>
<div id=v15 style="height:0;overflow:hidden">clipped</div>
<div id=v16 style="width:0;overflow:hidden">clipped</div><div id=v17 style="opacity:0">op</div>
<div id=v18 class=cont>contents</div>
<dialog id=v19>dialog</dialog><dialog open id=v20>open dialog</dialog><div id=v21 popover>pop</div><input id=v22>
<input id=v23 type=hidden>
<audio id=v24></audio><audio id=v25 controls></audio><video id=v26></video><canvas id=v27></canvas>
<select id=v28><option id=v29>a<option>b</select>
<select id=v30 multiple><option id=v31>a</select><i class=ic id=v32></i><template id=v33><b>t</b></template>
<div hidden=until-found id=v34>uf<b id=v35>inner</b></div>
<ul id=v36><li id=v37></ul><button id=v38></button><p id=v39>a<br id=v40>b</p><textarea id=v41>text</textarea>
<div id=v42 style="content-visibility:hidden"><p id=v43>cv</p></div>
<div style="position:relative" id=v44><span id=v45>rel</span></div>
<table id=v46><tr><td id=v47><b id=v48>x</b></td><td id=v49></td></tr></table>
<div id=v50 style="position:fixed">fixed</div><img id=v51><img id=v52 alt="alt"><noscript id=v53>no</noscript>
<div id=v54>a <b class=none>b</b> <i class=inv>c</i> d</div>
<div id=v55 class=up>upper text</div><div id=v56 class=cap>capital text</div><pre id=v57>  pre
 text </pre><div id=v58><div>one</div><div>two</div>three</div><div id=v59><p>p1</p><p>p2</p></div>
<div id=v60>a<span class=ib>ib</span>b</div>
<div id=v61 class=flex><span>f1</span><span>f2</span></div><div id=v62 style="padding:5px"></div>
<div id=v63 style="position:absolute;top:0;bottom:0;left:0;right:0"></div>
<div id=v64><div style="float:left">float</div></div>
<div id=v65><div style="position:absolute">abs</div></div><a id=v66 href=x></a><hr id=v67><label id=v68></label>
<fieldset id=v69></fieldset>
<body-x id=v72>custom</body-x><svg id=v73></svg><iframe id=v75></iframe>
<p id=v76>  many   spaces
 here </p><div id=v77><span hidden>x</span></div><ol id=v78><li>1<li>2</ol>
<select id=v79 size=3><option id=v80>q</select><progress id=v81></progress>
<object id=v82>fallback<b id=v83>fb</b></object>
<div id=v84 style="width:0;height:0;padding:3px"></div><div id=v85 aria-hidden=true>ah</div>
<div id=v86 inert>in</div><b id=v87 style="visibility:collapse">col</b><span id=v88>&nbsp;</span>
<div id=v89> </div><div id=v90>&#8203;</div>
<div id=host><template shadowrootmode=open>
<p id=inshadow>shadow <slot></slot></p></template><b id=v91>slotted</b></div>
<div id=host2><template shadowrootmode=open><p>no slot</p></template><b id=v92>unslotted</b></div>
<div id=v93 style="display:inline-block"></div><div id=v94 class=flex></div>
<div id=v95 style="min-height:5px"></div><div id=v96 style="border:1px solid"></div>
<div id=v97 style="max-height:0;overflow:hidden">m</div>
<div id=v98 style="height:0">overflowing</div><span id=v99 style="padding:2px"></span>
"""
LOOK = """() => [...document.querySelectorAll('[id]')].map((element) => [element.id, {
  visible: element.checkVisibility(),
  withVisibility: element.checkVisibility({ visibilityProperty: true }),
  withOpacity: element.checkVisibility({ opacityProperty: true }),
  offsetParent: element.offsetParent && (element.offsetParent.id || element.offsetParent.localName),
  innerText: element.innerText,
  display: element.assignedSlot || !element.closest('#host2 *') ? getComputedStyle(element).display : '',
}])"""


async def looked(engine: str) -> dict[str, Any]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        found: dict[str, Any] = dict(await page.evaluate(LOOK))
        for id in found:
            locator = page.locator(f"#{id}")
            found[id] |= {"isVisible": await locator.is_visible(), "text": await locator.seen_text()}
        return found


async def test_what_is_visible_comes_out_the_same() -> None:
    need_chromium()
    ours, theirs = await looked("quickjs"), await looked("chromium")
    assert len(ours) > 90
    assert ours == theirs
