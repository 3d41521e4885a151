"""Downloads of dashboards: the report of a device, and its recording. Requests have to carry the dashboard's token."""

from __future__ import annotations

import asyncio

from aiohttp import web

from shim.report.files import report
from shim.report.html import About, Recorded
from shim.server.documents.hub import DEFAULT_DEVICE, Hub
from shim.server.transport.access import Access
from shim.server.transport.messages import Refused

from .feed import copy_of
from .recordings import Recordings

_KEPT = 50_000
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_NO_RECORDING = (
    "There is no recording: the dashboard's button Record begins one. What other browsers play is not in it, only apps "
    "and pages of audio-shim."
)


class Exports:
    """The files of the devices of a hub."""

    def __init__(self, hub: Hub, access: Access, recordings: Recordings) -> None:
        self._hub = hub
        self._access = access
        self._recordings = recordings

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The report at `/export/report.html`, the recording at `/export/recording.wav`, each of `?device=NAME`."""
        router.add_get("/export/report.html", self._report)
        router.add_get("/export/recording.wav", self._recording)

    def _device(self, request: web.Request) -> str:
        """The name of the device that is asked for. Raises `HTTPForbidden`, `HTTPNotFound`."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        try:
            self._access.check_own_origin(request)
            self._access.check_dashboard_token(token if kind == "Bearer" else "")
        except Refused as refused:
            raise web.HTTPForbidden(text=refused.reason, headers=_HEADERS) from None
        name = request.query.get("device", DEFAULT_DEVICE)
        if name not in self._hub.devices:
            raise web.HTTPNotFound(text="there is no such device", headers=_HEADERS)
        return name

    async def _report(self, request: web.Request) -> web.StreamResponse:
        name = self._device(request)
        history = copy_of(self._hub.devices[name], _KEPT)
        about = About(f"Audio device {name}", no_recording=_NO_RECORDING)
        recording = self._recordings.finished(name)
        recorded = None if recording is None else Recorded(recording.path, recording.start)
        folder = None if recording is None else recording.path.parent
        # Elsewhere, for it takes a while when much has happened, and pages want their answers.
        text = await asyncio.to_thread(report, history, about, recording=recorded, folder=folder)
        return web.Response(text=text, content_type="text/html", charset="utf-8", headers=_HEADERS)

    async def _recording(self, request: web.Request) -> web.StreamResponse:
        recording = self._recordings.finished(self._device(request))
        if recording is None:
            raise web.HTTPNotFound(text="there is no recording that is complete", headers=_HEADERS)
        return web.FileResponse(recording.path, headers={**_HEADERS, "Content-Type": "audio/wav"})
