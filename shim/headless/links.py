"""Resources that the links of a document load: style sheets, and modules that will be wanted.

https://html.spec.whatwg.org/multipage/semantics.html#fetch-and-process-the-linked-resource
"""

from __future__ import annotations

from typing import Final

from turbohtml import Element

from shim.html.module_scripts import ScriptFetchOptions

from .document import Document
from .script_elements import cors_credentials, referrer_policy_of
from .style_sheets import load_linked_sheet

_SCRIPT_LIKE: Final = {"script", "audioworklet", "paintworklet", "serviceworker", "sharedworker", "worker"}
_NOT_MODULES: Final = {
    "audio", "document", "embed", "fetch", "font", "frame", "iframe", "image", "manifest", "object", "report", "track",
    "video", "webidentity", "xslt",
}  # fmt: skip
"""Destinations that `as` can name and that modules do not have."""
_TYPES: Final = {"json": "json", "style": "css", "text": "text"}
"""The types of the modules that a destination has."""


def watch_links(document: Document) -> None:
    """Loads what links name, as they come and change."""
    tree = document.tree

    def changed(element: Element, _value: str | None) -> None:
        if tree.is_connected(element):
            _process(document, element)

    tree.inserted["link"] = lambda element: _process(document, element)
    tree.changed["link", "href"] = tree.changed["link", "rel"] = changed


def _process(document: Document, element: Element) -> None:
    href, types = element.attr("href"), (element.attr("rel") or "").lower().split()
    if not href:
        return
    if "stylesheet" in types:
        load_linked_sheet(document, element)
    if "modulepreload" in types:
        _preload_module(document, element, href)


# https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
def _preload_module(document: Document, element: Element, href: str) -> None:
    """Puts a module into the module map, and fires `load` or `error` at the element. The document's `load` does not
    wait for it."""
    # 2., 3.
    destination = (element.attr("as") or "").lower()
    if destination in _NOT_MODULES:
        document.queue_event(element, "error")
        return
    # 4., 5.
    url = document.resolve(href)
    if url is None:
        return
    # 7. to 13.
    modules = document.modules
    integrity = element.attr("integrity")
    options = ScriptFetchOptions(
        cors_credentials(element) or "same-origin",
        modules.integrity_of(url) if integrity is None else integrity,
        referrer_policy_of(element),
    )
    type_ = _TYPES.get(destination)
    used = destination if type_ is not None or destination in _SCRIPT_LIKE else "script"

    async def preload() -> None:
        # 14.
        found = await modules.preload(url, type_, used, options)
        document.queue_event(element, "load" if found else "error")

    document.spawn(preload())
