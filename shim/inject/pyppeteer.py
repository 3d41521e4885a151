"""Injection into pages of pyppeteer, on a connection of our own to the same Chromium.

pyppeteer takes the calls of every binding on its sessions for those of `exposeFunction`, and knows nothing of frames
in other processes.
"""

from __future__ import annotations

from typing import Any

from shim.device.device import Device
from shim.devtools.connection import CdpSession, Connection, ProtocolError, Values

from .cdp import AUTO_ATTACH, CdpInjection


class PyppeteerInjection:
    """See `shim.inject.Injection`."""

    def __init__(self, connection: Connection, documents: CdpInjection) -> None:
        self._connection = connection
        self._documents = documents

    async def close(self) -> None:
        """See `shim.inject.Injection`."""
        self._documents.close()
        await self._connection.close()


async def inject_pyppeteer(page: Any, device: Device, tab_name: str) -> PyppeteerInjection:
    """See `shim.inject.inject`."""
    theirs = await page.target.createCDPSession()
    target = (await theirs.send("Target.getTargetInfo"))["targetInfo"]["targetId"]
    connection = await Connection.open(page.browser.wsEndpoint)
    documents = CdpInjection(device)
    injection = PyppeteerInjection(connection, documents)
    try:
        session = await connection.browser.attach(target)
        await documents.add(session, tab_name)
        await _follow_popups(connection.browser, documents)
    except ProtocolError:
        await injection.close()
        raise
    return injection


async def _follow_popups(browser: CdpSession, documents: CdpInjection) -> None:
    """From now on also injects into what the page opens, and what that opens."""

    def came(values: Values) -> None:
        session, is_waiting = browser.child(values["sessionId"]), values["waitingForDebugger"]
        if documents.has_target(values["targetInfo"].get("openerId")):
            documents.add_soon(session, documents.device.name_tab(), is_waiting=is_waiting)
        else:
            session.post("Runtime.runIfWaitingForDebugger")
            browser.post("Target.detachFromTarget", sessionId=session.id)

    browser.on("Target.attachedToTarget", came)
    await browser.send("Target.setAutoAttach", filter=[{"type": "page"}, {"exclude": True}], **AUTO_ATTACH)
