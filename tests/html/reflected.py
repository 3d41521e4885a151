"""Content attributes and the IDL attributes that reflect them: tag -> kind -> names, `idl:content` where they differ by
more than case.

Kinds: text, flag (boolean), url, `long N` and `count N` (unsigned) with the default N. https://html.spec.whatwg.org/#idl-index
"""

REFLECTED: dict[str, dict[str, str]] = {
    "a": {"text": "charset coords download name ping rel rev shape"},
    "area": {"flag": "noHref", "text": "alt coords download ping rel shape"},
    "base": {"text": "target"},
    "body": {"text": "aLink background bgColor link text vLink"},
    "br": {"text": "clear"},
    "button": {"flag": "disabled formNoValidate", "text": "formTarget name value"},
    "caption": {"text": "align"},
    "col": {"text": "align ch:char chOff:charoff vAlign width"},
    "data": {"text": "value"},
    "details": {"flag": "open", "text": "name"},
    "dialog": {"flag": "open"},
    "dir": {"flag": "compact"},
    "div": {"text": "align"},
    "dl": {"flag": "compact"},
    "embed": {"text": "align height name type width", "url": "src"},
    "fieldset": {"flag": "disabled", "text": "name"},
    "font": {"text": "color face size"},
    "form": {"flag": "noValidate", "text": "acceptCharset:accept-charset name rel target"},
    "frame": {"flag": "noResize", "text": "frameBorder marginHeight marginWidth name scrolling", "url": "longDesc src"},
    "frameset": {"text": "cols rows"},
    "h1": {"text": "align"},
    "hr": {"flag": "noShade", "text": "align color size width"},
    "html": {"text": "version"},
    "iframe": {
        "flag": "allowFullscreen",
        "text": "align allow frameBorder height marginHeight marginWidth name scrolling width",
        "url": "longDesc src",
    },
    "img": {
        "count 0": "hspace vspace",
        "flag": "controls isMap",
        "text": "align alt border name sizes srcset useMap",
        "url": "longDesc lowsrc src",
    },
    "input": {
        "flag": "alpha defaultChecked:checked disabled formNoValidate multiple readOnly required",
        "text": "accept align alt defaultValue:value dirName formTarget max min name pattern placeholder step useMap",
        "url": "src",
    },
    "ins": {"text": "dateTime", "url": "cite"},
    "label": {"text": "htmlFor:for"},
    "legend": {"text": "align"},
    "li": {"long 0": "value", "text": "type"},
    "link": {
        "flag": "disabled",
        "text": "charset hreflang imageSizes imageSrcset integrity media rel rev target type",
        "url": "href",
    },
    "map": {"text": "name"},
    "marquee": {
        "count 0": "hspace vspace",
        "count 6": "scrollAmount",
        "count 85": "scrollDelay",
        "flag": "trueSpeed",
        "text": "behavior bgColor direction height width",
    },
    "menu": {"flag": "compact"},
    "meta": {"text": "content httpEquiv:http-equiv media name scheme"},
    "object": {
        "count 0": "hspace vspace",
        "flag": "declare",
        "text": "align archive border code codeType height name standby type useMap width",
        "url": "codeBase data",
    },
    "ol": {"flag": "compact reversed", "long 1": "start", "text": "type"},
    "optgroup": {"flag": "disabled", "text": "label"},
    "option": {"flag": "defaultSelected:selected disabled"},
    "output": {"text": "name"},
    "p": {"text": "align"},
    "param": {"text": "name type value valueType"},
    "pre": {"long 0": "width"},
    "q": {"url": "cite"},
    "script": {"flag": "defer noModule", "text": "charset event htmlFor:for integrity type", "url": "src"},
    "select": {"count 0": "size", "flag": "disabled multiple required", "text": "name"},
    "slot": {"text": "name"},
    "style": {"text": "media type"},
    "table": {"text": "align bgColor border cellPadding cellSpacing frame rules summary width"},
    "tbody": {"text": "align ch:char chOff:charoff vAlign"},
    "td": {"flag": "noWrap", "text": "abbr align axis bgColor ch:char chOff:charoff headers height vAlign width"},
    "template": {"flag": "shadowRootClonable shadowRootDelegatesFocus shadowRootSerializable"},
    "textarea": {"flag": "disabled readOnly required", "text": "dirName name placeholder wrap"},
    "time": {"text": "dateTime"},
    "tr": {"text": "align bgColor ch:char chOff:charoff vAlign"},
    "ul": {"flag": "compact", "text": "type"},
}

# tag, IDL attribute, content attribute, keywords, what an absent and an unknown value read as
_POLICIES = (
    "",
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
)
_ENCODINGS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
ENUMERATED: list[tuple[str, str, str, tuple[str, ...], str | None, str | None]] = [
    *[
        (tag, "referrerPolicy", "referrerpolicy", _POLICIES, "", "")
        for tag in ("a", "area", "img", "iframe", "link", "script")
    ],
    *[
        (tag, "fetchPriority", "fetchpriority", ("high", "low", "auto"), "auto", "auto")
        for tag in ("img", "link", "script")
    ],
    *[(tag, "loading", "loading", ("lazy", "eager"), "eager", "eager") for tag in ("img", "iframe")],
    *[
        (tag, "crossOrigin", "crossorigin", ("anonymous", "use-credentials"), None, "anonymous")
        for tag in ("img", "link", "script")
    ],
    ("img", "decoding", "decoding", ("sync", "async", "auto"), "auto", "auto"),
    ("div", "dir", "dir", ("ltr", "rtl", "auto"), "", ""),
    ("div", "enterKeyHint", "enterkeyhint", ("enter", "done", "go", "next", "previous", "search", "send"), "", ""),
    ("div", "inputMode", "inputmode", ("none", "text", "tel", "url", "email", "numeric", "decimal", "search"), "", ""),
    ("div", "popover", "popover", ("auto", "manual", "hint"), None, "manual"),
    ("form", "autocomplete", "autocomplete", ("on", "off"), "on", "on"),
    ("form", "method", "method", ("get", "post", "dialog"), "get", "get"),
    ("form", "enctype", "enctype", _ENCODINGS, _ENCODINGS[0], _ENCODINGS[0]),
    ("form", "encoding", "enctype", _ENCODINGS, _ENCODINGS[0], _ENCODINGS[0]),
    ("button", "type", "type", ("submit", "reset", "button"), "submit", "submit"),
    ("button", "formMethod", "formmethod", ("get", "post", "dialog"), "", "get"),
    ("button", "formEnctype", "formenctype", _ENCODINGS, "", _ENCODINGS[0]),
    ("button", "popoverTargetAction", "popovertargetaction", ("toggle", "show", "hide"), "toggle", "toggle"),
    ("input", "formMethod", "formmethod", ("get", "post", "dialog"), "", "get"),
    ("input", "formEnctype", "formenctype", _ENCODINGS, "", _ENCODINGS[0]),
    ("th", "scope", "scope", ("row", "col", "rowgroup", "colgroup"), "", ""),
    ("template", "shadowRootMode", "shadowrootmode", ("open", "closed"), "", ""),
]
