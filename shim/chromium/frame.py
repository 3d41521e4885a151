"""A frame of a page of Chromium, in whatever process it is. It has what `shim.headless.frame.Frame` has for callers."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import turbohtml

from shim.api.session import Session
from shim.api.values import decode_value, encode_value
from shim.devtools.connection import CdpSession, ProtocolError, Values
from shim.errors import Error, EvaluationError, NavigationError
from shim.resources import js_dir
from shim.session import AudioSession

if TYPE_CHECKING:
    from .page import Page

_WORLD = "audio-shim"
_GONE = "the document was closed, or navigated away"
# A reference to a value of the page, as an argument of a call.
_REFERENCE = ("objectId", "unserializableValue", "value")


@cache
def source(name: str) -> str:
    """The text of a script in `js/inject`, an expression."""
    return (js_dir() / "inject" / f"{name}.js").read_text(encoding="utf-8").strip()


class Frame:
    """A browsing context with the document that is in it now."""

    def __init__(self, page: Page, id_: str, session: CdpSession, parent: Frame | None = None) -> None:
        self.page = page
        self.id = id_
        """Chromium's."""
        self.target = session
        """The session of the target that it is in now."""
        self.parent_frame = parent
        self.child_frames: list[Frame] = []
        self.name = ""
        self.location = "about:blank"
        self.loader = ""
        """Chromium's name for the load that its document came from."""
        self.loaded_loader: str | None = None
        """The loader of the last document whose `load` event has fired."""
        self.context: str | None = None
        """The page's own execution context, and that of our world."""
        self.world: int | None = None
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
        """True when the document's `load` event has fired."""
        return self.loaded_loader == self.loader

    @property
    def session(self) -> Session:
        """The document's audio session."""
        self._check()
        return Session(self._model)

    def _model(self) -> AudioSession | None:
        browser = self.page.browser
        document = browser.documents.frames.get(self.id)
        return browser.device.core.session(document.id) if document is not None else None

    @property
    def document(self) -> turbohtml.Document:
        """The document as it is now: a copy, parsed from its markup. Changing it changes nothing in the page."""
        self._check()
        browser = self.page.browser
        return turbohtml.parse(browser.snapshots.take(self.target.target["targetId"], self.id, source("actions")))

    def _check(self) -> None:
        if self.detached:
            raise NavigationError(
                "the page is closed" if self.parent is None else "the frame was removed from its page"
            )

    async def content(self) -> str:
        """The document's markup."""
        return str(await self.act("snapshot"))

    async def title(self) -> str:
        """The document's title."""
        return " ".join(str(await self._in_world("document.title")).split())

    # in the page's own world ------------------------------------------------------------------------------------------

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """The JSON value of an expression, a function called with `arg`, or a script's last value; promises are
        awaited.

        Raises `EvaluationError` with the page's message and stack.
        """
        argument = encode_value(arg)
        self._check()
        try:
            await self.page.until_changed(lambda: self.context is not None)
            context, target = self.context, self.target
            # In the task in which it comes about, a promise gets who hears of its rejection: the page hears of none.
            whole = f"({{ value: ({expression}\n), bring: {source('evaluate')} }}).bring({json.dumps(argument)})"
            compiled = await target.send("Runtime.compileScript", expression=whole, sourceURL="", persistScript=False)
            if "exceptionDetails" in compiled:
                answer = await self._run_script(target, context, expression, argument)
            else:
                answer = await target.send(
                    "Runtime.evaluate", expression=whole, uniqueContextId=context, awaitPromise=True, returnByValue=True
                )
        except ProtocolError:
            raise EvaluationError(_GONE) from None
        _raise(answer)
        outcome = answer["result"]["value"]
        if "value" not in outcome:
            raise EvaluationError(outcome["message"], outcome["stack"])
        return decode_value(json.loads(outcome["value"]))

    async def _run_script(self, target: CdpSession, context: str | None, script: str, argument: str) -> Values:
        """The answer with the last value of a script that is not an expression."""
        answer = await target.send("Runtime.evaluate", expression=script, uniqueContextId=context, awaitPromise=True)
        _raise(answer)
        value = answer["result"]
        reference = next(({key: value[key]} for key in _REFERENCE if key in value), {})
        answer = await target.send(
            "Runtime.callFunctionOn",
            functionDeclaration=source("evaluate"),
            uniqueContextId=context,
            arguments=[{"value": argument}, reference],
            awaitPromise=True,
            returnByValue=True,
        )
        if "objectId" in reference:
            target.post("Runtime.releaseObject", objectId=reference["objectId"])
        return answer

    # in ours ----------------------------------------------------------------------------------------------------------

    async def act(self, name: str, *arguments: object) -> Any:
        """Calls a function of js/inject/actions.js."""
        return await self._in_world(f"{source('actions')}.{name}({', '.join(map(json.dumps, arguments))})")

    async def _in_world(self, expression: str) -> Any:
        """The value of an expression in a world of our own. Raises `EvaluationError`."""
        self._check()
        try:
            if self.world is None:
                made = await self.target.send("Page.createIsolatedWorld", frameId=self.id, worldName=_WORLD)
                self.world = made["executionContextId"]
            answer = await self.target.send(
                "Runtime.evaluate", expression=expression, contextId=self.world, returnByValue=True
            )
        except ProtocolError:
            self.world = None
            raise EvaluationError(_GONE) from None
        _raise(answer)
        return answer["result"].get("value")

    def forget_contexts(self) -> None:
        """Its document is gone."""
        self.context = self.world = None


def _raise(answer: Values) -> None:
    if (details := answer.get("exceptionDetails")) is not None:
        raise EvaluationError(*error_of(details))


def error_of(details: Values) -> tuple[str, str]:
    """Message and stack of an exception that Chromium describes."""
    exception = details.get("exception", {})
    description = str(exception.get("description") or exception.get("value") or details["text"])
    message, _, stack = description.partition("\n    at ")
    return message, f"    at {stack}" if stack else ""


__all__ = ["Error", "Frame", "Session", "error_of", "source"]
