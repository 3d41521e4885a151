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

MIXED = {
    "form": "<h2>Sign in</h2><form><p><label for=u>User</label><br><input id=u></p><p><label>Password<br><input type=password></label></p><p><label><input type=checkbox> Remember me</label></p><button>Go</button> <a href=x>Forgot?</a></form>",
    "player": '<div style="width:400px;border:1px solid;padding:8px"><img style="float:left;width:80px;height:80px;margin-right:8px" src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\' width=\'80\' height=\'80\'/>"><h3 style="margin:0">Title</h3><p>Artist</p><div style="clear:both"></div><button>⏮</button><button>▶</button><button>⏭</button><input type=range style="width:100%"></div>',
    "nav": "<style>nav ul{list-style:none;padding:0;display:flex;gap:16px}nav a{padding:8px}</style><nav><ul><li><a href=#>One</a></li><li><a href=#>Two</a></li><li><a href=#>Three</a></li></ul></nav><main><h1>Hi</h1><p>Text <em>em</em></p></main>",
    "cards": "<style>.g{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:10px}.c{border:1px solid;padding:10px}</style><div class=g><div class=c><h4>A</h4><p>aaa</p><button>x</button></div><div class=c><h4>B</h4>text<button>y</button></div><div class=c>C</div></div>",
    "modal": '<div style="position:fixed;inset:0;background:#0008"><div style="position:absolute;top:50%;left:50%;transform:translate(-50%,-50%);width:300px;padding:20px;background:#fff"><h2>Call</h2><p>Incoming</p><button>Accept</button> <button>Decline</button></div></div>',
    "table": "<table border=1><caption>Cap</caption><thead><tr><th>A<th>B</thead><tr><td>1<td>2 <button>b</button><tr><td colspan=2>wide cell</table><p>after</p>",
    "tabs": '<style>.t{display:inline-block;padding:6px 12px;border:1px solid}</style><div><a class=t href=#>One</a><a class=t href=#>Two</a></div><section style="border:1px solid;padding:10px"><p>Panel <button>x</button></p></section>',
    "list": "<ol><li>First <button>a</button></li><li><p>Second</p><button>b</button></li><li>Third<ul><li>n1</li><li>n2 <input></li></ul></li></ol>",
    "float": '<div style="float:left;width:100px;height:60px">L</div><div style="float:right;width:100px;height:90px">R</div><p>Some text that goes between both floats and is short</p><button>b</button><div style="clear:both">cleared</div>',
    "figure": "<figure><video controls width=320 height=180></video><figcaption>cap <button>b</button></figcaption></figure><p>x</p>",
    "media": "<audio controls></audio><p>x</p><audio controls></audio> <button>play</button>",
    "details": "<details open><summary>More</summary><p>inner</p><button>b</button></details><details><summary>Closed</summary><p>inner</p></details><p>after</p>",
    "fieldset": "<fieldset><legend>Choose</legend><label><input type=radio name=a> A</label><label><input type=radio name=a> B</label><p>hint</p></fieldset>",
    "inlineblocks": '<div style="width:300px"><span style="display:inline-block;width:140px;height:30px">a</span><span style="display:inline-block;width:140px;height:40px">b</span><span style="display:inline-block;width:140px;height:30px">c</span></div><p>x</p>',
    "center": '<div style="display:flex;justify-content:center;align-items:center;height:200px"><div style="text-align:center"><h1>Big</h1><button>Start</button></div></div>',
    "column": '<div style="display:flex;flex-direction:column;gap:8px;max-width:300px;margin:0 auto"><input><input><div style="display:flex;gap:4px"><button style="flex:1">a</button><button style="flex:2">b</button></div></div>',
    "sticky": '<header style="position:sticky;top:0;height:50px;display:flex;justify-content:space-between"><b>Logo</b><span><button>Menu</button></span></header><main style="height:2000px"><h2>T</h2><button>b</button></main>',
    "abs": '<div style="position:relative;width:200px;height:100px"><span style="position:absolute;right:0;bottom:0">corner</span><button style="position:absolute;left:10px;top:20px">b</button>flow<p>para</p></div><button>after</button>',
    "badge": '<button style="position:relative;padding:10px 20px">Inbox<span style="position:absolute;top:-5px;right:-5px;width:16px;height:16px">3</span></button><p>x</p><button><svg width=16 height=16></svg> Icon</button>',
    "textarea": "<p>Comment</p><textarea rows=4 cols=30></textarea><br><button>Send</button><p>x</p>",
    "select": "<label>Speed <select><option>1x<option>1.5x</select></label><div>d</div><select multiple size=3><option>a<option>b</select>",
    "nested inline": "<p>Some <b>bold <i>both</i></b> <a href=x>link <img width=16 height=16></a> end</p><div>block</div>tail <code>code</code>",
    "pre": "<pre>line one\nline two</pre><button>copy</button><blockquote>quote <cite>me</cite></blockquote>",
    "dl": "<dl><dt>Term</dt><dd>Def <button>b</button></dd><dt>T2</dt><dd>D2</dd></dl>",
    "progress": "<p>Up</p><progress value=.5></progress> <meter value=.5></meter><div>x</div>",
    "iframe": "<p>x</p><iframe width=200 height=100 srcdoc=x></iframe><p>y</p>",
    "percent": '<div style="width:50%;padding:2%"><div style="width:50%;margin-left:auto">half</div><button style="width:100%">full</button></div>',
    "minmax": '<div style="max-width:600px;margin:auto"><h1>Page</h1><p style="max-width:30ch">Lorem ipsum dolor sit amet consectetur</p><button style="min-width:120px;min-height:44px">OK</button></div>',
    "whitespace": "<div>\n  <button>a</button>\n  <button>b</button>\n  <span>c</span>\n</div>\n<div>d</div>\n text \n<div>e</div>",
    "br": "one<br>two <button>b</button><br><br>three<hr>four <b>x</b>",
    "h": "<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6><button>z</button>",
    "aspect": '<div style="width:200px;aspect-ratio:16/9">x</div><button>b</button>',
    "order": '<div style="display:flex"><b style="order:2">x</b><i style="order:1">yy</i><button style="margin-left:auto">r</button></div>',
    "rtl": "<div dir=rtl><p>abc</p><button>b</button></div>",
    "contents": '<div style="display:contents"><p>a</p><button>b</button></div><p>c</p>',
    "hidden": '<p hidden>x</p><p style="visibility:hidden">v</p><button>b</button><div style="display:none">n</div>',
    "vh": '<div style="height:50vh">x</div><button>b</button><div style="width:50vw">y</div>',
    "calc": '<div style="width:calc(100% - 100px);margin:calc(1em + 4px)">x</div><button>b</button>',
    "clamp": '<h1 style="font-size:clamp(20px,4vw,40px)">T</h1><button style="font-size:1.2rem;padding:.5em 1em">b</button>',
    "center old": "<center><p>x</p><button>b</button></center>",
}
"""40 more, with what pages are made of: lines beside blocks, controls, tables, floats, pictures."""

MEASURE = """[...document.body.querySelectorAll("*")].filter((e) => !["STYLE", "BR"].includes(e.nodeName)).map((e) => {
  const { x, y, width, height } = e.getBoundingClientRect();
  return [x, y, width, height];
})"""
"""The boxes of all elements in a page."""


def page(body: str, font: str) -> str:
    """The document of a body whose text is in a font."""
    return f"<!doctype html><style>body, button, input, textarea {{ font-family: {font} }}</style><body>{body}"
