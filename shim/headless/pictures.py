"""Pictures of a page: its document as it is, drawn by the renderer of `shim.layout`, which runs no script and loads
nothing.

AD-HOC: frames are empty boxes, elements are not scrolled, images of style sheets are left out.
"""

from __future__ import annotations

import asyncio
import base64
import json
from typing import TYPE_CHECKING

from shim.errors import Error
from shim.layout.layout_operations import LayoutOperations

if TYPE_CHECKING:
    from turbohtml import Element

    from shim.layout.renderer import Clip, Kind

    from .document import Document

MOST_HEIGHT = 16_384
"""Pixels of a page that a picture shows at the most."""
_FIELDS = ["input", "textarea"]


async def draw_page(document: Document, kind: Kind, scale: float, *, full_page: bool) -> bytes:
    """A picture of what can be seen of a document in its tab, or of all of it. Raises `Error`."""
    layout: LayoutOperations = document.realm.provider(LayoutOperations)
    viewport = layout.viewport
    width, height = layout.size()
    if full_page:
        clip = (0, 0, width, height)
    else:
        left, top = layout.scroll_position
        clip = (int(left), int(top), viewport.width, viewport.height)
    return await _draw(document, layout, clip, kind, scale)


async def draw_element(document: Document, element: Element) -> bytes:
    """A picture of the box of an element, as PNG. Raises `Error`."""
    layout: LayoutOperations = document.realm.provider(LayoutOperations)
    box = layout.boxes.box(element)
    if box is None:
        raise Error("an element without a box cannot be drawn")
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    clip = (left, top, round(box[0] + box[2]) - left, round(box[1] + box[3]) - top)
    return await _draw(document, layout, clip, "png", 1.0)


async def _draw(document: Document, layout: LayoutOperations, clip: Clip, kind: Kind, scale: float) -> bytes:
    # OPTIMIZATION: pages of which there are no pictures need not wait for the imports.
    from shim.layout.markup import State
    from shim.layout.renderer import renderer

    viewport = layout.viewport
    height = min(max(viewport.height, clip[1] + clip[3]), MOST_HEIGHT)
    state = State(_values(document), _images(document), viewport.height if height > viewport.height else None)
    markup = layout.boxes.markup(state, layout.scroll_position)
    clip = (clip[0], clip[1], clip[2], min(clip[3], height - clip[1]))
    return await asyncio.to_thread(renderer().picture, markup.html, viewport.width, height, clip, kind, scale)


def _values(document: Document) -> dict[int, str]:
    """The values of text fields that script may have changed, by the identity of the element."""
    tree = document.tree
    roots = [tree.document, *tree.shadows.values()]
    fields = [field for root in roots for field in root.iter_elements(_FIELDS) if tree.knows(field)]
    if not fields:
        return {}
    values = document.realm.call("valuesOf", json.dumps([tree.id(field) for field in fields]))
    return {} if values is None else dict(zip(map(id, fields), json.loads(values), strict=True))


def _images(document: Document) -> dict[str, str]:
    return {
        source: f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
        for source, (kind, data) in document.tree.image_data.items()
    }
