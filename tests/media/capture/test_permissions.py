"""navigator.permissions, and what the host sets."""

from __future__ import annotations

import pytest

from shim.media.capture.capture import Permissions
from tests.media.capture.conftest import CapturingPage


async def test_query(page: CapturingPage) -> None:
    await page.run_async("""
        for (const name of ["microphone", "camera", "notifications"]) {
          const status = await navigator.permissions.query({ name });
          log.push([status.name, status.state, `${status}`]);
        }
    """)
    assert page.logged() == [
        ["microphone", "granted", "[object PermissionStatus]"],
        ["camera", "granted", "[object PermissionStatus]"],
        ["notifications", "prompt", "[object PermissionStatus]"],
    ]


@pytest.mark.parametrize("descriptor", ["{ name: 'mind-reading' }", "{}", "'microphone'", ""])
async def test_query_refuses(page: CapturingPage, descriptor: str) -> None:
    await page.run_async(f"await navigator.permissions.query({descriptor})")
    assert page.logged()[0][0] == "TypeError"


async def test_change(page: CapturingPage) -> None:
    await page.run_async("""
        const status = await navigator.permissions.query({ name: "microphone" });
        status.onchange = (e) => log.push(e.target.state);
    """)
    permissions = page.capture.permissions
    permissions.set(["microphone"], "denied")
    await page.loop.settle()
    permissions.set(["microphone"], "prompt", "https://elsewhere.test")
    permissions.set(["camera"], "denied")
    await page.loop.settle()
    assert page.logged() == ["denied"]
    permissions.clear()
    await page.loop.settle()
    assert page.logged() == ["granted"]


async def test_taking_a_permission_back_ends_its_tracks(page: CapturingPage) -> None:
    await page.run_async("""
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        for (const t of stream.getTracks()) t.onended = () => log.push(t.kind);
    """)
    page.capture.permissions.set(["microphone"], "denied")
    await page.loop.settle()
    assert page.logged() == ["audio"]


def test_an_origin_s_own_state_goes_before_everybody_s() -> None:
    permissions = Permissions({"camera": "denied"})
    permissions.set(["camera"], "granted", "https://a.test")
    assert [permissions.state("camera", f"https://{host}.test") for host in "ab"] == ["granted", "denied"]
    permissions.set(["camera"], "prompt")
    assert permissions.state("camera", "https://a.test") == "prompt"


def test_mistakes_change_nothing() -> None:
    permissions = Permissions()
    with pytest.raises(ValueError, match="no permission 'mind-reading'"):
        permissions.set(["camera", "mind-reading"], "denied")
    with pytest.raises(ValueError, match="'yes' is not a state"):
        permissions.set(["camera"], "yes")
    assert permissions.state("camera", "https://a.test") == "granted"
    with pytest.raises(ValueError, match="'maybe' is not a state"):
        Permissions({"camera": "maybe"})
