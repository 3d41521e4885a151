"""Small pages whose boxes are compared with those of Chromium: the bodies of documents, and what each is about."""

from __future__ import annotations

# ruff: noqa: E501 - a page is one line
PAGES = {
    "paragraphs": "<h1>Title</h1><p>One line of text.</p><p>Another <b>bold</b> line, <i>and slanted</i>.</p>",
    "headings": "<h1>One</h1><h2>Two</h2><h3>Three</h3><h4>Four</h4>",
    "margins that collapse": "<div style='margin:30px'><p style='margin:10px'>a</p><p style='margin:25px'>b</p></div>",
    "paddings and borders": "<div style='padding:10px 20px;border:3px solid'><div style='padding:5%'>in</div></div>",
    "border-box": "<div style='box-sizing:border-box;width:50%;padding:20px;border:5px solid'>half</div>",
    "percentages": "<div style='width:600px;height:300px'><div style='width:50%;height:40%'><p style='margin:0;width:25%'>x</div></div>",
    "least and most": "<div style='max-width:300px;min-height:80px'>a</div><div style='width:50px;min-width:120px'>b</div>",
    "centred block": "<div style='width:400px;margin:0 auto'><p>in the middle</div>",
    "flex row": "<div style='display:flex;gap:12px'><div style='width:80px'>a</div><div style='flex:1'>b</div><div style='flex:2'>c</div></div>",
    "flex column": "<div style='display:flex;flex-direction:column;height:300px'><header>a</header><main style='flex:1'>b</main><footer>c</footer></div>",
    "flex, centred": "<div style='display:flex;align-items:center;justify-content:center;height:200px'><div style='width:50px;height:50px'></div></div>",
    "flex, spread": "<nav style='display:flex;justify-content:space-between;padding:10px'><a>Home</a><div style='display:flex;gap:8px'><a>One</a><a>Two</a></div></nav>",
    "flex, wrapped": "<div style='display:flex;flex-wrap:wrap;width:250px;gap:10px'>"
    + "<div style='width:70px;height:30px'></div>" * 7
    + "</div>",
    "flex, aligned": "<div style='display:flex;align-items:flex-end;height:100px'><div style='height:20px;width:20px'></div><div style='align-self:flex-start;width:20px'>x</div></div>",
    "grid, fractions": "<div style='display:grid;grid-template-columns:1fr 2fr;gap:10px'><div>a</div><div>b</div><div>c</div></div>",
    "grid, repeated": "<div style='display:grid;grid-template-columns:repeat(auto-fill,minmax(120px,1fr));gap:16px'>"
    + "<article style='height:80px'></article>" * 9
    + "</div>",
    "grid, areas": "<div style=\"display:grid;grid-template:'h h' 40px 's m' 200px / 150px 1fr\"><header style='grid-area:h'></header><aside style='grid-area:s'></aside><main style='grid-area:m'></main></div>",
    "grid, spans": "<div style='display:grid;grid-template-columns:repeat(3,100px);grid-auto-rows:50px'><div style='grid-column:span 2'></div><div></div><div style='grid-row:span 2'></div><div></div></div>",
    "absolute corners": "<div style='position:relative;width:300px;height:200px'><i style='position:absolute;top:5px;right:5px;width:20px;height:20px'></i><i style='position:absolute;bottom:0;left:10%;width:50%;height:10px'></i></div>",
    "absolute, in a far ancestor": "<div style='position:relative;width:300px;height:200px;margin:20px'><div style='padding:30px'><b style='position:absolute;inset:10px'></b></div></div>",
    "absolute, in the page": "<div style='padding:30px'><div style='position:absolute;top:0;right:0;width:100px;height:50px'></div></div>",
    "fixed bars": "<div style='position:fixed;bottom:0;left:0;right:0;height:60px'></div><p>text</p>",
    "transforms": "<div style='width:100px;height:50px;transform:translate(20px,50%)'></div><div style='width:100px;height:50px;transform:scale(2)'></div>",
    "centred by transform": "<div style='position:relative;height:300px'><div style='position:absolute;top:50%;left:50%;width:120px;height:80px;transform:translate(-50%,-50%)'></div></div>",
    "seek bar": "<div style='position:relative;width:200px;height:6px;margin:20px'><div style='position:absolute;height:100%;width:40%'></div><div style='position:absolute;left:40%;top:-4px;width:14px;height:14px;margin-left:-7px'></div></div>",
    "player": "<div style='display:flex;align-items:center;gap:10px;padding:12px;border:1px solid;width:480px'><button style='width:40px;height:40px'>P</button><div style='flex:1;height:4px'></div><div style='width:60px'>0:00</div></div>",
    "buttons": "<button>Play</button> <button disabled>Pause</button> <button style='padding:10px 20px;font-size:18px'>Stop it</button>",
    "text fields": "<div><input></div><div><input style='width:300px;height:40px'></div><div><textarea></textarea></div>",
    "controls": "<div><input type=range></div><div><input type=checkbox></div><div><progress></progress></div>",
    "labels": "<label style='display:block'>Volume <input type=range></label><label style='display:block'>Mute <input type=checkbox></label>",
    "media": "<div><audio controls></audio></div><div><video style='width:320px;height:180px'></video></div><div><canvas width=200 height=100></canvas></div>",
    "lists": "<ul><li>One</li><li>Two<ol><li>Inner</li></ol></li></ul>",
    "table": "<table style='width:400px;border-collapse:collapse'><tr><th style='width:100px'>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
    "hidden": "<div style='display:none'><p>x</p></div><div style='visibility:hidden;height:20px'></div><details><summary>More</summary><p>hid</p></details><div hidden>y</div>",
    "overflow": "<div style='width:200px;height:100px;overflow:auto'><div style='width:150px;height:400px'></div></div>",
    "long text": "<p style='width:300px'>A paragraph of text that is long enough to go over several lines, of which each is as long as it may be.</p>",
    "viewport units": "<div style='width:50vw;height:25vh'></div><div style='height:calc(100vh - 400px);width:calc(50% - 20px)'></div>",
    "custom properties": "<style>:root{--gap:24px}.c{padding:var(--gap);margin-left:calc(var(--gap)*2);width:200px}</style><div class=c><div style='height:10px'></div></div>",
    "media query": "<style>.m{width:100px;height:10px}@media(min-width:800px){.m{width:300px}}@media print{.m{width:5px}}</style><div class=m></div>",
    "aspect ratio": "<div style='width:320px;aspect-ratio:16/9'></div><div style='display:flex'><div style='flex:0 0 25%;aspect-ratio:1'></div></div>",
}
"""40 of them."""

MEASURE = """[...document.body.querySelectorAll("*")].filter((e) => !["STYLE", "BR"].includes(e.nodeName)).map((e) => {
  const { x, y, width, height } = e.getBoundingClientRect();
  return [x, y, width, height];
})"""
"""The boxes of all elements in a page."""


def page(body: str, font: str) -> str:
    """The document of a body whose text is in a font."""
    return f"<!doctype html><style>body, button, input, textarea {{ font-family: {font} }}</style><body>{body}"
