"""A frame of an isolated page, as its process has last told of it. It has what `shim.headless.frame.Frame` has for
callers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import turbohtml

from shim.api.actions import SelectorActions
from shim.api.locator import Locator
from shim.api.selectors import Steps
from shim.api.session import Session
from shim.api.values import check_expression, decode_value, encode_value
from shim.errors import EvaluationError, NavigationError
from shim.session import AudioSession

from .process import Ended

if TYPE_CHECKING:
    from .page import Page


class Frame(SelectorActions):
    """A navigable with the document that is in it now."""

    def __init__(self, page: Page, number: int, parent: Frame | None = None) -> None:
        self.page = page
        self.number = number
        """In its process."""
        self.parent_frame = parent
        self.child_frames: list[Frame] = []
        self.name = ""
        self.location = "about:blank"
        self.document_number: int | None = None
        """Its document's, in its process."""
        self.loaded = False
        self.detached = False

    @property
    def parent(self) -> Frame | None:
        return self.parent_frame

    @property
    def url(self) -> str:
        """The URL of the document, `about:blank` before the first."""
        return self.location

    @property
    def is_loaded(self) -> bool:
        """True once the document's `load` event has fired."""
        return self.loaded

    @property
    def session(self) -> Session:
        """The document's audio session, as the document last said it is."""
        self._check()
        return Session(self._model)

    def _model(self) -> AudioSession | None:
        document = self.page.device_document(self.document_number)
        return self.page.browser.device.core.session(document) if document is not None else None

    @property
    def document(self) -> turbohtml.Document:
        """The document as it is now: a copy, parsed from its markup. Changing it changes nothing in the page."""
        self._check()
        return turbohtml.parse(self.page.call_now("content", self.number))

    def _check(self) -> None:
        if self.detached:
            raise NavigationError(
                "the page is closed" if self.parent is None else "the frame was removed from its page"
            )

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """The JSON value of an expression, a function called with `arg`, or a script's last value; promises are
        awaited.

        Raises `EvaluationError` with the page's message and stack.
        """
        check_expression(expression)
        argument = encode_value(arg)
        self._check()
        try:
            return decode_value(json.loads(await self.page.call("evaluate", self.number, expression, argument)))
        except Ended as error:
            raise EvaluationError(str(error)) from None

    async def content(self) -> str:
        """The document's markup."""
        self._check()
        return str(await self.page.call("content", self.number))

    async def title(self) -> str:
        """The document's title."""
        self._check()
        return str(await self.page.call("title", self.number))

    # what locators ask of it: see `LocatedFrame` ----------------------------------------------------------------------

    def _located(self, steps: Steps, text: str) -> Locator:
        return Locator(self, steps, text)

    async def ask(self, name: str, *arguments: object) -> Any:
        """The answer of a function of js/locators/answers.js. Raises `Error`."""
        self._check()
        return decode_value(json.loads(await self.page.call("ask", self.number, encode_value([name, *arguments]))))

    async def perform(self, steps: Steps, action: str, argument: object = None) -> dict[str, Any] | None:
        """Tries once to act on the only element that the steps find."""
        self._check()
        found = await self.page.act("perform", self.number, encode_value([steps, action, argument]))
        outcome: dict[str, Any] | None = decode_value(json.loads(found))
        return outcome

    async def settle(self) -> None:
        """Returns at once: `perform` has waited for what the action queued."""
