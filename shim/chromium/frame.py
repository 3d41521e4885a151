"""A frame of a page of Chromium, in whatever process it is. It has what `shim.headless.frame.Frame` has for callers."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import turbohtml

from shim.api.actions import SelectorActions
from shim.api.locator import Locator
from shim.api.selectors import Steps
from shim.api.session import Session
from shim.api.values import check_expression, decode_value, encode_value
from shim.devtools.connection import CdpSession, ProtocolError, Values
from shim.errors import Error, EvaluationError, NavigationError
from shim.resources import expression as joined
from shim.resources import injected
from shim.session import AudioSession

if TYPE_CHECKING:
    from .page import Page

_WORLD = "audio-shim"
_GONE = "the document was closed, or navigated away"
# A reference to a value of the page, as an argument of a call.
_REFERENCE = ("objectId", "unserializableValue", "value")

_BY_POINTER = frozenset({"click", "dblclick", "hover"})
# A function of an element and a caller's argument, called with the element as `this`.
_CALL_WITH_ELEMENT = """function (argument) {{
  const given = ({expression}
  );
  const value = (arg) => (typeof given === "function" ? given(this, arg) : given);
  return {{ value, bring: {evaluate} }}.bring(argument);
}}"""


class _Gone(EvaluationError):
    """The document has given way to another one, or to none."""


class Frame(SelectorActions):
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
        self.reached: set[str] = set()
        """Stages that its document has reached: `commit`, `domcontentloaded`."""
        self.moves = 0
        """Count of its navigations within a document."""
        self.loaded_loader: str | None = None
        """The loader of the last document whose `load` event has fired."""
        self.context: str | None = None
        """The page's own execution context, the number of it, and that of our world."""
        self.context_number = 0
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
        return turbohtml.parse(browser.snapshots.take(self.target.target["targetId"], self.id, injected("snapshot")))

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
        check_expression(expression)
        argument = encode_value(arg)
        self._check()
        try:
            await self.page.until_changed(lambda: self.context is not None)
            context, target = self.context, self.target
            # In the task in which it comes about, a promise gets who hears of its rejection: the page hears of none.
            whole = f"({{ value: ({expression}\n), bring: {injected('evaluate')} }}).bring({json.dumps(argument)})"
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
            functionDeclaration=injected("evaluate"),
            uniqueContextId=context,
            arguments=[{"value": argument}, reference],
            awaitPromise=True,
            returnByValue=True,
        )
        if "objectId" in reference:
            target.post("Runtime.releaseObject", objectId=reference["objectId"])
        return answer

    # what locators ask of it: see `LocatedFrame` ----------------------------------------------------------------------

    def _located(self, steps: Steps, text: str) -> Locator:
        return Locator(self, steps, text)

    async def ask(self, name: str, *arguments: object) -> Any:
        """The answer of a function of js/locators/answers.js. Raises `Error`."""
        try:
            answer = await self.act(name, *arguments)
        except _Gone:
            return None
        if isinstance(answer, dict) and "fatal" in answer:
            raise Error(answer["fatal"])
        return answer

    async def perform(self, steps: Steps, action: str, argument: object = None) -> dict[str, Any] | None:
        """Tries once to act on the only element that the steps find."""
        if action in _BY_POINTER:
            found = await self.ask("place", steps, action)
            if found is not None and "x" in found:
                x, y = await self._offset()
                await self.page.point(found["x"] + x, found["y"] + y, action)
        elif action == "press":
            found = await self.ask("attempt", steps, "focus")
            if found is not None and "value" in found:
                await self.page.press_key(str(argument))
        elif action == "screenshot":
            found = await self._draw(steps)
        elif action == "frame":
            found = await self._child_of(steps)
        elif action == "evaluate":
            expression, arg = cast("tuple[str, object]", argument)
            found = await self._evaluate_with(steps, expression, arg)
        else:
            found = await self.ask("attempt", steps, action, argument)
        answer: dict[str, Any] | None = found
        return answer

    async def _draw(self, steps: Steps) -> Values | None:
        """A picture of the only element that the steps find, as base64 in `value`."""
        found: Values | None = await self.ask("box", steps)
        if found is not None and "width" in found:
            x, y = await self._offset()
            found["value"] = await self.page.draw_part(found["x"] + x, found["y"] + y, found["width"], found["height"])
        return found

    async def _child_of(self, steps: Steps) -> Values | None:
        """The index in `child_frames` of the frame of the only iframe that the steps find, in `value`."""
        found: Values | None = await self.ask("attempt", steps, "frame")
        if found is None or "value" not in found:
            return found
        try:
            element = await self._in_world(_call("element", steps), by_value=False)
            node = (await self.target.send("DOM.describeNode", objectId=element["objectId"]))["node"]
        except (ProtocolError, _Gone, KeyError):
            return None
        inner = [index for index, child in enumerate(self.child_frames) if child.id == node.get("frameId")]
        return {"count": 1, "value": inner[0] if inner else None}

    async def settle(self) -> None:
        """Returns at once: what is queued in Chromium cannot be seen."""

    async def _offset(self) -> tuple[float, float]:
        """The place of the frame's target within the tab: its frames may be in several processes."""
        x = y = 0.0
        frame = self
        while frame.parent is not None:
            outer = frame.parent.target
            owner = await outer.send("DOM.getFrameOwner", frameId=frame.id)
            box = await outer.send("DOM.getBoxModel", backendNodeId=owner["backendNodeId"])
            x, y = x + box["model"]["content"][0], y + box["model"]["content"][1]
            # that is its place in the whole of the target around it
            frame = frame.parent
            while frame.parent is not None and frame.parent.target is frame.target:
                frame = frame.parent
        return x, y

    async def _evaluate_with(self, steps: Steps, expression: str, arg: object) -> dict[str, Any] | None:
        """Calls a function of the page's own world with an element that was found in ours."""
        target, context = self.target, self.context
        try:
            element = await self._in_world(_call("element", steps), by_value=False)
            node = await target.send("DOM.describeNode", objectId=element["objectId"])
            there = await target.send(
                "DOM.resolveNode",
                backendNodeId=node["node"]["backendNodeId"],
                **({"executionContextId": self.context_number} if context is not None else {}),
            )
            answer = await target.send(
                "Runtime.callFunctionOn",
                functionDeclaration=_CALL_WITH_ELEMENT.format(expression=expression, evaluate=injected("evaluate")),
                objectId=there["object"]["objectId"],
                arguments=[{"value": encode_value(arg)}],
                awaitPromise=True,
                returnByValue=True,
            )
        except (ProtocolError, _Gone):
            return None
        _raise(answer)
        outcome = answer["result"]["value"]
        if "value" not in outcome:
            raise EvaluationError(outcome["message"], outcome["stack"])
        return {"count": 1, "value": decode_value(json.loads(outcome["value"]))}

    # in ours ----------------------------------------------------------------------------------------------------------

    async def act(self, name: str, *arguments: object) -> Any:
        """Calls a function of js/inject/actions.js. Raises `EvaluationError`."""
        return await self._in_world(_call(name, *arguments))

    async def _in_world(self, expression: str, *, by_value: bool = True) -> Any:
        """The value of an expression in a world of our own, or a reference to it. Raises `EvaluationError`."""
        self._check()
        try:
            if self.world is None:
                made = await self.target.send("Page.createIsolatedWorld", frameId=self.id, worldName=_WORLD)
                world = made["executionContextId"]
                await self.target.send("Runtime.evaluate", expression=_actions(), contextId=world, returnByValue=True)
                self.world = world
            answer = await self.target.send(
                "Runtime.evaluate",
                expression=expression,
                contextId=self.world,
                awaitPromise=True,
                returnByValue=by_value,
            )
        except ProtocolError:
            self.world = None
            raise _Gone(_GONE) from None
        _raise(answer)
        return answer["result"].get("value") if by_value else answer["result"]

    def forget_contexts(self) -> None:
        """Its document is gone."""
        self.context = self.world = None


@cache
def _actions() -> str:
    """Script that an isolated world of ours begins with."""
    found = f"({injected('actions')})({joined('locators/answers.js', 'locators')})"
    return f"globalThis.audioShim = {{ ...{found}, snapshot: {injected('snapshot')} }}; 0"


def _call(name: str, *arguments: object) -> str:
    return f"audioShim.{name}({', '.join(map(json.dumps, arguments))})"


def _raise(answer: Values) -> None:
    if (details := answer.get("exceptionDetails")) is not None:
        raise EvaluationError(*error_of(details))


def error_of(details: Values) -> tuple[str, str]:
    """Message and stack of an exception that Chromium describes."""
    exception = details.get("exception", {})
    description = str(exception.get("description") or exception.get("value") or details["text"])
    message, _, stack = description.partition("\n    at ")
    return message, f"    at {stack}" if stack else ""


__all__ = ["Error", "Frame", "Session", "error_of"]
