"""The insertion modes for tables. https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable"""

from __future__ import annotations

from .in_body import InBody
from .open_elements import TABLE
from .tokenizer import Tag
from .tree_builder import SPACE, TABLE_PARTS

_SECTIONS = ("tbody", "tfoot", "thead")
_TABLE_CONTEXT = frozenset(["table", "template", "html"])
_BODY_CONTEXT = frozenset(["tbody", "tfoot", "thead", "template", "html"])
_ROW_CONTEXT = frozenset(["tr", "template", "html"])
_PARTS = frozenset(["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"])


class HtmlTreeBuilder(InBody):
    """Builds the tree of an HTML document from tokens."""

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable
    def in_table_start(self, tag: Tag) -> None:
        name = tag.name
        if name == "caption":
            self.open.pop_to(_TABLE_CONTEXT)
            self.formatting.append(None)
            self.insert(tag)
            self.mode = "in_caption"
        elif name == "colgroup":
            self.open.pop_to(_TABLE_CONTEXT)
            self.insert(tag)
            self.mode = "in_column_group"
        elif name == "col":
            self.open.pop_to(_TABLE_CONTEXT)
            self.insert_implied("colgroup")
            self.mode = "in_column_group"
            self.start(tag)
        elif name in _SECTIONS:
            self.open.pop_to(_TABLE_CONTEXT)
            self.insert(tag)
            self.mode = "in_table_body"
        elif name in ("td", "th", "tr"):
            self.open.pop_to(_TABLE_CONTEXT)
            self.insert_implied("tbody")
            self.mode = "in_table_body"
            self.start(tag)
        elif name == "table":
            if self._end_table():
                self.start(tag)
        elif name in ("style", "script", "template"):
            self.in_head_start(tag)
        elif name == "input" and tag.attributes.get("type", "").lower() == "hidden":
            self.insert_void(tag)
        elif name == "form":
            if self.form is None and not self.open.has("template"):
                self.form = self.insert(tag)
                self.open.pop()
        else:
            self.fostered(self.start, tag)

    def _end_table(self) -> bool:
        if not self.open.in_scope("table", scope=TABLE):
            return False
        self.open.pop_until("table")
        self.reset_mode()
        return True

    def in_table_end(self, name: str) -> None:
        if name == "table":
            self._end_table()
        elif name == "template":
            self.in_head_end(name)
        elif name not in _PARTS and name not in ("body", "html"):
            self.fostered(self.end, name)

    def in_table_text(self, data: str) -> None:
        if self.open[-1].is_html(*TABLE_PARTS):
            if data := data.replace("\0", ""):
                self.hold_table_text(data)
        else:
            self.fostered(self.characters, data)

    def in_table_eof(self) -> None:
        self.in_body_eof()

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incaption
    def _end_caption(self) -> bool:
        if not self.open.in_scope("caption", scope=TABLE):
            return False
        self.open.imply_end_tags()
        self.open.pop_until("caption")
        self.clear_formatting()
        self.mode = "in_table"
        return True

    def in_caption_start(self, tag: Tag) -> None:
        if tag.name not in _PARTS and tag.name != "table":
            self.start(tag, "in_body")
        elif self._end_caption():
            self.start(tag)

    def in_caption_end(self, name: str) -> None:
        if name == "caption":
            self._end_caption()
        elif name == "table":
            if self._end_caption():
                self.end(name)
        elif name not in _PARTS and name not in ("body", "html"):
            self.end(name, "in_body")

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incolgroup
    def _end_column_group(self) -> bool:
        if not self.open[-1].is_html("colgroup"):
            return False
        self.open.pop()
        self.mode = "in_table"
        return True

    def in_column_group_start(self, tag: Tag) -> None:
        if tag.name == "html":
            self.start(tag, "in_body")
        elif tag.name == "col":
            self.insert_void(tag)
        elif tag.name == "template":
            self.in_head_start(tag)
        elif self._end_column_group():
            self.start(tag)

    def in_column_group_end(self, name: str) -> None:
        if name == "colgroup":
            self._end_column_group()
        elif name == "template":
            self.in_head_end(name)
        elif name != "col" and self._end_column_group():
            self.end(name)

    def in_column_group_text(self, data: str) -> None:
        rest = data.lstrip(SPACE)
        if space := data[: len(data) - len(rest)]:
            self.insert_text(space)
        if rest and self._end_column_group():
            self.characters(rest)

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intbody
    def _end_section(self) -> bool:
        if not self.open.in_scope(*_SECTIONS, scope=TABLE):
            return False
        self.open.pop_to(_BODY_CONTEXT)
        self.open.pop()
        self.mode = "in_table"
        return True

    def in_table_body_start(self, tag: Tag) -> None:
        name = tag.name
        if name == "tr":
            self.open.pop_to(_BODY_CONTEXT)
            self.insert(tag)
            self.mode = "in_row"
        elif name in ("td", "th"):
            self.open.pop_to(_BODY_CONTEXT)
            self.insert_implied("tr")
            self.mode = "in_row"
            self.start(tag)
        elif name not in ("caption", "col", "colgroup", "tbody", "tfoot", "thead"):
            self.in_table_start(tag)
        elif self._end_section():
            self.start(tag)

    def in_table_body_end(self, name: str) -> None:
        if name in _SECTIONS:
            if self.open.in_scope(name, scope=TABLE):
                self._end_section()
        elif name == "table":
            if self._end_section():
                self.end(name)
        elif name not in _PARTS and name not in ("body", "html"):
            self.in_table_end(name)

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intr
    def _end_row(self) -> bool:
        if not self.open.in_scope("tr", scope=TABLE):
            return False
        self.open.pop_to(_ROW_CONTEXT)
        self.open.pop()
        self.mode = "in_table_body"
        return True

    def in_row_start(self, tag: Tag) -> None:
        name = tag.name
        if name in ("td", "th"):
            self.open.pop_to(_ROW_CONTEXT)
            self.insert(tag)
            self.mode = "in_cell"
            self.formatting.append(None)
        elif name not in _PARTS:
            self.in_table_start(tag)
        elif self._end_row():
            self.start(tag)

    def in_row_end(self, name: str) -> None:
        if name == "tr":
            self._end_row()
        elif name == "table" or name in _SECTIONS:
            if self.open.in_scope(name, scope=TABLE) and self._end_row():
                self.end(name)
        elif name not in _PARTS and name not in ("body", "html"):
            self.in_table_end(name)

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intd
    def _close_cell(self) -> None:
        self.open.imply_end_tags()
        self.open.pop_until("td", "th")
        self.clear_formatting()
        self.mode = "in_row"

    def in_cell_start(self, tag: Tag) -> None:
        if tag.name not in _PARTS:
            self.start(tag, "in_body")
        elif self.open.in_scope("td", "th", scope=TABLE):
            self._close_cell()
            self.start(tag)

    def in_cell_end(self, name: str) -> None:
        if name in ("td", "th"):
            if self.open.in_scope(name, scope=TABLE):
                self.open.imply_end_tags()
                self.open.pop_until(name)
                self.clear_formatting()
                self.mode = "in_row"
        elif name in ("table", "tr") or name in _SECTIONS:
            if self.open.in_scope(name, scope=TABLE):
                self._close_cell()
                self.end(name)
        elif name not in _PARTS and name not in ("body", "html"):
            self.end(name, "in_body")

    def in_caption_text(self, data: str) -> None:
        self.characters(data, "in_body")

    in_cell_text = in_caption_text
    in_row_text = in_table_body_text = in_table_text
    in_caption_eof = in_column_group_eof = in_table_body_eof = in_row_eof = in_cell_eof = in_table_eof
