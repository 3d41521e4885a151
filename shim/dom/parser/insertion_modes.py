"""The insertion modes around the body: before it, in the head, after it, in framesets and in templates.
https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhtml

A mode has a method for start tags, end tags, text and the end of the file, such as `in_head_start`. A token is
reprocessed by switching the mode and calling `start`, `end` or `characters` again.
"""

from __future__ import annotations

from turbohtml import Comment, Node

from shim.dom import mutation
from shim.dom.node_factory import new_doctype, new_instruction

from .quirks import is_quirky
from .tokenizer import State, Tag
from .tree_builder import SPACE, TreeBuilder

HEAD_TAGS = frozenset(
    ["base", "basefont", "bgsound", "link", "meta", "noframes", "script", "style", "template", "title"]
)
_MODE_OF = {
    "td": "in_cell", "th": "in_cell", "tr": "in_row", "tbody": "in_table_body", "thead": "in_table_body",
    "tfoot": "in_table_body", "caption": "in_caption", "colgroup": "in_column_group", "table": "in_table",
    "body": "in_body", "frameset": "in_frameset",
}  # fmt: skip
_TEMPLATE_MODE = {
    "caption": "in_table", "colgroup": "in_table", "tbody": "in_table", "tfoot": "in_table", "thead": "in_table",
    "col": "in_column_group", "tr": "in_table_body", "td": "in_row", "th": "in_row",
}  # fmt: skip


