"""Documents of Chromium on a device, over the DevTools protocol: in every frame, whatever process it is in.

A frame of another site is a target of its own. Chromium holds each new target until it has our script. The script's
way to the host is a binding, which it takes from the global object before the page can see it; the host's way to the
document is a handle on the link, handed over by the console's `inspect()`, so that no global is left.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from shim.device.device import Device
from shim.devtools.connection import CdpSession, ProtocolError, Values
from shim.plain_text import visible
from shim.session import Output, RemoteSessionError

from .cdp_document import BackForwardCache, Document
from .cut_off import cut_off
from .script import media_devices, script, surroundings
from .tasks import in_a_task

_log = logging.getLogger("shim")
AUTO_ATTACH: Values = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
"""The parameters of `Target.setAutoAttach` that hold each new target until it is told to go on. Chromium also holds
the workers and worklets that a filter leaves out, and nobody could tell those to go on: a target has no filter."""


@dataclass(slots=True)
class _Target:
    """A target that scripts are injected into, and what of it is known."""

    session: CdpSession
    tab_name: str
    contexts: dict[int, Values] = field(default_factory=dict)
    """The descriptions of its execution contexts."""
    script: asyncio.Future[Values] | None = None
    """The answer to having its script added."""


class CdpInjection:
    """Pages of one Chromium on a device. `on_target` is called with the session of each target with documents, before
    it runs, and that of the one around it; `on_worker` likewise of each worker and worklet; `on_error` with (frame id,
    text) when a document sent what it must not. `visibility` tells whether the page of a target is `visible` or
    `hidden`, without it by the device. With `gesture_per_element` autoplay is as on iOS."""

    def __init__(
        self,
        device: Device,
        *,
        on_target: Callable[[CdpSession, CdpSession | None], object] = lambda session, parent: None,
        on_worker: Callable[[CdpSession, CdpSession], object] | None = None,
        on_error: Callable[[str, str], object] | None = None,
        visibility: Callable[[CdpSession], str] | None = None,
        gesture_per_element: bool = False,
    ) -> None:
        self.device = device
        self.frames: dict[str, Document] = {}
        """The document in each frame, by the frame's id."""
        self._on_target = on_target
        self._visibility = visibility or (lambda session: device.visibility)
        self._on_worker = on_worker
        self._on_error = on_error or (lambda frame, text: _log.warning("%s", visible(text)))
        self._binding = f"audioSession{secrets.token_hex(8)}"
        self._guard = device.guard_of_new()
        self._gesture_per_element = gesture_per_element
        self._script = injected_script(self._binding, self._guard, gesture_per_element=gesture_per_element)
        self._stop_watching = device.watch(self._device_changed)
        self._replacing: set[asyncio.Future[object]] = set()
        self._cache = BackForwardCache()
        self._parents: dict[str, str | None] = {}
        self._urls: dict[str, str] = {}
        self._targets: dict[CdpSession, _Target] = {}
        device.join(self)

    def close(self) -> None:
        """Takes all documents off the device."""
        self.device.leave(self)
        self._stop_watching()
        for target in list(self._targets.values()):
            target.session.post("Runtime.removeBinding", name=self._binding)
            self._targets.pop(target.session)
        self._forget(list(self.frames.values()))

    def has_target(self, id_: str | None) -> bool:
        """True when a target is injected into."""
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
            "Target.attachedToTarget": self._target_came,
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
        enabled = session.post("Runtime.enable")
        session.post("Runtime.addBinding", name=self._binding)
        self._on_target(session, parent)
        is_back = False
        if not is_waiting:
            self._learn_frames((await tree)["frameTree"])
            await enabled
            is_back = any(map(self._knows, target.contexts.values()))
        added = session.post(
            "Page.addScriptToEvaluateOnNewDocument",
            source=self._script,
            includeCommandLineAPI=True,
            runImmediately=not is_waiting and not is_back,
        )
        target.script = added
        if not is_waiting:
            # the documents that are there already come before those in them
            await added
        session.post("Target.setAutoAttach", **AUTO_ATTACH)
        session.post("Runtime.runIfWaitingForDebugger")
        await added

    def _device_changed(self) -> None:
        """New documents know from their beginning what may not begin by itself."""
        guard = self.device.guard_of_new()
        if guard == self._guard:
            return
        self._guard = guard
        self._script = injected_script(self._binding, guard, gesture_per_element=self._gesture_per_element)
        for target in self._targets.values():
            if target.script is not None:
                task = in_a_task(self._replace_script(target), ProtocolError, "a frame")
                self._replacing.add(task)
                task.add_done_callback(self._replacing.discard)

    async def _replace_script(self, target: _Target) -> None:
        before = target.script
        assert before is not None
        target.script = target.session.post(
            "Page.addScriptToEvaluateOnNewDocument", source=self._script, includeCommandLineAPI=True
        )
        identifier = (await before)["identifier"]
        target.session.post("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)
        await target.script

    def add_soon(
        self, session: CdpSession, tab_name: str, *, is_waiting: bool, parent: CdpSession | None = None
    ) -> None:
        """Does that in a task."""
        in_a_task(self.add(session, tab_name, is_waiting=is_waiting, parent=parent), ProtocolError, "a frame")

    def _learn_frames(self, tree: Values) -> None:
        self._urls[tree["frame"]["id"]] = _url(tree["frame"])
        for child in tree.get("childFrames", ()):
            self._parents[child["frame"]["id"]] = tree["frame"]["id"]
            self._learn_frames(child)

    def _target_came(self, target: _Target, values: Values) -> None:
        info = values["targetInfo"]
        if info["type"] != "iframe":
            self._worker_came(target.session, values)
            return
        child = target.session.child(values["sessionId"])
        if parent := info.get("parentFrameId"):
            self._parents[info["targetId"]] = parent
        is_waiting = values["waitingForDebugger"]
        self.add_soon(child, target.tab_name, is_waiting=is_waiting, parent=target.session)

    def _worker_came(self, around: CdpSession, values: Values) -> None:
        """A worker or a worklet has no document to inject into: it runs, and is let go of unless somebody watches."""
        worker = around.child(values["sessionId"])
        if self._on_worker is None:
            resumed = worker.post("Runtime.runIfWaitingForDebugger")
            resumed.add_done_callback(lambda _: around.post("Target.detachFromTarget", sessionId=worker.id))
            return
        worker.on("Target.attachedToTarget", lambda inner: self._worker_came(worker, inner))
        self._on_worker(worker, around)
        worker.post("Target.setAutoAttach", **AUTO_ATTACH)
        worker.post("Runtime.runIfWaitingForDebugger")

    def _target_gone(self, target: _Target, _: Values) -> None:
        self._targets.pop(target.session, None)
        self._put_aside([one for one in self.frames.values() if one.session is target.session])

    def _frame_navigated(self, target: _Target, values: Values) -> None:
        frame = values["frame"]
        self._urls[frame["id"]] = _url(frame)
        if target.session not in self._targets:
            return
        document = self.frames.get(frame["id"])
        if values.get("type") != "BackForwardCacheRestore":
            if document is not None and document.session is target.session and document.context in target.contexts:
                # The document has taken over the window of an empty one, and what is in it: no script runs anew.
                document.call("look")
        elif "parentId" not in frame:
            shown = [one for one in target.contexts.values() if one["auxData"].get("frameId") == frame["id"]]
            if not any(map(self._knows, shown)):
                # AD-HOC: it was in the cache before it could be injected into: it is loaded anew.
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
        if document := self._cache.get(context["uniqueId"]):
            in_a_task(self._take_back(document, target, context), ProtocolError, "a frame")

    def _link_came(self, target: _Target, values: Values) -> None:
        context = target.contexts.get(values["executionContextId"])
        if context is None or target.session not in self._targets or "objectId" not in values["object"]:
            return
        frame = context["auxData"]["frameId"]
        if before := self.frames.get(frame):
            self._forget([before])
        document = Document(
            target.session,
            context["id"],
            context["uniqueId"],
            frame,
            self._urls.get(frame, "about:blank"),
            values["object"]["objectId"],
            self._document_around(frame),
        )
        self._join(document, target, is_back=False)

    def _join(self, document: Document, target: _Target, *, is_back: bool) -> None:
        """The document is on the device from now on."""
        around = next((one for one in document.lineage if one is not document and self._has(one)), None)
        self.frames[document.frame] = document
        document.id = self.device.add_document(
            document, around.id if around is not None else None, tab_name=target.tab_name, url=document.url
        )
        document.is_settled.set()
        # what it was told in its script may be out of date
        document.deliver(self.device.guard(document.id))
        for name, *arguments in surroundings(self.device, self._visibility(document.session), is_back=is_back):
            document.call(name, *arguments)

    async def _take_back(self, document: Document, target: _Target, context: Values) -> None:
        """Chromium shows it again: it joins its tab, behind those around it, and says what it has."""
        is_found = await document.find(target.session, context, self._binding)
        if is_found and document.parent is not None:
            await document.parent.until_settled()
        if target.contexts.get(context["id"]) is not context or target.session not in self._targets:
            return  # It was put aside again.
        self._cache.take(document)
        if not is_found:
            document.is_settled.set()
            return
        self._join(document, target, is_back=True)
        if not document.is_cut_off:
            document.call("announce")

    def _knows(self, context: Values) -> bool:
        """True when there is, or was, a document of ours in an execution context."""
        name = context["uniqueId"]
        return self._cache.get(name) is not None or any(one.unique_context == name for one in self.frames.values())

    def _has(self, document: Document) -> bool:
        return self.frames.get(document.frame) is document

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
        self._put_aside([one for one in self.frames.values() if one.session is target.session])

    def _put_aside(self, documents: list[Document]) -> None:
        """The documents are gone, or in the back/forward cache."""
        for document in self._forget(documents):
            self._cache.put(document)

    def _forget(self, documents: list[Document]) -> list[Document]:
        """The documents are gone, and what is in them. Returns all that are."""
        gone = []
        for document in documents:
            if not self._has(document):
                continue  # went with the one around it
            inner = [one for one in self.frames.values() if document in one.lineage]
            for one in inner:
                del self.frames[one.frame]
            gone += inner
            self.device.remove_document(document.id)
        return gone

    # what the device tells --------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """See `shim.device.device.Surroundings`."""
        while under_way := [answer for one in self.frames.values() for answer in one.under_way]:
            await asyncio.wait(under_way)
            touched = [one for one in self.frames.values() if not one.is_cut_off]
            await asyncio.gather(*(one.settled() for one in touched), return_exceptions=True)
        if self._replacing:
            await asyncio.wait(list(self._replacing))

    def busy(self) -> list[str]:
        """See `shim.device.device.Surroundings`."""
        documents = [one for one in self.frames.values() if one.under_way]
        return [f"{one.url} does not answer: a script runs, or something has stopped it" for one in documents]

    def screen_changed(self) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self.frames.values():
            document.call("setVisibility", self._visibility(document.session))

    def set_frozen(self, frozen: bool) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self.frames.values():
            if not frozen or not any(s.has_sound for s in self.device.core.tab_of(document.id).sessions()):
                document.call("setFrozen", frozen)

    def plug(self, output: Output) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self.frames.values():
            document.call("plug", output, media_devices(output), True)

    def unplug(self, output: Output) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self.frames.values():
            document.call("unplug", output)


# A page that comes back from the back/forward cache has the binding again, when it is told so or a little later.
_CONNECT = """(prepare) => {
  const name = "%s";
  const take = () => {
    const send = globalThis[name];
    delete globalThis[name];
    return send;
  };
  const send = take();
  if (!send) return;
  addEventListener("resume", take, true);
  const { link, start } = prepare((text) => send(text), `${name} read`);
  inspect(link);
  start();
  link.handleEvent = () => {};
  navigator.audioSession.addEventListener(name, link);
}"""


def injected_script(binding: str, guard: str, *, gesture_per_element: bool = False) -> str:
    """The first script of each new document. It takes a binding of that name from the global object."""
    return script(_CONNECT % binding, guard, gesture_per_element=gesture_per_element)


def _url(frame: Values) -> str:
    return str(frame["url"]) + str(frame.get("urlFragment", ""))
