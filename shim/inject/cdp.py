"""Documents of Chromium on a device, over the DevTools protocol: in every frame, whatever process it is in.

A frame of another site is a target of its own. Chromium holds each new target until it has our script. The script's
way to the host is a binding, which it takes from the global object before the page can see it; the host's way to the
document is a handle on the link, handed over by the console's `inspect()`, so that no global is left.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..cdp import CdpSession, ProtocolError, Values
from ..device import Device
from ..session import Output, RemoteSessionError
from .cut import cut_off
from .script import media_devices, script

_log = logging.getLogger("shim")
_SECONDS_TO_SETTLE = 5.0
"""A page that does not run is not waited for any longer."""
_FRAMES = [{"type": "iframe"}, {"exclude": True}]


@dataclass(eq=False)
class Document:
    """One document: the device's link to it, and where it is in Chromium."""

    session: CdpSession
    context: int
    """The number of its execution context in the session."""
    unique_context: str
    frame: str
    handle: str
    """The object id of its link."""
    parent: Document | None
    id: int = 0
    """Among the documents of the device."""
    is_cut_off: bool = False
    under_way: set[asyncio.Future[Values]] = field(default_factory=set)

    def call(self, declaration: str, *arguments: object) -> asyncio.Future[Values]:
        """Calls a function with the link as `this`, in a task of its own, behind what was called before."""
        answer = self.session.post(
            "Runtime.callFunctionOn",
            objectId=self.handle,
            functionDeclaration=declaration,
            arguments=[{"value": argument} for argument in arguments],
            awaitPromise=True,
        )
        self.under_way.add(answer)
        answer.add_done_callback(self.under_way.discard)
        return answer

    def deliver(self, text: str) -> None:
        """See `shim.device.Link`."""
        if not self.is_cut_off:
            self.call("function (text) { this.onmessage(text); }", text)

    @property
    def lineage(self) -> Iterable[Document]:
        """The document and those around it."""
        document: Document | None = self
        while document is not None:
            yield document
            document = document.parent


@dataclass(slots=True)
class _Target:
    """A target that scripts are injected into, and what of it is known."""

    session: CdpSession
    tab_name: str
    contexts: dict[int, Values] = field(default_factory=dict)
    """The descriptions of its execution contexts."""