class AroundBody(TreeBuilder):
    """The modes that are not in the body."""

    # https://html.spec.whatwg.org/multipage/parsing.html#reset-the-insertion-mode-appropriately
    def reset_mode(self) -> None:
        """Chooses the mode for the elements that are open."""
        for at in range(len(self.open) - 1, -1, -1):
            item = self.open[at]
            if not item.is_html(item.name):
                continue
            if item.name == "template":
                self.mode = self.template_modes[-1]
                return
            if item.name == "head" and at > 0:
                self.mode = "in_head"
                return
            if item.name == "html":
                self.mode = "before_head" if self.head is None else "after_head"
                return
            if (found := _MODE_OF.get(item.name)) is not None:
                self.mode = found
                return
        self.mode = "in_body"

    def read_text(self, tag: Tag, state: State) -> None:
        """Inserts an element that has nothing but text. https://html.spec.whatwg.org/multipage/parsing.html#parsing-elements-that-contain-only-text"""
        self.insert(tag)
        self.tokenizer.read_until(state, tag.name)
        self.original_mode, self.mode = self.mode, "text"

    def _leading_space(self, data: str) -> tuple[str, str]:
        rest = data.lstrip(SPACE)
        return data[: len(data) - len(rest)], rest

    # https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode
    def doctype(self, name: str, public_id: str | None, system_id: str | None, *, force_quirks: bool) -> None:
        """A doctype counts in the initial mode only."""
        self.flush_table_text()
        if self.mode == "initial":
            document = self.tree.document
            mutation.insert(self.tree, new_doctype(name, public_id or "", system_id or ""), document, None)
            self.is_quirky = self.tree.quirky = is_quirky(name, public_id, system_id, force_quirks=force_quirks)
            self.mode = "before_html"

    def _leave_initial(self) -> None:
        self.is_quirky = self.tree.quirky = True
        self.mode = "before_html"

    def initial_start(self, tag: Tag) -> None:
        self._leave_initial()
        self.start(tag)

    def initial_end(self, name: str) -> None:
        self._leave_initial()
        self.end(name)

    def initial_text(self, data: str) -> None:
        if rest := data.lstrip(SPACE):
            self._leave_initial()
            self.characters(rest)

    def initial_eof(self) -> None:
        self._leave_initial()
        self.before_html_eof()

    # https://html.spec.whatwg.org/multipage/parsing.html#the-before-html-insertion-mode
    def _make_html(self) -> None:
        self._insert_html(Tag("html", {}))

    def _insert_html(self, tag: Tag) -> None:
        item = self.create(tag)
        self.open.append(item)
        self.insert_at(item.node, (self.tree.document, None))
        self.mode = "before_head"

    def before_html_start(self, tag: Tag) -> None:
        if tag.name == "html":
            self._insert_html(tag)
        else:
            self._make_html()
            self.start(tag)

    def before_html_end(self, name: str) -> None:
        if name in ("head", "body", "html", "br"):
            self._make_html()
            self.end(name)

    def before_html_text(self, data: str) -> None:
        if rest := data.lstrip(SPACE):
            self._make_html()
            self.characters(rest)

    def before_html_eof(self) -> None:
        self._make_html()
        self.before_head_eof()

    # https://html.spec.whatwg.org/multipage/parsing.html#the-before-head-insertion-mode
    def _make_head(self) -> None:
        self.head = self.insert_implied("head")
        self.mode = "in_head"

    def before_head_start(self, tag: Tag) -> None:
        if tag.name == "html":
            self.start(tag, "in_body")
        elif tag.name == "head":
            self.head = self.insert(tag)
            self.mode = "in_head"
        else:
            self._make_head()
            self.start(tag)

    def before_head_end(self, name: str) -> None:
        if name in ("head", "body", "html", "br"):
            self._make_head()
            self.end(name)

    def before_head_text(self, data: str) -> None:
        if rest := data.lstrip(SPACE):
            self._make_head()
            self.characters(rest)

    def before_head_eof(self) -> None:
        self._make_head()
        self.in_head_eof()

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead
    def in_head_start(self, tag: Tag) -> None:
        name = tag.name
        if name == "html":
            self.start(tag, "in_body")
        elif name in ("base", "basefont", "bgsound", "link", "meta"):
            self.insert_void(tag)
        elif name == "title":
            self.read_text(tag, "rcdata")
        elif name in ("noframes", "style") or (name == "noscript" and self.scripting):
            self.read_text(tag, "rawtext")
        elif name == "noscript":
            self.insert(tag)
            self.mode = "in_head_noscript"
        elif name == "script":
            self.read_text(tag, "script")
        elif name == "template":
            self._start_template(tag)
        elif name != "head":
            self._leave_head()
            self.start(tag)

    def _start_template(self, tag: Tag) -> None:
        self.formatting.append(None)
        self.frameset_ok = False
        self.mode = "in_template"
        self.template_modes.append("in_template")
        if not self.insert_shadow_root(tag):
            self.insert(tag)

    def in_head_end(self, name: str) -> None:
        if name == "head":
            self._leave_head()
        elif name == "template":
            self._end_template()
        elif name in ("body", "html", "br"):
            self._leave_head()
            self.end(name)

    def _end_template(self) -> None:
        if self.open.has("template"):
            self.open.imply_end_tags(thoroughly=True)
            self._pop_template()
            self.reset_mode()

    def _pop_template(self) -> None:
        self.open.pop_until("template")
        self.clear_formatting()
        self.template_modes.pop()

    def in_head_text(self, data: str) -> None:
        space, rest = self._leading_space(data)
        if space:
            self.insert_text(space)
        if rest:
            self._leave_head()
            self.characters(rest)

    def _leave_head(self) -> None:
        self.open.pop()
        self.mode = "after_head"

    def in_head_eof(self) -> None:
        self._leave_head()
        self.after_head_eof()

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inheadnoscript
    def in_head_noscript_start(self, tag: Tag) -> None:
        if tag.name == "html":
            self.start(tag, "in_body")
        elif tag.name in ("basefont", "bgsound", "link", "meta", "noframes", "style"):
            self.in_head_start(tag)
        elif tag.name not in ("head", "noscript"):
            self._leave_noscript()
            self.start(tag)

    def in_head_noscript_end(self, name: str) -> None:
        if name == "noscript":
            self._leave_noscript()
        elif name == "br":
            self._leave_noscript()
            self.end(name)

    def in_head_noscript_text(self, data: str) -> None:
        space, rest = self._leading_space(data)
        if space:
            self.insert_text(space)
        if rest:
            self._leave_noscript()
            self.characters(rest)

    def _leave_noscript(self) -> None:
        self.open.pop()
        self.mode = "in_head"

    def in_head_noscript_eof(self) -> None:
        self._leave_noscript()
        self.in_head_eof()

    # https://html.spec.whatwg.org/multipage/parsing.html#the-after-head-insertion-mode
    def after_head_start(self, tag: Tag) -> None:
        name = tag.name
        if name == "html":
            self.start(tag, "in_body")
        elif name == "body":
            self.insert(tag)
            self.frameset_ok = False
            self.mode = "in_body"
        elif name == "frameset":
            self.insert(tag)
            self.mode = "in_frameset"
        elif name in HEAD_TAGS:
            head = self.head
            assert head is not None
            self.open.append(head)
            self.in_head_start(tag)
            if head in self.open:
                self.open.remove(head)
        elif name != "head":
            self._make_body()
            self.start(tag)

    def after_head_end(self, name: str) -> None:
        if name == "template":
            self._end_template()
        elif name in ("body", "html", "br"):
            self._make_body()
            self.end(name)

    def after_head_text(self, data: str) -> None:
        space, rest = self._leading_space(data)
        if space:
            self.insert_text(space)
        if rest:
            self._make_body()
            self.characters(rest)

    def _make_body(self) -> None:
        self.insert_implied("body")
        self.mode = "in_body"

    def after_head_eof(self) -> None:
        self._make_body()
        self.end_of_file()

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incdata
    def text_start(self, tag: Tag) -> None:
        raise AssertionError("such an element has no elements in it")

    def text_text(self, data: str) -> None:
        self.insert_text(data)

    def text_end(self, name: str) -> None:
        item = self.open.pop()
        self.mode = self.original_mode
        if name == "script":
            self.ended_script = item

    def text_eof(self) -> None:
        # a script that does not end does not run
        self.open.pop()
        self.mode = self.original_mode
        self.end_of_file()

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intemplate
    def in_template_start(self, tag: Tag) -> None:
        if tag.name in HEAD_TAGS:
            self.in_head_start(tag)
        else:
            self.mode = self.template_modes[-1] = _TEMPLATE_MODE.get(tag.name, "in_body")
            self.start(tag)

    def in_template_end(self, name: str) -> None:
        if name == "template":
            self._end_template()

    def in_template_text(self, data: str) -> None:
        self.characters(data, "in_body")

    def in_template_eof(self) -> None:
        if self.open.has("template"):
            # with another template around it, every mode that comes next does the same
            while self.open.has("template"):
                self._pop_template()
                self.reset_mode()
            self.end_of_file()

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterbody
    def after_body_start(self, tag: Tag) -> None:
        if tag.name != "html":
            self.mode = "in_body"
        self.start(tag, "in_body")

    def after_body_end(self, name: str) -> None:
        if name == "html":
            self.mode = "after_after_body"
        else:
            self.mode = "in_body"
            self.end(name)

    def after_body_text(self, data: str) -> None:
        if data.strip(SPACE):
            self.mode = "in_body"
        self.characters(data, "in_body")

    def after_body_eof(self) -> None:
        pass

    # https://html.spec.whatwg.org/multipage/parsing.html#the-after-after-body-insertion-mode
    def after_after_body_end(self, name: str) -> None:
        self.mode = "in_body"
        self.end(name)

    after_after_body_start = after_body_start
    after_after_body_text = after_body_text
    after_after_body_eof = after_body_eof

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inframeset
    def in_frameset_start(self, tag: Tag) -> None:
        if tag.name == "html":
            self.start(tag, "in_body")
        elif tag.name == "frameset":
            self.insert(tag)
        elif tag.name == "frame":
            self.insert_void(tag)
        elif tag.name == "noframes":
            self.in_head_start(tag)

    def in_frameset_end(self, name: str) -> None:
        if name == "frameset" and len(self.open) > 1:
            self.open.pop()
            if not self.open[-1].is_html("frameset"):
                self.mode = "after_frameset"

    def in_frameset_text(self, data: str) -> None:
        if space := "".join([c for c in data if c in SPACE]):
            self.insert_text(space)

    def in_frameset_eof(self) -> None:
        pass

    # https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterframeset
    def after_frameset_start(self, tag: Tag) -> None:
        if tag.name == "html":
            self.start(tag, "in_body")
        elif tag.name == "noframes":
            self.in_head_start(tag)

    def after_frameset_end(self, name: str) -> None:
        if name == "html" and self.mode == "after_frameset":
            self.mode = "after_after_frameset"

    def after_after_frameset_text(self, data: str) -> None:
        if space := "".join([c for c in data if c in SPACE]):
            self.characters(space, "in_body")

    after_frameset_text = in_frameset_text
    after_frameset_eof = in_frameset_eof
    after_after_frameset_start = after_frameset_start
    after_after_frameset_end = after_frameset_end
    after_after_frameset_eof = in_frameset_eof

    # comments and processing instructions go where the mode says ------------------------------------------------------

    def _leaf_parent(self) -> Node | None:
        if self.mode in ("initial", "before_html", "after_after_body", "after_after_frameset"):
            return self.tree.document
        return self.open[0].node if self.mode == "after_body" else None

    def comment(self, data: str) -> None:
        """A comment token."""
        self._insert_leaf(Comment(data), data)

    def instruction(self, target: str, data: str) -> None:
        """A processing instruction token."""
        self._insert_leaf(new_instruction(target, data), data)

    def _insert_leaf(self, node: Node, data: str) -> None:
        self.flush_table_text()
        self.tree.grow(len(data))
        parent = self._leaf_parent()
        mutation.insert(self.tree, node, *((parent, None) if parent is not None else self.place()))
