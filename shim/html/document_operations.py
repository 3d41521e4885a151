"""Host operations of HTML beyond the DOM: URLs of links, text as rendered, names on the window."""

from __future__ import annotations

import re

from ada_url import URL
from turbohtml import Element

from shim.css.style_operations import StyleOperations
from shim.dom.tree import Tree
from shim.engine.realm import Realm, operation
from shim.net import url as urls
from shim.net.encoder import output_encoding, percent_encode

from .inner_text import inner_text
from .tree import ancestors, child_text, first_with_id

_NAMED_BY_NAME = frozenset({"embed", "form", "img", "object"})
_SPECIAL = re.compile(r'["\\\x00-\x1f]')
"""Characters that must be escaped between the quotes of a selector."""
_WITH_ENCODED_QUERY = frozenset({"http:", "https:", "ftp:", "file:"})
"""Special schemes but for those of WebSockets. https://url.spec.whatwg.org/#query-state step 1"""
_BREAKS = re.compile("[\t\n\r]+")
_LINES_OF_HANDLER = 3
"""Lines that the engine and script put above the text of a handler."""
_TRIMMED = "".join(map(chr, range(0x21)))
_SETTABLE = frozenset(urls.COMPONENTS) - {"href", "origin"}


class HtmlOperations:
    """Host operations of all HTML elements, for `js/platform/html`."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._realm = realm
        self._tree = tree
        self._not_async: set[Element] = set()

    # handlers in markup -----------------------------------------------------------------------------------------------

    @operation
    def reserve_handler(self, id_: int, source: str) -> int:
        """The number of empty lines above the function of an event handler content attribute, so that errors name the
        document and the line of the element's tag."""
        line = self._tree.element(id_).source_line or 1
        # four lines stand above the text: three of the function around it, and its own first one
        return self._realm.reserve_lines(
            "\n" * _LINES_OF_HANDLER + source, self._realm.url, line - 1 - _LINES_OF_HANDLER
        )

    # URLs ------------------------------------------------------------------------------------------------------------

    def base_url(self) -> str:
        """https://html.spec.whatwg.org/#document-base-url"""
        fallback = self._tree.fallback_base_url
        fallback_url = self._realm.url if fallback is None else fallback()
        base = self._tree.document.select_one("base[href]")
        if base is not None:
            frozen = _parse(base.attr("href") or "", fallback_url)
            if frozen is not None and urls.scheme(frozen.href) not in ("data", "javascript"):
                return frozen.href
        return fallback_url

    @operation
    def resolve_url(self, text: str) -> str | None:
        """The serialized URL seen from the document's base, None when it does not parse."""
        parsed = self._parse_here(text)
        return None if parsed is None else parsed.href

    @operation
    def resolve_for(self, id_: int, text: str) -> str | None:
        """The same for a URL of an element's attribute."""
        parsed = self._parse_here(text, self._tree.element(id_))
        return None if parsed is None else parsed.href

    def _parse_here(self, text: str, element: Element | None = None) -> URL | None:
        """A URL of the document's, or of an element's, its query in the encoding of the document.
        https://html.spec.whatwg.org/#encoding-parsing-a-url"""
        base = self.base_url()
        parsed = _parse(text, base)
        is_elsewhere = element is not None and self._tree.document_of(element) is not self._tree.document
        encoding = "utf-8" if is_elsewhere else self._tree.encoding
        if parsed is None or encoding.lower() == "utf-8" or parsed.protocol not in _WITH_ENCODED_QUERY:
            return parsed
        before, hash_, fragment = text.partition("#")
        path, mark, query = before.partition("?")
        if query.isascii() and encoding.lower() != "iso-2022-jp":
            return parsed
        query = _BREAKS.sub("", query)
        if not hash_:
            query = query.rstrip(_TRIMMED)
        encoded = percent_encode(query, output_encoding(encoding), is_form=False)
        return _parse(f"{path}{mark}{encoded}{hash_}{fragment}", base)

    @operation
    def is_absolute_url(self, text: str) -> bool:
        """https://url.spec.whatwg.org/#absolute-url-string"""
        return _parse(text, None) is not None

    @operation
    def base_href(self, id_: int) -> str:
        """https://html.spec.whatwg.org/#dom-base-href: a base element's own URL is seen from the document's"""
        value = self._tree.element(id_).attr("href") or ""
        parsed = _parse(value, self._realm.url)
        return value if parsed is None else parsed.href

    def _link(self, id_: int) -> URL | None:
        """https://html.spec.whatwg.org/#concept-hyperlink-url-set"""
        element = self._tree.element(id_)
        return self._parse_here(element.attr("href") or "", element) if "href" in element.attrs else None

    @operation
    def link_part(self, id_: int, part: str) -> str:
        """A part of a link's URL as the members of HTMLHyperlinkElementUtils give it, "" without one."""
        url = self._link(id_)
        return "" if url is None or part not in urls.COMPONENTS else str(getattr(url, part))

    @operation
    def link_with(self, id_: int, part: str, value: str) -> str | None:
        """The link's URL with that part replaced, None when it has no URL."""
        url = self._link(id_)
        if url is None or part not in _SETTABLE:
            return None
        return urls.set_component(url.href, part, value)[0]

    # the tree --------------------------------------------------------------------------------------------------------

    @operation
    def local_name(self, id_: int) -> str:
        """The local name of an HTML element, "" for any other."""
        element = self._tree.element(id_)
        return self._tree.name(element).local if self._tree.is_html(element) else ""

    @operation
    def element_by_id_near(self, id_: int, name: str) -> int | None:
        """The first element with that ID in the tree that the node is in."""
        return self._tree.id_or_none(first_with_id(self._tree.root(self._tree.node(id_)), name))

    @operation
    def has_ancestor(self, id_: int, tag: str) -> bool:
        """True when an HTML element of that name is above this one."""
        return self.closest_element(id_, tag) is not None

    @operation
    def closest_element(self, id_: int, tag: str) -> int | None:
        """The nearest HTML ancestor of that name."""
        tree = self._tree
        above = ancestors(tree.element(id_))
        return tree.id_or_none(next((a for a in above if a.tag == tag and tree.is_html(a)), None))

    @operation
    def child_elements(self, id_: int, tags: str) -> str:
        """The HTML children with one of those local names (separated by spaces), as ids."""
        tree = self._tree
        wanted = tags.split()
        children = tree.node(id_).children
        return tree.ids(c for c in children if isinstance(c, Element) and c.tag in wanted and tree.is_html(c))

    @operation
    def child_text(self, id_: int) -> str:
        """https://dom.spec.whatwg.org/#concept-child-text-content"""
        return child_text(self._tree.node(id_))

    @operation
    def template_content(self, id_: int) -> int:
        """https://html.spec.whatwg.org/#template-contents"""
        return self._tree.id(self._tree.template_content(self._tree.element(id_)))

    @operation
    def inner_text(self, id_: int) -> str:
        """https://html.spec.whatwg.org/#dom-innertext"""
        return inner_text(self._tree.element(id_), self._realm.provider(StyleOperations).rendering)

    # names on the window ---------------------------------------------------------------------------------------------

    @operation
    def named_elements(self, name: str) -> str:
        """https://html.spec.whatwg.org/#dom-window-nameditem, without the frames: the ids, in tree order"""
        return self._tree.ids(elements_named(self._tree, name))

    # scripts ---------------------------------------------------------------------------------------------------------

    @operation
    def force_async(self, id_: int) -> bool:
        """https://html.spec.whatwg.org/#script-force-async: of scripts that script made"""
        script = self._tree.element(id_)
        return script.source_line is None and "async" not in script.attrs and script not in self._not_async

    @operation
    def clear_force_async(self, id_: int) -> None:
        self._not_async.add(self._tree.element(id_))


def _parse(text: str, base: str | None) -> URL | None:
    try:
        return urls.parse(text, base)
    except ValueError:
        return None


def elements_named(tree: Tree, name: str) -> list[Element]:
    """https://html.spec.whatwg.org/#dom-window-nameditem, without the frames"""
    if not name:
        return []
    quoted = _quoted(name)
    found = tree.document.select(f'[id="{quoted}"], [name="{quoted}"]')
    return [e for e in found if e.attr("id") == name or (e.tag in _NAMED_BY_NAME and tree.is_html(e))]


def _quoted(text: str) -> str:
    """`text` between the double quotes of a selector."""
    return _SPECIAL.sub(lambda found: f"\\{ord(found[0]):x} ", text)
