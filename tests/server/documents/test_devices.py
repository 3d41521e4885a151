"""Devices that pages and dashboards name go when nothing is on them any more."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientSession

from shim import Server
from shim.server.transport.limits import Limits
from tests.server.client import Client

SECONDS = 20.0
SHORT = Limits(empty_device=0.05, devices=3, grace=0.05)


async def until_there_are(server: Server, *names: str) -> None:
    async with asyncio.timeout(SECONDS):
        while True:
            if set(server.hub.devices) == set(names):
                return
            await asyncio.sleep(0.01)


@pytest.mark.real_time
async def test_a_device_goes_after_its_last_document() -> None:
    async with Server(limits=SHORT) as server, ClientSession() as http:
        clients = [await Client(http, server).connect("&device=phone") for _ in range(2)]
        await asyncio.sleep(4 * SHORT.empty_device)
        assert "phone" in server.hub.devices
        for client in clients:
            await client.socket.close(code=1001)
        await until_there_are(server)
        again = await Client(http, server).connect("&device=phone")
        assert set(server.hub.devices) == {"phone"}
        await again.socket.close()


async def test_names_do_not_use_the_devices_up() -> None:
    async with Server(limits=SHORT) as server, ClientSession() as http:
        for number in range(3 * SHORT.devices):
            client = await Client(http, server).connect(f"&device=device{number}")
            await client.socket.close(code=1001)
            await until_there_are(server)


@pytest.mark.real_time
async def test_a_device_that_somebody_uses_stays() -> None:
    async with Server(limits=SHORT) as server, ClientSession() as http:
        kept = server.device("kept")
        client = await Client(http, server).connect("&device=apps")
        app = server.hub.devices["apps"].app("Music", type="playback")
        await client.socket.close(code=1001)
        async with http.ws_connect(f"{server.url}/dashboard") as dashboard:
            connect = {"op": "connect", "token": server.access.dashboard_token, "device": "seen", "seconds": 30}
            await dashboard.send_json(connect)
            await dashboard.receive(SECONDS)
            await asyncio.sleep(6 * SHORT.empty_device)
            await until_there_are(server, "kept", "apps", "seen")
            app.close()
            await until_there_are(server, "kept", "seen")
        await until_there_are(server, "kept")
        assert server.device("kept") is kept
