"""The insertion mode for the body. https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody"""

from __future__ import annotations

from shim.dom import mutation
from shim.dom.names import MATHML, SVG

from .insertion_modes import HEAD_TAGS, AroundBody
from .open_elements import BUTTON, DEFAULT, HEADINGS, LIST, Open
from .tokenizer import Tag
from .tree_builder import SPACE

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "header", "hgroup", "main", "menu", "nav", "ol", "p", "search", "section",
    "summary", "ul"
])  # fmt: skip
_END_OF_BLOCKS = (_BLOCKS - {"p"}) | {"button", "listing", "pre", "select"}
_FORMATTING = frozenset(["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"])
_VOID = frozenset(["area", "br", "embed", "img", "keygen", "wbr"])
_IGNORED = frozenset(["caption", "col", "colgroup", "frame", "head", "tbody", "td", "tfoot", "th", "thead", "tr"])
_KEEPS_BODY_OPEN = frozenset(["dd", "dt", "li"])


class InBody(AroundBody):
    """The mode "in body", by whose rules other modes do most of what they do."""

    def in_body_text(self, data: str) -> None:
        data = data.replace("\0", "")
        if data:
            self.reconstruct()
            self.insert_text(data)
            if self.frameset_ok and data.strip(SPACE):
                self.frameset_ok = False

    def in_body_eof(self) -> None:
        if self.template_modes:
            self.in_template_eof()

    # start tags -------------------------------------------------------------------------------------------------------

    def in_body_start(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self._close_p()
            self.insert(tag)
        elif name in _FORMATTING:
            self.reconstruct()
            self.push_formatting(self.insert(tag))
        elif name in HEAD_TAGS:
            self.in_head_start(tag)
        elif name in _VOID:
            self.reconstruct()
            self.insert_void(tag)
            self.frameset_ok = False
        elif name not in _IGNORED:
            handle = getattr(self, f"_start_{_SAME.get(name, name)}", None) if name in _HANDLED else None
            if handle is not None:
                handle(tag)
            else:
                self.reconstruct()
                self.insert(tag)

    def _close_p(self) -> None:
        """https://html.spec.whatwg.org/multipage/parsing.html#close-a-p-element"""
        if self.open.in_scope("p", scope=BUTTON):
            self.open.imply_end_tags("p")
            self.open.pop_until("p")

    def _start_html(self, tag: Tag) -> None:
        if not self.open.has("template"):
            self._add_attributes(self.open[0], tag)

    def _start_body(self, tag: Tag) -> None:
        if len(self.open) > 1 and self.open[1].is_html("body") and not self.open.has("template"):
            self.frameset_ok = False
            self._add_attributes(self.open[1], tag)

    def _add_attributes(self, item: Open, tag: Tag) -> None:
        """Gives an element the attributes that it lacks."""
        for key, value in tag.attributes.items():
            if key not in item.node.attrs and key[0] != "=":
                self.add_attribute(item.node, key, value)

    def _start_frameset(self, tag: Tag) -> None:
        if len(self.open) > 1 and self.open[1].is_html("body") and self.frameset_ok:
            body = self.open[1].node
            if body.parent is not None:
                mutation.remove(self.tree, body)
            del self.open[1:]
            self.insert(tag)
            self.mode = "in_frameset"

    def _start_heading(self, tag: Tag) -> None:
        self._close_p()
        if self.open[-1].is_html(*HEADINGS):
            self.open.pop()
        self.insert(tag)

    def _start_pre(self, tag: Tag) -> None:
        self._close_p()
        self.insert(tag)
        self.skips_line_feed = True
        self.frameset_ok = False

    def _start_form(self, tag: Tag) -> None:
        in_template = self.open.has("template")
        if self.form is None or in_template:
            self._close_p()
            item = self.insert(tag)
            if not in_template:
                self.form = item

    def _start_item(self, tag: Tag) -> None:
        self.frameset_ok = False
        names = ("li",) if tag.name == "li" else ("dd", "dt")
        for item in reversed(self.open):
            if item.is_html(*names):
                self.open.imply_end_tags(item.name)
                self.open.pop_until(item.name)
                break
            if item.is_special and not item.is_html("address", "div", "p"):
                break
        self._close_p()
        self.insert(tag)

    def _start_plaintext(self, tag: Tag) -> None:
        self._close_p()
        self.insert(tag)
        self.tokenizer.read_until("plaintext", "")

    def _start_button(self, tag: Tag) -> None:
        if self.open.in_scope("button"):
            self.open.imply_end_tags()
            self.open.pop_until("button")
        self.reconstruct()
        self.insert(tag)
        self.frameset_ok = False

    def _start_a(self, tag: Tag) -> None:
        if (before := self.last_formatting("a")) is not None:
            self.adopt("a")
            self.forget_formatting(before)
            if before in self.open:
                self.open.remove(before)
        self.reconstruct()
        self.push_formatting(self.insert(tag))

    def _start_nobr(self, tag: Tag) -> None:
        self.reconstruct()
        if self.open.in_scope("nobr"):
            self.adopt("nobr")
            self.reconstruct()
        self.push_formatting(self.insert(tag))

    def _start_applet(self, tag: Tag) -> None:
        self.reconstruct()
        self.insert(tag)
        self.formatting.append(None)
        self.frameset_ok = False

    def _start_table(self, tag: Tag) -> None:
        if not self.is_quirky:
            self._close_p()
        self.insert(tag)
        self.frameset_ok = False
        self.mode = "in_table"

    def _start_input(self, tag: Tag) -> None:
        if self.open.in_scope("select"):
            self.open.pop_until("select")
        self.reconstruct()
        self.insert_void(tag)
        if tag.attributes.get("type", "").lower() != "hidden":
            self.frameset_ok = False

    def _start_param(self, tag: Tag) -> None:
        self.insert_void(tag)

    def _start_hr(self, tag: Tag) -> None:
        self._close_p()
        if self.open.in_scope("select"):
            self.open.imply_end_tags()
        self.insert_void(tag)
        self.frameset_ok = False

    def _start_image(self, tag: Tag) -> None:
        self.start(Tag("img", tag.attributes, self_closing=tag.self_closing, at=tag.at))

    def _start_textarea(self, tag: Tag) -> None:
        self.read_text(tag, "rcdata")
        self.skips_line_feed = True
        self.frameset_ok = False

    def _start_xmp(self, tag: Tag) -> None:
        self._close_p()
        self.reconstruct()
        self.frameset_ok = False
        self.read_text(tag, "rawtext")

    def _start_iframe(self, tag: Tag) -> None:
        self.frameset_ok = False
        self.read_text(tag, "rawtext")

    def _start_noembed(self, tag: Tag) -> None:
        self.read_text(tag, "rawtext")

    def _start_noscript(self, tag: Tag) -> None:
        if self.scripting:
            self.read_text(tag, "rawtext")
        else:
            self.reconstruct()
            self.insert(tag)

    def _start_select(self, tag: Tag) -> None:
        if self.open.in_scope("select"):
            self.open.pop_until("select")
            return
        self.reconstruct()
        self.insert(tag)
        self.frameset_ok = False

    def _start_option(self, tag: Tag) -> None:
        if self.open.in_scope("select"):
            self.open.imply_end_tags("optgroup")
        elif self.open[-1].is_html("option"):
            self.open.pop()
        self.reconstruct()
        self.insert(tag)

    def _start_optgroup(self, tag: Tag) -> None:
        if self.open.in_scope("select"):
            self.open.imply_end_tags()
        elif self.open[-1].is_html("option"):
            self.open.pop()
        self.reconstruct()
        self.insert(tag)

    def _start_ruby_part(self, tag: Tag) -> None:
        if self.open.in_scope("ruby"):
            self.open.imply_end_tags("rtc" if tag.name in ("rp", "rt") else "")
        self.insert(tag)

    def _start_math(self, tag: Tag) -> None:
        self._start_foreign(tag, MATHML)

    def _start_svg(self, tag: Tag) -> None:
        self._start_foreign(tag, SVG)

    def _start_foreign(self, tag: Tag, namespace: str) -> None:
        self.reconstruct()
        self.insert(tag, namespace)
        if tag.self_closing:
            self.open.pop()

    # end tags ---------------------------------------------------------------------------------------------------------

    def in_body_end(self, name: str) -> None:
        open_ = self.open
        if name in _END_OF_BLOCKS:
            if open_.in_scope(name):
                open_.imply_end_tags()
                open_.pop_until(name)
        elif name in _FORMATTING or name in ("a", "nobr"):
            if not self.adopt(name):
                self._any_other_end(name)
        elif name == "p":
            if not open_.in_scope("p", scope=BUTTON):
                self.insert_implied("p")
            self._close_p()
        elif name in ("body", "html"):
            if open_.in_scope("body"):
                self.mode = "after_body"
                if name == "html":
                    self.end(name)
        elif name == "template":
            self.in_head_end(name)
        elif name == "form":
            self._end_form()
        elif name in ("li", "dd", "dt"):
            if open_.in_scope(name, scope=LIST if name == "li" else DEFAULT):
                open_.imply_end_tags(name)
                open_.pop_until(name)
        elif name in HEADINGS:
            if open_.in_scope(*HEADINGS):
                open_.imply_end_tags()
                open_.pop_until(*HEADINGS)
        elif name in ("applet", "marquee", "object"):
            if open_.in_scope(name):
                open_.imply_end_tags()
                open_.pop_until(name)
                self.clear_formatting()
        elif name == "br":
            self.start(Tag("br", {}))
        else:
            self._any_other_end(name)

    def _end_form(self) -> None:
        open_ = self.open
        if open_.has("template"):
            if open_.in_scope("form"):
                open_.imply_end_tags()
                open_.pop_until("form")
            return
        form, self.form = self.form, None
        if form is not None and open_.holds_in_scope(form):
            open_.imply_end_tags()
            open_.remove(form)

    def _any_other_end(self, name: str) -> None:
        open_ = self.open
        for at in range(len(open_) - 1, -1, -1):
            if open_[at].is_html(name):
                item = open_[at]
                open_.imply_end_tags(name)
                while open_.pop() is not item:
                    pass
                return
            if open_[at].is_special:
                return


_SAME = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("dd", "dt", "li"), "item"),
    **dict.fromkeys(("rb", "rtc", "rp", "rt"), "ruby_part"),
    "listing": "pre", "marquee": "applet", "object": "applet", "source": "param", "track": "param",
}  # fmt: skip
"""Names whose start tags are handled alike."""
_HANDLED = frozenset([
    "a", "applet", "button", "dd", "dt", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html",
    "body", "iframe", "image", "input", "li", "listing", "marquee", "math", "nobr", "noembed", "noscript", "object",
    "optgroup", "option", "param", "plaintext", "pre", "rb", "rp", "rt", "rtc", "select", "source", "svg", "table",
    "textarea", "track", "xmp"
])  # fmt: skip
"""Names whose start tags are handled by a method of their own."""