class CdpInjection:
    """Pages of one Chromium on a device. `on_target` is called with the session of each target, before it runs, and
    that of the one around it; `on_error` with (frame id, text) when a document sent what it must not."""

    def __init__(
        self,
        device: Device,
        *,
        on_target: Callable[[CdpSession, CdpSession | None], object] = lambda session, parent: None,
        on_error: Callable[[str, str], object] | None = None,
    ) -> None:
        self.device = device
        self.frames: dict[str, Document] = {}
        """The document in each frame, by the frame's id."""
        self._on_target = on_target
        self._on_error = on_error or (lambda frame, text: _log.warning("%s", text))
        self._binding = f"audioSession{secrets.token_hex(8)}"
        self._script = script(_CONNECT % (self._binding, self._binding))
        self._parents: dict[str, str | None] = {}
        self._urls: dict[str, str] = {}
        self._targets: dict[CdpSession, _Target] = {}
        device.join(self)

    def close(self) -> None:
        """Takes all documents off the device."""
        self.device.leave(self)
        for target in list(self._targets.values()):
            target.session.post("Runtime.removeBinding", name=self._binding)
            self._targets.pop(target.session)
        self._forget(list(self.frames.values()))

    def has_target(self, id_: str | None) -> bool:
        """Whether a target is injected into."""
        return any(known.target["targetId"] == id_ for known in self._targets)

    # targets ----------------------------------------------------------------------------------------------------------

    async def add(
        self, session: CdpSession, tab_name: str, *, is_waiting: bool = False, parent: CdpSession | None = None
    ) -> None:
        """Injects into a target and the frames in it. `is_waiting`: Chromium holds it until it is told to go on."""
        target = self._targets[session] = _Target(session, tab_name)
        listeners = {
            "Runtime.executionContextCreated": self._context_created,
            "Runtime.inspectRequested": self._link_came,
            "Runtime.bindingCalled": self._heard,
            "Runtime.executionContextDestroyed": self._context_destroyed,
            "Runtime.executionContextsCleared": self._contexts_cleared,
            "Page.frameNavigated": self._frame_navigated,
            "Target.attachedToTarget": self._frame_target_came,
            # a crashed target is one of the next document's, if there will be one
            "Inspector.targetCrashed": self._contexts_cleared,
            "closed": self._target_gone,
        }
        for event, listener in listeners.items():
            session.on(event, lambda values, listener=listener: listener(target, values))  # type: ignore[misc]
        session.on("Page.frameAttached", lambda v: self._parents.update({v["frameId"]: v["parentFrameId"]}))
        session.on("Page.frameDetached", self._frame_detached)
        session.post("Inspector.enable")
        session.post("Page.enable")
        tree = session.post("Page.getFrameTree")
        session.post("Runtime.enable")
        session.post("Runtime.addBinding", name=self._binding)
        self._on_target(session, parent)
        if not is_waiting:
            self._learn_frames((await tree)["frameTree"])
        added = session.post(
            "Page.addScriptToEvaluateOnNewDocument",
            source=self._script,
            includeCommandLineAPI=True,
            runImmediately=not is_waiting,
        )
        if not is_waiting:
            # the documents that are there already come before those in them
            await added
        session.post("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True, filter=_FRAMES)
        session.post("Runtime.runIfWaitingForDebugger")
        await added

    def add_soon(
        self, session: CdpSession, tab_name: str, *, is_waiting: bool, parent: CdpSession | None = None
    ) -> None:
        """Does that in a task."""
        adding = asyncio.ensure_future(self.add(session, tab_name, is_waiting=is_waiting, parent=parent))
        adding.add_done_callback(_ignore_gone)

    def _learn_frames(self, tree: Values) -> None:
        self._urls[tree["frame"]["id"]] = _url(tree["frame"])
        for child in tree.get("childFrames", ()):
            self._parents[child["frame"]["id"]] = tree["frame"]["id"]
            self._learn_frames(child)

    def _frame_target_came(self, target: _Target, values: Values) -> None:
        info = values["targetInfo"]
        child = target.session.child(values["sessionId"])
        if parent := info.get("parentFrameId"):
            self._parents[info["targetId"]] = parent
        is_waiting = values["waitingForDebugger"]
        self.add_soon(child, target.tab_name, is_waiting=is_waiting, parent=target.session)

    def _target_gone(self, target: _Target, _: Values) -> None:
        self._targets.pop(target.session, None)
        self._forget([one for one in self.frames.values() if one.session is target.session])

    def _frame_navigated(self, target: _Target, values: Values) -> None:
        frame = values["frame"]
        self._urls[frame["id"]] = _url(frame)
        if values.get("type") == "BackForwardCacheRestore" and "parentId" not in frame:
            # AD-HOC: the device no longer knows the sessions of a page that comes back: it is loaded anew.
            target.session.post("Page.reload")

    def _frame_detached(self, values: Values) -> None:
        if values.get("reason") == "remove":
            self._parents.pop(values["frameId"], None)
            self._urls.pop(values["frameId"], None)
            if document := self.frames.get(values["frameId"]):
                self._forget([document])

    # documents --------------------------------------------------------------------------------------------------------

    def _context_created(self, target: _Target, values: Values) -> None:
        context = values["context"]
        target.contexts[context["id"]] = context

    def _link_came(self, target: _Target, values: Values) -> None:
        context = target.contexts.get(values["executionContextId"])
        if context is None or target.session not in self._targets or "objectId" not in values["object"]:
            return
        frame = context["auxData"]["frameId"]
        if before := self.frames.get(frame):
            self._forget([before])
        parent = self._document_around(frame)
        handle = values["object"]["objectId"]
        document = Document(target.session, context["id"], context["uniqueId"], frame, handle, parent)
        self.frames[frame] = document
        document.id = self.device.add_document(
            document,
            parent.id if parent is not None else None,
            tab_name=target.tab_name,
            url=self._urls.get(frame, "about:blank"),
        )
        if self.device.locked:
            document.call(_SET_VISIBILITY, "hidden")
        for output in self.device.core.surroundings.plugged:
            document.call(_PLUG, output, media_devices(output), False)

    def _document_around(self, frame: str) -> Document | None:
        around = self._parents.get(frame)
        while around is not None:
            if around in self.frames:
                return self.frames[around]
            around = self._parents.get(around)
        return None

    def _heard(self, target: _Target, values: Values) -> None:
        if values["name"] != self._binding:
            return
        context = target.contexts.get(values["executionContextId"])
        document = self.frames.get(context["auxData"]["frameId"]) if context is not None else None
        if document is None or context is None or document.unique_context != context["uniqueId"]:
            return
        if document.is_cut_off:
            return
        try:
            self.device.receive(document.id, values["payload"])
        except RemoteSessionError as error:
            self._cut_off(document, str(error))

    def _cut_off(self, document: Document, reason: str) -> None:
        """The document has broken the rules: it is silent for the device from now on, and the frames in it go on."""
        document.is_cut_off = True
        cut_off(self.device, document.id)
        self._on_error(document.frame, f"a document was cut off from the device: {reason}")

    def _context_destroyed(self, target: _Target, values: Values) -> None:
        context = target.contexts.pop(values["executionContextId"], None)
        if context is not None:
            self._forget([one for one in self.frames.values() if one.unique_context == context["uniqueId"]])

    def _contexts_cleared(self, target: _Target, _: Values) -> None:
        target.contexts.clear()
        self._forget([one for one in self.frames.values() if one.session is target.session])

    def _forget(self, documents: list[Document]) -> None:
        """They are gone, and what is in them."""
        for document in documents:
            if self.frames.get(document.frame) is not document:
                continue  # went with the one around it
            for one in [one for one in self.frames.values() if document in one.lineage]:
                del self.frames[one.frame]
            self.device.remove_document(document.id)

    # what the device tells --------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """See `shim.device.Surroundings`."""
        try:
            async with asyncio.timeout(_SECONDS_TO_SETTLE):
                while under_way := [answer for one in self.frames.values() for answer in one.under_way]:
                    await asyncio.wait(under_way)
                    touched = [one for one in self.frames.values() if not one.is_cut_off]
                    await asyncio.gather(
                        *(one.session.post(**_settled(one)) for one in touched), return_exceptions=True
                    )
        except TimeoutError:
            _log.warning("a page did not take what the device told it within %g s", _SECONDS_TO_SETTLE)

    def set_visibility(self, state: str) -> None:
        """See `shim.device.Surroundings`."""
        for document in self.frames.values():
            document.call(_SET_VISIBILITY, state)

    def plug(self, output: Output) -> None:
        """See `shim.device.Surroundings`."""
        for document in self.frames.values():
            document.call(_PLUG, output, media_devices(output), True)

    def unplug(self, output: Output) -> None:
        """See `shim.device.Surroundings`."""
        for document in self.frames.values():
            document.call("function (name) { this.unplug(name); }", output)


_CONNECT = """(prepare) => {
  const send = globalThis.%s;
  delete globalThis.%s;
  if (!send) return;
  const { link, start } = prepare(send);
  inspect(link);
  start();
}"""
_SET_VISIBILITY = "function (state) { this.setVisibility(state); }"
_PLUG = "function (name, devices, isNew) { this.plug(name, devices, isNew); }"


def _url(frame: Values) -> str:
    return str(frame["url"]) + str(frame.get("urlFragment", ""))


def _settled(document: Document) -> dict[str, Any]:
    return {
        "method": "Runtime.callFunctionOn",
        "objectId": document.handle,
        "functionDeclaration": "function () { return this.settled(); }",
        "awaitPromise": True,
    }


def _ignore_gone(adding: asyncio.Future[None]) -> None:
    """A target may go while it is being set up."""
    if not adding.cancelled() and (error := adding.exception()) is not None and not isinstance(error, ProtocolError):
        _log.error("a frame was not injected into", exc_info=error)
