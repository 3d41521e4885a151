"""Style sheets that a document loads: those of its links, and what sheets import.

https://html.spec.whatwg.org/multipage/links.html#link-type-stylesheet
"""

from __future__ import annotations

from collections.abc import Callable

from turbohtml import Element

from shim.css.conditions import media_matches
from shim.css.sheets import MAX_IMPORTS, Loaded, imports_of
from shim.css.style_operations import StyleOperations
from shim.html.tree import child_text
from shim.net import url as urls
from shim.net.encoding import decode_script
from shim.net.errors import NetworkError
from shim.net.messages import Request
from shim.net.referrer import policy_of_attribute

from .document import Document


def watch_style_sheets(document: Document) -> None:
    """Loads the style sheets of `@import` rules as they come. Those of links are loaded by `links`."""
    tree = document.tree
    tree.inserted["style"] = lambda element: _load_imports_of(document, element)
    tree.children_changed["style"] = lambda element, _children: _load_imports_of(document, element)


def load_linked_sheet(document: Document, element: Element) -> None:
    """Fetches the style sheet that a `<link>` names, and fires `load` or `error` at the element."""
    href = element.attr("href") or ""
    ends = _begin(document, element)

    async def load() -> None:
        try:
            url = document.resolve(href)
            mode = "cors" if "crossorigin" in element.attrs else "no-cors"
            loaded = (
                await _fetch(document, url, mode, policy_of_attribute(element.attr("referrerpolicy")))
                if url is not None
                else None
            )
            if loaded is not None:
                await _load_imports(document, loaded.text, loaded.url, loaded.url, 0)
            if document.closed or element.attr("href") != href:
                return
            styles = document.realm.provider(StyleOperations)
            styles.sheets.linked.pop(element, None)
            if loaded is not None:
                styles.sheets.linked[element] = loaded
                document.tree.look_for_motion(loaded.text)
            styles.sheets_changed()
            document.realm.call("linkLoaded", document.tree.id(element), loaded is not None)
            document.realm.checkpoint()
        finally:
            ends()

    document.spawn(load())


def _begin(document: Document, element: Element) -> Callable[[], None]:
    """The sheet of an element starts loading, which the document's `load` event waits for, and scripts if the parser
    has come across it. Returns what is to be called at the end of it.
    https://html.spec.whatwg.org/multipage/semantics.html#contributes-a-script-blocking-style-sheet"""
    load_event, sheets = document.load_event, document.blocking_sheets
    viewport = document.realm.provider(StyleOperations).viewport
    blocks = (
        sheets.is_parsing and "disabled" not in element.attrs and media_matches(element.attr("media") or "", viewport)
    )
    load_event.delay(True)
    if blocks:
        sheets.begin()

    def end() -> None:
        load_event.delay(False)
        if blocks:
            sheets.end()

    return end


def _load_imports_of(document: Document, element: Element) -> None:
    """Loads what a style element imports."""
    text = child_text(element)
    document.tree.look_for_motion(text)
    # OPTIMIZATION: most sheets import nothing, and a sheet that nobody asks for is not parsed
    if "@import" not in text.lower():
        return
    ends = _begin(document, element)

    async def load() -> None:
        try:
            await _load_imports(document, text, "", document.base_url, 0)
        finally:
            ends()

    document.spawn(load())


async def _load_imports(document: Document, text: str, key: str, base: str, depth: int) -> None:
    """Loads what a sheet imports, and what that imports; `key` is how `Sheets.imported` calls the sheet."""
    if depth >= MAX_IMPORTS or document.closed:
        return
    styles = document.realm.provider(StyleOperations)
    for reference in imports_of(text, styles.viewport):
        if (key, reference) in styles.sheets.imported:
            continue
        try:
            url = urls.join(base, reference)
        except ValueError:
            continue
        loaded = await _fetch(document, url, "no-cors")
        if loaded is not None and not document.closed:
            styles.sheets.imported[key, reference] = loaded
            document.tree.look_for_motion(loaded.text)
            styles.sheets_changed()
            await _load_imports(document, loaded.text, loaded.url, loaded.url, depth + 1)


async def _fetch(document: Document, url: str, mode: str, referrer_policy: str = "") -> Loaded | None:
    """The sheet at a URL; None when there is none, which the console is told."""
    request = Request(
        url=url,
        mode="cors" if mode == "cors" else "no-cors",
        credentials="same-origin" if mode == "cors" else "include",
        destination="style",
        origin=document.origin,
        referrer=document.url,
        referrer_policy=referrer_policy,
    )
    try:
        response = await document.fetch(request)
    except NetworkError as error:
        document.page.report_console("error", f"Failed to load style sheet: {error}", document.url)
        return None
    if not response.ok:
        return None
    if response.mime_type.essence != "text/css":
        message = f"Failed to load style sheet: {response.url} is {response.mime_type.essence}, not text/css"
        document.page.report_console("error", message, document.url)
        return None
    text = decode_script(response.body, response.headers)
    return Loaded(urls.without_fragment(response.url), text, is_readable=response.type != "opaque")
