"""Declarations come back as browsers write them; nested rules and rules for hosts apply, on both engines."""

from __future__ import annotations

from shim import Browser

VALUES = {
    "color": [("#f00", "rgb(255, 0, 0)"), ("RED", "red"), ("rgba(1,2,3,.5)", "rgba(1, 2, 3, 0.5)"), ("#ggg", "")],
    "width": [("0", "0px"), ("10", ""), (".50em", "0.5em"), ("-1px", ""), ("AUTO", "auto"), ("calc(1em + 1px)",) * 2],
    "margin": [("0 auto", "0px auto"), ("0 0 0 0", "0px"), ("-1px", "-1px")],
    "lineHeight": [("1.50", "1.5"), ("0", "0")],
    "flex": [("1", "1 1 0%"), ("auto", "1 1 auto"), ("2 2 0", "2 2 0px")],
    "display": [("foo", ""), ("FLEX", "flex")],
    "zIndex": [("1.5", ""), ("2", "2")],
    "transform": [("translate(0,0) rotate(0) scale(1.0)", "translate(0px, 0px) rotate(0deg) scale(1)")],
    "boxShadow": [("0 0 1px #000, inset 0 1px red", "rgb(0, 0, 0) 0px 0px 1px, red 0px 1px inset")],
    "background": [("url(a.png) #fff", 'url("a.png") rgb(255, 255, 255)')],
    "webkitFilter": [("blur(0)", "blur(0px)")],
    "transformOrigin": [("center", "center center"), ("top", "center top"), ("0 0", "0px 0px")],
    "font": [("12px/1.5 Arial", "12px / 1.5 Arial")],
    "transitionTimingFunction": [("cubic-bezier(.4, 0.0, .2, 1)", "cubic-bezier(0.4, 0, 0.2, 1)")],
    "transition": [("all .2s", "0.2s"), ("opacity 1s ease 0ms, color 2s linear 1s", "opacity 1s, color 2s linear 1s")],
    "top": [("undefined", ""), ("NaNpx", "")],
    "outline": [("1px solid red", "red solid 1px")],
    "fontFamily": [('Arial, "Foo Bar"',) * 2],
}

SHEETS = """<!doctype html><style>
  *, ::before, ::after { box-sizing: border-box }
  .a { color: rgb(1, 1, 1); b { color: rgb(2, 2, 2); &.c { color: rgb(3, 3, 3) } } .wide & { cursor: help }
    @media (min-width: 1px) { z-index: 4; > i { color: rgb(4, 4, 4) } } }
</style><body class=wide><p class=a><b>x</b><b class=c>y</b><i>z</i></p><x-a class=on><u>slotted</u></x-a><script>
  const host = document.querySelector("x-a"), root = host.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
  root.innerHTML = "<p>in</p><slot></slot>";
  sheet.replaceSync(":host { color: rgb(5, 5, 5); cursor: wait } :host(.on) p { color: rgb(6, 6, 6) }"
    + " :host(.off) p { color: red } ::slotted(u) { color: rgb(7, 7, 7) } p { z-index: 8 }");
  root.adoptedStyleSheets = [sheet];
  const style = (element) => getComputedStyle(element), $ = (s) => document.querySelector(s), inner = root.firstChild;
  const colors = () => [".a", "b", "b.c", "i", "x-a", "u"].map((s) => style($(s)).color.match(/\\d/)[0]).join("");
</script>"""


async def test_values_of_declarations(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html><p></p>")
        asked = [(name, value, written) for name, pairs in VALUES.items() for value, written in pairs]
        read = """(asked) => { const { style } = document.querySelector("p");
            const read = (name, value) => { style.cssText = ""; style[name] = value; return style[name]; };
            return asked.map(([name, value]) => [name, value, read(name, value)]); }"""
        assert [tuple(each) for each in await page.evaluate(read, asked)] == asked
        await page.evaluate("document.querySelector('p').style = 'flex:1;COLOR:#fff;width:10;margin:0'")
        assert await page.evaluate("document.querySelector('p').style.cssText") == (
            "flex: 1 1 0%; color: rgb(255, 255, 255); margin: 0px;"
        )


async def test_nested_rules_and_rules_of_shadow_trees(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content(SHEETS)
        assert await page.evaluate("colors()") == "123457"
        assert await page.evaluate("[style($('.a')).cursor, style($('.a')).zIndex, style($('.a')).boxSizing]") == [
            "help", "4", "border-box",
        ]  # fmt: skip
        inside = "[style(inner).color, style(inner).zIndex, style(host).cursor].join()"
        assert await page.evaluate(inside) == "rgb(6, 6, 6),8,wait"
        await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<style>x-a { cursor: move }</style>')")
        await page.evaluate("host.className = ''; sheet.insertRule('p { z-index: 9 }', sheet.cssRules.length)")
        assert await page.evaluate(inside) == "rgb(5, 5, 5),9,move"
        await page.evaluate("root.adoptedStyleSheets.pop()")
        assert await page.evaluate("style(inner).zIndex") == "auto"
        assert await page.evaluate("style($('u')).color !== 'rgb(7, 7, 7)'")
        refused = "document.styleSheets[0].insertRule"
        assert await page.evaluate(
            f"(() => {{ try {{ {refused}('a {{}} b {{}}') }} catch (e) {{ return e.name }} }})()"
        ) == ("SyntaxError")
        await page.evaluate(f"{refused}(':host(:not([x])) b {{}}')")
