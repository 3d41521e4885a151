"""Host operations of CSSOM View: where elements are, how far they are scrolled, what is under a point.
https://drafts.csswg.org/cssom-view/"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from turbohtml import Document, Element, ShadowRoot

from shim.css.animations.transforms import matrix_of, matrix_text
from shim.css.style_operations import StyleOperations
from shim.css.viewport import Viewport
from shim.css.words import split_words
from shim.dom.tree import Tree
from shim.engine.realm import Realm, operation
from shim.engine.timer_operations import FRAME

from .user_agent_style import SIDES, is_border_box

if TYPE_CHECKING:
    from .boxes import Boxes
    from .renderer import Box

_NOTHING: Box = (0.0, 0.0, 0.0, 0.0)


class LayoutOperations:
    """Host operations of one document's layout. Boxes are texts: numbers with spaces, boxes with commas between."""

    def __init__(self, realm: Realm, tree: Tree, styles: StyleOperations) -> None:
        self._realm = realm
        self._tree = tree
        self._styles = styles
        self._cascade = styles.cascade
        self._scrolled: dict[int, tuple[float, float]] = {}
        """Scroll offsets of elements, by number; the root element for the viewport."""
        self._is_due = False

    # OPTIMIZATION: pages that ask nothing need not wait for the imports.
    @cached_property
    def boxes(self) -> Boxes:
        """The boxes of the document."""
        from .boxes import Boxes

        tree, realm, viewport = self._tree, self._realm, self.viewport

        def now() -> object:
            return tree.version, realm.script_entries, viewport.version(), self._cascade.moment

        return Boxes(tree, self._cascade, self._styles.rendering, now, self._failed)

    def _failed(self, message: str) -> None:
        if self._realm.on_missing is not None:
            self._realm.on_missing(message, True)

    @property
    def viewport(self) -> Viewport:
        """The viewport that the document is seen through."""
        return self._cascade.viewport

    @property
    def scroll_position(self) -> tuple[float, float]:
        """Scroll offset of the viewport, in CSS pixels."""
        root = self._root()
        return (0.0, 0.0) if root is None else self._scrolled.get(self._tree.id(root), (0.0, 0.0))

    def size(self) -> tuple[int, int]:
        """The width and height of all that scrolling the viewport shows, at least its own."""
        root = self._root()
        width, height = (0.0, 0.0) if root is None else self.boxes.overflow(root)
        return max(round(width), self.viewport.width), max(round(height), self.viewport.height)

    def _root(self) -> Element | None:
        return next((node for node in self._tree.document.children if isinstance(node, Element)), None)

    # places -----------------------------------------------------------------------------------------------------------

    @operation
    def layout_rects(self, id_: int) -> str:
        """The border boxes of an element in the viewport; "" when it has none."""
        element = self._tree.element(id_)
        return ",".join([_text(self._place(element, rect)) for rect in self.boxes.rects(element)])

    @operation
    def layout_box(self, id_: int) -> str:
        """The rectangle around the border boxes of an element in the viewport; "" when it has none."""
        element = self._tree.element(id_)
        box = self.boxes.box(element)
        return "" if box is None else _text(self._place(element, box))

    @operation
    def layout_edges(self, id_: int) -> str:
        """The widths of the borders and of the paddings of an element, each from the top on clockwise."""
        element = self._tree.element(id_)
        border, padding = self.boxes.border(element), self.boxes.padding(element)
        return " ".join([repr(getattr(edges, side)) for edges in (border, padding) for side in SIDES])

    @operation
    def layout_in_lines(self, id_: int) -> bool:
        """True when an element is part of lines, or not laid out."""
        element = self._tree.element(id_)
        return not self._styles.rendering.has_layout(element) or self.boxes.is_in_lines(element)

    # https://drafts.csswg.org/cssom-view/#dom-htmlelement-offsettop
    @operation
    def layout_offset(self, id_: int) -> str:
        """The box of an element, from the padding edge of its `offsetParent` on."""
        element = self._tree.element(id_)
        box = self.boxes.box(element)
        if box is None:
            return _text(_NOTHING)
        if element.tag == "body":
            return _text((0.0, 0.0, box[2], box[3]))
        parent = self._styles.rendering.offset_parent(element)
        left = top = 0.0
        if parent is not None and not (parent.tag == "body" and self._cascade.values(parent)["position"] == "static"):
            around, border = self.boxes.box(parent) or _NOTHING, self.boxes.border(parent)
            left, top = around[0] + border.left, around[1] + border.top
        return _text((box[0] - left, box[1] - top, box[2], box[3]))

    @operation
    def layout_shown(self, id_: int) -> str:
        """The part of the box of an element that elements around it do not clip, in the viewport; "" when nothing is
        left, not even an edge."""
        element = self._tree.element(id_)
        box = self.boxes.box(element)
        if box is None:
            return ""
        shown = self._place(element, box)
        for each in self._cascade.flat_ancestors(element):
            if each.tag not in ("html", "body") and self.boxes.clips(each):
                around = self.boxes.box(each)
                cut = _intersection(shown, self._place(each, around)) if around is not None else shown
                if cut is None:
                    return ""
                shown = cut
        return _text(shown)

    @operation
    def elements_at(self, root_id: int, x: float, y: float) -> str:
        """The elements of a document or shadow tree under a point of the viewport, the one in front first."""
        from .hits import elements_at

        root = self._tree.node(root_id)
        viewport = self._cascade.viewport
        if not isinstance(root, Document | ShadowRoot) or not (0 <= x < viewport.width and 0 <= y < viewport.height):
            return ""
        found: dict[int, Element] = {}
        for element in elements_at(x, y, self.boxes, self._cascade, self._place):
            own = self._retargeted(element, root)
            if own is not None:
                found.setdefault(id(own), own)
        page = self._root()
        return self._tree.ids(found.values() if found or page is None or root is not self._tree.document else [page])

    @operation
    def element_inside(self, id_: int, x: float, y: float) -> int:
        """The element that a click on the host of a shadow tree meets at a point of the viewport: the one in front
        of those that are shown in the host, or the host itself."""
        from .hits import elements_at

        host = self._tree.element(id_)
        for element in elements_at(x, y, self.boxes, self._cascade, self._place):
            if any(each is host for each in self._cascade.flat_ancestors(element)):
                return self._tree.id(element)
        return id_

    def _retargeted(self, element: Element, root: Document | ShadowRoot) -> Element | None:
        """https://dom.spec.whatwg.org/#retarget"""
        while True:
            own = self._tree.root(element)
            if own is root:
                return element
            if not isinstance(own, ShadowRoot):
                return None
            element = own.host

    def _place(self, element: Element, box: Box) -> Box:
        """A box of an element where it is in the viewport."""
        boxes = self.boxes
        is_fixed = bool(self._scrolled) and boxes.is_fixed(element)
        for each in (element, *self._cascade.flat_ancestors(element)):
            if self._scrolled and (each is not element or each.tag == "html") and not (is_fixed and each.tag == "html"):
                x, y = self._scrolled.get(self._tree.id(each), (0.0, 0.0))
                box = box[0] - x, box[1] - y, box[2], box[3]
            if boxes.transforms.is_transformed(each):
                own = boxes.box(each)
                box = box if own is None else boxes.transforms.applied(each, own, box)
        return box

    # scrolling --------------------------------------------------------------------------------------------------------

    @operation
    def layout_overflow(self, id_: int) -> str:
        """The width and height of what an element can show by scrolling."""
        element = self._tree.element(id_)
        width, height = self.size() if element is self._root() else self.boxes.overflow(element)
        return f"{width!r} {height!r}"

    @operation
    def layout_text(self, id_: int, text: str) -> float:
        """The height of the text in a text area, with its paddings."""
        element = self._tree.element(id_)
        content, padding = self.boxes.content(element), self.boxes.padding(element)
        if content is None:
            return 0.0
        return self.boxes.lengths.text_height(element, text, content[2]) + padding.top + padding.bottom

    @operation
    def layout_scrolled(self, id_: int, x: float, y: float) -> None:
        """An element is scrolled now, or the viewport if it is the root element."""
        if x or y:
            self._scrolled[int(id_)] = x, y
        else:
            self._scrolled.pop(int(id_), None)
        self._changed()

    @operation
    def layout_scroller(self, id_: int) -> int | None:
        """The nearest element around that may scroll, the root element for the viewport."""
        element = self._tree.element(id_)
        for each in self._cascade.flat_ancestors(element):
            values = self._cascade.values(each)
            scrolls = {values["overflow-x"], values["overflow-y"]} & {"auto", "scroll", "hidden"}
            if each.tag == "html" or (scrolls and each.tag != "body"):
                return self._tree.id(each)
        return None

    # values -----------------------------------------------------------------------------------------------------------

    # https://drafts.csswg.org/cssom/#resolved-value
    @operation
    def used_value(self, id_: int, name: str) -> str | None:
        """The used value of a property in pixels; None where the computed one counts."""
        element = self._tree.element(id_)
        if not self._tree.is_connected(element):
            return None
        boxes = self.boxes
        if name == "font-size":
            return _pixels(boxes.lengths.font_size(element))
        if not self._styles.rendering.has_layout(element):
            return None
        if name == "transform":
            return self._transform(element)
        if name.endswith("-origin"):
            return self._origin(element, name)
        kind, _, side = name.partition("-")
        found: float | None = None
        if name in ("width", "height") and not boxes.is_in_lines(element):
            is_border = self._cascade.values(element)["box-sizing"] == "border-box"
            is_border = is_border or is_border_box(element.tag, (element.attr("type") or "").lower())
            box = boxes.box(element) if is_border else boxes.content(element)
            found = None if box is None else box[2 if name == "width" else 3]
        elif kind == "border":
            found = getattr(boxes.border(element), side.removesuffix("-width"))
        elif kind == "padding" and side in SIDES:
            found = getattr(boxes.padding(element), side)
        elif kind == "margin" and side in SIDES:
            found = boxes.margin(element, side)
        return None if found is None else _pixels(found)

    def _origin(self, element: Element, name: str) -> str | None:
        box = self.boxes.box(element)
        if box is None:
            return None
        x, y = self.boxes.transforms.origin(element, box, name)
        depth = split_words(self._cascade.declared(element, name) or "")[2:]
        return " ".join([_pixels(x), _pixels(y), *depth])

    def _transform(self, element: Element) -> str | None:
        """AD-HOC: transforms in space stay as they are written."""
        value = self._cascade.declared(element, "transform")
        if value in (None, "none") or value is None:
            return None
        box = self.boxes.box(element) if "%" in value else None
        size = self.boxes.lengths.font_size(element)
        units = {"em": size, "rem": 16.0, "vw": self.viewport.width / 100, "vh": self.viewport.height / 100}
        matrix = matrix_of(value, units, None if box is None else (box[2], box[3]))
        return None if matrix is None else matrix_text(matrix)

    # seeing -----------------------------------------------------------------------------------------------------------

    @operation
    def has_box(self, id_: int) -> bool:
        """True when an element that is laid out takes up room.

        OPTIMIZATION: where its style leaves no doubt, nothing is laid out.
        """
        element = self._tree.element(id_)
        rendering = self._styles.rendering
        if rendering.surely_has_size(element):
            return True
        is_hidden = self._cascade.values(element)["content-visibility"] == "hidden"
        if is_hidden or self._cascade.has_generated_content(element) or self._has_floats(element):
            return rendering.has_size(element)
        box = self.boxes.box(element)
        return rendering.has_size(element) if box is None or not self.boxes.works else box[2] > 0 and box[3] > 0

    # AD-HOC: the renderer makes room for what floats, as only a formatting context of its own has to.
    def _has_floats(self, element: Element) -> bool:
        """True when a child of an element floats."""
        children = (child for child in element.children if isinstance(child, Element))
        return any(self._cascade.values(child)["float"] != "none" for child in children)

    # observers --------------------------------------------------------------------------------------------------------

    @operation
    def watch_layout(self, watches: bool) -> None:
        """From now on `layoutChanged` is called with the frame after a change of the tree, or no more."""
        self._tree.on_change = self._changed if watches else None

    def _changed(self) -> None:
        if self._tree.on_change is not None and not self._is_due:
            self._is_due = True
            loop = self._realm.loop
            loop.call_at(loop.now() + FRAME, self._tell, self._realm)

    def _tell(self) -> None:
        self._is_due = False
        self._realm.call("layoutChanged")


def _text(box: Box) -> str:
    return f"{box[0]!r} {box[1]!r} {box[2]!r} {box[3]!r}"


def _pixels(length: float) -> str:
    return f"{round(length, 4):g}px" if abs(length) < 1e5 else f"{length:.0f}px"


def _intersection(one: Box, other: Box) -> Box | None:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[0] + one[2], other[0] + other[2]), min(one[1] + one[3], other[1] + other[3])
    return (left, top, right - left, bottom - top) if right >= left and bottom >= top else None
