"""Default style of elements, as far as script asks for it. https://html.spec.whatwg.org/#rendering"""

USER_AGENT_SHEET = """
[hidden]:not([hidden=until-found i]), area, base, basefont, datalist, head, link, meta, noembed, noframes,
param, rp, script, style, template, title, dialog:not([open]), audio:not([controls]), input[type=hidden i]
{ display: none }
[hidden=until-found i] { content-visibility: hidden }
address, article, aside, blockquote, body, center, dd, details, dialog, dir, div, dl, dt, fieldset, figcaption,
figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, html, legend, listing, main, menu, nav, ol,
optgroup, option, p, plaintext, pre, search, section, summary, ul, xmp, frameset, frame { display: block }
address, article, aside, bdi, blockquote, caption, center, col, colgroup, dd, dir, div, dl, dt, figcaption, figure,
footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, li, listing, main, menu, nav, ol, optgroup, output,
p, plaintext, pre, search, section, summary, table, tbody, td, tfoot, th, thead, tr, ul, xmp { unicode-bidi: isolate }
bdo { unicode-bidi: isolate-override }
li, details > summary:first-of-type { display: list-item }
slot { display: contents }
ruby { display: ruby }
ruby > rt { display: ruby-text; font-size: 50% }
table { display: table }
caption { display: table-caption }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tfoot { display: table-footer-group }
tr { display: table-row }
td, th { display: table-cell }
button, input, meter, progress, select, textarea { display: inline-block }
body { margin: 8px }
b, strong, optgroup, h1, h2, h3, h4, h5, h6, th { font-weight: bold }
i, em, cite, dfn, var, address { font-style: italic }
h1 { font-size: 32px; margin: 21.44px 0 }
h2 { font-size: 24px; margin: 19.92px 0 }
h3 { font-size: 18.72px; margin: 18.72px 0 }
h4 { margin: 21.28px 0 }
h5 { font-size: 13.28px; margin: 22.1776px 0 }
h6 { font-size: 10.72px; margin: 24.9776px 0 }
p, dl, ul, ol, menu, dir, pre, listing, xmp, plaintext { margin: 16px 0 }
blockquote, figure { margin: 16px 40px }
hr { margin: 8px 0; border: 1px inset; overflow: hidden; color: gray }
ul, ol, menu, dir { padding-inline-start: 40px }
dd { margin-inline-start: 40px }
:is(ul, ol, menu, dir, dl) ul, :is(ul, ol, menu, dir, dl) ol, :is(ul, ol, menu, dir, dl) menu,
:is(ul, ol, menu, dir, dl) dir, :is(ul, ol, menu, dir, dl) dl { margin: 0 }
ol { list-style-type: decimal }
:is(ul, ol, menu, dir) ul { list-style-type: circle }
:is(ul, ol, menu, dir) :is(ul, ol, menu, dir) ul { list-style-type: square }
details > summary:first-of-type { list-style-type: disclosure-closed; list-style-position: inside }
details[open] > summary:first-of-type { list-style-type: disclosure-open }
textarea { white-space: pre-wrap }
pre, listing, plaintext, xmp, select { white-space: pre }
pre, listing, plaintext, xmp { margin: 13px 0 }
code, kbd, samp, tt, pre, listing, plaintext, xmp { font-family: monospace; font-size: 13px }
nobr, option { white-space: nowrap }
small, sub, sup { font-size: smaller }
big { font-size: larger }
sub { vertical-align: sub }
sup { vertical-align: super }
tbody, thead, tfoot { vertical-align: middle }
tr, td, th { vertical-align: inherit }
th { text-align: center }
center, caption { text-align: -webkit-center }
table { border-spacing: 2px; box-sizing: border-box }
u, ins { text-decoration-line: underline }
s, strike, del { text-decoration-line: line-through }
mark { background-color: yellow; color: black }
button, select, input[type=checkbox i], input[type=radio i], input[type=submit i], input[type=button i],
input[type=reset i], input[type=color i], input[type=search i], meter, progress { box-sizing: border-box }
button, input, select, label { cursor: default }
input:not([type]), textarea,
input:is([type=text i], [type=search i], [type=url i], [type=tel i], [type=email i], [type=password i], [type=number i])
{ cursor: text }
button, input:is([type=submit i], [type=button i], [type=reset i]) { text-align: center }
button, input, select, textarea { font: 13.3333px Arial }
textarea { font-family: monospace; overflow: auto; resize: both }
iframe { border: 2px inset }
input { border: 2px inset #767676 }
button, input:is([type=submit i], [type=button i], [type=reset i]) { border: 2px outset black }
input:is([type=submit i], [type=button i], [type=reset i]) { user-select: none }
select, textarea { border: 1px solid #767676 }
input[type=color i] { border: 1px solid black }
input:is([type=checkbox i], [type=radio i], [type=range i], [type=file i], [type=image i], [type=hidden i])
{ border: initial }
fieldset { border: 2px groove #efefef; margin: 0 2px }
input, textarea { background-color: white }
button, select, input:is([type=submit i], [type=button i], [type=reset i], [type=color i]) { background-color: #efefef }
input:is([type=submit i], [type=button i], [type=reset i], [type=file i]) { white-space: pre }
input[type=checkbox i] { margin: 3px 3px 3px 4px }
input[type=radio i] { margin: 3px 3px 0 5px }
input[type=range i] { margin: 2px; color: #9d968e }
input:disabled, textarea:disabled { color: #545454; background-color: rgba(239, 239, 239, 0.3) }
input:disabled, button:disabled, select:disabled, textarea:disabled { cursor: default }
button:disabled, input:is([type=submit i], [type=button i], [type=reset i]):disabled
{ color: rgba(16, 16, 16, 0.3); border-color: rgba(118, 118, 118, 0.3); background-color: rgba(239, 239, 239, 0.3) }
input:is([type=checkbox i], [type=radio i], [type=file i], [type=hidden i], [type=image i])
{ background-color: transparent }
dialog { position: absolute; margin: auto; padding: 16px; border: 3px solid; background-color: white }
option { padding: 0 2px 1px }
legend { padding: 0 2px }
optgroup { unicode-bidi: normal }
canvas, embed, iframe, img, object, video, select, input { overflow: clip }
input:is([type=checkbox i], [type=radio i], [type=range i], [type=button i], [type=reset i]) { overflow: visible }
svg, marquee { overflow: hidden }
select[multiple] { background-color: white; white-space: nowrap; vertical-align: text-bottom; overflow: hidden scroll }
marquee { display: inline-block; white-space: nowrap }
meter, progress { vertical-align: -0.2em }
table[border]:not([border="0"]) { border: 1px outset }
[dir=ltr i] { direction: ltr; unicode-bidi: isolate }
[dir=rtl i] { direction: rtl; unicode-bidi: isolate }
a[href] { color: #0000ee; cursor: pointer; text-decoration-line: underline }
"""
