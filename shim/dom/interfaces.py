"""Which interface an HTML element has. https://html.spec.whatwg.org/#elements-in-the-dom"""

from __future__ import annotations

HTML_INTERFACES: dict[str, str] = {
    "a": "HTMLAnchorElement", "area": "HTMLAreaElement", "audio": "HTMLAudioElement", "base": "HTMLBaseElement",
    "blockquote": "HTMLQuoteElement", "body": "HTMLBodyElement", "br": "HTMLBRElement", "button": "HTMLButtonElement",
    "canvas": "HTMLCanvasElement", "caption": "HTMLTableCaptionElement", "col": "HTMLTableColElement",
    "colgroup": "HTMLTableColElement", "data": "HTMLDataElement", "datalist": "HTMLDataListElement", "del": "HTMLModElement",
    "details": "HTMLDetailsElement", "dialog": "HTMLDialogElement", "dir": "HTMLDirectoryElement", "div": "HTMLDivElement",
    "dl": "HTMLDListElement", "embed": "HTMLEmbedElement", "fieldset": "HTMLFieldSetElement", "font": "HTMLFontElement",
    "form": "HTMLFormElement", "frame": "HTMLFrameElement", "frameset": "HTMLFrameSetElement", "h1": "HTMLHeadingElement",
    "h2": "HTMLHeadingElement", "h3": "HTMLHeadingElement", "h4": "HTMLHeadingElement", "h5": "HTMLHeadingElement",
    "h6": "HTMLHeadingElement", "head": "HTMLHeadElement", "hr": "HTMLHRElement", "html": "HTMLHtmlElement",
    "iframe": "HTMLIFrameElement", "img": "HTMLImageElement", "input": "HTMLInputElement", "ins": "HTMLModElement",
    "label": "HTMLLabelElement", "legend": "HTMLLegendElement", "li": "HTMLLIElement", "link": "HTMLLinkElement",
    "listing": "HTMLPreElement", "map": "HTMLMapElement", "marquee": "HTMLMarqueeElement", "menu": "HTMLMenuElement",
    "meta": "HTMLMetaElement", "meter": "HTMLMeterElement", "object": "HTMLObjectElement", "ol": "HTMLOListElement",
    "optgroup": "HTMLOptGroupElement", "option": "HTMLOptionElement", "output": "HTMLOutputElement",
    "p": "HTMLParagraphElement", "param": "HTMLParamElement", "picture": "HTMLPictureElement", "pre": "HTMLPreElement",
    "progress": "HTMLProgressElement", "q": "HTMLQuoteElement", "script": "HTMLScriptElement", "select": "HTMLSelectElement",
    "slot": "HTMLSlotElement", "source": "HTMLSourceElement", "span": "HTMLSpanElement", "style": "HTMLStyleElement",
    "table": "HTMLTableElement", "tbody": "HTMLTableSectionElement", "td": "HTMLTableCellElement",
    "template": "HTMLTemplateElement", "textarea": "HTMLTextAreaElement", "tfoot": "HTMLTableSectionElement",
    "th": "HTMLTableCellElement", "thead": "HTMLTableSectionElement", "time": "HTMLTimeElement", "title": "HTMLTitleElement",
    "tr": "HTMLTableRowElement", "track": "HTMLTrackElement", "ul": "HTMLUListElement", "video": "HTMLVideoElement",
    "xmp": "HTMLPreElement",
    **dict.fromkeys(
        ("abbr address article aside b bdi bdo cite code dd dfn dt em figcaption figure footer header hgroup i kbd main mark nav "
         "noscript rp rt ruby s samp search section small strong sub summary sup u var wbr acronym basefont big center nobr "
         "noembed noframes plaintext rb rtc strike tt").split(),
        "HTMLElement",
    ),
}  # fmt: skip
