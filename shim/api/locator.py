"""Locators: elements of a page as a person would name them. Names and behaviour follow Playwright's `Locator`."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import turbohtml

from shim.errors import Error
from shim.files import write_file

from .files import Files, encoded_files
from .finding import Locatable
from .instead import Hinting
from .keys import parse_press
from .selectors import Pattern, Step, Steps, pattern_of
from .waiting import DEFAULT_TIMEOUT, Waits

if TYPE_CHECKING:
    from .frame_locator import FrameLocator

State = Literal["attached", "detached", "visible", "hidden"]
_STATES = ("attached", "detached", "visible", "hidden")
_BY_USERS = frozenset({"click", "dblclick", "fill", "press", "select"})
"""Actions that reports show."""


class LocatedFrame(Protocol):
    """A frame of either engine, as its locators see it."""

    @property
    def page(self) -> Waits: ...
    @property
    def document(self) -> turbohtml.Document: ...
    @property
    def child_frames(self) -> Sequence[Any]: ...

    async def ask(self, name: str, *arguments: object) -> Any:
        """The answer of a function of js/locators/answers.js; None when the document has just gone. Raises `Error`."""

    async def perform(self, steps: Steps, action: str, argument: object = None) -> dict[str, Any] | None:
        """Tries once to act on the only element that the steps find. The answer has `count` (and `markup` if that is
        not 1), `problem` if the element does not let itself be acted on now, `refusal` if it never does, and else
        `value`. None when the document has just gone. The value of `frame` is the index in `child_frames` of the frame
        of an iframe, None if it has none."""

    async def settle(self) -> None:
        """Returns when what an action queued has run, as far as the engine knows that."""


class Locator(Hinting, Locatable):
    """The elements that are found when it is used, each time anew. Made by `page.locator` and `page.get_by_...`.

    What acts or reads is for one element: it waits until there is one, and raises `Error` if there are several, which
    shows the first of them. An action also waits until the element is visible, enabled, and in one place. `timeout` is
    in seconds; what does not come about within it raises `TimeoutError`.
    """

    _KIND = "Locator"

    def __init__(self, frame: LocatedFrame, steps: Steps, text: str) -> None:
        self._frame = frame
        self._steps = steps
        self._text = text

    def _located(self, steps: Steps, text: str) -> Locator:
        return Locator(self._frame, self._steps + steps, f"{self._text}.{text}")

    def __repr__(self) -> str:
        return f"<Locator {self._text}>"

    def __str__(self) -> str:
        return self._text

    # choosing among them ----------------------------------------------------------------------------------------------

    @property
    def page(self) -> Any:
        """The page that it looks in."""
        return self._frame.page

    @property
    def content_frame(self) -> FrameLocator:
        """The document in it, which is an iframe, for locators of what is in that."""
        from .frame_locator import FrameLocator

        return FrameLocator(self)

    @property
    def first(self) -> Locator:
        """The first of them."""
        return self._located((["nth", 0],), "first")

    @property
    def last(self) -> Locator:
        """The last of them."""
        return self._located((["nth", -1],), "last")

    def nth(self, index: int) -> Locator:
        """The one of that index, from 0; from the end if it is negative."""
        if isinstance(index, bool) or not isinstance(index, int):
            raise TypeError(f"nth takes a whole number, not {index!r}")
        return self._located((["nth", index],), f"nth({index})")

    def filter(
        self,
        *,
        has_text: Pattern | None = None,
        has_not_text: Pattern | None = None,
        has: Locator | None = None,
        has_not: Locator | None = None,
        visible: bool | None = None,
    ) -> Locator:
        """Elements of this locator that contain a text, contain an element of another locator, or are visible."""
        steps: list[Step] = []
        texts: list[str] = []
        for key, kind, text in (("has_text", "hasText", has_text), ("has_not_text", "hasNotText", has_not_text)):
            if text is not None:
                steps.append([kind, pattern_of(text)])
                texts.append(f"{key}={text!r}")
        for key, kind, other in (("has", "has", has), ("has_not", "hasNot", has_not)):
            if other is not None:
                steps.append([kind, self._steps_of(other)])
                texts.append(f"{key}={other}")
        if visible is not None:
            steps.append(["visible", visible])
            texts.append(f"visible={visible}")
        return self._located(tuple(steps), f"filter({', '.join(texts)})")

    def and_(self, other: Locator) -> Locator:
        """Elements that this locator and the other one both find."""
        return self._located((["and", self._steps_of(other)],), f"and_({other})")

    def or_(self, other: Locator) -> Locator:
        """Elements that this locator or the other one finds, in the document's order."""
        steps: Step = ["any", [list(self._steps), self._steps_of(other)]]
        return Locator(self._frame, (steps,), f"{self._text}.or_({other})")

    def _steps_of(self, other: Locator) -> list[Step]:
        if not isinstance(other, Locator):
            raise TypeError(f"{other!r} is not a locator")
        if other._frame != self._frame:
            raise Error(f"{other} looks in another frame than {self}")
        return list(other._steps)

    # reading them -----------------------------------------------------------------------------------------------------

    async def count(self) -> int:
        """The number of them now."""
        answer = await self._frame.ask("count", self._steps)
        return int(answer or 0)

    async def all(self) -> list[Locator]:
        """A locator for each of them that is there now."""
        return [self.nth(index) for index in range(await self.count())]

    async def all_text_contents(self) -> list[str]:
        """The `textContent` of each that is there now."""
        return list(await self._frame.ask("readAll", self._steps, "textContent") or [])

    async def all_inner_texts(self) -> list[str]:
        """The `innerText` of each that is there now."""
        return list(await self._frame.ask("readAll", self._steps, "innerText") or [])

    async def text_content(self, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """Its `textContent`: hidden text too. What a person sees is `seen_text()`."""
        return str(await self._read("textContent", timeout=timeout))

    async def inner_text(self, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """Its `innerText`."""
        return str(await self._read("innerText", timeout=timeout))

    async def seen_text(self, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """The text that a person sees in it, as `expect` compares it: "" if it is hidden; white space counts as one
        space, and not at the ends."""
        return str(await self._read("text", timeout=timeout))

    async def inner_html(self, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """Its `innerHTML`."""
        return str(await self._read("innerHTML", timeout=timeout))

    async def get_attribute(self, name: str, *, timeout: float = DEFAULT_TIMEOUT) -> str | None:
        """The value of an attribute of it, None if it has none of that name."""
        value = await self._read("attribute", name, timeout=timeout)
        return None if value is None else str(value)

    async def input_value(self, *, timeout: float = DEFAULT_TIMEOUT) -> str:
        """The value of an input, textarea or select, or of the one that it labels. Raises `Error` for another."""
        return str(await self._read("value", timeout=timeout))

    async def bounding_box(self, *, timeout: float = DEFAULT_TIMEOUT) -> dict[str, float] | None:
        """`x`, `y`, `width` and `height` of its box, in CSS pixels from the upper left corner of what is seen of its
        frame; None if it is not visible."""
        box: dict[str, float] | None = await self._read("box", timeout=timeout)
        return box

    async def is_visible(self) -> bool:
        """True when it is visible now: with a box that is not empty, and not `visibility: hidden`."""
        return bool((await self._look("visible")).get("value"))

    async def is_hidden(self) -> bool:
        """True when it is not visible now, or not there."""
        return not await self.is_visible()

    async def is_enabled(self, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """True when it is not disabled, by `disabled` or `aria-disabled`."""
        return bool(await self._read("enabled", timeout=timeout))

    async def is_disabled(self, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """True when it is disabled."""
        return not await self.is_enabled(timeout=timeout)

    async def is_editable(self, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """True when it is enabled and not read-only. Raises `Error` for what takes no text."""
        return bool(await self._read("editable", timeout=timeout))

    async def is_checked(self, *, timeout: float = DEFAULT_TIMEOUT) -> bool:
        """True when a checkbox, radio button or switch is checked. Raises `Error` for what is neither."""
        return bool(await self._read("checked", timeout=timeout))

    async def evaluate(self, expression: str, arg: object = None, *, timeout: float = DEFAULT_TIMEOUT) -> Any:
        """The JSON value of a function that is called with the element and `arg` in the page's own world; a promise is
        awaited. Raises `EvaluationError`."""
        await self._read("textContent", timeout=timeout)
        return (await self._perform("evaluate", [expression, arg], timeout))["value"]

    async def wait_for(self, *, state: State = "visible", timeout: float = DEFAULT_TIMEOUT) -> None:
        """Waits until it is attached, detached, visible or hidden."""
        if state not in _STATES:
            raise ValueError(f"state is {state!r}; it can be: {', '.join(_STATES)}")
        shown = ""

        async def look() -> bool | None:
            nonlocal shown
            found = await self._look("visible" if state in ("visible", "hidden") else "attached")
            shown = self._shown(found)
            is_there = bool(found.get("value"))
            return True if is_there == (state in ("visible", "attached")) else None

        await self._frame.page._until(look, timeout, lambda: shown)

    async def _element(self) -> turbohtml.Element | None:
        """The element as it is in the frame's `document`, None if it is not there any more."""
        found = await self._look("path")
        if not found["count"]:
            return None
        if found["value"] is None:
            raise Error(f"{self._text} is in a shadow tree, which `document` does not show; use the locator itself")
        node: turbohtml.Node = self._frame.document
        try:
            for index in found["value"]:
                node = [child for child in node.children if isinstance(child, turbohtml.Element)][index]
        except IndexError:
            return None  # it changed since
        assert isinstance(node, turbohtml.Element)
        return node

    async def _look(self, what: str, argument: object = None) -> dict[str, Any]:
        """Answer of js/locators about the only element: `count`, and `value` if that is 1. Raises `Error` if there are
        several."""
        found: dict[str, Any] = await self._frame.ask("look", self._steps, what, argument) or {"count": 0}
        self._require_one(found)
        return found

    async def _read(self, what: str, argument: object = None, *, timeout: float) -> Any:
        """The value that `_look` finds, once the element is there."""

        async def look() -> dict[str, Any] | None:
            found = await self._look(what, argument)
            return found if found["count"] else None

        found = await self._frame.page._until(look, timeout, lambda: self._shown({"count": 0}))
        if "refusal" in found:
            raise Error(f"{self._text}: {found['refusal']}")
        return found["value"]

    def _require_one(self, found: dict[str, Any]) -> None:
        if found["count"] > 1:
            raise Error(f"{self._text} is for one element, and {_several(found)}")

    def _shown(self, found: dict[str, Any]) -> str:
        if not found["count"]:
            return f"no element matches {self._text}"
        state = "visible" if found.get("value") else "not visible"
        note = f" ({found['note']})" if "note" in found else ""
        return f"{self._text}: the element is {state}{note}"

    # acting on them ---------------------------------------------------------------------------------------------------

    async def click(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Clicks it as a user does: pointer, mouse and click events, focus, activation."""
        await self._perform("click", None, timeout)

    async def dblclick(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Clicks it twice, with `dblclick` in the end."""
        await self._perform("dblclick", None, timeout)

    async def hover(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Moves the pointer over it."""
        await self._perform("hover", None, timeout)

    async def fill(self, value: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Sets the value of an input, textarea, select or editable element, with `input` and `change` events."""
        if not isinstance(value, str):
            raise TypeError(f"fill takes a text, not {type(value).__name__}; {value!r} was given")
        await self._perform("fill", value, timeout)

    async def clear(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Fills it with nothing."""
        await self._perform("fill", "", timeout)

    async def press(self, key: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Focuses it and presses a key, e.g. `Enter`, `a` or `Control+a`. Raises `Error` for one that there is not."""
        parse_press(key)
        await self._perform("press", key, timeout)

    async def press_sequentially(self, text: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Focuses it and presses the key of each character."""
        for character in text:
            await self._perform("press", "Enter" if character == "\n" else character, timeout)

    async def check(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Clicks a checkbox, radio button or switch that is not checked yet. Raises `Error` if that does not help."""
        await self.set_checked(True, timeout=timeout)

    async def uncheck(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Clicks a checkbox or switch that is checked. Raises `Error` if that does not help."""
        await self.set_checked(False, timeout=timeout)

    async def set_checked(self, checked: bool, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """See `check` and `uncheck`."""
        if await self._read("checked", timeout=timeout) == checked:
            return
        await self._perform("click", None, timeout)
        found = await self._look("checked")
        if found["count"] and found.get("value") != checked:
            raise Error(f"{self._text}: the click left it {'un' * checked}checked")

    async def select_option(
        self,
        value: str | Sequence[str] | None = None,
        *,
        label: str | Sequence[str] | None = None,
        index: int | Sequence[int] | None = None,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> list[str]:
        """Selects the options of a `<select>` by value (or label), by label, or by index, and no others, with `input`
        and `change` events. Waits until they are there and enabled. Returns the values of those that are selected."""
        wanted: list[dict[str, object]] = []
        for key, given in (("either", value), ("label", label), ("index", index)):
            if given is not None:
                items: Sequence[object] = [given] if isinstance(given, str | int) else given
                wanted += [{key: item} for item in items]
        return list((await self._perform("select", wanted, timeout))["value"])

    async def set_input_files(self, files: Files, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Chooses the files of an `<input type=file>`, with `input` and `change` events: a path, or a dict with `name`,
        `mimeType` and `buffer` (bytes), or a list of these; an empty one chooses none. Raises OSError for a file that
        cannot be read."""
        await self._perform("files", encoded_files(files), timeout)

    async def scroll_into_view_if_needed(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Scrolls to it."""
        await self._perform("scroll", None, timeout)

    async def focus(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Gives it the focus."""
        await self._perform("focus", None, timeout)

    async def blur(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Takes the focus from it."""
        await self._perform("blur", None, timeout)

    async def dispatch_event(
        self, type: str, event_init: dict[str, Any] | None = None, *, timeout: float = DEFAULT_TIMEOUT
    ) -> None:
        """Dispatches an event at it by script: one that is not trusted, and bubbles unless `event_init` says else."""
        await self._perform("dispatch", [type, event_init or {}], timeout)

    async def screenshot(self, *, path: str | PathLike[str] | None = None, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """A picture of it, as PNG, which is also written to `path`, once it is visible."""
        check_picture_path(path)
        outcome = await self._perform("screenshot", None, timeout)
        image = base64.b64decode(outcome["value"])
        if path is not None:
            write_file(path, image)
        return image

    async def _perform(self, action: str, argument: object, timeout: float) -> dict[str, Any]:
        """Acts once the element is there and lets itself be acted on. Raises `Error` if it never will."""
        problem = ""
        device, began = self._frame.page._device, 0.0

        async def attempt() -> dict[str, Any] | None:
            nonlocal problem, began
            began = device.now()
            outcome = await self._frame.perform(self._steps, action, argument)
            if outcome is None or not outcome["count"]:
                problem = self._shown({"count": 0})
                return None
            self._require_one(outcome)
            if refusal := outcome.get("refusal"):
                raise Error(f"{self._text}: {refusal}")
            if now := outcome.get("problem"):
                problem = f"{self._text}: {now}, and that did not change"
                return None
            return outcome

        outcome = await self._frame.page._until(attempt, timeout, lambda: problem)
        if action in _BY_USERS:
            # What was typed is left out: it may be a secret.
            device.note_action(f"{action} {self._text}", began)
        await self._frame.settle()
        return outcome


def check_picture_path(path: str | PathLike[str] | None) -> None:
    """Raises `ValueError` for a name under which nobody would look for a PNG."""
    if path is not None and Path(path).suffix.lower() not in ("", ".png"):
        raise ValueError(f"{fspath(path)} cannot be written: a screenshot is .png")


def _several(found: dict[str, Any]) -> str:
    """Message that several elements match, with the markup of the first ones."""
    lines = [f"\n  {number}. {markup}" for number, markup in enumerate(found["markup"], 1)]
    more = "\n  ..." if found["count"] > len(lines) else ""
    return f"{found['count']} match:{''.join(lines)}{more}\ntake one of them: .first, .last, .nth(index), .filter()"
