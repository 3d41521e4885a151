"""Host operations of audio worklets: what `js/platform/webaudio/worklets.js` calls."""

from __future__ import annotations

import asyncio
import json
import weakref

from shim.engine.realm import HostError, Realm, operation
from shim.net.url import is_valid

from .nodes import WorkletNode
from .webaudio_operations import WebAudioOperations
from .worklets import WorkletHost, WorkletScope


class WorkletOperations:
    """The worklets of one document's contexts, by the numbers of `WebAudioOperations`."""

    def __init__(self, realm: Realm, host: WorkletHost) -> None:
        self._realm = realm
        self._host = host
        self._audio: WebAudioOperations = realm.provider(WebAudioOperations)
        self._scopes: weakref.WeakSet[WorkletScope] = weakref.WeakSet()
        self._last_job = 0
        self._asyncio = asyncio.get_running_loop()

    def close(self) -> None:
        for scope in list(self._scopes):
            scope.close()

    def _scope(self, context: int) -> WorkletScope:
        found = self._audio.context(context)
        if found.worklet is None:
            found.worklet = WorkletScope(self._host, found, self._asyncio)
            self._scopes.add(found.worklet)
        return found.worklet

    @operation
    def audio_worklet_port(self, context: int) -> int:
        """The page's end of the port of a context's worklet."""
        return self._scope(int(context)).port

    @operation
    def audio_worklet_module(self, context: int, url: str, credentials: str) -> int:
        """Adds a module, then calls `$.workletAdded` with the job's number and what went wrong, if anything."""
        if not is_valid(url):
            raise HostError("TypeError", f"{url!r} is not a URL")
        self._last_job += 1
        job = self._last_job
        self._realm.loop.spawn(self._add(self._scope(int(context)), job, url, credentials), self._realm)
        return job

    async def _add(self, scope: WorkletScope, job: int, url: str, credentials: str) -> None:
        name, message = await scope.add_module(url, credentials)
        self._realm.loop.queue_task(lambda: self._realm.call("workletAdded", job, name, message), self._realm)

    @operation
    def audio_worklet_descriptors(self, context: int, name: str) -> str:
        """The parameters of a processor as JSON, null when none of that name is registered."""
        scope = self._audio.context(context).worklet
        return json.dumps(scope.descriptors.get(name) if scope is not None else None)

    @operation
    def audio_worklet_processor(self, number: int, options: str) -> int:
        """Makes the processor of a new node, soon. Returns the page's end of the port between them."""
        node = self._audio.node(number)
        if not isinstance(node, WorkletNode):
            raise HostError("TypeError", "parameter is not of type 'AudioWorkletNode'.")
        realm = self._realm
        scope = node.processor.scope

        def ended(error: str) -> None:
            realm.loop.queue_task(lambda: realm.call("workletEnded", number, error), realm)

        mine, other = self._host.create_ports()

        def start() -> None:
            if not scope.realm.closed:
                node.processor.start(node.name, other, options, ended)

        realm.loop.queue_task(start, realm)
        return mine
