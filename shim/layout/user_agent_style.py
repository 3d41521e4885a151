"""Rules that the renderer's own style sheet lacks: the sizes of form controls and media in Chromium on Linux.

Every selector has the specificity 0, so that any rule of the page wins.
"""

USER_AGENT_SHEET = """
:where(html){font-family:"DejaVu Serif",serif}
:where([dir=rtl i]){text-align:right}
:where(fieldset>legend){width:fit-content;margin:calc(-2px - 0.35em) 0 0.35em}
:where(input,button,select,textarea){font-family:"DejaVu Sans",sans-serif;font-size:13.3333px;
  line-height:calc(round(0.928em,1px) + round(0.236em,1px));margin:0;letter-spacing:normal;
  text-transform:none;text-align:start}
:where(button,input:is([type=submit i],[type=button i],[type=reset i])){box-sizing:border-box;text-align:center;
  padding:1px 6px;border:2px outset #767676;background:#efefef}
:where(input){width:20.36ch;height:15px;padding:1px 2px;border:2px inset #767676}
:where(input:is([type=submit i],[type=button i],[type=reset i])){width:auto;height:auto;padding:1px 6px}
:where(input[type=hidden i]){display:none}
:where(input[type=search i]){box-sizing:border-box;width:calc(20.36ch + 8px);height:21px}
:where(input[type=date i]){width:120px;padding:0 0 0 1px;height:17px}
:where(input[type=time i]){width:99px;padding:0 0 0 1px;height:20px}
:where(input[type=range i]){width:129px;height:16px;margin:2px;padding:0;border:0;background:#ccc}
:where(input:is([type=checkbox i],[type=radio i])){box-sizing:border-box;width:13px;height:13px;
  margin:3px 3px 3px 4px;padding:0;border:0}
:where(input[type=radio i]){margin:3px 3px 0 5px}
:where(input[type=color i]){box-sizing:border-box;width:50px;height:27px;border-width:1px}
:where(input[type=file i]){width:253px;height:21px;padding:0;border:0}
:where(input[type=image i]){width:auto;height:auto;padding:0;border:0}
:where(select){box-sizing:border-box;display:inline-block;height:19px;border:1px solid #767676;padding:0 20px 0 4px;
  overflow:hidden}
:where(select[multiple]){height:70px;padding:0}
:where(option){display:block;height:0;overflow:hidden;white-space:nowrap}
:where(option[s-shown]){height:auto}
:where(textarea){width:176px;height:30px;padding:2px;border:1px solid #767676}
:where(audio,datalist,noscript,template,script,style,link,head,s-moved){display:none}
:where(audio[controls]){display:inline-block;width:300px;height:54px;border-radius:27px;background:#f1f3f4}
:where(video){background:#000}
:where(progress,meter){display:inline-block;width:160px;height:16px;box-sizing:border-box;
  background:#ddd}
:where(meter){width:80px}
:where([contenteditable]:not([contenteditable=false i]):empty){min-height:1.2em}
:where(li:empty){min-height:1.2em}
:where(img[s-alt]){min-width:1em;min-height:1.2em}
:where(iframe){border:2px inset #767676}
:where(slot){display:contents}
:where([s-stretched]){width:auto}
"""

# The widths of text fields are those of characters: of Arial's mean and widest ones in inputs.
_CHARACTERS = {
    "size": lambda count: f"width:{0.8333 * count + 3.69:.2f}ch",
    "cols": lambda count: f"width:{8.03 * count + 16:.2f}px",
    "rows": lambda count: f"height:{15 * count}px",
}
COUNTS = {"input": ("size",), "textarea": ("cols", "rows")}
"""The attributes by which elements count the characters and lines that they have room for."""
MOST_COUNTED = 500


def rule_for_count(tag: str, name: str, value: str) -> str:
    """The rule for such an attribute; empty when it counts nothing.
    https://html.spec.whatwg.org/#converting-a-character-width-to-pixels"""
    count = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    kinds = ":not([type=range i],[type=date i],[type=time i],[type=color i],[type=file i])" if tag == "input" else ""
    return f':where({tag}[{name}="{value}"]{kinds}){{{_CHARACTERS[name](min(count, MOST_COUNTED))}}}' if count else ""


SIDES = ("top", "right", "bottom", "left")
EDGES: dict[str, tuple[float, tuple[float, float, float, float]]] = {
    "button": (2, (1, 6, 1, 6)),
    "dialog": (3, (16, 16, 16, 16)),
    "fieldset": (2, (5.6, 12, 10, 12)),
    "hr": (1, (0, 0, 0, 0)),
    "iframe": (2, (0, 0, 0, 0)),
    "input": (2, (1, 2, 1, 2)),
    "select": (1, (0, 20, 0, 4)),
    "td": (0, (1, 1, 1, 1)),
    "textarea": (1, (2, 2, 2, 2)),
    "th": (0, (1, 1, 1, 1)),
}
"""The widths of the borders and the paddings of elements without style, from the top on clockwise."""
_INPUT_EDGES = {
    **dict.fromkeys(("button", "reset", "submit"), (2.0, (1.0, 6.0, 1.0, 6.0))),
    **dict.fromkeys(("checkbox", "file", "hidden", "image", "radio", "range"), (0.0, (0.0, 0.0, 0.0, 0.0))),
    "color": (1.0, (1.0, 2.0, 1.0, 2.0)),
}
_BORDER_BOX_INPUTS = frozenset({"button", "checkbox", "color", "radio", "reset", "search", "submit"})
MARGINS = {"checkbox": (3.0, 3.0, 3.0, 4.0), "radio": (3.0, 3.0, 0.0, 5.0), "range": (2.0, 2.0, 2.0, 2.0)}
"""The margins of types of inputs without style, from the top on clockwise."""


def is_border_box(tag: str, kind: str) -> bool:
    """True for controls that have the size of their border box, when no style says else; `kind` is their type."""
    return tag in ("button", "select") or (tag == "input" and kind in _BORDER_BOX_INPUTS)


def edges_of(tag: str, kind: str) -> tuple[float, tuple[float, float, float, float]] | None:
    """The edges of an element without style, `kind` being its type; None for most."""
    return _INPUT_EDGES.get(kind) or EDGES[tag] if tag == "input" else EDGES.get(tag)
